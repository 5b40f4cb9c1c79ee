import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { MagnetApi } from '../../../client/src/magnet.ts';

export const EXTENSION = 'magnet-tools.magnet-vscode';

/** The started extension. */
export async function magnet(): Promise<MagnetApi> {
  const extension = vscode.extensions.getExtension<MagnetApi>(EXTENSION);
  assert.ok(extension, 'the extension is not installed');
  const api = await extension.activate();
  await api.ready();
  return api;
}

export function root(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'no folder is open');
  return folder.uri;
}

export const file = (...parts: string[]) => vscode.Uri.joinPath(root(), ...parts);

export async function open(uri: vscode.Uri): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.One });
}

/** Asks again until the answer holds; fails with the last answer. */
export async function eventually<T>(
  what: string,
  ask: () => T | PromiseLike<T>,
  holds: (value: T) => boolean,
  timeout = 20_000,
): Promise<T> {
  const end = Date.now() + timeout;
  for (;;) {
    const value = await ask();
    if (holds(value)) return value;
    if (Date.now() > end) assert.fail(`${what}: still ${JSON.stringify(value)?.slice(0, 600)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Where a text first stands in a document, its cursor after `|` where there is one. */
export function place(document: vscode.TextDocument, marked: string): vscode.Position {
  const cursor = marked.indexOf('|');
  const text = marked.replace('|', '');
  const at = document.getText().indexOf(text);
  assert.ok(at >= 0, `"${text}" is not in ${document.uri.path}`);
  return document.positionAt(at + Math.max(0, cursor));
}

/** Labels of open webview tabs of one kind. */
export function panels(viewType: string): string[] {
  return vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter((tab) => tab.input instanceof vscode.TabInputWebview && tab.input.viewType.endsWith(viewType))
    .map((tab) => tab.label);
}

export const magnetDiagnostics = (uri: vscode.Uri) =>
  vscode.languages.getDiagnostics(uri).filter((diagnostic) => diagnostic.source === 'magnet');

export function closeAll(): Thenable<unknown> {
  return vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

export async function removeIfThere(uri: vscode.Uri): Promise<void> {
  await vscode.workspace.fs.delete(uri, { recursive: true }).then(undefined, () => undefined);
}
