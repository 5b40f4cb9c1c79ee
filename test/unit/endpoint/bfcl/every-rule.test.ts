import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { registerScore } from '../../../../server/src/cli/commands/score.ts';
import type { BfclReport } from '../../../../server/src/endpoint/index.ts';
import { runCommand } from '../../cli/run.ts';

/** A row of a benchmark of our own: its lines as they stand in the files, the rule that it tries, and its verdict. */
interface Case {
  readonly id: string;
  readonly rule: string;
  readonly right: boolean;
  readonly task: string;
  readonly result: string;
  readonly answer?: string;
}

const FIXTURE = 'test/fixtures/bfcl-rules';
const cases = readFileSync(`${FIXTURE}/cases.jsonl`, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Case);

const folder = mkdtempSync(path.join(tmpdir(), 'magnet-bfcl-rules-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The file of a row: a live id ends with numbers of its own (`live_simple_0-0-0`). */
const fileOf = ({ id }: Case) => `BFCL_v4_${id.slice(0, id.lastIndexOf('_'))}.json`;

it('judges each rule of the benchmark as it is written, met once and broken once', async () => {
  mkdirSync(path.join(folder, 'possible_answer'), { recursive: true });
  for (const file of new Set(cases.map(fileOf))) {
    const rows = cases.filter((one) => fileOf(one) === file);
    writeFileSync(path.join(folder, file), rows.map(({ task }) => `${task}\n`).join(''));
    const answers = rows.flatMap(({ answer }) => (answer === undefined ? [] : [`${answer}\n`]));
    if (answers.length > 0) writeFileSync(path.join(folder, 'possible_answer', file), answers.join(''));
  }
  const results = path.join(folder, 'results.jsonl');
  writeFileSync(results, cases.map(({ result }) => `${result}\n`).join(''));
  const backends = ['--backends', `${FIXTURE}/backends`];
  const ran = await runCommand(
    registerScore,
    ...['score', 'bfcl', '--data', folder, '--results', results, ...backends, '--format', 'json'],
  );
  const report = JSON.parse(ran.out.join('')) as BfclReport;
  const judged = new Map(report.verdicts.map((verdict) => [verdict.id, verdict]));
  const wrong = cases.filter(({ id, right }) => judged.get(id)?.correct !== right);
  expect(wrong.map(({ id, rule, right }) => `${rule}: ${right} is ${JSON.stringify(judged.get(id))}`)).toEqual([]);
  expect(report.unjudged).toBe(0);
  // By hand from the verdicts of the cases.
  expect(report.overall.v4.overall).toBeCloseTo(0.37372, 5);
  expect(report.overall.v3.overall).toBeCloseTo(0.59771, 5);
}, 60_000);
