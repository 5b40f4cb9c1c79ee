import { beforeAll, describe, expect, it } from 'vitest';
import { runGeneration, verifyRecord } from '../../../server/src/dataset/index.ts';
import type { TrajectoryRecord } from '../../../server/src/trajectory/index.ts';
import { outsideIds } from '../../../server/src/trajectory/index.ts';
import { memoryFolder, runOf } from '../dataset/support.ts';
import { AIRLINE, contextOf } from './support.ts';

const ONLY_IRRELEVANT = { 'multi-turn': 0, single: 0, parallel: 0, multiple: 0, irrelevance: 1 };

describe('requests that no function of the catalog has to do with', () => {
  const context = contextOf(AIRLINE);
  let records: TrajectoryRecord[] = [];
  let outside: TrajectoryRecord[] = [];
  beforeAll(async () => {
    const folder = memoryFolder();
    await runGeneration(runOf(AIRLINE, { count: 60, seed: 'outside', mixture: ONLY_IRRELEVANT }, { folder }));
    const lines = (folder.files.get('records.jsonl') ?? '').split('\n').filter((line) => line !== '');
    records = lines.map((line) => JSON.parse(line) as TrajectoryRecord);
    outside = records.filter(({ path }) => path.turns[0]?.missing?.function.startsWith('outside:'));
  });

  it('are about half of those that nothing fits, over many trades', () => {
    expect(outside.length / records.length).toBeGreaterThan(0.3);
    expect(outside.length / records.length).toBeLessThan(0.7);
    expect(new Set(outside.map(({ path }) => path.turns[0]?.missing?.function)).size).toBeGreaterThan(8);
  });

  it('are certified by what the offered functions speak of, and prove again', async () => {
    for (const record of outside) {
      const certificate = record.certificates.find(({ kind }) => kind === 'miss_func');
      expect(certificate?.detail).toMatch(/none of the \d+ offered functions speaks of/);
      const { problems } = await verifyRecord(record, { context });
      expect(problems, record.messages[1]?.content).toEqual([]);
    }
  });

  it('are refused where an offered function is of that trade', async () => {
    const trade =
      'namespace sky {\n/** Gets the forecast, the pollen, the sunrise and the moon of a town. */\nfunction get_sky(town: string): string;\n}';
    const own = contextOf(`${AIRLINE}\n${trade}`);
    const record = outside.find(({ path }) =>
      /forecast|pollen|sunrise|moon/.test(path.turns[0]?.missing?.function ?? ''),
    );
    const sky = {
      type: 'function',
      function: { name: 'get_sky', description: '', parameters: { type: 'object' } },
    } as const;
    const offered = {
      ...record,
      tools: [...(record?.tools ?? []), sky],
      catalogHash: own.catalogHash,
    } as TrajectoryRecord;
    const { problems } = await verifyRecord(offered, { context: own });
    expect(problems.map(({ check }) => check)).toContain('miss_func');
  });

  it('are not taken from a trade that the catalog is of', () => {
    const all = outsideIds([]);
    const left = outsideIds([
      ...contextOf('/** Tracks a parcel. */\nfunction track(parcel: string): string;').functions.values(),
    ]);
    expect(all.filter((id) => !left.includes(id))).toEqual(all.filter((id) => id.includes('parcel')));
  });
});
