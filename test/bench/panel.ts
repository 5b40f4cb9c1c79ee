import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { OpenRunResult, RunIndexed, SearchRunResult, ServerRequests } from '../../server/src/lsp/protocol.ts';
import { RpcClient } from '../support/rpc-client.ts';
import { clockOf } from './clock.ts';
import type { BenchRow } from './row.ts';
import type { ServerBenchOptions } from './server.ts';

const RECORDS = 100_000;
/** Records that are made; the others are these again under other ids. */
const MADE = 40;
/** What the run panel asks for first. */
const FIRST = 100;

/**
 * A run of 100,000 records (1.4 GB) opened as the run panel opens it, through the protocol. Opening is timed by the clock
 * on the wall; what happens later by what the main thread of the server ran, so that other programs do not count.
 */
export async function benchPanel({ root, server }: ServerBenchOptions): Promise<BenchRow[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'magnet-bench-'));
  try {
    const bytes = await writeRun(root, folder);
    const rpc = new RpcClient(process.execPath, [server, '--stdio']);
    try {
      await rpc.request('initialize', {
        processId: process.pid,
        rootUri: null,
        capabilities: {},
        initializationOptions: { trusted: true },
      });
      rpc.notify('initialized', {});
      return await measure(rpc, pathToFileURL(path.join(folder, 'run')).href, bytes);
    } finally {
      rpc.process.kill();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function writeRun(root: string, folder: string): Promise<number> {
  const made = path.join(folder, 'made');
  const cli = path.join(root, 'dist/cli/main.mjs');
  const signatures = path.join(root, 'examples/airline/airline.fsig');
  const args = [cli, 'generate', signatures, '--count', String(MADE), '--out', made];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`magnet generate ended with ${status}: ${stderr}`);
  const lines = readFileSync(path.join(made, 'records.jsonl'), 'utf8').trimEnd().split('\n');
  mkdirSync(path.join(folder, 'run'));
  const file = createWriteStream(path.join(folder, 'run/records.jsonl'));
  let bytes = 0;
  for (let index = 0; index < RECORDS; index += 1) {
    const line = `${(lines[index % lines.length] ?? '').replace(/"id":"[^"]*"/, `"id":"bench-${index}"`)}\n`;
    bytes += line.length;
    if (!file.write(line)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'close');
  return bytes;
}

async function measure(rpc: RpcClient, uri: string, bytes: number): Promise<BenchRow[]> {
  const ask = <Name extends keyof ServerRequests>(name: Name, params: ServerRequests[Name][0]) =>
    rpc.request<ServerRequests[Name][1]>(name, params);
  const states: { at: number; state: RunIndexed }[] = [];
  const clock = clockOf(rpc.process.pid ?? 0);
  const started = performance.now();
  rpc.on('magnet/runIndexed', (state: RunIndexed) => states.push({ at: clock(), state }));
  const opened: OpenRunResult = await ask('magnet/openRun', { uri, first: FIRST });
  await ask('magnet/readRecord', { uri, index: 0 });
  const shown = performance.now() - started;
  const ran = clock();
  const counted = await until(states, ({ state }) => state.total >= RECORDS);
  const jump = await timed(clock, () => ask('magnet/readRecord', { uri, index: RECORDS - 1 }));
  const whole = await until(states, ({ state }) => state.complete);
  const facets = await timed(clock, () => searchAll(ask, uri, 'error:3 tool:book'));
  const rare = await timed(clock, () => searchAll(ask, uri, 'bench-99998'));
  const edited = await timed(clock, () =>
    ask('magnet/reviewRecords', { uri, indices: Array.from({ length: RECORDS }, (_, at) => at), state: 'accepted' }),
  );
  const peak = peakMegabytes(rpc.process.pid ?? 0);
  return [
    { name: `${RECORDS} records, ${(bytes / 1e9).toFixed(2)} GB; ${opened.records.length} sent at first`, value: '' },
    { name: 'open: first records listed, one read', value: ms(shown), limit: '≤ 2 s', ok: shown <= 2000 },
    { name: 'what the server itself ran of that', value: ms(ran) },
    { name: 'all lines found (the count is exact)', value: ms(counted) },
    { name: 'the last record read while the index is made', value: ms(jump) },
    {
      name: 'all records indexed, in the background',
      value: `${ms(whole)}, ${(RECORDS / (whole / 1000)).toFixed(0)} records/s`,
    },
    { name: 'search by error type and function', value: ms(facets), limit: '≤ 500 ms', ok: facets <= 500 },
    { name: 'search of a text that stands in one record', value: ms(rare), limit: '≤ 1 s', ok: rare <= 1000 },
    { name: `accept all ${RECORDS}`, value: ms(edited) },
    { name: 'memory of the server at most', value: `${peak.toFixed(0)} MB`, limit: '≤ 700 MB', ok: peak <= 700 },
  ];
}

type Ask = <Name extends keyof ServerRequests>(
  name: Name,
  params: ServerRequests[Name][0],
) => Promise<ServerRequests[Name][1]>;

async function searchAll(ask: Ask, uri: string, query: string): Promise<number> {
  let hits = 0;
  for (let from: number | undefined = 0; from !== undefined; ) {
    const found: SearchRunResult = await ask('magnet/searchRun', { uri, query, from });
    hits += found.hits.length;
    from = found.next;
  }
  if (hits === 0) throw new Error(`"${query}" finds nothing`);
  return hits;
}

/** Milliseconds at which the index was told to be in a state. */
async function until(
  states: readonly { readonly at: number; readonly state: RunIndexed }[],
  holds: (state: { readonly state: RunIndexed }) => boolean,
): Promise<number> {
  for (;;) {
    const found = states.find(holds);
    if (found !== undefined) return found.at;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function timed(clock: () => number, work: () => Promise<unknown>): Promise<number> {
  const started = clock();
  await work();
  return clock() - started;
}

/** Most memory that a process has held (Linux); 0 elsewhere. */
function peakMegabytes(pid: number): number {
  try {
    const text = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

function ms(milliseconds: number): string {
  return milliseconds >= 10_000 ? `${(milliseconds / 1000).toFixed(1)} s` : `${milliseconds.toFixed(0)} ms`;
}
