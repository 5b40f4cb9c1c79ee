/** A stranger's folder in a running editor: what trees, hovers, lenses, messages, status and Test Explorer show of it. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import type { TestExplorer } from '../../../client/src/tests/explorer.ts';
import { fileNames, short, signatures, TEXTS, toolList, write } from './hostile-files.ts';
import { closeAll, EXTENSION, eventually, file, magnet, open, record } from './support.ts';

const run = <T>(command: string, ...args: unknown[]) => vscode.commands.executeCommand<T>(command, ...args);
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const TOOLS = () => file('post.tools.json');
const LETTERS = () => file('letters.fsig');
const TESTS = () => file('agent.magnet-test.jsonl');

/** Control characters, and overrides of the direction of writing. */
const STEERING = /(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u;

interface Seen {
  readonly kind: 'seen' | 'control' | 'link' | 'ran' | 'loaded' | 'dialog';
  readonly place: string;
  readonly text: string;
}

/** What the screen has shown so far; nothing where the harness cannot see it (desktop). */
function seen(): Seen[] {
  const name = process.env.MAGNET_TEST_SEEN;
  if (name === undefined || !existsSync(name)) return [];
  const lines = readFileSync(name, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Seen);
}

const marksAt = (place: string) =>
  new Set(seen().flatMap((each) => (each.kind === 'seen' && each.place === place ? [each.text] : [])));

/** Fails with everything that acted, was loaded, could act when clicked, or steers a terminal; whatever is in `own` is ours. */
function nothingActed(): void {
  const bad = seen().filter((each) => each.kind !== 'seen' && !isOthers(each));
  assert.deepEqual(bad.slice(0, 12), [], `${bad.length} findings`);
}

/**
 * The one link that hovers of ours offer, with a function's id as its only argument, and one of VS Code's own about long
 * lines. Outline and breadcrumbs of a JSON file are VS Code's own too: ours are asked for below.
 */
function isOthers({ kind, place, text }: Seen): boolean {
  // An empty tree shows the manifest's own words, whose links have no arguments.
  if (kind === 'link' && place === 'tree' && welcomes().has(text)) return true;
  if (kind === 'link')
    return text.startsWith('command:magnet.showDependencies?%5B%22') || text.startsWith('command:editor.action.hide');
  return kind === 'control' && (place === 'breadcrumbs' || place === 'outline' || place === 'picker');
}

/** The commands that the manifest's words for empty views link to. */
function welcomes(): ReadonlySet<string> {
  const manifest = JSON.stringify(
    vscode.extensions.getExtension(EXTENSION)?.packageJSON.contributes.viewsWelcome ?? [],
  );
  return new Set([...manifest.matchAll(/\((command:[\w.]+)\)/g)].map(([, command = '']) => command));
}

/** Waits until a place has shown so many of the texts; where nobody can see it, goes on. */
async function shown(place: string, atLeast: number): Promise<void> {
  if (process.env.MAGNET_TEST_SEEN === undefined) return;
  await eventually(
    `${place} to show ${atLeast} of the texts`,
    () => marksAt(place).size,
    (count) => count >= atLeast,
  );
  record(`hostile texts seen: ${place}`, marksAt(place).size);
}

/** A model that answers whatever it is asked with the texts in turn: words, then a call by a hostile name. */
async function hostileModel(): Promise<{ server: Server; url: string }> {
  let asked = 0;
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const text = TEXTS[asked % TEXTS.length] ?? '';
      asked += 1;
      const call = {
        id: `c${asked}`,
        type: 'function',
        function: { name: short(text), arguments: JSON.stringify({ [text]: text }) },
      };
      const message = { role: 'assistant', content: text, ...(asked % 2 === 0 ? { tool_calls: [call] } : {}) };
      response.setHeader('content-type', 'application/json');
      const isList = request.url?.endsWith('/models') === true;
      response.end(
        JSON.stringify(
          isList
            ? { object: 'list', data: [{ id: short(text), object: 'model' }] }
            : {
                id: 'x',
                object: 'chat.completion',
                model: short(text),
                choices: [{ index: 0, message, finish_reason: 'stop' }],
              },
        ),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1` };
}

/** The tests of the file, as the Test Explorer has them. */
async function testItems(): Promise<vscode.TestItem[]> {
  const extension = vscode.extensions.getExtension<{ tests(): TestExplorer }>(EXTENSION);
  const explorer = extension?.exports.tests();
  assert.ok(explorer);
  await explorer.refresh();
  const root = await eventually(
    'the file of tests',
    () => explorer.controller.items.get(TESTS().toString()),
    (item) => item !== undefined,
  );
  assert.ok(root);
  await explorer.resolve(root);
  const below = (item: vscode.TestItem) => [...item.children].map(([, child]) => child);
  return below(root).flatMap(below);
}

suite('a stranger’s folder', () => {
  let model: Awaited<ReturnType<typeof hostileModel>>;
  suiteSetup(async () => {
    await write(TOOLS(), toolList());
    await write(LETTERS(), signatures());
    for (const name of fileNames()) {
      const tool = { name: name.slice(0, 20), description: name, inputSchema: { type: 'object', properties: {} } };
      await write(file('named', name), JSON.stringify({ tools: [tool] })).catch(() => undefined);
    }
    await magnet();
    model = await hostileModel();
    await vscode.workspace
      .getConfiguration('magnet')
      .update('endpoint.url', model.url, vscode.ConfigurationTarget.Global);
  });
  suiteTeardown(async () => {
    model.server.close();
    await vscode.workspace
      .getConfiguration('magnet')
      .update('endpoint.url', undefined, vscode.ConfigurationTarget.Global);
  });
  teardown(async () => {
    await closeAll();
    await run('notifications.clearAll');
  });

  test('files open, and their problems name what is wrong with them', async () => {
    await open(TOOLS());
    const found = await eventually(
      'problems of the tools',
      () => vscode.languages.getDiagnostics(TOOLS()).filter(({ source }) => source === 'magnet'),
      (list) => list.length >= TEXTS.length,
    );
    await run('workbench.actions.view.problems');
    // The panel shows as many rows as it is high.
    await shown('problems', 5);
    assert.ok(found.every(({ message }) => !STEERING.test(message)));
    await run('workbench.action.closePanel');
    nothingActed();
  });

  test('every hover is text: only the link of ours may run a command, and that with the function’s id', async () => {
    for (const uri of [TOOLS(), LETTERS()]) {
      const { document } = await open(uri);
      const marked = document
        .getText()
        .split('\n')
        .flatMap((line, at) => {
          const index = line.search(/h\d\d/);
          return index < 0 ? [] : [new vscode.Position(at, index + 1)];
        });
      // Names, descriptions, values in turn: enough of each, and an answer takes its time.
      const places = marked.filter((_place, index) => index % Math.ceil(marked.length / 120) === 0);
      assert.ok(places.length >= 60);
      let read = 0;
      for (const at of places) {
        const hovers = await run<vscode.Hover[]>('vscode.executeHoverProvider', uri, at);
        for (const content of hovers.flatMap(({ contents }) => contents)) {
          if (typeof content === 'string' || !('isTrusted' in content)) continue;
          read += 1;
          assert.ok(!content.supportHtml, content.value);
          if (content.isTrusted === undefined || content.isTrusted === false) continue;
          assert.deepEqual(content.isTrusted, { enabledCommands: ['magnet.showDependencies'] });
          assert.match(content.value, /^\[[^\]]+\]\(command:magnet\.showDependencies\?[\w%.~!*'-]+\)$/);
        }
      }
      assert.ok(read > 0, uri.path);
      record(`hovers read in ${uri.path.split('/').at(-1)}`, read);
    }
  });

  test('hovers on the screen', async () => {
    // Half of the texts in each file.
    for (const [half, uri] of [LETTERS(), TOOLS()].entries()) {
      const editor = await open(uri);
      const lines = editor.document.getText().split('\n');
      for (const [at, line] of lines.entries()) {
        const name = /h\d(\d)_send|"name": "h\d(\d)/.exec(line);
        if (name === null || Number(name[1] ?? name[2]) % 2 !== half) continue;
        const position = new vscode.Position(at, name.index + name[0].length - 2);
        editor.selection = new vscode.Selection(position, position);
        editor.revealRange(new vscode.Range(position, position), vscode.TextEditorRevealType.InCenter);
        await run('editor.action.showHover');
        await pause(150);
      }
    }
    await shown('hover', 40);
    nothingActed();
  });

  test('lenses, breadcrumbs, outline, suggestions, symbols, call hierarchy', async () => {
    const { document } = await open(TOOLS());
    const lenses = await eventually(
      'lenses',
      () => run<vscode.CodeLens[]>('vscode.executeCodeLensProvider', TOOLS(), 200),
      (list) => list.length >= TEXTS.length,
    );
    for (const { command } of lenses) {
      assert.match(command?.command ?? '', /^magnet\./);
      assert.doesNotMatch(command?.title ?? '', /h\d\d/);
    }
    await run('outline.focus');
    await pause(1_000);
    const symbols = await run<vscode.SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', 'h5');
    const outlines = await run<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', LETTERS());
    assert.ok(symbols.length >= 10 && outlines.length >= TEXTS.length);
    for (const { name } of [...symbols, ...outlines]) assert.doesNotMatch(name, STEERING);
    const at = document.positionAt(document.getText().indexOf('"h00') + 3);
    await run('vscode.prepareCallHierarchy', TOOLS(), at);
    nothingActed();
  });

  test('the trees of functions, the domain and runs, with what their items say when pointed at', async () => {
    for (const view of ['magnet.functions', 'magnet.domain']) {
      await run(`${view}.focus`);
      await pause(1_500);
      for (let page = 0; page < 12; page++) {
        await run('list.expand');
        await run('list.showHover');
        await pause(120);
        await run(page % 2 === 0 ? 'list.focusDown' : 'list.focusPageDown');
      }
    }
    await run('magnet.functions.groupByConnection');
    await pause(1_500);
    await run('magnet.functions.groupByFile');
    nothingActed();
  });

  test('messages: a name, a path or an error of a stranger makes no link', async function () {
    this.timeout(400_000);
    for (const [index, text] of TEXTS.entries()) {
      const name = short(text);
      const uri = file('named', name.replaceAll('/', '\u2215').replaceAll('\0', ''));
      void (index % 2 === 0 ? run('magnet.convert', uri, 'mcp') : run('magnet.edge.accept', { from: name, to: text }));
      await pause(120);
      if (index % 3 === 2) await run('notifications.clearAll');
    }
    await pause(1_000);
    nothingActed();
  });

  test('pickers show names as text', async () => {
    void run('magnet.testCall');
    await pause(2_500);
    await shown('picker', 6);
    await run('workbench.action.closeQuickOpen');
    nothingActed();
  });

  test('a run made of them, and one by a hostile name', async () => {
    const out = file('magnet-runs', fileNames()[24]?.replace('.tools.json', '') ?? 'h24');
    await run('magnet.generate', { count: 8, seed: '3', out, file: LETTERS() });
    await run('magnet.runs.focus');
    await pause(2_000);
    await run('list.focusFirst');
    await run('list.showHover');
    await run('magnet.previewRun', out);
    await pause(3_000);
    await run('magnet.runs.statistics', { uri: out });
    await run('magnet.runs.card', { uri: out });
    await pause(4_000);
    await shown('tab', 1);
    nothingActed();
  });

  test('Test Explorer: questions, expectations and a model’s replies in its tree, its messages and its terminal', async function () {
    this.timeout(400_000);
    for (const text of TEXTS) {
      await run('magnet.saveAsTest', {
        ask: text,
        offer: [],
        calls: [{ function: 'h00_send', arguments: { first: text, letter_id: text } }],
        to: TESTS(),
      });
    }
    await run('workbench.view.testing.focus');
    await run('testing.refreshTests');
    await pause(2_000);
    await run('testing.runAll');
    for (const item of await testItems()) {
      await run('vscode.revealTestInExplorer', item);
      await pause(60);
    }
    await shown('Test Explorer', 30);
    await run('testing.showMostRecentOutput');
    await pause(2_000);
    await run('testing.goToNextMessage');
    await pause(2_000);
    await run('testing.openOutputPeek');
    await pause(2_000);
    nothingActed();
  });

  test('in the whole time nothing ran, nothing was loaded, and no link could act', () => {
    nothingActed();
    const places = [...new Set(seen().map(({ place }) => place))].sort();
    record('places that showed hostile texts', places.length);
    if (process.env.MAGNET_TEST_SEEN !== undefined) assert.ok(places.length >= 6, places.join(', '));
  });
});
