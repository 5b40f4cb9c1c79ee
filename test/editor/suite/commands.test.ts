import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { CallReport, ConvertResult, GenerateSummary, SignaturePath } from '../../../server/src/lsp/protocol.ts';
import { closeAll, eventually, file, magnet, open, panels, place, removeIfThere } from './support.ts';

const run = <T>(command: string, ...args: unknown[]) => vscode.commands.executeCommand<T>(command, ...args);

suite('commands', () => {
  suiteSetup(magnet);
  teardown(closeAll);

  test('Show Dependency Graph opens one panel, and its edges come from the signatures', async () => {
    await open(file('hotel.fsig'));
    await run('magnet.showDependencyGraph');
    await eventually(
      'the graph panel',
      () => panels('magnet.graph'),
      (list) => list.length === 1,
    );
    await run('magnet.showDependencies', 'hotel.book_room');
    assert.equal(panels('magnet.graph').length, 1);
    const view = await (await magnet()).request('magnet/graph', {});
    const pairs = view.edges.map(({ from, to }) => `${from} ${to}`);
    assert.ok(pairs.includes('hotel.find_rooms hotel.book_room'), pairs.join('\n'));
    assert.ok(pairs.includes('hotel.book_room hotel.cancel_stay'), pairs.join('\n'));
  });

  test('an edge rejected from the tree leaves the graph, and restored comes back', async () => {
    const api = await magnet();
    const edge = { from: 'hotel.book_room', to: 'hotel.bill' };
    const rejected = async () =>
      (await api.request('magnet/graph', {})).rejected.some(({ from, to }) => from === edge.from && to === edge.to);
    try {
      await api.request('magnet/curate', { ...edge, action: 'reject', note: 'for the test' });
      await eventually('the rejected edge', rejected, (gone) => gone);
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file('magnet.graph.json')));
      assert.match(text, /for the test/);
      await run('magnet.edge.clear', edge);
      await eventually('the restored edge', rejected, (gone) => !gone);
    } finally {
      await removeIfThere(file('magnet.graph.json'));
    }
  });

  test('Sample Paths draws the same paths for the same seed and shows them in the graph', async () => {
    const first = await run<SignaturePath[]>('magnet.samplePaths', { count: 5, seed: '11' });
    const again = await run<SignaturePath[]>('magnet.samplePaths', { count: 5, seed: '11' });
    assert.equal(first.length, 5);
    assert.deepEqual(again, first);
    await eventually(
      'the graph panel',
      () => panels('magnet.graph'),
      (list) => list.length === 1,
    );
  });

  test('Generate writes a run and opens it; an existing folder is not overwritten', async () => {
    const out = file('magnet-runs', 'from-test');
    await removeIfThere(out);
    const summary = await run<GenerateSummary>('magnet.generate', { count: 4, seed: '3', out });
    assert.equal(summary.counts.records, 4);
    const records = new TextDecoder().decode(
      await vscode.workspace.fs.readFile(vscode.Uri.joinPath(out, 'records.jsonl')),
    );
    assert.equal(records.trim().split('\n').length, 4);
    await eventually(
      'the run panel',
      () => panels('magnet.run'),
      (list) => list.length === 1,
    );
    await closeAll();
    await run('magnet.previewRun', { uri: out });
    await eventually(
      'the run panel, from the runs view',
      () => panels('magnet.run'),
      (list) => list.includes('Run: from-test'),
    );
    const before = await vscode.workspace.fs.stat(vscode.Uri.joinPath(out, 'records.jsonl'));
    await run('magnet.generate', { count: 2, seed: '4', out });
    const after = await vscode.workspace.fs.stat(vscode.Uri.joinPath(out, 'records.jsonl'));
    assert.equal(after.mtime, before.mtime);
    await removeIfThere(out);
  });

  test('Preview Run opens the conversations of others, and tells broken lines', async () => {
    await run('magnet.previewRun', file('runs', 'chat.jsonl'));
    await eventually(
      'the run panel',
      () => panels('magnet.run'),
      (list) => list.length === 1,
    );
    const opened = await (await magnet()).request('magnet/openRun', { uri: file('runs', 'chat.jsonl').toString() });
    assert.equal(opened.records.length, 1);
    assert.deepEqual(
      opened.broken.map(({ line }) => line),
      [2],
    );
  });

  test('the local endpoint starts, answers a test call in words and by arguments, and stops', async () => {
    const started = await run<{ url: string; model: string }>('magnet.startEndpoint');
    assert.match(started.url, /^http:\/\/127\.0\.0\.1:\d+\/v1$/);
    const models = (await (await fetch(`${started.url}/models`)).json()) as { data: { id: string }[] };
    assert.ok(models.data.some(({ id }) => id === started.model));
    const asked = await run<CallReport>('magnet.testCall', {
      function: 'hotel.find_rooms',
      ask: 'Please find free rooms for the night of 2026-05-14 for 2 guests.',
    });
    assert.ok(asked.url.startsWith(started.url), asked.url);
    assert.ok(asked.request.includes('find_rooms'));
    assert.ok(asked.response.length > 0);
    const direct = await run<CallReport>('magnet.testCall', {
      function: 'hotel.find_rooms',
      arguments: { night: '2026-05-14', guests: 9 },
    });
    assert.equal(direct.calls[0]?.valid, false);
    await eventually(
      'the call panel',
      () => panels('magnet.run'),
      (list) => list.some((label) => label.includes('find_rooms')),
    );
    assert.equal(await run<boolean>('magnet.stopEndpoint'), true);
    await assert.rejects(fetch(`${started.url}/models`));
  });

  test('Convert writes another dialect in a new document and lists what it cannot say', async () => {
    const result = await run<ConvertResult>('magnet.convert', file('hotel.fsig'), 'openai-chat');
    const tools = JSON.parse(result.text) as { function: { name: string } }[];
    assert.ok(tools.some((tool) => tool.function.name.includes('book_room')));
    assert.equal(vscode.window.activeTextEditor?.document.getText(), result.text);
    assert.ok(result.losses.length > 0, 'responses cannot be said in this dialect');
  });

  test('Import OpenAPI reads operations as signatures', async () => {
    const result = await run<ConvertResult>('magnet.importOpenApi', file('openapi', 'library.openapi.json'));
    assert.match(result.text, /function get_book\(/);
    assert.equal(vscode.window.activeTextEditor?.document.languageId, 'fsig');
  });

  test('Treat as Tool Schema reads one more file', async () => {
    await run('magnet.treatAsToolSchema', file('parcels.json'));
    await eventually(
      'functions of the file',
      async () => (await (await magnet()).request('magnet/functions', {})).map(({ id }) => id),
      (list) => list.includes('track_parcel'),
    );
  });

  test('Open Example copies the example once and shows it', async () => {
    const target = file('airline.fsig');
    try {
      await run('magnet.openExample');
      assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), target.toString());
      assert.ok(place(vscode.window.activeTextEditor.document, 'function find_flights'));
    } finally {
      await closeAll();
      await removeIfThere(target);
    }
  });

  test('the functions view groups three ways, and the server can be restarted', async () => {
    for (const how of ['File', 'Category', 'Connection']) await run(`magnet.functions.groupBy${how}`);
    await run('magnet.functions.focus');
    await run('magnet.restartServer');
    const functions = await (await magnet()).request('magnet/functions', {});
    assert.ok(functions.length > 0);
  });
});
