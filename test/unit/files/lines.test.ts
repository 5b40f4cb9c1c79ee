import { appendFile, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLineFile } from '../../../server/src/files/index.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'magnet-lines-'));
});
afterAll(async () => rm(folder, { recursive: true, force: true }));

async function linesOf(text: string, how: 'read' | 'readAll') {
  const file = path.join(folder, 'lines.txt');
  await writeFile(file, text);
  const found = [];
  for await (const line of openLineFile(file)[how]()) found.push(line);
  return found;
}

describe('lines of a file', () => {
  it('include a last one without a newline for a reader, and not for a writer that goes on', async () => {
    expect(await linesOf('a\nbé', 'readAll')).toEqual([
      { text: 'a', end: 2 },
      { text: 'bé', end: 5, unended: true },
    ]);
    expect(await linesOf('a\nbé', 'read')).toEqual([{ text: 'a', end: 2 }]);
    expect(await linesOf('', 'readAll')).toEqual([]);
  });

  it('begin behind a byte order mark, whose bytes count', async () => {
    expect(await linesOf('\uFEFFa\nb\n', 'read')).toEqual([
      { text: 'a', end: 5 },
      { text: 'b', end: 7 },
    ]);
    expect(await linesOf('\uFEFFa', 'readAll')).toEqual([{ text: 'a', end: 4, unended: true }]);
    expect(await linesOf('\uFEFF', 'readAll')).toEqual([]);
  });

  it('put together again are the file', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom('a', '\n', 'é', '{}', ' '), { maxLength: 30 }), async (parts) => {
        const text = parts.join('');
        const lines = await linesOf(text, 'readAll');
        expect(lines.map((line) => line.text + (line.unended === true ? '' : '\n')).join('')).toBe(text);
        expect(lines.at(-1)?.end ?? 0).toBe(Buffer.byteLength(text));
      }),
      { numRuns: 60 },
    );
  });
});

describe('a line that never ends', () => {
  it('is passed over in bounded memory, its beginning and its end known', async () => {
    const file = path.join(folder, 'long.txt');
    const long = 64 * 1024 * 1024;
    await writeFile(file, '{"first":1}\n{"x');
    await truncate(file, long);
    await appendFile(file, '\n{"last":1}\n');
    const before = process.memoryUsage().rss;
    const found = [];
    for await (const line of openLineFile(file).read()) found.push(line);
    expect(found.map(({ text, tooLong, end }) => [text.slice(0, 3), tooLong === true, end])).toEqual([
      ['{"f', false, 12],
      ['{"x', true, long + 1],
      ['{"l', false, long + 12],
    ]);
    expect(process.memoryUsage().rss - before).toBeLessThan(60 * 1024 * 1024);
  });
});
