import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type {
  ExportResult,
  GenerateSummary,
  RunItem,
  StaleResult,
  WriteTrainingResult,
} from '../../../server/src/lsp/protocol.ts';
import { closeAll, eventually, file, magnet, panels, removeIfThere } from './support.ts';

const run = <T>(command: string, ...args: unknown[]) => vscode.commands.executeCommand<T>(command, ...args);
const FOLDER = () => file('magnet-runs');

async function runNamed(name: string): Promise<RunItem | undefined> {
  const runs = await (await magnet()).request('magnet/runs', { folders: [FOLDER().toString()] });
  return runs.find((item) => item.name === name);
}

const waitFor = (name: string, what: string, holds: (item: RunItem | undefined) => boolean) =>
  eventually(what, () => runNamed(name), holds);

const textOf = async (folder: vscode.Uri, name: string) =>
  new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, name)));
const write = (folder: vscode.Uri, name: string, text: string) =>
  vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, name), new TextEncoder().encode(text));

suite('runs', () => {
  suiteSetup(magnet);
  teardown(closeAll);
  suiteTeardown(() => removeIfThere(FOLDER()));

  test('a run can be paused, and keeps what it has', async () => {
    const out = vscode.Uri.joinPath(FOLDER(), 'long');
    const made = run<GenerateSummary>('magnet.generate', { count: 100_000, seed: '5', out, file: file('hotel.fsig') });
    await waitFor('long', 'the run to have a record', (item) => item?.state === 'running' && (item.done ?? 0) > 0);
    await eventually(
      'the run to be shown while it is made',
      () => panels('magnet.run'),
      (list) => list.includes('Run: long'),
    );
    await run('magnet.runs.delete', out);
    assert.equal((await runNamed('long'))?.state, 'running', 'a run that is written is not deleted');
    await run('magnet.runs.pause', out);
    assert.equal((await made).cancelled, true);
    const paused = await runNamed('long');
    assert.equal(paused?.state, 'interrupted');
    assert.equal(paused.total, 100_000);
  });

  test('an interrupted run goes on, and no record is lost or doubled', async () => {
    const out = vscode.Uri.joinPath(FOLDER(), 'cut');
    await run('magnet.generate', { count: 5, seed: '5', out, file: file('hotel.fsig') });
    const whole = await textOf(out, 'records.jsonl');
    await write(out, 'records.jsonl', `${whole.split('\n').slice(0, 2).join('\n')}\n`);
    const { result: _, ...manifest } = JSON.parse(await textOf(out, 'manifest.json'));
    await write(out, 'manifest.json', JSON.stringify({ ...manifest, status: 'running' }));
    assert.equal((await runNamed('cut'))?.state, 'interrupted');
    const rest = await run<GenerateSummary>('magnet.runs.resume', { uri: out });
    assert.equal(rest.cancelled, false);
    assert.equal((await runNamed('cut'))?.state, 'finished');
    assert.equal(await textOf(out, 'records.jsonl'), whole);
  });

  test('a deleted run is out of sight at once, and Undo brings it back', async () => {
    const out = vscode.Uri.joinPath(FOLDER(), 'brief');
    await run('magnet.generate', { count: 2, seed: '5', out });
    await run('magnet.runs.delete', { uri: out });
    assert.equal(await runNamed('brief'), undefined);
    await run('magnet.runs.undoDelete');
    assert.equal((await runNamed('brief'))?.state, 'finished');
    const names = (await vscode.workspace.fs.readDirectory(FOLDER())).map(([name]) => name);
    assert.ok(!names.includes('.deleted'), names.join(', '));
  });

  test('Export writes the trainer’s file, Statistics opens a page, and nothing is stale yet', async () => {
    const uri = vscode.Uri.joinPath(FOLDER(), 'shown');
    await run('magnet.generate', { count: 3, seed: '5', out: uri });
    const out = vscode.Uri.joinPath(FOLDER(), 'shown.trl-sft.jsonl');
    const exported = await run<ExportResult>('magnet.runs.export', { uri, as: 'trl-sft', out });
    assert.equal(exported.records, 3);
    const lines = (await textOf(FOLDER(), 'shown.trl-sft.jsonl')).trimEnd().split('\n');
    assert.equal(lines.length, exported.rows);
    assert.ok(Array.isArray((JSON.parse(lines[0] ?? '') as { messages: unknown }).messages));
    await run('magnet.runs.statistics', { uri });
    await eventually(
      'the page of statistics',
      () => panels('magnet.statistics'),
      (list) => list.includes('Statistics: shown'),
    );
    await run('magnet.runs.card', { uri });
    await eventually(
      'the rendered card',
      () => panels('markdown.preview'),
      (list) => list.some((label) => label.includes('README.md')),
    );
    const stale = await run<StaleResult>('magnet.runs.stale', { uri });
    assert.deepEqual([stale.records, stale.stale], [3, []]);
  });

  test('Train writes a folder and types its command into a terminal, and the curves of its log are drawn', async () => {
    const uri = vscode.Uri.joinPath(FOLDER(), 'taught');
    await run('magnet.generate', { count: 3, seed: '5', out: uri });
    const out = vscode.Uri.joinPath(FOLDER(), 'taught-small');
    const written = await run<WriteTrainingResult>('magnet.runs.train', { uri, out, recipe: 'sft-small' });
    assert.deepEqual(written.lines, ['python3 -m magnet_training train training.json']);
    assert.equal((await textOf(out, 'rows.jsonl')).trimEnd().split('\n').length, written.rows);
    const terminal = vscode.window.terminals.find(({ name }) => name === 'Magnet: sft-small');
    assert.ok(terminal, 'a terminal that holds the command');
    terminal.dispose();
    await write(out, 'log.jsonl', '{"step": 1, "loss": 2}\n{"step": 2, "loss": 1.5}\n');
    await run('magnet.trainingCurves', out);
    await eventually(
      'the page of curves',
      () => panels('magnet.curves'),
      (list) => list.includes('Training: taught-small'),
    );
  });
});
