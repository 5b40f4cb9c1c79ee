import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { RpcClient } from '../support/rpc-client.ts';
import { clockOf } from './clock.ts';
import { asFsig, asJson, makeCorpus, type ToolObject } from './corpus.ts';
import { type JsonTimes, timeJson } from './json-times.ts';
import type { BenchRow } from './row.ts';

const FUNCTIONS = 16_000;
const FILES = 500;
const KEYSTROKES = 20;

export interface ServerBenchOptions {
  /** Folder of the checkout. */
  readonly root: string;
  /** Bundled language server. */
  readonly server: string;
  /** Bundled program that times vscode-json-languageservice on a file. */
  readonly jsonService: string;
}

/** What everything is measured against: the functions as one JSON text. */
interface Base extends JsonTimes {
  readonly bytes: number;
}

/**
 * The language server, over its real protocol, beside VS Code's JSON service on the same text. Times are those that the
 * main thread of either process ran.
 */
export async function benchServer(options: ServerBenchOptions): Promise<BenchRow[]> {
  const { tools, real } = makeCorpus(FUNCTIONS, options.root);
  const folder = mkdtempSync(path.join(tmpdir(), 'magnet-bench-'));
  try {
    const text = asJson(tools);
    const json: Base = { ...timeJson(options.jsonService, folder, text), bytes: Buffer.byteLength(text) };
    const size = `${FUNCTIONS} functions (${real} real), ${megabytes(text)} MB JSON; JSON service ${ms(json.first)} first, ${ms(json.again)} again`;
    return [
      { name: size, value: '' },
      await benchStart(options),
      ...(await benchOneFile(options, 'one JSON file', 'all.tools.json', 'json', text, json)),
      ...(await benchOneFile(options, 'one .fsig file', 'all.fsig', 'fsig', asFsig(tools), json)),
      ...(await benchManyFiles(options, folder, tools, json)),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function benchStart(options: ServerBenchOptions): Promise<BenchRow> {
  const times: number[] = [];
  for (let run = 0; run < 5; run++) {
    const client = await connect(options, []);
    times.push(clockOf(client.process.pid ?? 0)());
    await end(client);
  }
  const median = middle(times);
  return { name: 'start to answer of initialize', value: ms(median), limit: '≤ 300 ms', ok: median <= 300 };
}

async function benchOneFile(
  options: ServerBenchOptions,
  label: string,
  file: string,
  languageId: string,
  text: string,
  json: Base,
): Promise<BenchRow[]> {
  const client = await connect(options, []);
  const uri = pathToFileURL(path.join(tmpdir(), 'magnet-bench-open', file)).href;
  const clock = clockOf(client.process.pid ?? 0);
  const open = clock();
  client.notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
  await diagnose(client, uri);
  const first = clock() - open;
  await completed(client, uri);
  const all = clock() - open;
  const editing = new Editing(client, uri, text);
  const place = languageId === 'json' ? placeInJson : placeInFsig;
  const inMiddle = await editing.type(place(text, 0.5));
  const inLast = await editing.type(place(text, 1));
  const completion = await editing.ask('textDocument/completion');
  const hover = await editing.ask('textDocument/hover');
  const memory = (await resident(client)) / json.bytes;
  await end(client);
  return [
    ratio(`${label}: first diagnostics`, first, json.first, 1),
    { name: `${label}: complete diagnostics`, value: shareOf(all, json.first) },
    ratio(`${label}: keystroke in the middle`, inMiddle, json.again, 1 / 20),
    ratio(`${label}: keystroke in the last function`, inLast, json.again, 1 / 5),
    ratio(`${label}: completion`, completion, json.again, 1 / 20),
    ratio(`${label}: hover`, hover, json.again, 1 / 20),
    memoryRow(label, memory),
  ];
}

function memoryRow(label: string, memory: number): BenchRow {
  const value = `${memory.toFixed(1)} × the JSON text`;
  return { name: `${label}: resident memory`, value, limit: '≤ 12 ×', ok: memory <= 12 };
}

async function benchManyFiles(
  options: ServerBenchOptions,
  folder: string,
  tools: readonly ToolObject[],
  json: Base,
): Promise<BenchRow[]> {
  const workspace = path.join(folder, 'workspace');
  mkdirSync(workspace);
  const each = Math.ceil(tools.length / FILES);
  for (let file = 0; file < FILES; file++) {
    const text = asJson(tools.slice(file * each, (file + 1) * each));
    writeFileSync(path.join(workspace, `part-${file}.tools.json`), text);
  }
  const middleFile = path.join(workspace, `part-${FILES / 2}.tools.json`);
  const text = readFileSync(middleFile, 'utf8');
  // From the start of the process on: searching and reading the files belongs to it.
  const client = await connect(options, [workspace]);
  const clock = clockOf(client.process.pid ?? 0);
  const uri = pathToFileURL(middleFile).href;
  client.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'json', version: 1, text } });
  await diagnose(client, uri);
  const first = clock();
  let part = Number.NaN;
  client.on('$/progress', () => {
    if (Number.isNaN(part)) part = clock();
  });
  await client.request('workspace/diagnostic', { previousResultIds: [], partialResultToken: 'bench' });
  const all = clock();
  const editing = new Editing(client, uri, text);
  const inMiddle = await editing.type(placeInJson(text, 0.5));
  const completion = await editing.ask('textDocument/completion');
  const hover = await editing.ask('textDocument/hover');
  const memory = (await resident(client)) / json.bytes;
  await end(client);
  return [
    ratio(`${FILES} files: start to diagnostics of the open file`, first, json.first, 1),
    { name: `${FILES} files: start to first of the others`, value: shareOf(part, json.first) },
    { name: `${FILES} files: start to diagnostics of all`, value: shareOf(all, json.first) },
    ratio(`${FILES} files: keystroke`, inMiddle, json.again, 1 / 20),
    ratio(`${FILES} files: completion`, completion, json.again, 1 / 20),
    ratio(`${FILES} files: hover`, hover, json.again, 1 / 20),
    memoryRow(`${FILES} files`, memory),
  ];
}

