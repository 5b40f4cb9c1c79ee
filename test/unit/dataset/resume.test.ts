import { describe, expect, it } from 'vitest';
import { resume } from '../../../server/src/dataset/resume.ts';
import { RunStats } from '../../../server/src/dataset/run-stats.ts';
import { memoryFolder } from './support.ts';

const record = (index: number) =>
  JSON.stringify({
    index,
    kind: 'single',
    turns: [],
    certificates: [],
    provenance: { tokens: { input: 1, output: 1 }, costUsd: 0 },
  });
const dropped = (index: number, attempt: number, final: boolean) =>
  JSON.stringify({ index, attempt, reason: 'skipped', detail: '', final });

/** A run's two files as an interrupted run left them; the last line of each may be cut. */
async function resumed(records: string, drops: string, first = 0) {
  const files = new Map([
    ['records.jsonl', records],
    ['dropped.jsonl', drops],
  ]);
  const stats = new RunStats();
  const next = await resume(memoryFolder(files), first, stats);
  return { next, records: files.get('records.jsonl'), dropped: files.get('dropped.jsonl'), stats };
}

const lines = (...texts: string[]) => texts.map((text) => `${text}\n`).join('');

describe('where an interrupted run goes on', () => {
  it('is the first index without a record', async () => {
    expect((await resumed(lines(record(0), record(1)), '')).next).toBe(2);
    expect((await resumed('', '')).next).toBe(0);
    expect((await resumed('', '', 40)).next).toBe(40);
  });

  it('is behind an index that was given up, and at one that was only tried', async () => {
    const given = lines(dropped(1, 0, false), dropped(1, 1, true));
    expect((await resumed(lines(record(0), record(2)), given)).next).toBe(3);
    const tried = lines(dropped(1, 0, false));
    expect((await resumed(lines(record(0)), tried)).next).toBe(1);
  });

  it('an index that was only tried loses its lines, for they are written again', async () => {
    const { dropped: left, stats } = await resumed(lines(record(0)), lines(dropped(0, 0, false), dropped(1, 0, false)));
    expect(left).toBe(lines(dropped(0, 0, false)));
    expect([stats.records, stats.givenUp, stats.paths]).toEqual([1, 0, 2]);
  });

  it('what stands behind a gap is cut off, not kept twice', async () => {
    const { next, records } = await resumed(lines(record(0), record(2)), '');
    expect([next, records]).toEqual([1, lines(record(0))]);
  });

  it('a line that was cut in the midst of writing goes, and what is behind it', async () => {
    const { next, records } = await resumed(`${lines(record(0))}{"index": 1, "ki\n${lines(record(2))}`, '');
    expect([next, records]).toEqual([1, lines(record(0))]);
  });
});
