import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RECORDS, runGeneration } from '../../../server/src/dataset/index.ts';
import type { TrajectoryRecord } from '../../../server/src/trajectory/index.ts';
import { memoryFolder, runOf } from './support.ts';

const AIRLINE = readFileSync(new URL('../../../examples/airline/airline.fsig', import.meta.url), 'utf8');
const ONE = `/** Thinks one step further. */
function think(thought: string): { done: boolean };
`;

async function recordsOf(fsig: string, count: number) {
  const folder = memoryFolder();
  const summary = await runGeneration(runOf(fsig, { count, seed: 'kinds' }, { folder }));
  const lines = (folder.files.get(RECORDS) ?? '').split('\n').filter((line) => line !== '');
  return { summary, records: lines.map((line) => JSON.parse(line) as TrajectoryRecord) };
}

const calls = ({ turns }: TrajectoryRecord) => turns.reduce((sum, turn) => sum + turn.calls.length, 0);

describe('records of a run', () => {
  it('are of the kind they say: one turn with one or more calls, or several turns', async () => {
    const { records } = await recordsOf(AIRLINE, 60);
    for (const record of records) {
      const { kind, turns } = record;
      if (kind === 'multi-turn') expect(turns.length).toBeGreaterThan(1);
      else expect(turns.length).toBe(1);
      if (kind === 'single') expect(calls(record)).toBe(1);
      if (kind === 'parallel' || kind === 'multiple') expect(calls(record)).toBeGreaterThan(1);
      if (kind === 'irrelevance') expect(calls(record)).toBe(0);
    }
  });

  it('spread their errors over the five types', async () => {
    const { summary } = await recordsOf(AIRLINE, 60);
    const shares = [1, 2, 3, 4, 5].map((type) => (summary.errorTypes[type] ?? 0) / 60);
    // About half of a run's pairs are about what is missing or thought to be: type 5.
    for (const share of shares) expect(share).toBeGreaterThan(0.05);
    for (const share of shares) expect(share).toBeLessThan(0.7);
  });

  it('are left out, and counted, where a catalog cannot give the kind', async () => {
    const { summary, records } = await recordsOf(ONE, 20);
    expect(records.filter(({ kind }) => kind === 'multiple')).toEqual([]);
    expect(summary.dropped['not-of-kind']).toBeGreaterThan(0);
  });

  it('are the same in a longer run, tries after the first included', async () => {
    const [short, long] = [await recordsOf(ONE, 12), await recordsOf(ONE, 24)];
    expect(long.records.filter(({ index }) => index < 12)).toEqual(short.records);
  });
});
