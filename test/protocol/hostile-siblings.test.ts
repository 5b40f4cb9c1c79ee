// Faults come in families: patterns, texts, globs and addresses as strangers write them, each a sibling of one that once
// hung the server, steered a terminal or carried a key away. Tried at the process's boundary: command line and server.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { CLI, NODE, TestClient } from './client.ts';
import { LIBRARY } from './texts.ts';

let client: TestClient | undefined;
afterEach(async () => {
  await client?.stop();
  client = undefined;
});

const LIMIT_MS = 5_000;

function magnet(folder: string, ...args: string[]) {
  const started = performance.now();
  const { stdout, stderr, status } = spawnSync(NODE, [CLI, ...args], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { text: `${stdout}${stderr}`, status, ms: performance.now() - started };
}

const toolWith = (parameter: object, name = 'hire_boat') => ({
  name,
  description: 'Hires a boat.',
  inputSchema: { type: 'object', properties: { berth: { type: 'string', description: 'Its berth.', ...parameter } } },
});

/** Patterns beside a text that nearly fits; each takes a backtracking engine longer than anyone waits. */
const PATTERNS: readonly (readonly [string, string])[] = [
  ['^(\\w+\\s?)+$', `${'dock '.repeat(12)}#`],
  ['^(\\d+)*x$', '1'.repeat(40)],
  ['(b|b)*c', 'b'.repeat(40)],
  ['^(([a-f]+)+)+$', `${'f'.repeat(36)}!`],
  ['^(.*,){14}end$', `${'a,'.repeat(30)}`],
  ['(?:\\s*\\S+\\s*)*;$', 'oar '.repeat(30)],
  ['^([^"]|\\\\.)*"$', 'q'.repeat(40)],
  ['^(?:oar|oa|r)+!$', 'oar'.repeat(24)],
  ['(?=(.*x){12})y', 'x'.repeat(30)],
  ['^((a|aa)+)$', `${'a'.repeat(44)}b`],
  ['(z+){10}!', 'z'.repeat(60)],
  ['^(?:\\d+|0x\\d+|x)*;', '0x1'.repeat(20)],
];

describe('patterns that may run for ever', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'magnet-patterns-'));
    for (const [index, [pattern, value]] of PATTERNS.entries())
      writeFileSync(path.join(folder, `p${index}.tools.json`), JSON.stringify([toolWith({ pattern, default: value })]));
  });

  test.each(PATTERNS.map(([pattern], index) => [pattern, index] as const))(
    'check says so of %s, in time',
    (_, index) => {
      const { text, ms } = magnet(folder, 'check', `p${index}.tools.json`);
      expect(text).toContain('pattern-unsafe');
      expect(ms).toBeLessThan(LIMIT_MS);
    },
  );

  test('the server reads all of them and answers for another file meanwhile', async () => {
    const files = Object.fromEntries(
      PATTERNS.map(([pattern, value], index) => [
        `p${index}.tools.json`,
        JSON.stringify([toolWith({ pattern, default: value })]),
      ]),
    );
    client = await TestClient.start({ files: { ...files, 'a.fsig': LIBRARY } });
    for (const [file, text] of Object.entries(files)) client.open(file, text);
    client.open('a.fsig', LIBRARY);
    const started = performance.now();
    await client.rpc.request('textDocument/documentSymbol', { textDocument: { uri: client.uri('a.fsig') } });
    expect(performance.now() - started).toBeLessThan(LIMIT_MS);
    for (const file of Object.keys(files)) expect(await client.codes(file)).toContain('pattern-unsafe');
  });
});

