import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { RpcClient } from '../support/rpc-client.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The bundled language server under test. */
export const SERVER = process.env.MAGNET_SERVER ?? path.join(root, 'dist/server/main.mjs');

/** What runs the bundles; another Node than the tests' own can be named, such as an editor's. */
export const NODE = process.env.MAGNET_NODE ?? process.execPath;

/** The bundled command line under test. */
export const CLI = process.env.MAGNET_CLI ?? path.join(root, 'dist/cli/main.mjs');

export interface Position {
  readonly line: number;
  readonly character: number;
}
export interface Range {
  readonly start: Position;
  readonly end: Position;
}
export interface TextEdit {
  readonly range: Range;
  readonly newText: string;
}
export interface Diagnostic {
  readonly range: Range;
  readonly code: string;
  readonly message: string;
  readonly severity: number;
  readonly data?: unknown;
}
export interface WorkspaceEdit {
  readonly changes?: Readonly<Record<string, readonly TextEdit[]>>;
  readonly documentChanges?: readonly {
    readonly textDocument: { readonly uri: string; readonly version: number | null };
    readonly edits: readonly (TextEdit & { readonly annotationId?: string })[];
  }[];
  readonly changeAnnotations?: Readonly<Record<string, { readonly label: string; readonly description?: string }>>;
}

export interface TestClientOptions {
  /** Files written into the workspace folder before the server starts: path → text. */
  readonly files?: Readonly<Record<string, string>>;
  /** Names of further workspace folders beside the first; files of theirs are named `../name/file`. */
  readonly folders?: readonly string[];
  /** Settings `magnet.*` by folder name; '' is the first folder's. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Client capabilities laid over the usual ones; `null` takes one away. */
  readonly capabilities?: Readonly<Record<string, unknown>>;
  readonly initializationOptions?: unknown;
  /** Who the client says it is. */
  readonly clientInfo?: { readonly name: string };
  /** Another server than the one built here. */
  readonly server?: string;
}

const CAPABILITIES = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
    codeLens: { refreshSupport: true },
    workspaceEdit: { documentChanges: true, changeAnnotationSupport: {} },
  },
  textDocument: {
    diagnostic: { dynamicRegistration: false },
    completion: { completionItem: { snippetSupport: true } },
    codeAction: { resolveSupport: { properties: ['edit'] } },
  },
};

/** A text with `|` at the cursor (`‸` where the text has a `|` of its own), or `[|…|]` around a selection; both are taken out. */
export function marked(text: string): { readonly text: string; readonly offset: number; readonly end: number } {
  const range = /\[\|([\s\S]*?)\|\]/.exec(text);
  if (range !== null) {
    const inner = range[1] ?? '';
    const plain = text.slice(0, range.index) + inner + text.slice(range.index + range[0].length);
    return { text: plain, offset: range.index, end: range.index + inner.length };
  }
  const offset = text.includes('‸') ? text.indexOf('‸') : text.indexOf('|');
  if (offset < 0) throw new Error('The text has no cursor.');
  return { text: text.slice(0, offset) + text.slice(offset + 1), offset, end: offset };
}

export function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  const line = before.split('\n').length - 1;
  return { line, character: offset - (before.lastIndexOf('\n') + 1) };
}

export function offsetAt(text: string, position: Position): number {
  let start = 0;
  for (let line = 0; line < position.line; line++) start = text.indexOf('\n', start) + 1;
  return start + position.character;
}

export function textIn(text: string, range: Range): string {
  return text.slice(offsetAt(text, range.start), offsetAt(text, range.end));
}

export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return [...edits]
    .sort((a, b) => offsetAt(text, b.range.start) - offsetAt(text, a.range.start))
    .reduce(
      (result, { range, newText }) =>
        result.slice(0, offsetAt(text, range.start)) + newText + result.slice(offsetAt(text, range.end)),
      text,
    );
}

/** A client over a real process of the bundled server, with a workspace folder of its own. */
export class TestClient {
  readonly rpc: RpcClient;
  readonly folder: string;
  readonly logs: string[] = [];
  readonly registrations: { readonly method: string; readonly registerOptions?: unknown }[] = [];
  capabilities: Record<string, unknown> = {};
  #settings: Record<string, unknown>;
  readonly #roots: readonly string[];
  readonly #base: string;
  readonly #texts = new Map<string, { text: string; version: number }>();

