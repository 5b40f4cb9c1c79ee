import assert from 'node:assert/strict';
import * as vscode from 'vscode';

suite('activation', () => {
  test('the extension is installed and starts', async () => {
    const extension = vscode.extensions.getExtension('magnet-tools.magnet-vscode');
    assert.ok(extension, 'extension not found');
    await extension.activate();
    assert.equal(extension.isActive, true);
  });
});
