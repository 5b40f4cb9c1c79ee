import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  parseManifest,
  parseShard,
  runGeneration,
  runSettings,
  shardRange,
} from '../../../server/src/dataset/index.ts';
import { createOfflineTeacher, type Teacher, TeacherError } from '../../../server/src/teacher/index.ts';
import type { TrajectoryRecord } from '../../../server/src/trajectory/index.ts';
import { AIRLINE } from '../trajectory/support.ts';
import { memoryFolder, runOf } from './support.ts';

const COUNT = 12;
const SETTINGS = { count: COUNT, seed: 'run' };

async function finishedRun() {
  const folder = memoryFolder();
  const summary = await runGeneration(runOf(AIRLINE, SETTINGS, { folder }));
  return { folder, summary, files: new Map(folder.files) };
}

function records(files: ReadonlyMap<string, string>): TrajectoryRecord[] {
  return (files.get('records.jsonl') ?? '')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as TrajectoryRecord);
}

describe('a run', () => {
  it('writes records in index order, a manifest and a card, and counts what it did', async () => {
    const { files, summary } = await finishedRun();
    expect([...files.keys()].sort()).toEqual([
      'README.md',
      'dropped.jsonl',
      'manifest.json',
      'records.jsonl',
      'signatures.json',
    ]);
    const written = records(files);
    expect(written.map((record) => record.index)).toEqual(
      [...written.keys()].map((index) => written[index]?.index).sort((a, b) => (a ?? 0) - (b ?? 0)),
    );
    expect(summary.counts.records).toBe(written.length);
    expect(summary.pairs).toBe(written.length);
    expect(parseManifest(files.get('manifest.json'))).toMatchObject({
      status: 'finished',
      result: { records: written.length },
    });
    expect(files.get('README.md')).toContain(`| Records | ${written.length} |`);
    expect(new Set(written.map((record) => record.id)).size).toBe(written.length);
  });

  it('is the same whatever is at work at once', async () => {
    const { files } = await finishedRun();
    // A teacher whose replies come back out of order.
    const offline = createOfflineTeacher();
    let asked = 0;
    const slow: Teacher = {
      ...offline,
      perform: async (task, signal) => {
        asked += 1;
        if (asked % 3 === 0) await new Promise((resolve) => setTimeout(resolve, asked % 7));
        return offline.perform(task, signal);
      },
    };
    const folder = memoryFolder();
    await runGeneration(runOf(AIRLINE, SETTINGS, { folder, teacher: slow, concurrency: 5 }));
    expect(folder.files.get('records.jsonl')).toBe(files.get('records.jsonl'));
    expect(folder.files.get('dropped.jsonl')).toBe(files.get('dropped.jsonl'));
  });

  it('resumes from any cut of its files to the same bytes', async () => {
    const { files } = await finishedRun();
    const whole = { records: files.get('records.jsonl') ?? '', dropped: files.get('dropped.jsonl') ?? '' };
    const running = (files.get('manifest.json') ?? '')
      .replace('"finished"', '"running"')
      .replace(/,\n {2}"result": \{[\s\S]*\}\n\}/, '\n}');
    await fc.assert(
      fc.asyncProperty(
        fc.nat(whole.records.length),
        fc.nat(whole.dropped.length),
        async (recordBytes, droppedBytes) => {
          const cut = memoryFolder(
            new Map([
              ['manifest.json', running],
              ['records.jsonl', whole.records.slice(0, recordBytes)],
              ['dropped.jsonl', whole.dropped.slice(0, droppedBytes)],
            ]),
          );
          await runGeneration(runOf(AIRLINE, SETTINGS, { folder: cut }));
          expect(cut.files).toEqual(files);
        },
      ),
      { numRuns: 6 },
    );
  });

  it('stops at once when it is cancelled, and goes on later without a lost or doubled record', async () => {
    const { files } = await finishedRun();
    const folder = memoryFolder();
    const stop = new AbortController();
    const summary = await runGeneration(
      runOf(AIRLINE, SETTINGS, {
        folder,
        signal: stop.signal,
        onProgress: ({ done }) => {
          if (done >= 4) stop.abort();
        },
        now: (() => {
          let time = 0;
          return () => {
            time += 300;
            return time;
          };
        })(),
      }),
    );
    expect(summary.cancelled).toBe(true);
    expect(summary.counts.records).toBeLessThan(COUNT);
    const resumed = await runGeneration(runOf(AIRLINE, SETTINGS, { folder }));
    expect(resumed.resumed).toBe(summary.counts.records);
    expect(folder.files).toEqual(files);
  });

  it('keeps what is finished when the teacher ends it, and resumes', async () => {
    const { files } = await finishedRun();
    const offline = createOfflineTeacher();
    let left = 60;
    const poor: Teacher = {
      ...offline,
      perform: async (task, signal) => {
        left -= 1;
        if (left < 0) throw new TeacherError('budget', 'the budget is used up');
        return offline.perform(task, signal);
      },
    };
    const folder = memoryFolder();
    await expect(runGeneration(runOf(AIRLINE, SETTINGS, { folder, teacher: poor }))).rejects.toMatchObject({
      reason: 'budget',
    });
    expect(parseManifest(folder.files.get('manifest.json'))?.status).toBe('running');
    await runGeneration(runOf(AIRLINE, SETTINGS, { folder }));
    expect(folder.files).toEqual(files);
  });

  it('never writes over what is there', async () => {
    const { folder } = await finishedRun();
    await expect(runGeneration(runOf(AIRLINE, SETTINGS, { folder }))).rejects.toMatchObject({ code: 'exists' });
    const foreign = memoryFolder(new Map([['thesis.txt', 'mine']]));
    await expect(runGeneration(runOf(AIRLINE, SETTINGS, { folder: foreign }))).rejects.toMatchObject({
      code: 'exists',
    });
    await runGeneration(runOf(AIRLINE, SETTINGS, { folder: foreign, force: true }));
    expect(foreign.files.get('thesis.txt')).toBe('mine');
  });

  it('does not go on with a run of other settings', async () => {
    const folder = memoryFolder();
    const stop = AbortSignal.abort();
    await runGeneration(runOf(AIRLINE, SETTINGS, { folder, signal: stop }));
    await expect(runGeneration(runOf(AIRLINE, { ...SETTINGS, seed: 'other' }, { folder }))).rejects.toMatchObject({
      code: 'different',
      message: expect.stringContaining('settings differ'),
    });
  });

  it('that asks a student does not quietly go on without one', async () => {
    const student = { model: 'small', rollouts: 2 };
    await expect(runGeneration(runOf(AIRLINE, { ...SETTINGS, student }))).rejects.toThrow('asks a student');
  });

  it('says so where there is nothing to work with', async () => {
    await expect(runGeneration(runOf('', SETTINGS))).rejects.toMatchObject({ code: 'no-functions' });
  });
});

describe('shards', () => {
  it('put end to end are the whole run', async () => {
    const { files } = await finishedRun();
    let text = '';
    for (const index of [1, 2, 3]) {
      const folder = memoryFolder();
      await runGeneration(runOf(AIRLINE, { ...SETTINGS, shard: { index, of: 3 } }, { folder }));
      text += folder.files.get('records.jsonl');
    }
    expect(text).toBe(files.get('records.jsonl'));
  });

  it('cover every index once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 60 }), (count, of) => {
        let next = 0;
        for (let index = 1; index <= of; index += 1) {
          const range = shardRange({ count, shard: { index, of } });
          expect(range.from).toBe(next);
          next = range.to;
        }
        expect(next).toBe(count);
      }),
    );
  });

  it('are written i/n', () => {
    expect(parseShard('2/4')).toEqual({ index: 2, of: 4 });
    for (const wrong of ['0/4', '5/4', '2', 'a/b', '1/0', '-1/2']) expect(() => parseShard(wrong)).toThrow(RangeError);
    expect(() =>
      runSettings({ mixture: { 'multi-turn': 0, single: 0, parallel: 0, multiple: 0, irrelevance: 0 } }),
    ).toThrow(RangeError);
  });
});