  private constructor(options: TestClientOptions) {
    this.#base = realpathSync(mkdtempSync(path.join(tmpdir(), 'magnet-protocol-')));
    this.folder = path.join(this.#base, 'workspace');
    this.#roots = [this.folder, ...(options.folders ?? []).map((name) => path.join(this.#base, name))];
    for (const folder of this.#roots) mkdirSync(folder, { recursive: true });
    for (const [file, text] of Object.entries(options.files ?? {})) this.write(file, text);
    this.#settings = { ...options.settings };
    this.rpc = new RpcClient(NODE, [options.server ?? SERVER, '--stdio']);
    this.rpc.on('window/logMessage', ({ message }: { message: string }) => this.logs.push(message));
    this.rpc.answer('workspace/configuration', ({ items }: { items: { scopeUri?: string }[] }) =>
      items.map(({ scopeUri }) => this.#settings[this.#folderName(scopeUri)] ?? this.#settings[''] ?? null),
    );
    this.rpc.answer(
      'client/registerCapability',
      ({ registrations }: { registrations: { method: string; registerOptions?: unknown }[] }) => {
        this.registrations.push(...registrations);
      },
    );
  }

  /** Starts a server and shakes hands. */
  static async start(options: TestClientOptions = {}): Promise<TestClient> {
    const client = new TestClient(options);
    const result = await client.rpc.request<{ capabilities: Record<string, unknown> }>('initialize', {
      processId: process.pid,
      clientInfo: options.clientInfo,
      rootUri: null,
      workspaceFolders: client.#roots.map((folder) => ({
        uri: pathToFileURL(folder).href,
        name: path.basename(folder),
      })),
      capabilities: merge(CAPABILITIES, options.capabilities ?? {}),
      initializationOptions: options.initializationOptions ?? { trusted: true },
    });
    client.capabilities = result.capabilities;
    client.rpc.notify('initialized', {});
    return client;
  }

  async stop(): Promise<number | null> {
    await this.rpc.request('shutdown');
    this.rpc.notify('exit');
    const code = await this.rpc.exited;
    rmSync(this.#base, { recursive: true, force: true });
    return code;
  }

  #folderName(scopeUri: string | undefined): string {
    const folder = this.#roots.find((root) => pathToFileURL(root).href === scopeUri);
    return folder === undefined || folder === this.folder ? '' : path.basename(folder);
  }

  uri(file: string): string {
    return /^[a-z-]{2,}:/.test(file) ? file : pathToFileURL(path.join(this.folder, file)).href;
  }

  /** Writes a file of the workspace. The server is not told. */
  write(file: string, text: string): string {
    const full = path.join(this.folder, file);
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, text);
    return full;
  }

  /** Tells the server that files changed on disk: 1 created, 2 changed, 3 deleted. */
  watched(changes: Readonly<Record<string, 1 | 2 | 3>>): void {
    this.rpc.notify('workspace/didChangeWatchedFiles', {
      changes: Object.entries(changes).map(([file, type]) => ({ uri: this.uri(file), type })),
    });
  }

  open(file: string, text: string, languageId = file.endsWith('.fsig') ? 'fsig' : 'json'): void {
    this.#texts.set(file, { text, version: 1 });
    this.rpc.notify('textDocument/didOpen', { textDocument: { uri: this.uri(file), languageId, version: 1, text } });
  }

  /** Opens a text with a cursor mark. @returns the parameters of a request at the cursor */
  openAt(file: string, content: string): { textDocument: { uri: string }; position: Position; text: string } {
    const { text, offset } = marked(content);
    if (this.#texts.has(file)) this.close(file);
    this.open(file, text);
    return { textDocument: { uri: this.uri(file) }, position: positionAt(text, offset), text };
  }

  close(file: string): void {
    this.#texts.delete(file);
    this.rpc.notify('textDocument/didClose', { textDocument: { uri: this.uri(file) } });
  }

  text(file: string): string {
    return this.#texts.get(file)?.text ?? '';
  }

  /** Replaces a piece of an open text, as typing does. */
  edit(file: string, start: number, end: number, newText: string): void {
    const document = this.#texts.get(file);
    if (document === undefined) throw new Error(`${file} is not open`);
    const range = { start: positionAt(document.text, start), end: positionAt(document.text, end) };
    document.text = document.text.slice(0, start) + newText + document.text.slice(end);
    document.version++;
    this.rpc.notify('textDocument/didChange', {
      textDocument: { uri: this.uri(file), version: document.version },
      contentChanges: [{ range, text: newText }],
    });
  }

  async diagnostics(file: string): Promise<readonly Diagnostic[]> {
    const report = await this.rpc.request<{ items: Diagnostic[] }>('textDocument/diagnostic', {
      textDocument: { uri: this.uri(file) },
    });
    return report.items;
  }

  async codes(file: string): Promise<string[]> {
    return (await this.diagnostics(file)).map(({ code }) => code);
  }

  changeSettings(settings: Readonly<Record<string, unknown>>): void {
    this.#settings = { ...settings };
    this.rpc.notify('workspace/didChangeConfiguration', { settings: null });
  }

  /** Resolves with the parameters of the next request or notification of this method that the server sends. */
  next<T>(method: string): Promise<T> {
    return new Promise((resolve) => {
      this.rpc.on(method, resolve);
      this.rpc.answer(method, (params: T) => resolve(params));
    });
  }
}

function merge(base: object, over: object): object {
  const result: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const before = result[key];
    if (value === null) delete result[key];
    else if (typeof value === 'object' && typeof before === 'object' && before !== null)
      result[key] = merge(before, value);
    else result[key] = value;
  }
  return result;
}

/** Asks again until the answer holds, for what arrives in the background; fails with the last answer. */
export async function eventually<T>(ask: () => Promise<T>, holds: (answer: T) => boolean, ms = 8_000): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const answer = await ask();
    if (holds(answer)) return answer;
    if (Date.now() > end) throw new Error(`Still ${JSON.stringify(answer)?.slice(0, 2_000)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
