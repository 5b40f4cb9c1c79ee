import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { listTests } from '../../server/src/lsp/requests/test-files.ts';
import type { BenchRow } from './row.ts';

const TESTS = 1000;
const ROUNDS = 5;

/** Finding the tests of a file: reading it and saying what it holds, beside `JSON.parse` of the same lines. */
export async function benchTests(root: string): Promise<BenchRow[]> {
  const records = readFileSync(path.join(root, RECORDS), 'utf8').trim().split('\n');
  const lines = Array.from({ length: TESTS }, (_, at) => records[at % records.length] as string);
  const folder = mkdtempSync(path.join(tmpdir(), 'magnet-bench-tests-'));
  try {
    const file = path.join(folder, 'many.magnet-test.jsonl');
    writeFileSync(file, `${lines.join('\n')}\n`);
    const uri = pathToFileURL(file).href;
    const rounds = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = busyMs();
      const { tests } = await listTests(uri, new AbortController().signal);
      const between = busyMs();
      if (tests.length !== TESTS) throw new Error(`${tests.length} tests were found`);
      const parsing = busyMs();
      for (const line of readFileSync(file, 'utf8').trim().split('\n')) JSON.parse(line);
      rounds.push({ ours: between - before, parse: busyMs() - parsing });
    }
    const ours = middle(rounds.map((round) => round.ours));
    const ratio = middle(rounds.map((round) => round.ours / round.parse));
    return [
      {
        name: '1,000 tests found',
        value: `${Math.round(ours)} ms of the processor, ${ratio.toFixed(1)} × JSON.parse of them`,
        limit: '≤ 200 ms',
        ok: ours <= 200,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const RECORDS = 'test/unit/golden/fixtures/expected/run-records.jsonl';

/** Milliseconds of the processor so far, whatever else runs on it. */
function busyMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function middle(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}
