// How good a model is: `magnet test` on records of functions, seeds and paths that training has not seen.

import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { writeWhole } from './rows.mjs';
import { magnet, recordsOf, say, seconds, serve } from './steps.mjs';

/** Functions a record calls, turn by turn: what a held-back path must not have in common with training. */
function pathOf(record) {
  return record.path.turns.map((turn) => turn.functions.join(',')).join(' | ');
}

/** The records of the sets, each as a run of its own: those of seen functions without paths that training holds. */
export function makeTests(out, settings) {
  const seen = new Set(
    [...recordsOf(out, 'sft', settings.train), ...recordsOf(out, 'pairs', settings.train)].flat().map(pathOf),
  );
  const sets = [
    ['held-tools', settings.heldBack, () => true],
    ['held-paths', settings.heldPaths, (record) => !seen.has(pathOf(record))],
  ];
  return sets.flatMap(([set, catalogs, keep]) =>
    catalogs.map(({ name, file }) => {
      const records = recordsOf(out, set, [{ name }])[0].filter(keep);
      const run = path.join(out, 'tests', set, name);
      mkdirSync(run, { recursive: true });
      writeWhole(path.join(run, 'records.jsonl'), records.map((record) => `${JSON.stringify(record)}\n`).join(''));
      const manifest = readFileSync(path.join(out, 'data', set, name, 'manifest.json'), 'utf8');
      writeWhole(path.join(run, 'manifest.json'), manifest);
      return { set, name, file, run, records: records.length };
    }),
  );
}

/** Counts of a model over all sets; kept, so that no model is asked twice. */
export async function evaluate(out, tests, { name, policy }) {
  const kept = path.join(out, 'scores', `${name}.json`);
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8'));
  mkdirSync(path.dirname(kept), { recursive: true });
  const started = performance.now();
  const server = await serve(policy);
  const sets = {};
  try {
    for (const test of tests) {
      if (test.records === 0) continue;
      const results = path.join(out, 'scores', `${name}.${test.set}.${test.name}.jsonl`);
      const args = ['test', test.run, test.file, '--url', server.url, '--history', 'reference', '--timeout', '600'];
      await magnet([...args, '--out', results, '--fail-under', '0', '--format', 'json']);
      sets[test.set] = added(sets[test.set], countsOf(results));
    }
  } finally {
    server.stop();
  }
  const scores = { name, sets, seconds: seconds(started) };
  writeWhole(kept, JSON.stringify(scores, null, 1));
  say(`${name}: ${JSON.stringify(sets)} in ${scores.seconds} s`);
  return scores;
}

const NOTHING = { turns: [0, 0], firstCalls: [0, 0], moves: [0, 0], records: [0, 0], unjudged: 0, invalid: 0 };

/** Labels of a call that its own tool refuses. */
const INVALID = new Set(['malformed', 'not-offered', 'undeclared-argument']);

/** [right, of] of turns, of first calls where the reference calls, of knowing whether to call, and of records. */
function countsOf(file) {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  return lines
    .map((line) => JSON.parse(line))
    .filter((result) => Array.isArray(result.turns))
    .reduce((sum, result) => added(sum, countsOfRecord(result)), NOTHING);
}

function countsOfRecord({ turns, right }) {
  const judged = turns.filter((turn) => turn.unjudged === undefined);
  const calling = judged.filter((turn) => turn.reference.length > 0);
  return {
    turns: [judged.filter((turn) => turn.right).length, judged.length],
    firstCalls: [calling.filter((turn) => turn.calls.matches[0] === 0).length, calling.length],
    moves: [judged.filter((turn) => turn.actual.length > 0 === turn.reference.length > 0).length, judged.length],
    records: [right ? 1 : 0, 1],
    unjudged: turns.length - judged.length,
    invalid: judged.filter((turn) => turn.labels.some((label) => INVALID.has(label))).length,
  };
}

export function added(sum = NOTHING, more = NOTHING) {
  const both = (key) => [sum[key][0] + more[key][0], sum[key][1] + more[key][1]];
  return {
    turns: both('turns'),
    firstCalls: both('firstCalls'),
    moves: both('moves'),
    records: both('records'),
    unjudged: sum.unjudged + more.unjudged,
    invalid: sum.invalid + more.invalid,
  };
}