async function connect(options: ServerBenchOptions, folders: readonly string[]): Promise<RpcClient> {
  const client = new RpcClient(process.execPath, [options.server, '--stdio']);
  await client.request('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: folders.map((folder) => ({ uri: pathToFileURL(folder).href, name: path.basename(folder) })),
    // What VS Code can do, so far as it matters here.
    capabilities: {
      textDocument: { diagnostic: {} },
      workspace: { workspaceFolders: true, diagnostics: { refreshSupport: true } },
    },
  });
  client.notify('initialized', {});
  return client;
}

async function end(client: RpcClient): Promise<void> {
  await client.request('shutdown');
  client.notify('exit');
  await client.exited;
}

function diagnose(client: RpcClient, uri: string): Promise<unknown> {
  return client.request('textDocument/diagnostic', { textDocument: { uri } });
}

/** Asks again when the server says so, until the list is complete. */
async function completed(client: RpcClient, uri: string): Promise<void> {
  for (;;) {
    const refresh = new Promise<void>((resolve) => client.answer('workspace/diagnostic/refresh', () => resolve()));
    if (!JSON.stringify(await diagnose(client, uri)).includes('still being looked at')) return;
    await refresh;
  }
}

/** Types letters at a place, as an editor sends them, and asks for diagnostics after each. */
class Editing {
  readonly #client: RpcClient;
  readonly #clock: () => number;
  readonly #uri: string;
  readonly #text: string;
  #version = 1;
  #position = { line: 0, character: 0 };

  constructor(client: RpcClient, uri: string, text: string) {
    this.#client = client;
    this.#clock = clockOf(client.process.pid ?? 0);
    this.#uri = uri;
    this.#text = text;
  }

  /** Median time from a keystroke to its diagnostics, in milliseconds. */
  async type(offset: number): Promise<number> {
    const before = this.#text.slice(0, offset);
    const line = before.split('\n').length - 1;
    this.#position = { line, character: offset - (before.lastIndexOf('\n') + 1) };
    const times: number[] = [];
    for (let key = 0; key < KEYSTROKES; key++) {
      // Letters come and go, so that places stay right for the next question.
      const range = { start: this.#position, end: { ...this.#position } };
      if (key % 2 === 1) range.end.character++;
      const contentChanges = [{ range, text: key % 2 === 0 ? 'x' : '' }];
      const start = this.#clock();
      this.#client.notify('textDocument/didChange', {
        textDocument: { uri: this.#uri, version: ++this.#version },
        contentChanges,
      });
      await diagnose(this.#client, this.#uri);
      times.push(this.#clock() - start);
    }
    return middle(times);
  }

  async ask(method: string): Promise<number> {
    const times: number[] = [];
    for (let run = 0; run < KEYSTROKES; run++) {
      const start = this.#clock();
      await this.#client.request(method, { textDocument: { uri: this.#uri }, position: this.#position });
      times.push(this.#clock() - start);
    }
    return middle(times);
  }
}

/** Inside the description of the function that lies at a share of the text. */
function placeInJson(text: string, share: number): number {
  const key = '"description": "';
  return text.lastIndexOf(key, Math.floor(text.length * share)) + key.length;
}

function placeInFsig(text: string, share: number): number {
  return text.lastIndexOf('/** ', Math.floor(text.length * share)) + 4;
}

/** Resident set of the server's process in bytes, when it has been quiet for a moment. */
async function resident(client: RpcClient): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 8_000));
  const status = readFileSync(`/proc/${client.process.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) * 1024;
}

function shareOf(value: number, base: number): string {
  return `${(value / base).toFixed(2)} × (${ms(value)})`;
}

function ratio(name: string, value: number, base: number, limit: number): BenchRow {
  const share = value / base;
  const words = limit < 1 ? `≤ 1/${Math.round(1 / limit)} ×` : `≤ ${limit.toFixed(1)} ×`;
  const shown = share < 0.5 ? `1/${(1 / share).toFixed(0)} ×` : `${share.toFixed(2)} ×`;
  return { name, value: `${shown} (${ms(value)})`, limit: words, ok: share <= limit };
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

function ms(value: number): string {
  return `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`;
}

function megabytes(text: string): string {
  return (Buffer.byteLength(text) / 1e6).toFixed(1);
}
