import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runOverview } from '../../../server/src/dataset/index.ts';
import { readLastLine } from '../../../server/src/files/index.ts';

const settings = {
  count: 20,
  seed: 's',
  shard: { index: 2, of: 2 },
  mixture: {},
  path: {},
  attempts: 4,
  extraTools: 6,
};
const manifest = (rest: object) =>
  JSON.stringify({
    format: 'magnet-run',
    version: 1,
    status: 'running',
    teacher: { id: 'offline', model: 'phrases' },
    world: 'simulated',
    settings,
    ...rest,
  });
const finished = (result: object) => manifest({ status: 'finished', result });

describe('what a list says of a run', () => {
  test('finished: its records and pairs', () => {
    expect(runOverview(finished({ records: 9, pairs: 7 }), undefined, false)).toEqual({
      state: 'finished',
      records: 9,
      pairs: 7,
      teacher: 'offline',
      model: 'phrases',
      world: 'simulated',
      seed: 's',
    });
  });

  test('finished but for records that were set aside: incomplete', () => {
    const run = runOverview(finished({ records: 9, pairs: 7, setAside: [3, 4] }), undefined, false);
    expect(run).toMatchObject({ state: 'incomplete', setAside: 2 });
  });

  test('not finished: how far its own shard is, by the index of its last record', () => {
    expect(runOverview(manifest({}), '{"index":13}', true)).toMatchObject({ state: 'running', done: 4, total: 10 });
    expect(runOverview(manifest({}), '{"index":13}', false)).toMatchObject({
      state: 'interrupted',
      done: 4,
      total: 10,
    });
    expect(runOverview(manifest({}), undefined, false)).toMatchObject({ done: 0, total: 10 });
  });

  test.each([
    ['no JSON', '{'],
    ['another file', '{"format":"something"}'],
    ['nothing', ''],
  ])('%s: unreadable', (_, text) => {
    expect(runOverview(text, undefined, false)).toEqual({ state: 'unreadable' });
  });

  test('a hostile manifest and last line promise no figures', () => {
    const odd = manifest({ settings: { ...settings, count: -4 }, teacher: null });
    expect(runOverview(odd, '{"index":"many"}', false)).toEqual({
      state: 'interrupted',
      world: 'simulated',
      seed: 's',
    });
  });
});

describe('the last line of a file', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'magnet-last-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const lastOf = (text: string) => {
    const file = path.join(folder, 'lines.jsonl');
    writeFileSync(file, text);
    return readLastLine(file);
  };

  test.each([
    ['one of many', 'a\nb\nc\n', 'c'],
    ['half a line behind it is not committed', 'a\nb\nhal', 'b'],
    ['the only one', 'a\n', 'a'],
    ['an empty file', '', undefined],
    ['no newline yet', 'half', undefined],
  ])('%s', async (_, text, last) => {
    expect(await lastOf(text)).toBe(last);
  });

  test('longer than a piece, and cut in a character of many bytes', async () => {
    const long = 'ü'.repeat(100_001);
    expect(await lastOf(`first\n${long}\n`)).toBe(long);
    expect(await lastOf(`${long}\nlast\n`)).toBe('last');
  });
});
