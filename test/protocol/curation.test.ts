import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type Range, TestClient, textIn } from './client.ts';
import { LIBRARY } from './texts.ts';

interface Published {
  readonly uri: string;
  readonly diagnostics: readonly { readonly range: Range; readonly code: string; readonly severity: number }[];
}

const FILE = 'magnet.graph.json';
let client: TestClient;
afterEach(() => client.stop());

/** A server over a workspace with this curation file, and what it says of it. */
async function curated(text: string) {
  client = await TestClient.start({ files: { 'a.fsig': LIBRARY, [FILE]: text } });
  const published: Published[] = [];
  client.rpc.on('textDocument/publishDiagnostics', (message: Published) => {
    if (message.uri.endsWith(FILE)) published.push(message);
  });
  const codes = () => published.at(-1)?.diagnostics.map(({ code }) => code) ?? [];
  return { published, codes };
}

const entry = (from: string, to: string, verdict = 'accepted') =>
  `    { "from": "library.${from}", "to": "library.${to}", "verdict": "${verdict}" }`;
const file = (...entries: string[]) => `{\n  "version": 1,\n  "edges": [\n${entries.join(',\n')}\n  ]\n}\n`;

test('what is wrong in the curation file is said on its lines, and goes when it is mended', async () => {
  const text = file(
    entry('find_books', 'lend_book'),
    entry('find_books', 'lend_book', 'rejected'),
    entry('find_books', 'find_books'),
    entry('find_books', 'burn_book'),
  );
  const { published, codes } = await curated(text);
  await expect
    .poll(codes, { timeout: 15_000 })
    .toEqual(['curation-conflict', 'curation-self-edge', 'curation-unknown-function']);
  const [conflict, self] = published.at(-1)?.diagnostics ?? [];
  expect(conflict && textIn(text, conflict.range)).toContain('rejected');
  expect(self?.range.start.line).toBe(5);
  client.write(FILE, file(entry('find_books', 'lend_book')));
  client.watched({ [FILE]: 2 });
  await expect.poll(codes, { timeout: 15_000 }).toEqual([]);
});

test('a torn file is reported and never written over', async () => {
  const torn = '{\n  "version": 1,\n  "edges": [ { "from": "library.find_books", \n';
  const { codes } = await curated(torn);
  await expect.poll(codes, { timeout: 15_000 }).toContain('curation-syntax');
  const asked = client.rpc.request('magnet/curate', {
    from: 'library.find_books',
    to: 'library.lend_book',
    action: 'accept',
  });
  await expect(asked).rejects.toThrow(/left as it is/);
});

test('a text in the editor counts before it is saved', async () => {
  const sound = file(entry('find_books', 'lend_book'));
  const { codes } = await curated(sound);
  client.open('a.fsig', LIBRARY);
  client.open(FILE, sound.replace('"version": 1', '"version": 9'));
  await expect.poll(codes, { timeout: 15_000 }).toEqual(['curation-version']);
});

test('an entry keeps its author and note', async () => {
  await curated('');
  await client.rpc.request('magnet/curate', {
    from: 'library.find_books',
    to: 'library.lend_book',
    action: 'reject',
    author: 'Ana',
    note: 'two desks',
  });
  const { rejected } = await client.rpc.request<{ rejected: readonly { to: string }[] }>('magnet/graph', {});
  expect(rejected.map(({ to }) => to)).toEqual(['library.lend_book']);
  expect(readFileSync(path.join(client.folder, FILE), 'utf8')).toMatch(/"author": "Ana",\s+"note": "two desks"/);
});
