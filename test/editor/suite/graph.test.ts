import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  closeAll,
  eventually,
  file,
  magnet,
  magnetDiagnostics,
  open,
  panels,
  place,
  removeIfThere,
} from './support.ts';

const run = <T>(command: string, ...args: unknown[]) => vscode.commands.executeCommand<T>(command, ...args);
const CURATION = file('magnet.graph.json');
const EDGE = { from: 'hotel.book_room', to: 'hotel.bill' };

const curationText = async () => new TextDecoder().decode(await vscode.workspace.fs.readFile(CURATION));
const writeCuration = (text: string) => vscode.workspace.fs.writeFile(CURATION, new TextEncoder().encode(text));
const graph = async () => (await magnet()).request('magnet/graph', {});
const onePanel = () =>
  eventually(
    'one graph panel',
    () => panels('magnet.graph'),
    (list) => list.length === 1,
  );

async function callItem(document: vscode.TextDocument, name: string): Promise<vscode.CallHierarchyItem> {
  const [item] = await eventually(
    `a call hierarchy item of ${name}`,
    () =>
      run<vscode.CallHierarchyItem[]>(
        'vscode.prepareCallHierarchy',
        document.uri,
        place(document, `function ${name.slice(0, 2)}|${name.slice(2)}(`),
      ),
    (list) => list.length > 0,
  );
  assert.ok(item);
  return item;
}