/** What terminals obey, and lines that look like ours. */
const STEERING = [
  '\u001b[2J\u001b[H',
  '\u001b]0;all is well\u0007',
  '\u001b]8;;http://127.0.0.1:9\u0007here\u001b]8;;\u0007',
  '\u001bP+q544e\u001b\\',
  '\u009b31mred',
  '\u009d52;c;eA==\u009c',
  'ok\rFORGED',
  'ok\b\b\bFORGED',
  'ok\nFORGED all is well',
  '\u007f\u0000\u0001',
  '\u202elleh\u202c',
  '\u2067FORGED\u2069',
];
const OBEYED = /(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u;

describe('texts that steer a terminal', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'magnet-steering-'));
    const tools = STEERING.map((text, index) => ({
      name: `boat_${index}${text}`,
      title: text,
      description: `Moors ${text}`,
      inputSchema: {
        type: 'object',
        properties: { [`key${index}${text}`]: { type: `str${text}ing`, enum: [text], default: text, format: text } },
        required: [text],
      },
      outputSchema: { type: 'object', properties: { [`out${text}`]: { type: 'string', description: text } } },
    }));
    writeFileSync(path.join(folder, 'boats.tools.json'), JSON.stringify({ tools }));
  });

  test.each([
    ['check', '.'],
    ['graph', '.', '--all'],
    ['graph', '.', '--format', 'dot'],
    ['domain', '.'],
    ['paths', '.', '--count', '3'],
    ['convert', '.', '--to', 'openai-chat'],
    ['generate', '.', '--count', '2', '--out', 'run', '--force'],
  ])(`%s shows ${STEERING.length} of them as text, and no forged line`, (...args) => {
    const { text } = magnet(folder, ...args);
    expect(text.length).toBeGreaterThan(20);
    expect(text.match(OBEYED)).toBeNull();
    expect(text).not.toMatch(/^FORGED/m);
  });

  test('symbols, hovers, lenses and problems of the server hold none either', async () => {
    const text = JSON.stringify(
      {
        tools: STEERING.map((steer, index) => ({
          ...toolWith({ description: steer }, `boat_${index}${steer}`),
          description: steer,
        })),
      },
      null,
      1,
    );
    client = await TestClient.start({ files: { 'boats.tools.json': text } });
    client.open('boats.tools.json', text);
    const textDocument = { uri: client.uri('boats.tools.json') };
    const shown: unknown[] = [
      await client.rpc.request('textDocument/documentSymbol', { textDocument }),
      await client.rpc.request('workspace/symbol', { query: 'boat' }),
      await client.rpc.request('textDocument/codeLens', { textDocument }),
      await client.rpc.request('textDocument/diagnostic', { textDocument }),
    ];
    const lines = text.split('\n');
    for (const [line, content] of lines.entries()) {
      const character = content.indexOf('"boat_');
      if (character < 0) continue;
      const position = { line, character: character + 3 };
      shown.push(await client.rpc.request('textDocument/hover', { textDocument, position }));
      shown.push(await client.rpc.request('textDocument/prepareCallHierarchy', { textDocument, position }));
    }
    expect(shown.length).toBe(4 + 2 * STEERING.length);
    for (const value of shown) for (const each of wordsOf(value)) expect(each.match(OBEYED)).toBeNull();
  });
});

/** The texts of an answer that an editor shows; `data` and the arguments of commands are the server's own. */
function wordsOf(value: unknown, key = ''): string[] {
  if (key === 'data' || key === 'arguments') return [];
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap((each) => wordsOf(each));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => wordsOf(each, name));
}

/** Globs of a folder's settings that a backtracking engine never ends with on the file beside them. */
const GLOBS = [
  '*a*a*a*a*a*a*a*a*a*a*a*b.json',
  '**/*a*/**/*a*/**/*a*/**/b.json',
  '+(+(+(a)))b',
  '*(*(a|a)|*(a))b.json',
  '!(!(!(a*)))b',
  '@(a|aa|aaa|*)+(a)+(a)+(a)b',
  '{a,{a,{a,{a,*}}}}*a*a*a*a*a*b',
  `${'?'.repeat(30)}*${'a*'.repeat(30)}b`,
  '**'.repeat(60),
  '[a-z]*[a-z]*[a-z]*[a-z]*[a-z]*[a-z]*[a-z]*[a-z]*b',
];

