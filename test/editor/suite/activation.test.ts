import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { EXTENSION, eventually, magnet, record } from './support.ts';

suite('activation', () => {
  test('the extension starts and the language server answers', async () => {
    const api = await magnet();
    // How long it may take is a matter of `npm run bench editor`: a busy machine is no defect.
    record('activate', api.activationMs);
    await eventually(
      'functions of the workspace',
      () => api.request('magnet/functions', {}),
      (functions) => functions.some(({ id }) => id === 'hotel.find_rooms'),
    );
  });

  test('every command of the manifest is registered', async () => {
    await magnet();
    const known = new Set(await vscode.commands.getCommands(true));
    const manifest = vscode.extensions.getExtension(EXTENSION)?.packageJSON as {
      contributes: { commands: { command: string }[] };
    };
    assert.deepEqual(
      manifest.contributes.commands.map(({ command }) => command).filter((command) => !known.has(command)),
      [],
    );
  });

  test('Restricted Mode is declared as limited, with the settings that say where things are sent', () => {
    const manifest = vscode.extensions.getExtension(EXTENSION)?.packageJSON as {
      capabilities: { untrustedWorkspaces: { supported: string; restrictedConfigurations: string[] } };
    };
    const { capabilities } = manifest;
    assert.equal(capabilities.untrustedWorkspaces.supported, 'limited');
    assert.ok(capabilities.untrustedWorkspaces.restrictedConfigurations.includes('magnet.endpoint.url'));
    assert.ok(capabilities.untrustedWorkspaces.restrictedConfigurations.includes('magnet.teacher.baseUrl'));
  });
});
