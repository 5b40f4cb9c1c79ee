// Runs as they should not be: very large, broken in the middle, with one enormous output and one endless conversation, by a
// server that ends meanwhile, over signatures that are gone. `MAGNET_RUN_GB=2` makes the large one 2 GB.
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SearchRunResult, ServerRequests } from '../../server/src/lsp/protocol.ts';
import { TestClient } from './client.ts';
import { LIBRARY } from './texts.ts';

const BYTES = Number(process.env.MAGNET_RUN_GB ?? 0.02) * 1e9;
const TURNS = 5_000;
/** A page is there within this, whatever the run's size. */
const SHOWN_MS = 2_000;

let client: TestClient;
const ask = <Name extends keyof ServerRequests>(name: Name, params: ServerRequests[Name][0]) =>
  client.rpc.request<ServerRequests[Name][1]>(name, params);

const MANY_TURNS = Array.from({ length: TURNS }, (_, turn) => [
  { role: 'user', content: `question ${turn}` },
  { role: 'assistant', content: `answer ${turn}` },
]).flat();
const LARGE_OUTPUT = [
  { role: 'user', content: 'All of it' },
  { role: 'assistant', content: '', tool_calls: [{ id: 'a', function: { name: 'dump', arguments: '{}' } }] },
  { role: 'tool', tool_call_id: 'a', content: JSON.stringify({ text: 'x'.repeat(5 * 1024 * 1024) }) },
];

/** Real records again and again, each with an id of its own; in the middle a line that a crash has cut, and the odd two. */
function writeRun(file: string, lines: readonly string[]): number {
  const handle = openSync(file, 'w');
  let records = 0;
  let bytes = 0;
  let odd = false;
  while (bytes < BYTES) {
    const part = Array.from({ length: 200 }, () => {
      const line = lines[records % lines.length] ?? '';
      records += 1;
      return line.replace(/"id":"[^"]*"/, `"id":"n-${records - 1}"`);
    });
    if (!odd && bytes >= BYTES / 2) {
      odd = true;
      part.push('{"messages": [{"role": "us', JSON.stringify({ messages: LARGE_OUTPUT }));
      part.push(JSON.stringify({ messages: MANY_TURNS }));
      records += 2;
    }
    bytes += writeSync(handle, `${part.join('\n')}\n`);
  }
  closeSync(handle);
  return records;
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const started = performance.now();
  const value = await work();
  return [value, performance.now() - started];
}

describe('a run as it should not be', () => {
  let uri: string;
  let records: number;
  let odd: number;
  beforeAll(async () => {
    client = await TestClient.start({ files: { 'a.fsig': LIBRARY } });
    const run = { count: 6, seed: '1', teacher: 'offline' as const, runId: 'r' };
    await ask('magnet/generate', { ...run, out: client.uri('runs/made') });
    const lines = readFileSync(path.join(client.folder, 'runs/made/records.jsonl'), 'utf8').trimEnd().split('\n');
    mkdirSync(path.join(client.folder, 'runs/bad'));
    records = writeRun(path.join(client.folder, 'runs/bad/records.jsonl'), lines);
    uri = client.uri('runs/bad');
  }, 600_000);
  afterAll(() => client.stop());

  /** An answer tells what was found in its time, and where to go on. */
  async function firstHit(query: string): Promise<number> {
    for (let from: number | undefined = 0; from !== undefined; ) {
      const found: SearchRunResult = await ask('magnet/searchRun', { uri, query, from });
      if (found.hits[0] !== undefined) return found.hits[0];
      from = found.next;
    }
    return -1;
  }

  test('is open at once: the first records are listed, and one is read', async () => {
    const [{ run, record }, ms] = await timed(async () => ({
      run: await ask('magnet/openRun', { uri, first: 100 }),
      record: await ask('magnet/readRecord', { uri, index: 0 }),
    }));
    process.stdout.write(`${(BYTES / 1e9).toFixed(2)} GB, ${records} records: open after ${ms.toFixed(0)} ms\n`);
    expect(run.records).toHaveLength(100);
    expect(record.messages.length).toBeGreaterThan(1);
    expect(ms).toBeLessThan(SHOWN_MS);
  });

  test('the line that was cut is told, and every record behind it is there', async () => {
    await expect
      .poll(async () => (await ask('magnet/openRun', { uri, first: 1 })).total, { timeout: 300_000, interval: 500 })
      .toBe(records);
    odd = await firstHit('"question 4999"');
    expect((await ask('magnet/readRecord', { uri, index: records - 1 })).messages.length).toBeGreaterThan(1);
    expect((await ask('magnet/openRun', { uri, first: 1 })).broken).toHaveLength(1);
  }, 600_000);

  test('5,000 turns and an output of 5 MB are read', async () => {
    const [turns, turnsMs] = await timed(() => ask('magnet/readRecord', { uri, index: odd }));
    expect(turns.messages).toHaveLength(2 * TURNS);
    const [output, outputMs] = await timed(() => ask('magnet/readRecord', { uri, index: odd - 1 }));
    expect(output.messages[2]?.content.length).toBeGreaterThan(5_000_000);
    process.stdout.write(`5,000 turns ${turnsMs.toFixed(0)} ms, output of 5 MB ${outputMs.toFixed(0)} ms\n`);
    expect(Math.max(turnsMs, outputMs)).toBeLessThan(SHOWN_MS);
  });

  test('signatures that are gone leave the record as it was, its calls not checked', async () => {
    rmSync(path.join(client.folder, 'a.fsig'));
    client.watched({ 'a.fsig': 3 });
    const record = await ask('magnet/readRecord', { uri, index: 1 });
    expect(record.messages.length).toBeGreaterThan(1);
    expect(await ask('magnet/functions', {})).toEqual([]);
  });

  test('a server that is killed and started again reads it as before', async () => {
    const before = await ask('magnet/readRecord', { uri, index: 2 });
    const { folder } = client;
    client.rpc.process.kill('SIGKILL');
    client = await TestClient.start({ files: {} });
    const again = pathToFileURL(path.join(folder, 'runs/bad')).href;
    const [run, ms] = await timed(() => ask('magnet/openRun', { uri: again, first: 100 }));
    expect(run.records).toHaveLength(100);
    expect(await ask('magnet/readRecord', { uri: again, index: 2 })).toEqual(before);
    expect(ms).toBeLessThan(SHOWN_MS);
    rmSync(path.dirname(folder), { recursive: true, force: true });
  });
});
