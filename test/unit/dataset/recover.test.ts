import { beforeAll, describe, expect, it } from 'vitest';
import { runGeneration } from '../../../server/src/dataset/index.ts';
import { AIRLINE } from '../trajectory/support.ts';
import { memoryFolder, runOf } from './support.ts';

/** Folders whose manifest a crash cut, emptied or took away, beside whole records. */

const SETTINGS = { count: 6, seed: 'cut' };
let whole: Map<string, string>;
beforeAll(async () => {
  const folder = memoryFolder();
  await runGeneration(runOf(AIRLINE, SETTINGS, { folder }));
  whole = folder.files;
});

/** The folder as it stood after three records, with this left of its manifest. */
function cutFolder(manifest: string | undefined, records = firstLines(3)) {
  const files = new Map([
    ['records.jsonl', records],
    ['dropped.jsonl', whole.get('dropped.jsonl') ?? ''],
  ]);
  if (manifest !== undefined) files.set('manifest.json', manifest);
  return memoryFolder(files);
}

function firstLines(count: number): string {
  return (whole.get('records.jsonl') ?? '')
    .split(/(?<=\n)/)
    .slice(0, count)
    .join('');
}

describe('a run whose manifest is damaged', () => {
  it.each([
    ['cut', () => whole.get('manifest.json')?.slice(0, 90)],
    ['empty', () => ''],
    ['zeros of a disk', () => '\0'.repeat(400)],
    ['gone', () => undefined],
  ])('goes on where its records are of this run: %s', async (_name, left) => {
    const folder = cutFolder(left());
    const summary = await runGeneration(runOf(AIRLINE, SETTINGS, { folder }));
    expect(summary.resumed).toBe(3);
    expect(folder.files.get('records.jsonl')).toBe(whole.get('records.jsonl'));
    expect(folder.files.get('manifest.json')).toBe(whole.get('manifest.json'));
  });

  it('is refused where the records are of other settings, and says how they are kept', async () => {
    const folder = cutFolder('{"format": "mag');
    const before = new Map(folder.files);
    const other = runGeneration(runOf(AIRLINE, { ...SETTINGS, seed: 'other' }, { folder }));
    await expect(other).rejects.toMatchObject({ code: 'exists', message: expect.stringContaining('damaged') });
    await expect(other).rejects.toMatchObject({ message: expect.stringContaining('3 whole records') });
    await expect(other).rejects.not.toMatchObject({ message: expect.stringContaining('--force') });
    expect(folder.files).toEqual(before);
  });

  it('without records is one of this run only if it begins like it', async () => {
    const begun = cutFolder(whole.get('manifest.json')?.slice(0, 60), '');
    expect((await runGeneration(runOf(AIRLINE, SETTINGS, { folder: begun }))).resumed).toBe(0);
    expect(begun.files.get('records.jsonl')).toBe(whole.get('records.jsonl'));
    const foreign = cutFolder('{"name": "my package"}', '');
    await expect(runGeneration(runOf(AIRLINE, SETTINGS, { folder: foreign }))).rejects.toThrow('of another run');
    expect(foreign.files.get('manifest.json')).toBe('{"name": "my package"}');
  });

  it('and --force deletes none of its records', async () => {
    const folder = cutFolder('{');
    await expect(runGeneration(runOf(AIRLINE, SETTINGS, { folder, force: true }))).rejects.toMatchObject({
      code: 'exists',
    });
    expect(folder.files.get('records.jsonl')).toBe(firstLines(3));
  });
});
