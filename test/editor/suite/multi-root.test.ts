import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, codesOf, completionsAt, eventually, magnet, open, place, removeIfThere } from './support.ts';

/** A file of one of the three folders: `shop`, `desk`, and `returns`, which lies inside `shop`. */
function at(folder: string, ...parts: string[]): vscode.Uri {
  const found = vscode.workspace.workspaceFolders?.find(({ name }) => name === folder);
  assert.ok(found, `no folder ${folder}`);
  return vscode.Uri.joinPath(found.uri, ...parts);
}

const SHOP = () => at('shop', 'shop.fsig');
const DESK = () => at('desk', 'desk.fsig');
const RETURNS = () => at('returns', 'returns.fsig');

async function functions(): Promise<string[]> {
  const found = await (await magnet()).request('magnet/functions', {});
  return found.map(({ id, place: { uri } }) => `${id} ${vscode.Uri.parse(uri).path.split('/').slice(-2).join('/')}`);
}

/** Severity of the findings of one code; undefined where there is none. */
async function levelOf(uri: vscode.Uri, code: string): Promise<string | undefined> {
  const own = codesOf(uri).filter((each) => each.startsWith(`${code}:`));
  return own[0]?.split(':')[1];
}

suite('several folders', () => {
  suiteSetup(magnet);
  teardown(closeAll);

  test('every function is there once, though one folder lies inside another', async () => {
    const found = await eventually('functions', functions, (list) => list.some((id) => id.startsWith('send_mail')));
    assert.deepEqual(found.sort(), [
      'desk.close_ticket desk/desk.fsig',
      'desk.open_ticket desk/desk.fsig',
      'returns.take_back returns/returns.fsig',
      // magnet.files is a setting of the desk alone: the shop's schemas/label.json is not read.
      'send_mail schemas/mail.json',
      'shop.place_order shop/shop.fsig',
      'shop.track_order shop/shop.fsig',
    ]);
  });

  test('each folder has its own levels: settings over the nearest magnet.config.jsonc', async () => {
    // The shop's file says warning.
    await open(SHOP());
    await eventually(
      'the shop',
      () => levelOf(SHOP(), 'unknown-type'),
      (level) => level === 'warning',
    );
    // The desk's file says hint, and its folder settings say information.
    await open(DESK());
    await eventually(
      'the desk',
      () => levelOf(DESK(), 'unknown-type'),
      (level) => level === 'information',
    );
    // The folder inside the shop turns off what the shop's file turns on.
    await open(RETURNS());
    await eventually(
      'another finding of returns',
      () => codesOf(RETURNS()),
      (codes) => codes.length > 0,
    );
    assert.equal(await levelOf(RETURNS(), 'unknown-type'), undefined);
  });

  test('each folder has its own targets', async () => {
    const providers = async (uri: vscode.Uri) => {
      await open(uri);
      return eventually(
        `findings of ${uri.path}`,
        () => codesOf(uri).map((code) => code.split(':')[0] ?? ''),
        (codes) => codes.length > 0,
      );
    };
    // All three have an enum of numbers, which Gemini alone refuses: the shop's file names it as target, and the
    // folder inside the shop says OpenAI instead.
    assert.ok((await providers(SHOP())).includes('gemini-enum'));
    assert.ok(!(await providers(DESK())).includes('gemini-enum'));
    assert.ok(!(await providers(RETURNS())).includes('gemini-enum'));
  });

  test('a change of one folder’s settings changes that folder alone, without a restart', async () => {
    await open(SHOP());
    await open(DESK());
    const levels = async () => [await levelOf(SHOP(), 'unknown-type'), await levelOf(DESK(), 'unknown-type')];
    await eventually('the levels', levels, ([shop, desk]) => shop === 'warning' && desk === 'information');
    const update = (value: string) =>
      vscode.workspace
        .getConfiguration('magnet', DESK())
        .update('rules.unknown-type', value, vscode.ConfigurationTarget.WorkspaceFolder);
    try {
      await update('error');
      await eventually('the new levels', levels, ([shop, desk]) => shop === 'warning' && desk === 'error');
    } finally {
      await update('information');
    }
    await eventually('the old levels', levels, ([, desk]) => desk === 'information');
  });

  test('a setting of the workspace holds in all folders', async () => {
    for (const uri of [SHOP(), DESK(), RETURNS()]) {
      await open(uri);
      await eventually(
        'hovers, so the server knows the file',
        () => codesOf(uri).length,
        (count) => count > 0,
      );
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri);
      assert.deepEqual(lenses, [], `lenses in ${uri.path}`);
    }
  });

  test('completion offers the types that a file imports, from its own folder and from the one around it', async () => {
    const { document: desk } = await open(DESK());
    const offered = await eventually(
      'types of the desk',
      () => completionsAt(desk, 'close_ticket(ticket_id: |TicketId)'),
      (labels) => labels.includes('TicketId'),
    );
    assert.ok(offered.includes('OrderId'));
    const { document: returns } = await open(RETURNS());
    const above = await eventually(
      'types of returns',
      () => completionsAt(returns, 'take_back(order_id: |OrderId'),
      (labels) => labels.includes('OrderId'),
    );
    assert.ok(!above.includes('TicketId'), above.join());
  });

  test('rename follows an import into another folder, and leaves the same name of others alone', async () => {
    const { document } = await open(SHOP());
    const edit = await eventually(
      'a rename of OrderId',
      () =>
        vscode.commands.executeCommand<vscode.WorkspaceEdit>(
          'vscode.executeDocumentRenameProvider',
          document.uri,
          place(document, '{ order_id: Order|Id }'),
          'OrderKey',
        ),
      (value) => (value?.size ?? 0) > 0,
    );
    const files = edit.entries().map(([uri, edits]) => `${uri.path.split('/').slice(-2).join('/')} ${edits.length}`);
    assert.deepEqual(files.sort(), ['returns/returns.fsig 2', 'shop/shop.fsig 3', 'shop/types.fsig 1']);
  });

  test('a folder that is taken away takes its functions with it, and back again', async () => {
    const folders = vscode.workspace.workspaceFolders ?? [];
    const last = folders.length - 1;
    const [desk] = folders.filter(({ name }) => name === 'desk');
    assert.ok(desk && desk.index > 0);
    // Of a file that is not open: what is shown stays, whatever folder it lies in.
    const has = async () => (await functions()).some((id) => id.startsWith('send_mail'));
    assert.ok(vscode.workspace.updateWorkspaceFolders(desk.index, 1));
    await eventually('no function of the desk', has, (found) => !found);
    assert.ok(vscode.workspace.updateWorkspaceFolders(last, 0, { uri: desk.uri, name: 'desk' }));
    await eventually('functions of the desk', has, (found) => found);
    // The folder inside the shop goes too: its files are still the shop's.
    const inner = vscode.workspace.workspaceFolders?.find(({ name }) => name === 'returns');
    assert.ok(inner && inner.index > 0);
    assert.ok(vscode.workspace.updateWorkspaceFolders(inner.index, 1));
    await open(vscode.Uri.joinPath(inner.uri, 'returns.fsig'));
    await eventually(
      'the shop’s level in returns.fsig',
      () => levelOf(vscode.Uri.joinPath(inner.uri, 'returns.fsig'), 'unknown-type'),
      (level) => level === 'warning',
    );
    assert.equal((await functions()).filter((id) => id.startsWith('returns.take_back')).length, 1);
  });

  test('a magnet.config.jsonc deeper down wins for its files, live', async () => {
    const config = at('shop', 'returns', 'magnet.config.jsonc');
    const uri = at('shop', 'returns', 'returns.fsig');
    await open(uri);
    try {
      await vscode.workspace.fs.writeFile(config, new TextEncoder().encode('{ "rules": { "unknown-type": "hint" } }'));
      await eventually(
        'the level of the nearest file',
        () => levelOf(uri, 'unknown-type'),
        (level) => level === 'hint',
      );
    } finally {
      await removeIfThere(config);
    }
  });
});
