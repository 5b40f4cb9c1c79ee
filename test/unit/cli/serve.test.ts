import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { EXIT, UsageError } from '../../../server/src/cli/command.ts';
import { registerCall } from '../../../server/src/cli/commands/call.ts';
import { registerGenerate } from '../../../server/src/cli/commands/generate.ts';
import { registerServe } from '../../../server/src/cli/commands/serve.ts';
import { registerTest } from '../../../server/src/cli/commands/test.ts';
import type { CallReport } from '../../../server/src/endpoint/index.ts';
import { runCommand, startCommand } from './run.ts';

const AIRLINE = 'examples/airline/airline.fsig';
const running: ReturnType<typeof startCommand>[] = [];
afterEach(async () => {
  for (const command of running.splice(0)) {
    command.interrupt();
    await command.done;
  }
});

async function serve(...args: string[]) {
  const command = startCommand(registerServe, ['serve', ...args]);
  running.push(command);
  while (command.out.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  return command;
}

describe('magnet serve', () => {
  it('prints its address once it listens, and answers there', async () => {
    const { out } = await serve('--port', '0', '--format', 'json');
    const { url, token } = JSON.parse(out[0] ?? '') as { url: string; token: string };
    expect((await fetch(`${url}/models`)).status).toBe(200);
    const body = JSON.stringify({ messages: [{ role: 'user', content: 'Hello' }] });
    const ask = (headers: Record<string, string>) =>
      fetch(`${url}/chat/completions`, { method: 'POST', body, headers });
    expect((await ask({})).status).toBe(401);
    expect((await ask({ authorization: `Bearer ${token.replace(/.$/, '')}` })).status).toBe(401);
    expect((await ask({ authorization: `Bearer ${token}` })).status).toBe(200);
  });

  it('stops when it is interrupted', async () => {
    const command = await serve();
    const url = command.out[0] as string;
    command.interrupt();
    await command.done;
    running.splice(0);
    await expect(fetch(`${url}/models`)).rejects.toThrow();
  });

  it('says that a port is taken or none', async () => {
    const { out } = await serve();
    const { port } = new URL(out[0] as string);
    await expect(runCommand(registerServe, 'serve', '--port', port)).rejects.toThrow(UsageError);
    await expect(runCommand(registerServe, 'serve', '--port', '70000')).rejects.toThrow(UsageError);
  });
});

describe('magnet serve --proxy', () => {
  const flights = {
    type: 'function',
    function: {
      name: 'find_flights',
      parameters: { type: 'object', properties: { from: { type: 'string' }, to: { type: 'string' } } },
    },
  };
  const folder = () => mkdtempSync(path.join(tmpdir(), 'magnet-proxy-'));
  const ask = (url: string, token: string, messages: object[]) =>
    fetch(`${url}/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({ messages, tools: [flights] }),
    });

  it('keeps what went by as a run that can be tested, and tells of each exchange', async () => {
    const model = JSON.parse((await serve('--format', 'json')).out[0] ?? '') as { url: string; token: string };
    const out = path.join(folder(), 'run');
    const command = await serve('--proxy', model.url, '--out', out, '--format', 'json');
    const { url, ...rest } = JSON.parse(command.out[0] ?? '') as { url: string };
    expect(rest).toEqual({ proxy: model.url, out });
    const question = { role: 'user', content: 'Find flights from "LIS" to "OSL"' };
    const { choices } = (await (await ask(url, model.token, [question])).json()) as {
      choices: { message: { tool_calls: { id: string }[] } }[];
    };
    const reply = choices[0]?.message;
    const output = { role: 'tool', tool_call_id: reply?.tool_calls[0]?.id, content: '{"flights":[]}' };
    await (await ask(url, model.token, [question, reply ?? {}, output])).text();
    expect((await ask(url, 'wrong', [question])).status).toBe(401);
    command.interrupt();
    await command.done;
    const lines = (name: string) =>
      readFileSync(path.join(out, name), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines('records.jsonl')).toMatchObject([
      {
        id: 'proxy-0',
        messages: [
          { role: 'user' },
          { role: 'assistant' },
          { role: 'tool', name: 'find_flights' },
          { role: 'assistant' },
        ],
      },
    ]);
    expect(lines('exchanges.jsonl')).toMatchObject([
      { exchange: 1, record: 'proxy-0', status: 200, calls: [{ name: 'find_flights', faults: [] }] },
      { exchange: 2, record: 'proxy-0', status: 200, calls: [] },
      { exchange: 3, record: null, status: 401, unchecked: 'the server refused it' },
    ]);
    const said = command.messages.join('\n');
    expect(said).toMatch(/#1 proxy-0 200 \d+ ms: find_flights ok/);
    expect(said).toContain(`3 exchanges, 1 calls, 0 of them wrong; kept in ${out}`);
    expect(readFileSync(path.join(out, 'exchanges.jsonl'), 'utf8')).not.toContain(model.token);
    const replay = await serve('--no-token', '--replay', out);
    const played = await runCommand(registerTest, 'test', out, '--world', 'recorded', '--url', replay.out[0] as string);
    expect(played.out.join('')).toContain('1 of 1 records right');
  });

  it.each([
    ['no address', ['--proxy', 'ftp://example.org']],
    ['a folder that holds records', ['--proxy', '127.0.0.1:9', '--out', 'HELD']],
    ['a folder and no server', ['--out', 'x']],
    ['two that answer', ['--proxy', '127.0.0.1:9', '--replay', 'x']],
  ])('refuses %s', async (_what, args) => {
    const held = folder();
    writeFileSync(path.join(held, 'records.jsonl'), '');
    const given = args.map((arg) => (arg === 'HELD' ? held : arg));
    await expect(runCommand(registerServe, 'serve', ...given)).rejects.toThrow(UsageError);
    expect(readFileSync(path.join(held, 'records.jsonl'), 'utf8')).toBe('');
  });
});

describe('magnet test', () => {
  it('plays the records of a run and scores them', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'magnet-test-'));
    const run = path.join(folder, 'run');
    await runCommand(registerGenerate, 'generate', AIRLINE, '--out', run, '--count', '3', '--seed', '1');
    const { out } = await serve('--no-token');
    const played = await runCommand(registerTest, 'test', run, AIRLINE, '--url', out[0] as string, '--format', 'json');
    const report = JSON.parse(played.out.join('')) as {
      records: number;
      turns: number;
      turnsRight: number;
      results: unknown[];
    };
    expect(report).toMatchObject({ records: 3, results: [{}, {}, {}] });
    expect(report.turns).toBeGreaterThan(0);
    expect(report.turnsRight).toBeLessThanOrEqual(report.turns);
    await expect(runCommand(registerTest, 'test', run, AIRLINE, '--url', 'http://127.0.0.1:9')).rejects.toThrow(
      UsageError,
    );
    await expect(runCommand(registerTest, 'test', folder, AIRLINE)).rejects.toThrow(UsageError);
    const replay = await serve('--no-token', '--replay', run, '--side', 'rejected');
    const wrong = await runCommand(registerTest, 'test', run, AIRLINE, '--url', replay.out[0] as string);
    expect(wrong.out.join('')).toContain('0 of 3 records right');
    rmSync(folder, { recursive: true, force: true });
  });
});

const call = (...args: string[]) => runCommand(registerCall, 'call', ...args);

describe('magnet call', () => {
  it('asks in words, checks the call and runs it', async () => {
    const { out } = await serve('--no-token');
    const ask = 'Find flights from LIS to OSL on 2026-03-04';
    const ran = await call('find_flights', AIRLINE, '--ask', ask, '--url', out[0] as string, '--format', 'json');
    const report = JSON.parse(ran.out.join('')) as CallReport;
    expect(report.calls).toMatchObject([{ name: 'find_flights', valid: true, outcome: { ok: true } }]);
    expect(ran.code).toBe(EXIT.done);
  });

  it('runs given arguments without an endpoint', async () => {
    const right = await call('nearest_airport', AIRLINE, '--args', '{"city":"Oslo"}');
    expect(right.out.join()).toContain('"code":"OSL"');
    const wrong = await call('nearest_airport', AIRLINE, '--args', '{"town":"Oslo"}');
    expect(wrong.out.join()).toContain("✗ 'town' is no parameter");
    expect(wrong.code).toBe(EXIT.findings);
  });

  it('runs an example', async () => {
    expect((await call('book_flight', AIRLINE, '--example')).code).toBe(EXIT.done);
  });

  it.each([
    ['an unknown function', ['nobody', AIRLINE, '--example']],
    ['no question', ['find_flights', AIRLINE]],
    ['arguments that are no object', ['find_flights', AIRLINE, '--args', '[1]']],
    ['an endpoint that is not there', ['find_flights', AIRLINE, '--ask', 'x', '--url', 'http://127.0.0.1:9']],
  ])('refuses %s', async (_what, args) => {
    await expect(call(...args)).rejects.toThrow(UsageError);
  });
});
