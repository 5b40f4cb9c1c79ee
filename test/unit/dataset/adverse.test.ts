import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunInput, runGeneration } from '../../../server/src/dataset/index.ts';
import { type LineFile, openRunFolder, type RunFolder } from '../../../server/src/files/index.ts';
import { createOfflineTeacher } from '../../../server/src/teacher/index.ts';
import { AIRLINE } from '../trajectory/support.ts';
import { memoryFolder, runOf } from './support.ts';

const SETTINGS = { count: 2, seed: 'adverse' };
/** Each record is written when it is made, as those of a paid teacher are. */
const teacher = { ...createOfflineTeacher(), promptHash: 'paid' };

/** A folder on a disk that is full from the `at`-th write on: what still fits of that one is half of it. */
function fullAt(files: Map<string, string>, at: number): RunFolder & { readonly writes: () => number } {
  const folder = memoryFolder(files);
  let writes = 0;
  const write = async (text: string, whole: (text: string) => Promise<void>) => {
    writes += 1;
    if (writes < at) return whole(text);
    if (writes === at) await whole(text.slice(0, text.length / 2));
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  };
  const lines = (file: LineFile): LineFile => ({ ...file, append: (text) => write(text, file.append) });
  return {
    ...folder,
    writes: () => writes,
    // A whole file is written beside its place and moved there: half of it is never seen.
    write: (name, text) => write(text, async (part) => (part === text ? folder.write(name, text) : undefined)),
    lines: async (name) => lines(await folder.lines(name)),
  };
}

const run = (more: Partial<RunInput>) => runGeneration(runOf(AIRLINE, SETTINGS, { teacher, ...more }));
const contentsOf = (files: ReadonlyMap<string, string>) =>
  [...files].sort(([left], [right]) => (left < right ? -1 : 1));

describe('a disk that is full', () => {
  it('at any write ends the run with its own error, and the same command goes on to the same bytes', async () => {
    const whole = new Map<string, string>();
    const counting = fullAt(whole, Number.POSITIVE_INFINITY);
    await run({ folder: counting });
    const writes = counting.writes();
    // Manifest and signatures, two files for each record and at the end, card and manifest.
    expect(writes).toBeGreaterThan(7);
    for (let at = 1; at <= writes; at += 1) {
      const files = new Map<string, string>();
      await expect(run({ folder: fullAt(files, at) }), `write ${at}`).rejects.toMatchObject({ code: 'ENOSPC' });
      await run({ folder: memoryFolder(files) });
      expect(contentsOf(files), `write ${at}`).toEqual(contentsOf(whole));
    }
  }, 120_000);
});

describe('a clock that jumps', () => {
  it('back and forth by hours changes no byte, and the run comes to its end', async () => {
    const [steady, jumping] = [memoryFolder(), memoryFolder()];
    await run({ folder: steady });
    let moment = 0;
    const now = () => {
      moment += 1;
      return (moment % 3) * 3_600_000 - moment;
    };
    const told: number[] = [];
    await run({ folder: jumping, now, onProgress: ({ done }) => told.push(done) });
    expect(contentsOf(jumping.files)).toEqual(contentsOf(steady.files));
    expect(told.at(-1)).toBe(SETTINGS.count);
  }, 60_000);
});

describe('a signature that is edited midway', () => {
  it('is not gone on with: the message names what differs, and nothing is lost', async () => {
    const files = new Map<string, string>();
    const stop = new AbortController();
    const cut = await run({
      folder: memoryFolder(files),
      signal: stop.signal,
      onProgress: () => stop.abort(),
      now: jumps(),
    });
    expect(cut.cancelled).toBe(true);
    const before = files.get('records.jsonl');
    expect(before).not.toBe('');
    const edited = AIRLINE.replace('string', 'integer');
    expect(edited).not.toBe(AIRLINE);
    const again = runGeneration(runOf(edited, SETTINGS, { teacher, folder: memoryFolder(files) }));
    await expect(again).rejects.toMatchObject({ code: 'different', message: expect.stringContaining('catalogHash') });
    expect(files.get('records.jsonl')).toBe(before);
    await run({ folder: memoryFolder(files) });
    expect((files.get('records.jsonl') ?? '').startsWith(before ?? '?')).toBe(true);
  }, 60_000);
});

/** A clock by which each moment is late enough to tell how far the run is. */
function jumps(): () => number {
  let moment = 0;
  return () => {
    moment += 1000;
    return moment;
  };
}

describe('two runs into one folder', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'magnet-two-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('are one run and one refusal, and the folder is that of the one', async () => {
    const runs = ['a', 'b', 'c'].map(() => run({ folder: openRunFolder(folder) }));
    const ended = await Promise.allSettled(runs);
    const refused = ended.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []));
    expect(refused).toHaveLength(2);
    for (const reason of refused) expect(reason).toMatchObject({ code: 'locked' });
    const alone = memoryFolder();
    await run({ folder: alone });
    expect(await openRunFolder(folder).read('records.jsonl')).toBe(alone.files.get('records.jsonl'));
  }, 60_000);
});
