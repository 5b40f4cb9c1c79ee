import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { RpcClient } from '../support/rpc-client.ts';
import { asJson, makeCorpus } from './corpus.ts';
import type { BenchRow } from './row.ts';

/**
 * What a person feels, by the clock and through stdio: our server beside VS Code's own JSON language server, one client,
 * one file. Both start anew for each round, and take turns at going first.
 */

const FUNCTIONS = 16_000;
const ROUNDS = 4;
/** Rounds in which a limit has to be met: one may be spoilt by what else runs. */
const NEEDED = 3;
const KEYSTROKES = 12;
/** Between an answer and the next key, as somebody who types fast. */
const PAUSE_MS = 60;
const SETTLE_MS = 8_000;

export interface RaceOptions {
  /** Folder of the checkout. */
  readonly root: string;
  /** Bundled language server. */
  readonly server: string;
}

/** Milliseconds by the clock, and bytes. */
interface Lap {
  /** From opening the file to the first answer about it. */
  readonly first: number;
  /** Median from a key to its answer, while the rest of the file may still be read. */
  readonly busy: number;
  /** The same when there is nothing left to do. */
  readonly quiet: number;
  /** The slowest of all keys. */
  readonly worst: number;
  /** Resident set when quiet. */
  readonly memory: number;
}

/** How much of the peer's each figure may be. */
const LIMITS: Readonly<Record<keyof Lap, number>> = { first: 1, quiet: 1 / 20, busy: 1 / 12, worst: 1 / 5, memory: 1 };

const NAMES: Readonly<Record<keyof Lap, string>> = {
  first: 'open to first answer',
  quiet: 'keystroke, quiet',
  busy: 'keystroke, while the rest is read',
  worst: 'keystroke, the slowest',
  memory: 'resident memory when quiet',
};

export async function benchRace({ root, server }: RaceOptions): Promise<BenchRow[]> {
  const text = asJson(makeCorpus(FUNCTIONS, root).tools);
  const peer = path.join(root, 'node_modules/vscode-langservers-extracted/bin/vscode-json-language-server');
  const rounds: { readonly ours: Lap; readonly theirs: Lap }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const oursFirst = round % 2 === 0;
    const one = await lap(oursFirst ? server : peer, text);
    const other = await lap(oursFirst ? peer : server, text);
    rounds.push(oursFirst ? { ours: one, theirs: other } : { ours: other, theirs: one });
  }
  const size = `${FUNCTIONS} functions, ${(Buffer.byteLength(text) / 1e6).toFixed(1)} MB, ${ROUNDS} rounds`;
  return [
    { name: size, value: 'ours / the JSON language server' },
    ...(Object.keys(LIMITS) as (keyof Lap)[]).map((key) => row(key, rounds)),
  ];
}

function row(key: keyof Lap, rounds: readonly { readonly ours: Lap; readonly theirs: Lap }[]): BenchRow {
  const limit = LIMITS[key];
  const shares = rounds.map(({ ours, theirs }) => ours[key] / theirs[key]);
  const met = shares.filter((share) => share <= limit).length;
  const unit = (value: number) => (key === 'memory' ? `${(value / 1e6).toFixed(0)} MB` : `${value.toFixed(0)} ms`);
  const [ours, theirs] = [rounds.map((round) => round.ours[key]), rounds.map((round) => round.theirs[key])];
  return {
    name: NAMES[key],
    value: `${shares.map(asShare).join(', ')} (${unit(middle(ours))} / ${unit(middle(theirs))})`,
    limit: `≤ ${asShare(limit)} in ${NEEDED} of ${ROUNDS}`,
    ok: met >= NEEDED,
  };
}

async function lap(server: string, text: string): Promise<Lap> {
  const client = new RpcClient(process.execPath, [server, '--stdio']);
  let refreshed = 0;
  client.answer('workspace/diagnostic/refresh', () => {
    refreshed++;
    return null;
  });
  await client.request('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: [],
    capabilities: {
      textDocument: { diagnostic: {} },
      workspace: { workspaceFolders: true, diagnostics: { refreshSupport: true } },
    },
  });
  client.notify('initialized', {});
  const typist = new Typist(client, text);
  const opened = performance.now();
  typist.open();
  await typist.answer();
  const first = performance.now() - opened;
  const busy = await typist.type();
  // Nothing is left to do when no refresh has been asked for in a while.
  for (let seen = -1; seen !== refreshed; ) {
    seen = refreshed;
    await typist.answer();
    await pause(SETTLE_MS / 2);
  }
  const quiet = await typist.type();
  await pause(SETTLE_MS);
  const memory = residentBytes(client.process.pid);
  await client.request('shutdown');
  client.notify('exit');
  await client.exited;
  return { first, busy: middle(busy), quiet: middle(quiet), worst: Math.max(...busy, ...quiet), memory };
}

/** Types letters into the description of a function in the middle, and asks for diagnostics after each as editors do. */
class Typist {
  readonly #client: RpcClient;
  readonly #text: string;
  readonly #uri = pathToFileURL(path.join(tmpdir(), 'magnet-race', 'all.tools.json')).href;
  readonly #position: { readonly line: number; readonly character: number };
  #version = 1;
  #previousResultId: string | undefined;

  constructor(client: RpcClient, text: string) {
    this.#client = client;
    this.#text = text;
    const key = '"description": "';
    const before = text.slice(0, text.lastIndexOf(key, text.length / 2) + key.length);
    this.#position = { line: before.split('\n').length - 1, character: before.length - before.lastIndexOf('\n') - 1 };
  }

  open(): void {
    const textDocument = { uri: this.#uri, languageId: 'json', version: this.#version, text: this.#text };
    this.#client.notify('textDocument/didOpen', { textDocument });
  }

  async answer(): Promise<void> {
    const report = await this.#client.request<{ readonly resultId?: string }>('textDocument/diagnostic', {
      textDocument: { uri: this.#uri },
      ...(this.#previousResultId === undefined ? {} : { previousResultId: this.#previousResultId }),
    });
    this.#previousResultId = report.resultId;
  }

  /** Milliseconds from each key to its answer. */
  async type(): Promise<number[]> {
    const times: number[] = [];
    for (let key = 0; key < KEYSTROKES; key++) {
      await pause(PAUSE_MS);
      const range = { start: this.#position, end: { ...this.#position } };
      if (key % 2 === 1) range.end.character++;
      const start = performance.now();
      this.#client.notify('textDocument/didChange', {
        textDocument: { uri: this.#uri, version: ++this.#version },
        contentChanges: [{ range, text: key % 2 === 0 ? 'x' : '' }],
      });
      await this.answer();
      times.push(performance.now() - start);
    }
    return times;
  }
}

function residentBytes(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024;
  } catch {
    return Number.NaN;
  }
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

function asShare(share: number): string {
  return share < 0.5 ? `1/${(1 / share).toFixed(share > 0.2 ? 1 : 0)}` : share.toFixed(2);
}