test(`${GLOBS.length} folders with globs that may run for ever: the server answers in time, as does check`, async () => {
  const long = `${'a'.repeat(60)}.json`;
  const files: Record<string, string> = { 'a.fsig': LIBRARY };
  for (const [index, glob] of GLOBS.entries()) {
    files[`g${index}/magnet.config.jsonc`] = JSON.stringify({ files: [glob] });
    files[`g${index}/${long}`] = JSON.stringify([toolWith({})]);
  }
  const started = performance.now();
  client = await TestClient.start({ files });
  const found = await client.rpc.request<{ name: string }[]>('workspace/symbol', { query: '' });
  expect(found.map(({ name }) => name)).toContain('find_books');
  expect(performance.now() - started).toBeLessThan(LIMIT_MS);
  const folder = mkdtempSync(path.join(tmpdir(), 'magnet-globs-'));
  for (const [index, glob] of GLOBS.entries()) {
    const own = path.join(folder, `g${index}`);
    mkdirSync(own);
    writeFileSync(path.join(own, 'magnet.config.jsonc'), JSON.stringify({ files: [glob] }));
    writeFileSync(path.join(own, long), JSON.stringify([toolWith({})]));
    expect(magnet(own, 'check', '.').ms).toBeLessThan(LIMIT_MS);
  }
}, 120_000);

/** A stranger's address in the settings, which all lead to one machine; the key in the environment is for another. */
const ADDRESSES: readonly ((port: number) => string)[] = [
  (port) => `http://127.0.0.1:${port}`,
  (port) => `http://127.0.0.1:${port}/v1`,
  (port) => `http://localhost:${port}/v1`,
  (port) => `http://api.openai.com@127.0.0.1:${port}/v1`,
  (port) => `http://api.openai.com:443@127.0.0.1:${port}/v1`,
  (port) => `http://127.0.0.1:${port}/api.openai.com/v1`,
  (port) => `http://127.0.0.1:${port}/v1?host=api.openai.com`,
  (port) => `http://127.0.0.1:${port}/v1#@api.openai.com`,
  (port) => `http://2130706433:${port}/v1`,
  (port) => `http://127.1:${port}/v1`,
  (port) => `HTTP://127.0.0.1:${port}/v1`,
  (port) => `127.0.0.1:${port}/v1`,
];

test(`${ADDRESSES.length} addresses of a stranger: none gets the key that the environment keeps for its own service`, async () => {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push(JSON.stringify([request.url, request.headers]));
    response.setHeader('content-type', 'application/json');
    response.end('{"choices": [{"message": {"role": "assistant", "content": "no"}}]}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const before = process.env.OPENAI_API_KEY;
  process.env.OPENAI_API_KEY = 'sk-kept-for-its-own-service';
  try {
    client = await TestClient.start({ files: { 'a.fsig': LIBRARY }, initializationOptions: { trusted: true } });
    for (const [index, address] of ADDRESSES.entries()) {
      const run = { count: 1, seed: '1', teacher: 'openai', model: 'm', runId: `r${index}` };
      const money = { budgetUsd: 1, price: { input: 0, output: 0 } };
      await client.rpc
        .request('magnet/generate', { ...run, ...money, baseUrl: address(port), out: client.uri(`runs/${index}`) })
        .catch(() => undefined);
    }
  } finally {
    server.close();
    if (before === undefined) delete process.env.OPENAI_API_KEY;
    else process.env.OPENAI_API_KEY = before;
  }
  expect(heard.length).toBeGreaterThanOrEqual(ADDRESSES.length / 2);
  expect(heard.filter((each) => each.includes('sk-kept'))).toEqual([]);
}, 120_000);

test('tried here: 46 siblings', () => {
  expect(PATTERNS.length + STEERING.length + GLOBS.length + ADDRESSES.length).toBe(46);
});
