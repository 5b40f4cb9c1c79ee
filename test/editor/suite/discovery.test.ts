import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ConvertResult } from '../../../server/src/lsp/protocol.ts';
import { closeAll, codesOf, eventually, file, magnet, messagesShown, open, removeIfThere } from './support.ts';

const tool = (name: string) => ({
  name,
  description: `What ${name} does.`,
  input_schema: { type: 'object', properties: { crane_id: { type: 'string' } } },
});

async function write(name: string, value: unknown): Promise<vscode.Uri> {
  await vscode.workspace.fs.writeFile(file(name), new TextEncoder().encode(JSON.stringify(value, null, 2)));
  return file(name);
}

/** Files of the test about globs. */
const NAMED = ['docks/magnet.config.jsonc', 'docks/berths.json', 'docks'];

const functionIds = async () => (await (await magnet()).request('magnet/functions', {})).map(({ id }) => id);

/** What stands in the title of a file; undefined where the window cannot be watched (a desktop's). */
const titleOf = (name: string) => messagesShown()?.filter((text) => text.startsWith(`title of ${name}: `));

const offers = async () => [...(await magnet()).offers()].map(([uri, text]) => `${uri.split('/').at(-1)}: ${text}`);

suite('discovery', () => {
  suiteSetup(magnet);
  teardown(closeAll);
  suiteTeardown(() =>
    Promise.all(
      ['harbour.json', 'crew.json', 'agent.py', 'helpers.py', ...NAMED].map((name) => removeIfThere(file(name))),
    ),
  );

  test('a file with tool schemas is offered once; one without is left in peace', async () => {
    const harbour = await write('harbour.json', [tool('lift_crane'), tool('lower_crane')]);
    const crew = await write('crew.json', [{ name: 'Ada', role: 'captain' }]);
    await open(crew);
    const { document } = await open(harbour);
    const asked = { uri: harbour.toString(), text: document.getText() };
    const seen = await (await magnet()).request('magnet/lookForTools', asked);
    assert.deepEqual(seen, { functions: 2, more: false, covered: false });
    await eventually('the offer', offers, (list) => list.length > 0);
    await open(crew);
    await open(harbour);
    await closeAll();
    await open(harbour);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    assert.deepEqual(await offers(), ['harbour.json: Read 2 tools in harbour.json?']);
  });

  test('schemas that a program writes down become signatures; one without any says so', async () => {
    const text = (value: string) => new TextEncoder().encode(value);
    const agent = file('agent.py');
    await vscode.workspace.fs.writeFile(agent, text(`TOOLS = ${JSON.stringify([tool('turn_crane')], null, 4)}\n`));
    const read = await vscode.commands.executeCommand<ConvertResult>('magnet.convert', agent, 'fsig');
    assert.match(read.text, /function turn_crane\(crane_id\?: string\)/);
    const helpers = file('helpers.py');
    await vscode.workspace.fs.writeFile(helpers, text('def turn(crane_id: str):\n    return crane_id\n'));
    assert.equal(await vscode.commands.executeCommand('magnet.convert', helpers, 'fsig'), undefined);
    await vscode.commands.executeCommand('notifications.showList');
    await eventually(
      'the error',
      messagesShown,
      (shown) =>
        shown === undefined || shown.some((line) => line.includes('helpers.py has no tool schema that could be read')),
    );
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  test('a file that magnet.config.jsonc names has all of it: findings while it is edited, menus, no offer', async () => {
    const config = new TextEncoder().encode('{ "files": ["berths.json"] }');
    await vscode.workspace.fs.createDirectory(file('docks'));
    await vscode.workspace.fs.writeFile(file('docks', 'magnet.config.jsonc'), config);
    const berths = await write('docks/berths.json', [tool('book_berth')]);
    await eventually('the function', functionIds, (ids) => ids.includes('book_berth'));
    const { document } = await open(berths);
    // Not saved: only a client that serves the open text can know of it.
    const edit = new vscode.WorkspaceEdit();
    const all = new vscode.Range(0, 0, document.lineCount, 0);
    edit.replace(berths, all, JSON.stringify([{ ...tool('book_berth'), description: '' }], null, 2));
    await vscode.workspace.applyEdit(edit);
    await eventually(
      'the finding',
      async () => codesOf(berths).join(),
      (codes) => codes.includes('description-missing'),
    );
    const hasMenu = (titles: string[] | undefined) => titles?.some((text) => text.includes('Show Dependency Graph'));
    await eventually(
      'the menu',
      () => titleOf('berths.json'),
      (titles) => titles === undefined || hasMenu(titles) === true,
    );
    assert.deepEqual(
      (await offers()).filter((offer) => offer.startsWith('berths')),
      [],
    );
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });
});
