import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CommandContext } from '../../../server/src/cli/command.ts';
import { loadCatalog } from '../../../server/src/cli/files.ts';

let folder: string;
let messages: string[];
let codes: number[];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'magnet-files-'));
  messages = [];
  codes = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function context(): CommandContext {
  const terminal = {
    result: () => {},
    message: (text: string) => messages.push(text),
    progress: () => {},
    interactive: false,
  };
  return { terminal, cwd: folder, signal: new AbortController().signal, exit: (code) => codes.push(code) };
}

const write = (name: string, text: string | Buffer) => writeFileSync(path.join(folder, name), text);

test('a folder is searched for signature files, not for every JSON file', async () => {
  write('a.fsig', 'function a(): string;');
  write('b.tools.json', '[{"name":"b","description":"B.","parameters":{"type":"object","properties":{}}}]');
  write('package.json', '{"name":"x"}');
  const { catalog, files } = await loadCatalog(['.'], context());
  expect(files.map((file) => path.basename(file))).toEqual(['a.fsig', 'b.tools.json']);
  expect(catalog.entries.map(({ id }) => id)).toEqual(['a', 'b']);
});

test('an empty file is told with its place, and the others are served', async () => {
  write('empty.fsig', ' \n');
  write('a.fsig', 'function a(): string;');
  const { catalog } = await loadCatalog(['empty.fsig', 'a.fsig'], context());
  expect(catalog.entries).toHaveLength(1);
  expect(messages).toEqual(['magnet: empty.fsig:1:1: the file is empty.']);
  expect(codes).toEqual([2]);
});

test('where no file can be read, it is wrong use', async () => {
  write('empty.fsig', '');
  await expect(loadCatalog(['empty.fsig'], context())).rejects.toThrow('empty.fsig:1:1: the file is empty.');
});

test('a folder without signature files says what was looked for', async () => {
  mkdirSync(path.join(folder, 'tools.json'));
  await expect(loadCatalog(['tools.json'], context())).rejects.toThrow(
    /the folder "tools.json" holds no signature files/,
  );
  await expect(loadCatalog(['nothing.json'], context())).rejects.toThrow(/no file matches "nothing.json"/);
});

test('a UTF-16 file is read by its byte order mark', async () => {
  write('a.fsig', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('function ä(): string;', 'utf16le')]));
  const { catalog } = await loadCatalog(['a.fsig'], context());
  expect(catalog.entries.map(({ id }) => id)).toEqual(['ä']);
});
