import { describe, expect, it } from 'vitest';
import { regenerateStale, runGeneration } from '../../../server/src/dataset/index.ts';
import type { TrajectoryRecord } from '../../../server/src/trajectory/index.ts';
import { AIRLINE } from '../trajectory/support.ts';
import { memoryFolder, runOf } from './support.ts';

const EDITED = AIRLINE.replace('Lists the free seats of a flight.', 'Shows which seats are free.');

const linesOf = (files: ReadonlyMap<string, string>) => (files.get('records.jsonl') ?? '').split('\n').filter(Boolean);
const read = (line: string) => JSON.parse(line) as TrajectoryRecord;

describe('stale records made again', () => {
  it('are exactly the stale ones, in their places; all other lines keep their bytes', async () => {
    const folder = memoryFolder();
    await runGeneration(runOf(AIRLINE, { count: 12, extraTools: 1 }, { folder }));
    const old = linesOf(folder.files);
    const summary = await regenerateStale(runOf(EDITED, { count: 12, extraTools: 1 }, { folder }));
    const now = linesOf(folder.files);
    const stale = old.filter((line) => read(line).tools.some((tool) => tool.function.name === 'seat_map'));
    expect(summary).toMatchObject({ stale: stale.length, regenerated: stale.length, dropped: [], records: 12 });
    expect(stale.length).toBeGreaterThan(0);
    expect(stale.length).toBeLessThan(12);
    for (const [place, line] of old.entries()) {
      const [before, after] = [read(line), read(now[place] ?? '')];
      expect(after.index).toBe(before.index);
      if (!stale.includes(line)) expect(now[place]).toBe(line);
      else
        expect(after.provenance.replaces).toMatchObject({
          id: before.id,
          catalogHash: before.catalogHash,
          why: ['seat_map: its description changed'],
        });
    }
  });

  it('are none the second time', async () => {
    const folder = memoryFolder();
    await runGeneration(runOf(AIRLINE, { count: 6 }, { folder }));
    await regenerateStale(runOf(EDITED, { count: 6 }, { folder }));
    const bytes = folder.files.get('records.jsonl');
    expect(await regenerateStale(runOf(EDITED, { count: 6 }, { folder }))).toMatchObject({ stale: 0 });
    expect(folder.files.get('records.jsonl')).toBe(bytes);
  });

  it('are left as they were when the run is cancelled', async () => {
    const folder = memoryFolder();
    await runGeneration(runOf(AIRLINE, { count: 6 }, { folder }));
    const files = new Map(folder.files);
    const signal = AbortSignal.abort();
    await expect(regenerateStale(runOf(EDITED, { count: 6 }, { folder, signal }))).rejects.toThrow();
    expect(folder.files).toEqual(files);
  });

  it('refuses a folder of other settings, of an unfinished run, or of none', async () => {
    const folder = memoryFolder();
    await expect(regenerateStale(runOf(AIRLINE, {}, { folder }))).rejects.toThrow('no readable manifest');
    await runGeneration(runOf(AIRLINE, { count: 2 }, { folder }));
    await expect(regenerateStale(runOf(EDITED, { count: 3 }, { folder }))).rejects.toThrow('repeat its own options');
    folder.files.set('manifest.json', (folder.files.get('manifest.json') ?? '').replace('"finished"', '"running"'));
    await expect(regenerateStale(runOf(EDITED, { count: 2 }, { folder }))).rejects.toThrow('unfinished run');
  });
});
