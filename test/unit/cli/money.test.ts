import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { registerGenerate } from '../../../server/src/cli/commands/generate.ts';
import { registerPhrase } from '../../../server/src/cli/commands/phrase.ts';
import { runCommand } from './run.ts';

const CATALOG = `/** Finds a boat. */
function find_boat(name: string): { boat_id: string };
/** Lends a boat to a guest. */
function lend_boat(boat_id: string, guest: string): { loan_id: string };
`;

/** US dollars for a million tokens in and out, and what each reply of the server uses. */
const PRICE = { input: 10, output: 20 };
const USED = { prompt_tokens: 400, completion_tokens: 100 };
const COST = (USED.prompt_tokens * PRICE.input + USED.completion_tokens * PRICE.output) / 1e6;

let folder: string;
let server: Server;
let requests = 0;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'magnet-money-'));
  writeFileSync(path.join(folder, 'boats.fsig'), CATALOG);
  requests = 0;
  // Each answer is of no use, so that the run asks on and on.
  server = createServer((_request, response) => {
    requests += 1;
    const message = { role: 'assistant', content: `no answer ${requests}` };
    response.end(JSON.stringify({ choices: [{ message, finish_reason: 'stop' }], usage: USED }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

function address(): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}

function generate(...more: string[]): Promise<string> {
  const args = ['generate', path.join(folder, 'boats.fsig'), '--out', path.join(folder, 'run'), '--teacher', 'openai'];
  return runCommand(registerGenerate, ...args, '--model', 'm', '--base-url', address(), '--count', '6', ...more).then(
    ({ messages }) => messages.join('\n'),
    (error: Error) => error.message,
  );
}

test.each([[[]], [['--budget', '0']], [['--price', '10/20']], [['--budget', '0', '--price', '10/20']]])(
  'no budget sends no request: %j',
  async (options) => {
    expect(await generate(...options)).toContain('no budget is set');
    expect(requests).toBe(0);
  },
);

test('an address that is declared free needs no budget', async () => {
  await generate('--price', '0/0');
  expect(requests).toBeGreaterThan(0);
});

test('four commands over one run spend no more than its budget together, replaced or resumed', async () => {
  const budget = COST * 40;
  const said: string[] = [];
  for (const more of [[], [], ['--force'], ['--force', '--seed', 'other']])
    said.push(await generate('--price', '10/20', '--budget', String(budget), ...more));
  expect(said.some((text) => text.includes('is used up'))).toBe(true);
  expect(requests).toBeGreaterThan(0);
  expect(requests * COST).toBeLessThanOrEqual(budget);
});

test.each([
  ['--budget', 'Infinity'],
  ['--budget', '1e400'],
  ['--price', '/'],
  ['--price', ' / '],
  ['--price', '1/2/3'],
  ['--price', '1/Infinity'],
])('%s %s is no amount: nothing is sent', async (option, value) => {
  for (const [command, register] of [
    [['generate', '--out', path.join(folder, 'run')], registerGenerate],
    [['phrase', '--out', path.join(folder, 'phrases.jsonc')], registerPhrase],
  ] as const) {
    const [name, ...more] = command;
    const args = [name, path.join(folder, 'boats.fsig'), ...more, '--teacher', 'openai', '--model', 'm'];
    const run = runCommand(register, ...args, '--base-url', address(), '--budget', '1', option, value);
    await expect(run).rejects.toThrow();
  }
  expect(requests).toBe(0);
});

test('what was spent stands beside the run, in none of its own files', async () => {
  await generate('--price', '10/20', '--budget', '0.2');
  const files = readdirSync(path.join(folder, 'run'));
  expect(files).toContain('spent.jsonl');
  for (const name of files.filter((each) => /manifest|README/.test(each)))
    expect(readFileSync(path.join(folder, 'run', name), 'utf8')).not.toMatch(/spent|costUsd/i);
});

test('--force replaces no README that is not of a run', async () => {
  const out = path.join(folder, 'notes');
  await import('node:fs/promises').then(({ mkdir }) => mkdir(out));
  writeFileSync(path.join(out, 'README.md'), 'mine');
  const run = runCommand(
    registerGenerate,
    'generate',
    path.join(folder, 'boats.fsig'),
    '--out',
    out,
    '--count',
    '1',
    '--force',
  );
  await expect(run).rejects.toThrow('holds README.md and no readable manifest');
  expect(readFileSync(path.join(out, 'README.md'), 'utf8')).toBe('mine');
});