suite('graph', () => {
  suiteSetup(magnet);
  teardown(async () => {
    await closeAll();
    await removeIfThere(CURATION);
  });

  test('the panel opens from the palette, and lens, tree and hover bring the same one forward', async () => {
    const { document } = await open(file('hotel.fsig'));
    await run('magnet.showDependencyGraph');
    await onePanel();
    const lenses = await eventually(
      'lenses of the graph',
      () => run<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 50),
      (list) => list.some(({ command }) => command?.command === 'magnet.showDependencies'),
    );
    const lens = lenses.find(({ command }) => command?.command === 'magnet.showDependencies')?.command;
    await run('magnet.showDependencies', ...(lens?.arguments ?? []));
    await run('magnet.showDependencies', { id: 'hotel.bill' });
    const hovers = await eventually(
      'a hover that leads to the graph',
      () => run<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, place(document, 'function book|_room')),
      (list) => textOf(list).includes('command:magnet.showDependencies'),
    );
    assert.match(textOf(hovers), new RegExp(encodeURIComponent('"hotel.book_room"')));
    await onePanel();
  });

  test('a hover leads to the function that stands there, also where another namespace has one of its name', async () => {
    const twins = file('twins.fsig');
    const text = ['first', 'second'].map(
      (name) =>
        `namespace ${name} {\n  /** Pays. */\n  function pay_${name[0]}(): string;\n  /** Ends. */\n  function settle(id: string): string;\n}\n`,
    );
    await vscode.workspace.fs.writeFile(twins, new TextEncoder().encode(text.join('')));
    try {
      const { document } = await open(twins);
      for (const [name, line] of [
        ['first', 4],
        ['second', 10],
      ] as const) {
        const at = new vscode.Position(line, '  function set'.length);
        const hovers = await eventually(
          `a hover of ${name}.settle`,
          () => run<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, at),
          (list) => textOf(list).includes('command:magnet.showDependencies'),
        );
        assert.ok(textOf(hovers).includes(encodeURIComponent(`"${name}.settle"`)), textOf(hovers));
      }
    } finally {
      await removeIfThere(twins);
    }
  });

  test('the call hierarchy is the graph, function by function', async () => {
    const { document } = await open(file('hotel.fsig'));
    const { nodes, edges } = await graph();
    const own = nodes.filter(({ place: at }) => at.uri === document.uri.toString());
    assert.ok(own.length >= 5);
    for (const { id, name } of own) {
      const item = await callItem(document, name);
      const incoming = await run<vscode.CallHierarchyIncomingCall[]>('vscode.provideIncomingCalls', item);
      const outgoing = await run<vscode.CallHierarchyOutgoingCall[]>('vscode.provideOutgoingCalls', item);
      const last = (other: string) => other.split('.').at(-1) ?? other;
      const feeders = edges.filter(({ to }) => to === id).map(({ from }) => last(from));
      const fed = edges.filter(({ from }) => from === id).map(({ to }) => last(to));
      assert.deepEqual(incoming.map(({ from }) => from.name).sort(), feeders.sort(), `feeds ${id}`);
      assert.deepEqual(outgoing.map(({ to }) => to.name).sort(), fed.sort(), `fed by ${id}`);
    }
  });

  test('accept, then undo, by the commands of tree and panel: the file keeps comments and other entries', async () => {
    await open(file('hotel.fsig'));
    await writeCuration(
      '{\n  "version": 1,\n  "edges": [\n    // tried at the desk\n    { "from": "hotel.bill", "to": "hotel.convert_euros", "verdict": "accepted" }\n  ]\n}\n',
    );
    const curationOf = async () => {
      const { edges } = await graph();
      return edges.find(({ from, to }) => from === EDGE.from && to === EDGE.to)?.curation;
    };
    await run('magnet.edge.accept', EDGE);
    await eventually('the accepted edge', curationOf, (curation) => curation === 'accepted');
    const text = await curationText();
    assert.match(text, /\/\/ tried at the desk/);
    assert.match(text, /hotel\.convert_euros/);
    await run('magnet.edge.clear', EDGE);
    await eventually('the edge without a word on it', curationOf, (curation) => curation === undefined);
    assert.match(await curationText(), /\/\/ tried at the desk/);
  });

  test('a broken curation file has diagnostics on its lines and is never written over', async () => {
    await open(file('hotel.fsig'));
    const torn = '{\n  "version": 1,\n  "edges": [\n    { "from": "hotel.bill",\n';
    await writeCuration(torn);
    await open(CURATION);
    const found = await eventually(
      'diagnostics of the torn file',
      () => magnetDiagnostics(CURATION),
      (list) => list.length > 0,
    );
    assert.equal(found[0]?.severity, vscode.DiagnosticSeverity.Error);
    await assert.rejects(async () => (await magnet()).request('magnet/curate', { ...EDGE, action: 'accept' }));
    assert.equal(await curationText(), torn);
    const { to } = EDGE;
    await writeCuration(
      `{\n  "version": 1,\n  "edges": [\n    { "from": "${to}", "to": "${to}", "verdict": "added" },\n    { "from": "hotel.nobody", "to": "${to}", "verdict": "accepted" }\n  ]\n}\n`,
    );
    const codes = (list: readonly vscode.Diagnostic[]) =>
      list.map(({ code, range }) => `${range.start.line} ${typeof code === 'object' ? code.value : code}`);
    await eventually(
      'diagnostics of the mended file',
      () => codes(magnetDiagnostics(CURATION)),
      (list) => list.join() === '3 curation-self-edge,4 curation-unknown-function',
    );
  });

  test('renaming a function moves its entries', async () => {
    const { document } = await open(file('hotel.fsig'));
    await writeCuration(
      `{\n  "version": 1,\n  "edges": [{ "from": "${EDGE.from}", "to": "${EDGE.to}", "verdict": "accepted" }]\n}\n`,
    );
    // The editor may hold what a test before left in the file until it has seen it written; until then it refuses the edit.
    await eventually(
      'a rename that reaches the curation file',
      () =>
        run<vscode.WorkspaceEdit>(
          'vscode.executeDocumentRenameProvider',
          document.uri,
          place(document, 'function bi|ll('),
          'invoice',
        ).then(undefined, (error: Error) => {
          if (!/not valid anymore/.test(error.message)) throw error;
          return undefined;
        }),
      (value) => {
        const texts = value?.get(CURATION).map(({ newText }) => newText.replaceAll('"', '')) ?? [];
        return texts.length === 1 && texts[0] === 'hotel.invoice';
      },
    );
  });
});

function textOf(hovers: readonly vscode.Hover[]): string {
  return hovers
    .flatMap(({ contents }) => contents.map((part) => (typeof part === 'string' ? part : part.value)))
    .join('\n');
}
