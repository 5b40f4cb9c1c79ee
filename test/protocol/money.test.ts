import { spawn } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const magnet = path.join(root, 'dist/cli/main.mjs');
const signatures = path.join(root, 'examples/airline/airline.fsig');
const PRICE = { input: 10, output: 20 };
/** Less than the most that a request may take: some 4,000 tokens of a reply. */
const USED = { prompt_tokens: 400, completion_tokens: 400 };
const COST = (USED.prompt_tokens * PRICE.input + USED.completion_tokens * PRICE.output) / 1e6;
const PAID = ['--price', `${PRICE.input}/${PRICE.output}`];

let folder = '';
let server: Server;
let url = '';
let chats = 0;
let atOnce = 0;
let mostAtOnce = 0;
/** Commands are at work at once, and the first answer waits for the second request. */
let isTogether = false;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'magnet-two-'));
  expect((await play(['generate', signatures, '--out', 'run', '--count', '6', '--seed', '2'])).code).toBe(0);
  // The first answer waits for a second request, so that two processes are at work at once however slowly they start. None is
  // of use, so that they ask on.
  server = createServer((request, response) => {
    const isList = request.url?.endsWith('/models') === true;
    if (!isList) chats += 1;
    const message = { role: 'assistant', content: `no answer ${chats}` };
    const body = isList ? { data: [{ id: 'm' }] } : { choices: [{ message, finish_reason: 'stop' }], usage: USED };
    atOnce += 1;
    mostAtOnce = Math.max(mostAtOnce, atOnce);
    const patience = performance.now() + (isTogether ? 10_000 : 150);
    const waiting = setInterval(() => {
      if (!isList && !(isTogether && mostAtOnce > 1) && performance.now() < patience) return;
      clearInterval(waiting);
      atOnce -= 1;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(body));
    }, 50);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}, 120_000);
afterAll(async () => {
  server?.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  [chats, atOnce, mostAtOnce] = [0, 0, 0];
  isTogether = false;
});

async function play(args: readonly string[]): Promise<{ code: number | null; text: string }> {
  const child = spawn(process.execPath, [magnet, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (piece) => {
      text += piece;
    });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, text };
}

describe('two commands that are started at once', () => {
  it.each([
    [
      'describe',
      ['describe', signatures, '--teacher', 'openai', '--model', 'm', '--base-url', 'URL'],
      path.join('.magnet', 'descriptions', 'spent.jsonl'),
    ],
    ['call', ['call', 'find_flights', signatures, '--ask', 'To Oslo', '--url', 'URL'], '.magnet/endpoint/spent.jsonl'],
  ])(
    '%s: spend one budget together, not one each',
    async (_name, args, ledger) => {
      const budget = 0.18;
      const command = [...args.map((arg) => (arg === 'URL' ? url : arg)), ...PAID, '--budget', String(budget)];
      isTogether = true;
      await rm(path.join(folder, ledger), { force: true });
      const said: string[] = [];
      for (let round = 0; round < 4; round += 1)
        for (const { text } of await Promise.all([play(command), play(command), play(command)])) said.push(text);
      expect(said.join('')).toContain('is used up');
      expect(mostAtOnce).toBeGreaterThan(1);
      expect(chats * COST).toBeLessThanOrEqual(budget);
      const lines = (await readFile(path.join(folder, ledger), 'utf8')).trim().split('\n');
      expect(lines.filter((line) => line.includes('"cost"'))).toHaveLength(chats);
      expect((await readdir(path.dirname(path.join(folder, ledger)))).filter((name) => /lock|tmp/.test(name))).toEqual(
        [],
      );
    },
    120_000,
  );

  it.each([
    ['generate', ['generate', signatures, '--count', '6', '--teacher', 'openai', '--model', 'm', '--base-url', 'URL']],
    ['test', ['test', 'run', '--url', 'URL']],
  ])(
    '%s into one place: one works, the other says who does',
    async (name, args) => {
      const out = path.join(folder, `${name}-out`, 'results.jsonl');
      await cp(path.join(folder, 'run'), path.dirname(out), { recursive: true });
      const place = name === 'test' ? out : path.join(folder, 'fresh');
      const command = [...args.map((arg) => (arg === 'URL' ? url : arg)), ...PAID, '--budget', '0.4', '--out', place];
      const both = await Promise.all([play(command), play(command)]);
      expect(
        both.map(({ text }) => text).filter((text) => /another process \(\d+\) is writing/.test(text)),
      ).toHaveLength(1);
      expect(chats * COST).toBeLessThanOrEqual(0.4);
    },
    120_000,
  );

  it('replies that one was given are not cut by another that starts', async () => {
    const seen = path.join(folder, '.magnet', 'descriptions', 'teacher.jsonl');
    await rm(path.dirname(seen), { recursive: true, force: true });
    const args = ['describe', signatures, '--teacher', 'openai', '--model', 'm', '--base-url', url, '--price', '0/0'];
    await Promise.all([play(args), play(args)]);
    const lines = (await readFile(seen, 'utf8')).trim().split('\n');
    expect(lines.every((line) => 'reply' in (JSON.parse(line) as object))).toBe(true);
    const before = chats;
    await play(args);
    expect(chats).toBe(before);
  }, 120_000);

  it('a ledger that holds garbage, or is no file of ours, pays for nothing twice', async () => {
    const ledger = path.join(folder, '.magnet', 'endpoint', 'spent.jsonl');
    await writeFile(ledger, '\u0000'.repeat(70_000));
    const ask = ['call', 'find_flights', signatures, '--ask', 'x', '--url', url, ...PAID, '--budget', '0.1'];
    for (let times = 0; times < 3; times += 1) await play(ask);
    // Each puts aside 0.085 and costs 0.012.
    expect(chats).toBe(2);
  }, 120_000);
});
