import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { RunIndex } from '../../../server/src/lsp/runs/run-index.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'magnet-index-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A conversation of some kilobytes, so that a file of many is read in several pieces. */
const line = (index: number) =>
  `${JSON.stringify({ messages: [{ role: 'user', content: `Question ${index}. ${'a berth '.repeat(400)}` }] })}\n`;

test('a record far behind is read once its line is found, before those in front of it are indexed', async () => {
  const file = path.join(folder, 'rows.jsonl');
  writeFileSync(file, '');
  for (let index = 0; index < 3_000; index += 500)
    appendFileSync(file, Array.from({ length: 500 }, (_, at) => line(index + at)).join(''));
  const index = await RunIndex.open(file);
  const record = await index.read(2_999);
  expect(record?.messages[0]?.content).toMatch(/^Question 2999\./);
  expect(index.indexed).toBeLessThan(3_000);
  expect(await index.read(3_000)).toBeUndefined();
  index.close();
});
