import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, eventually, file, magnet, open, panels } from './support.ts';

const run = <T>(command: string, ...args: unknown[]) => vscode.commands.executeCommand<T>(command, ...args);

const waitForPanels = (what: string, count: number) =>
  eventually(
    what,
    () => panels('magnet.paths'),
    (list) => list.length === count,
  );

suite('paths', () => {
  suiteSetup(magnet);
  teardown(closeAll);

  test('the panel opens once, beside the code, and takes the focus', async () => {
    await open(file('hotel.fsig'));
    await run('magnet.openPaths');
    await waitForPanels('the panel', 1);
    await run('magnet.openPaths', { paths: [{ name: 'mine', turns: [] }], index: 0 });
    await waitForPanels('one panel still', 1);
    assert.equal(vscode.window.tabGroups.activeTabGroup.activeTab?.label, 'Signature Paths');
    assert.equal(vscode.window.tabGroups.activeTabGroup.viewColumn, vscode.ViewColumn.Two);
  });

  test('it survives that its files close, its panel closes, and the server starts anew', async () => {
    await run('magnet.openPaths');
    await waitForPanels('the panel', 1);
    await run('magnet.restartServer');
    await (await magnet()).ready();
    await waitForPanels('the panel to stay', 1);
    await closeAll();
    await waitForPanels('no panel', 0);
    await run('magnet.openPaths');
    await waitForPanels('another panel', 1);
  });
});
