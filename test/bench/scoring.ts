import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { isDeepStrictEqual } from 'node:util';
import { type ActualCall, exactReference, scoreCalls } from '../../server/src/endpoint/index.ts';
import { buildCatalog, parseDocument } from '../../server/src/signature/index.ts';
import type { BenchRow } from './row.ts';

const TURNS = 20_000;
const ROUNDS = 5;
/** A turn of three calls, of which the last is wrong. */
const CALLS = 3;

/** Scoring the calls of a turn against its reference, beside comparing the same values as they stand. */
export function benchScoring(root: string): BenchRow[] {
  const text = readFileSync(path.join(root, 'examples/airline/airline.fsig'), 'utf8');
  const { entries } = buildCatalog([parseDocument('memory:airline.fsig', text)]);
  const signature = entries.find(({ id }) => id === 'airline.find_flights')?.signature;
  if (signature === undefined) throw new Error('the example has no find_flights');
  const call = (to: string): ActualCall => ({
    name: 'find_flights',
    arguments: { from: 'LIS', to, date: '2026-03-04' },
  });
  const [wanted, made] = [['OSL', 'BGO', 'TRD'].map(call), ['BGO', 'OSL', 'SVG'].map(call)];
  const references = wanted.map(exactReference);
  const ours = () => scoreCalls(made, references, () => signature).right;
  const plain = () => wanted.every((one) => made.some((other) => isDeepStrictEqual(one, other)));
  const rounds = Array.from({ length: ROUNDS }, () => ({ ours: secondsOf(ours), plain: secondsOf(plain) }));
  const middle = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] as number;
  const rate = (TURNS * CALLS) / middle(rounds.map((round) => round.ours));
  const ratio = middle(rounds.map((round) => round.ours / round.plain));
  return [
    {
      name: 'scoring calls',
      value: `${Math.round(rate / 1000)},000 calls/s, ${ratio.toFixed(1)} × a deep comparison`,
      limit: '≥ 50,000 calls/s',
      ok: rate >= 50_000,
    },
  ];
}

/** Of the processor, whatever else runs on it. */
function secondsOf(check: () => boolean): number {
  const started = process.cpuUsage();
  for (let done = 0; done < TURNS; done += 1) if (check()) throw new Error('the wrong call of the bench is right');
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1e6;
}
