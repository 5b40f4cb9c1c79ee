import { describe, expect, it } from 'vitest';
import {
  coverageOf,
  DiversityMeter,
  type RunStatistics,
  runGeneration,
  StatisticsCollector,
  statisticsPage,
} from '../../../server/src/dataset/index.ts';
import type { TrajectoryRecord } from '../../../server/src/trajectory/index.ts';
import { AIRLINE } from '../trajectory/support.ts';
import { memoryFolder, runOf } from './support.ts';

async function statisticsOf(count: number): Promise<{ records: TrajectoryRecord[]; statistics: RunStatistics }> {
  const folder = memoryFolder();
  await runGeneration(runOf(AIRLINE, { count }, { folder }));
  const collector = new StatisticsCollector();
  const records = (folder.files.get('records.jsonl') ?? '')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as TrajectoryRecord);
  for (const record of records) collector.add(record);
  return { records, statistics: collector.finish('finished') };
}

describe('statistics of a run', () => {
  it('count what the records hold', async () => {
    const { records, statistics } = await statisticsOf(12);
    const calls = records.map(
      (record) =>
        record.messages.flatMap((message) => ('tool_calls' in message ? (message.tool_calls ?? []) : [])).length,
    );
    expect(statistics.records).toBe(12);
    expect(statistics.pairs).toBe(records.filter(({ rejected }) => rejected !== undefined).length);
    expect(statistics.calls).toMatchObject({ min: Math.min(...calls), max: Math.max(...calls) });
    expect(Object.values(statistics.calls.counts).reduce((sum, count) => sum + count, 0)).toBe(12);
    expect(Object.values(statistics.functions).reduce((sum, { called }) => sum + called, 0)).toBe(
      calls.reduce((a, b) => a + b, 0),
    );
    expect(statistics.queries.texts).toBe(
      records.flatMap(({ messages }) => messages.filter(({ role }) => role === 'user')).length,
    );
  });

  it('name the uses of an output that a reader can follow in the record', async () => {
    const { statistics } = await statisticsOf(12);
    expect(statistics.edges['find_flights → book_flight']).toBeGreaterThan(0);
  });

  it('say how much of the catalog is covered', async () => {
    const { statistics } = await statisticsOf(6);
    const { functions, graph } = runOf(AIRLINE, {});
    const { functions: covered, edges, operations } = coverageOf(statistics, functions, graph);
    expect(covered.of).toBe(functions.length);
    expect(covered.called + covered.never.length).toBe(covered.of);
    expect(edges.used).toBeGreaterThan(0);
    expect(edges.used).toBeLessThanOrEqual(edges.of);
    expect(Object.values(operations).reduce((a, b) => a + b, 0)).toBe(
      Object.values(statistics.functions).reduce((sum, { called }) => sum + called, 0),
    );
  });

  it('of no records are zeros', () => {
    expect(new StatisticsCollector().finish('running')).toMatchObject({
      records: 0,
      turns: { mean: 0 },
      status: 'running',
    });
  });
});

describe('diversity', () => {
  const of = (texts: readonly string[]) => {
    const meter = new DiversityMeter();
    for (const text of texts) meter.add(text);
    return meter.finish();
  };

  it('is low where a text stands again and again', () => {
    expect(of(Array.from({ length: 50 }, () => 'Please book the flight to Oslo.'))).toMatchObject({
      different: 0.02,
      distinct2: 0.02,
    });
    expect(of(Array.from({ length: 50 }, () => 'Please book the flight to Oslo.')).compression).toBeGreaterThan(20);
  });

  it('is high where none does', () => {
    expect(of(['Where is my bag?', 'Two seats near the front.'])).toMatchObject({ different: 1, distinct2: 1 });
  });
});

describe('the page of statistics', () => {
  it('runs no script, loads nothing, and shows hostile names as text', async () => {
    const collector = new StatisticsCollector();
    collector.addDropped({ reason: '<img src=x onerror=alert(1)>' });
    const page = statisticsPage('"><script>alert(1)</script>', collector.finish('running'));
    expect(page).not.toMatch(/<script|<img|https?:/);
    expect(page).toContain("default-src 'none'");
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
  });
});
