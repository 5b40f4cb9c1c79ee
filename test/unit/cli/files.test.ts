import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { globSync } from 'tinyglobby';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CommandContext } from '../../../server/src/cli/command.ts';
import { loadCatalog, resolveFiles } from '../../../server/src/cli/files.ts';

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

const EMPTY_LIST = '[]';

/** A tree with folders of depth three, names with dots, a folder of others' files, and a link to a folder. */
function plant(): void {
  for (const name of ['a', 'a/b', 'a/b/c', '.hidden', 'node_modules/x', 'odd [name]'])
    mkdirSync(path.join(folder, name), { recursive: true });
  for (const name of ['one.json', 'a/two.json', 'a/b/three.json', 'a/b/c/four.jsonl', '.hidden/five.json', '.six.json'])
    write(name, EMPTY_LIST);
  write('node_modules/x/seven.json', EMPTY_LIST);
  write('odd [name]/eight.json', EMPTY_LIST);
}

test.each([
  '*.json',
  '**/*.json',
  'a/*',
  'a/**',
  './a/*.json',
  'a/../a/*.json',
  '{a,.hidden}/*.json',
  'a/{b,c}/*.json',
  '**/*.json{,l}',
  'a/?/*.json',
  '**/[a-t]*.json',
  '.*.json',
  '.hidden/*.json',
  'a/b/+(c|d)/*',
  '**/b/**/*.jsonl',
])('the glob %s finds what others find', async (glob) => {
  plant();
  const theirs = globSync([glob], {
    cwd: folder,
    absolute: true,
    ignore: ['**/node_modules/**', '**/.git/**'],
    expandDirectories: false,
  });
  expect(await resolveFiles([glob], folder)).toEqual(theirs.map((file) => path.normalize(file)).sort());
});

test('a glob may begin above the folder, and at the root', async () => {
  plant();
  const inside = path.join(folder, 'a', 'b');
  const found = [path.join(folder, 'a', 'two.json')];
  expect(await resolveFiles(['../*.json'], inside)).toEqual(found);
  expect(await resolveFiles([`${folder.replaceAll('\\', '/')}/a/*.json`], inside)).toEqual(found);
});

test('a glob built to run for ever is answered', async () => {
  plant();
  const hostile = `${'*a'.repeat(30)}*b`;
  write(`${'a'.repeat(120)}.json`, EMPTY_LIST);
  await expect(resolveFiles([`**/${hostile}`], folder)).rejects.toThrow('no file matches');
  await expect(resolveFiles([`${'*('.repeat(200)}x${')'.repeat(200)}`], folder)).rejects.toThrow();
});

test.runIf(process.platform !== 'win32')('links in a ring and links to folders are each followed once', async () => {
  plant();
  symlinkSync(folder, path.join(folder, 'a', 'ring'));
  symlinkSync(path.join(folder, 'a', 'b'), path.join(folder, 'linked'));
  const found = await resolveFiles(['**/*.json'], folder);
  expect(found.map((file) => path.relative(folder, file))).toEqual([
    'a/b/three.json',
    'a/two.json',
    'linked/three.json',
    'odd [name]/eight.json',
    'one.json',
  ]);
});
