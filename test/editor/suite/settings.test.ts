import * as vscode from 'vscode';
import { closeAll, eventually, file, magnet, magnetDiagnostics, open, root } from './support.ts';

const update = (key: string, value: unknown) =>
  vscode.workspace.getConfiguration('magnet', root()).update(key, value, vscode.ConfigurationTarget.WorkspaceFolder);

suite('settings', () => {
  suiteSetup(magnet);
  teardown(closeAll);

  test('a rule turned off in the folder takes its findings away, live', async () => {
    await open(file('broken.fsig'));
    const codes = () =>
      magnetDiagnostics(file('broken.fsig')).map(({ code }) => String(typeof code === 'object' ? code.value : code));
    await eventually('the finding', codes, (list) => list.includes('unknown-type'));
    try {
      await update('rules.unknown-type', 'off');
      await eventually('the finding to go', codes, (list) => !list.includes('unknown-type'));
    } finally {
      await update('rules.unknown-type', undefined);
    }
    await eventually('the finding to come back', codes, (list) => list.includes('unknown-type'));
  });

  test('magnet.files makes another JSON file one of tools', async () => {
    const has = async () =>
      (await (await magnet()).request('magnet/functions', {})).some(({ id }) => id === 'stock_level');
    await eventually('no function of plain/', has, (found) => !found);
    try {
      await update('files', ['plain/*.json']);
      await eventually('functions of plain/', has, (found) => found);
    } finally {
      await update('files', undefined);
    }
    await eventually('no function of plain/ again', has, (found) => !found);
  });

  test('lenses can be turned off', async () => {
    const { document } = await open(file('hotel.fsig'));
    const lenses = () =>
      vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri);
    await eventually('lenses', lenses, (list) => list.length > 0);
    try {
      await update('codeLens.enabled', false);
      await eventually('no lens', lenses, (list) => list.length === 0);
    } finally {
      await update('codeLens.enabled', undefined);
    }
  });
});
