import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { registerCall } from '../../../server/src/cli/commands/call.ts';
import { registerEval } from '../../../server/src/cli/commands/eval.ts';
import { registerGenerate } from '../../../server/src/cli/commands/generate.ts';
import { registerTest } from '../../../server/src/cli/commands/test.ts';
import { runCommand } from './run.ts';

const AIRLINE = 'examples/airline/airline.fsig';
/** US dollars for a million tokens in and out, and what each reply of the server uses. */
const PRICE = { input: 10, output: 20 };
const USED = { prompt_tokens: 400, completion_tokens: 100 };
const COST = (USED.prompt_tokens * PRICE.input + USED.completion_tokens * PRICE.output) / 1e6;
const PAID = ['--price', `${PRICE.input}/${PRICE.output}`];
const ELSEWHERE = 'http://models.example.com/v1';

const folder = mkdtempSync(path.join(tmpdir(), 'magnet-endpoint-money-'));
const made = path.join(folder, 'made');
let run: string;
let server: Server;
let url: string;
/** Every request, the list of models too. */
let requests = 0;
let chats = 0;
let bodies: Record<string, unknown>[] = [];

beforeAll(async () => {
  await runCommand(registerGenerate, 'generate', AIRLINE, '--out', made, '--count', '6', '--seed', '2');
  const data = path.join(folder, 'bfcl');
  mkdirSync(path.join(data, 'possible_answer'), { recursive: true });
  const rows = Array.from({ length: 8 }, (_row, index) => ({
    id: `simple_python_${index}`,
    question: [[{ role: 'user', content: `Book boat ${index}.` }]],
    function: [{ name: 'book', description: 'Books a boat.', parameters: { type: 'dict', properties: {} } }],
  }));
  writeFileSync(path.join(data, 'BFCL_v4_simple_python.json'), rows.map((row) => JSON.stringify(row)).join('\n'));
  const truths = rows.map(({ id }) => JSON.stringify({ id, ground_truth: [{ book: {} }] }));
  writeFileSync(path.join(data, 'possible_answer', 'BFCL_v4_simple_python.json'), truths.join('\n'));
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(async () => {
  run = mkdtempSync(path.join(folder, 'run-'));
  cpSync(made, run, { recursive: true });
  [requests, chats, bodies] = [0, 0, []];
  server = createServer((request, response) => {
    requests += 1;
    if (request.url?.endsWith('/models') === true) {
      response.end(JSON.stringify({ data: [{ id: 'm' }] }));
      return;
    }
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      chats += 1;
      bodies.push(JSON.parse(body));
      const message = { role: 'assistant', content: `Sorry, no ${chats}.` };
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ choices: [{ message, finish_reason: 'stop' }], usage: USED }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});
afterEach(() => server.close());

type Asking = (address: string, ...more: string[]) => Promise<string>;

/** What a command said, be it an error. */
const said = async (register: Parameters<typeof runCommand>[0], ...args: string[]): Promise<string> => {
  const ended = await runCommand(register, ...args).catch((error: Error) => error);
  return ended instanceof Error ? ended.message : [...ended.messages, ...ended.out].join('\n');
};

const COMMANDS: readonly (readonly [string, Asking])[] = [
  ['test', (address, ...more) => said(registerTest, 'test', run, '--url', address, ...more)],
  [
    'eval',
    (address, ...more) => {
      const out = ['--data', path.join(folder, 'bfcl'), '--out', path.join(run, 'results.jsonl')];
      return said(registerEval, 'eval', 'bfcl', ...out, '--url', address, ...more);
    },
  ],
  [
    'call',
    (address, ...more) =>
      said(registerCall, 'call', 'find_flights', AIRLINE, '--ask', 'To Oslo', '--url', address, ...more),
  ],
  [
    'generate --student',
    (address, ...more) => {
      const own = ['--out', path.join(run, 'own'), '--count', '4', '--force', '--rollouts', '2', '--student', address];
      return said(registerGenerate, 'generate', AIRLINE, ...own, ...more);
    },
  ],
];

describe.each(COMMANDS)('magnet %s', (name, ask) => {
  it('asks a server on this machine without any option, and bounds no reply there', async () => {
    await ask(url);
    expect(chats).toBeGreaterThan(0);
    expect(bodies.every((body) => body.max_tokens === undefined)).toBe(true);
    expect(existsSync(path.join(run, 'test-results.spent.jsonl'))).toBe(false);
  });

  it.each([[[]], [['--budget', '0']], [PAID], [[...PAID, '--budget', '0']], [['--budget', '1']]])(
    'sends nothing to an address elsewhere with %j',
    async (options) => {
      const text = await ask(ELSEWHERE, ...options);
      expect(text).toMatch(options[1] === '1' ? /the price of .* is not known/ : /no budget is set/);
    },
  );

  it('sends nothing, not even for the list of models, where a price is named and the budget is 0', async () => {
    expect(await ask(url, ...PAID, '--budget', '0')).toContain('no budget is set');
    expect(requests).toBe(0);
  });

  it('asks on where the address is declared free', async () => {
    await ask(url, '--price', '0/0', '--budget', '0');
    expect(chats).toBeGreaterThan(0);
  });

  it('stays under the budget over all commands that are repeated', async () => {
    if (name === 'call') return;
    const budget = COST * 4 + 0.09;
    const texts: string[] = [];
    for (let times = 0; times < 4; times += 1) texts.push(await ask(url, ...PAID, '--budget', String(budget)));
    expect(texts.join('\n')).toContain('is used up');
    expect(chats).toBeGreaterThan(0);
    expect(chats * COST).toBeLessThanOrEqual(budget);
    expect(bodies.every((body) => body.max_tokens === 4096)).toBe(true);
  });
});

describe('what a student costs', () => {
  const student = (...more: string[]) => {
    const own = ['--out', path.join(run, 'own'), '--count', '4', '--force', '--rollouts', '1', '--student', url];
    return said(registerGenerate, 'generate', AIRLINE, ...own, ...more);
  };
  const spent = () => path.join(run, 'own', 'spent.jsonl');

  it('is nothing at home where the price is meant for a judge', async () => {
    const judge = ['--judge', url, '--judge-model', 'm', ...PAID, '--budget', '1'];
    await student(...judge);
    const lines = existsSync(spent()) ? readFileSync(spent(), 'utf8').trim().split('\n') : [];
    const costs = lines.filter((line) => line.includes('"cost"'));
    expect(chats).toBeGreaterThan(costs.length);
  });

  it('is its own price where it has one', async () => {
    await student('--student-price', '10/20', '--budget', '1');
    const costs = readFileSync(spent(), 'utf8').match(/"cost"/g) ?? [];
    expect(costs).toHaveLength(chats);
  });
});
