import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
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
  timeout = 45_000,
): Promise<T> {
  const end = Date.now() + timeout;
  for (;;) {
    const value = await ask();
    if (holds(value)) return value;
    if (Date.now() > end) assert.fail(`${what}: still ${JSON.stringify(value)?.slice(0, 600)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Saves a document. The editor answers that it did not where something touched the model meanwhile; then it is asked again. */
export async function save(document: vscode.TextDocument): Promise<void> {
  await eventually(
    `${document.uri.path} to be saved`,
    async () => (await document.save()) && !document.isDirty,
    (saved) => saved,
  );
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

/** Codes and severities of Magnet's diagnostics, as `code:severity`. */
export function codesOf(uri: vscode.Uri): string[] {
  return magnetDiagnostics(uri).map(
    ({ code, severity }) =>
      `${typeof code === 'object' ? code.value : code}:${vscode.DiagnosticSeverity[severity].toLowerCase()}`,
  );
}

/** Labels that completion offers at a place. */
export async function completionsAt(document: vscode.TextDocument, marked: string): Promise<string[]> {
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    place(document, marked),
  );
  return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
}

/** Text of the hover at a place. */
export async function hoverAt(document: vscode.TextDocument, marked: string): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    place(document, marked),
  );
  return hovers
    .flatMap(({ contents }) => contents.map((part) => (typeof part === 'string' ? part : part.value)))
    .join('\n');
}

/** What the workbench has shown in messages so far; undefined where the harness cannot see them (desktop). */
export function messagesShown(): string[] | undefined {
  const file = process.env.MAGNET_TEST_MESSAGES;
  if (file === undefined) return undefined;
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as string);
}

/** What was measured, in milliseconds, by name; the report carries it, no test asserts it. */
export const measured: Record<string, number> = {};

export function record(name: string, milliseconds: number): void {
  measured[name] = milliseconds;
}
