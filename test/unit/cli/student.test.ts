import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommandContext } from '../../../server/src/cli/command.ts';
import { registerGenerate } from '../../../server/src/cli/commands/generate.ts';
import { registerVerify } from '../../../server/src/cli/commands/verify.ts';
import type { Message, ToolDefinition, TrajectoryRecord } from '../../../server/src/trajectory/index.ts';
import { AIRLINE } from '../trajectory/support.ts';

interface Call {
  readonly name: string;
  readonly arguments: Record<string, unknown> | string;
}
interface Asked {
  readonly messages: readonly { readonly role: string; readonly content: string; readonly tool_calls?: unknown }[];
  readonly tools?: readonly ToolDefinition[];
}
/** What a scripted model says: calls, a text, or a fault of its server. */
type Said = { readonly calls: readonly Call[]; readonly text?: string } | 'text' | 'error' | 'hang-up' | 'page';
type Script = (asked: Asked, right: readonly Call[] | undefined) => Said;

let folder = '';
let base: TrajectoryRecord[] = [];
/** What the right side does next, by the conversation so far. */
const rightByPrefix = new Map<string, readonly Call[]>();
const keyOf = (messages: readonly { readonly role: string; readonly content: string }[]) =>
  JSON.stringify(messages.map(({ role, content }) => [role, content]));

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'magnet-student-'));
  await writeFile(path.join(folder, 'airline.fsig'), AIRLINE);
  await magnet('generate', 'airline.fsig', '--out', 'base', '--count', '24', '--seed', 'st');
  base = await recordsIn('base');
  for (const { messages } of base) {
    for (const [at, message] of messages.entries()) {
      const calls = message.role === 'assistant' ? (message.tool_calls ?? []) : [];
      if (calls.length > 0)
        rightByPrefix.set(
          keyOf(messages.slice(0, at)),
          calls.map((call) => call.function),
        );
    }
  }
});
afterAll(async () => rm(folder, { recursive: true, force: true }));

async function recordsIn(run: string): Promise<TrajectoryRecord[]> {
  const text = await readFile(path.join(folder, run, 'records.jsonl'), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as TrajectoryRecord);
}

async function magnet(...argv: string[]): Promise<{ out: string; messages: string; code: number }> {
  const [out, messages]: [string[], string[]] = [[], []];
  let code = 0;
  const context: CommandContext = {
    cwd: folder,
    signal: new AbortController().signal,
    exit: (value) => {
      code = value;
    },
    terminal: {
      interactive: false,
      result: (text) => out.push(text),
      message: (text) => messages.push(text),
      progress: () => {},
    },
  };
  const program = new Command('magnet').exitOverride().configureOutput({ writeErr: () => {} });
  const host = program as unknown as Parameters<typeof registerGenerate>[0];
  registerGenerate(host, context);
  registerVerify(host, context);
  await program.parseAsync(['node', 'magnet', ...argv]);
  return { out: out.join('\n'), messages: messages.join('\n'), code };
}

/** A server that says what a script says; gives the address and the calls it sent. */
async function scripted(script: Script): Promise<{ url: string; sent: string[]; asked: Asked[]; server: Server }> {
  const sent: string[] = [];
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      response.setHeader('content-type', 'application/json');
      if (request.method === 'GET') {
        response.end(JSON.stringify({ data: [{ id: 'small-model' }] }));
        return;
      }
      const given = JSON.parse(body) as Asked;
      asked.push(given);
      const said = script(given, rightByPrefix.get(keyOf(given.messages)));
      if (said === 'hang-up') request.socket.destroy();
      else if (said === 'error') response.writeHead(400).end('{"error": {"message": "context too long"}}');
      else if (said === 'page')
        response.writeHead(200, { 'content-type': 'text/html' }).end('<html>maintenance</html>');
      else {
        const calls = said === 'text' ? [] : said.calls;
        sent.push(...calls.map(({ name, arguments: args }) => name + JSON.stringify(args)));
        const content = said === 'text' ? 'Which one do you mean?' : (said.text ?? '');
        const tool_calls = calls.map(({ name, arguments: args }, index) => ({
          id: `c${index}`,
          type: 'function',
          function: { name, arguments: typeof args === 'string' ? args : JSON.stringify(args) },
        }));
        const message = { role: 'assistant', content, ...(tool_calls.length > 0 ? { tool_calls } : {}) };
        response.end(JSON.stringify({ model: 'small-model', choices: [{ message, finish_reason: 'stop' }] }));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, sent, asked, server };
}

/** The same calls with the last text or number of each made up. */
function withMadeUp(calls: readonly Call[]): Call[] {
  return calls.map((call) => {
    const args = { ...(call.arguments as Record<string, unknown>) };
    const name = Object.keys(args).findLast((key) => typeof args[key] === 'string' || typeof args[key] === 'number');
    if (name !== undefined)
      args[name] = typeof args[name] === 'number' ? Number(args[name]) + 3 : `${String(args[name])}X9`;
    return { name: call.name, arguments: args };
  });
}

/** Typical of small models: made-up values, the wrong function, functions that are not offered, broken JSON, faults. */
const CLUMSY: readonly Script[] = [
  (_asked, right) => (right === undefined ? 'text' : { calls: withMadeUp(right) }),
  ({ tools = [] }, right) => ({
    calls: tools
      .filter((tool) => tool.function.name !== right?.[0]?.name)
      .slice(0, 1)
      .map((tool) => ({ name: tool.function.name, arguments: { id: 'A-1', query: 'anything' } })),
    text: 'Let me see.',
  }),
  () => ({ calls: [{ name: 'look_up_everything', arguments: { q: 'all' } }] }),
  (_asked, right) => ({ calls: [{ name: right?.[0]?.name ?? 'nothing', arguments: '{"flight_id": "FL' }] }),
  () => 'text',
  (_asked, right) => (right === undefined ? 'text' : { calls: right }),
  (_asked, right) => ({ calls: withMadeUp(right ?? []), text: '[Hint] call this with another value' }),
];

const callsOf = (message: Message | undefined) =>
  message?.role === 'assistant' ? (message.tool_calls ?? []).map((call) => call.function) : [];

describe('negatives of a student', () => {
  it('are its own wrong calls, played on in the world, labelled by code and proved like any other', async () => {
    let turn = 0;
    const { url, sent, asked, server } = await scripted((request, right) => {
      const script = CLUMSY[turn++ % CLUMSY.length] as Script;
      return script(request, right);
    });
    const { out, code } = await magnet(
      ...['generate', 'airline.fsig', '--out', 'run', '--count', '24', '--seed', 'st', '--format', 'json'],
      ...['--student', url, '--rollouts', '6', '--concurrency', '1'],
    );
    server.close();
    expect(code).toBe(0);
    const records = await recordsIn('run');
    expect(records.map(({ messages }) => messages)).toEqual(base.map(({ messages }) => messages));
    const own = records.filter(({ provenance }) => provenance.negative === 'student');
    expect(own.length).toBeGreaterThan(8);
    expect(new Set(own.map(({ divergesAt }) => divergesAt?.errorType)).size).toBeGreaterThanOrEqual(2);
    for (const { rejected = [], divergesAt, provenance, tools } of own) {
      const calls = callsOf(rejected[divergesAt?.message ?? -1]);
      expect(calls.length).toBeGreaterThan(0);
      for (const { name, arguments: args } of calls) expect(sent).toContain(name + JSON.stringify(args));
      const offered = tools.map((tool) => tool.function.name);
      for (const { name } of rejected.flatMap(callsOf)) expect(offered).toContain(name);
      expect(JSON.stringify(rejected)).not.toMatch(/\[hint\]/i);
      expect(provenance.student).toBe('small-model');
    }
    for (const { tools, messages } of asked) {
      expect(tools?.length).toBeGreaterThan(0);
      expect(messages.at(-1)?.role).toMatch(/user|tool/);
    }
    const summary = JSON.parse(out) as { student: Record<string, number> };
    expect(summary.student).toMatchObject({ asked: asked.length, used: own.length, unusable: expect.any(Number) });
    const verified = await magnet('verify', 'run', 'airline.fsig');
    expect(verified).toMatchObject({ out: '24 of 24 records hold what they say, in all that was checked', code: 0 });
  });

  it('are shown to a judge where one is set: a turn that it takes for right is not used', async () => {
    const { url, server } = await scripted((_asked, right) =>
      right === undefined ? 'text' : { calls: withMadeUp(right) },
    );
    let shown = 0;
    const judge = await scripted(() => ({
      calls: [],
      text: JSON.stringify({ errorType: shown++ % 2 === 0 ? 0 : 5, reason: 'as scripted' }),
    }));
    const { out, code } = await magnet(
      ...['generate', 'airline.fsig', '--out', 'judged', '--count', '12', '--seed', 'st', '--format', 'json'],
      ...['--student', url, '--rollouts', '4', '--concurrency', '1'],
      ...['--judge', judge.url, '--judge-model', 'large-model', '--price', '0/0'],
    );
    server.close();
    judge.server.close();
    expect(code).toBe(0);
    const own = (await recordsIn('judged')).filter(({ provenance }) => provenance.negative === 'student');
    expect(own.length).toBeGreaterThan(2);
    expect(own.map(({ provenance }) => provenance.judge)).toEqual(own.map(() => 'large-model'));
    const { student } = JSON.parse(out) as { student: Record<string, number> };
    expect(student['judge-sees-none']).toBe(Math.ceil(shown / 2));
    expect((student['judge-agrees'] ?? 0) + (student['judge-other-type'] ?? 0)).toBe(own.length);
    expect(judge.asked[0]?.messages.map(({ content }) => content).join('\n')).toContain("Assistant's turn:");
  });

  it('stand by the word of the code alone where the judge cannot be had, which is said once', async () => {
    const { url, server } = await scripted((_asked, right) =>
      right === undefined ? 'text' : { calls: withMadeUp(right) },
    );
    const judge = await scripted(() => 'error');
    const { messages, code } = await magnet(
      ...['generate', 'airline.fsig', '--out', 'unjudged', '--count', '6', '--seed', 'st', '--student', url],
      ...['--judge', judge.url, '--judge-model', 'large-model', '--price', '0/0'],
    );
    server.close();
    judge.server.close();
    expect(code).toBe(0);
    expect((await recordsIn('unjudged')).some(({ provenance }) => provenance.negative === 'student')).toBe(true);
    expect(messages.match(/judge: /g)).toHaveLength(1);
  });

  it('are judged within the budget of the run, whichever of its commands asks the judge', async () => {
    const { url, server } = await scripted((_asked, right) =>
      right === undefined ? 'text' : { calls: withMadeUp(right) },
    );
    const judge = await scripted(() => ({ calls: [], text: JSON.stringify({ errorType: 5, reason: 'as scripted' }) }));
    // A server that says nothing of tokens is taken to have cost the most it could: some two or three requests fit.
    const told: string[] = [];
    for (const seed of ['st', '1', 'st', '2']) {
      const { messages } = await magnet(
        ...['generate', 'airline.fsig', '--out', 'paid', '--count', '8', '--force', '--seed', seed, '--student', url],
        ...[
          '--judge',
          judge.url,
          '--judge-model',
          'large-model',
          '--price',
          '10/20',
          '--budget',
          '0.1',
          '--rollouts',
          '2',
        ],
      );
      told.push(messages);
    }
    server.close();
    judge.server.close();
    const spent = (await readFile(path.join(folder, 'paid', 'spent.jsonl'), 'utf8')).trim().split('\n');
    const costs = spent.flatMap((line) => (JSON.parse(line) as { cost?: number }).cost ?? []);
    expect(costs).toHaveLength(judge.asked.length);
    expect(costs.length).toBeGreaterThan(0);
    expect(costs.reduce((sum, cost) => sum + cost, 0)).toBeLessThanOrEqual(0.1);
    expect(told.slice(1).join('\n')).toContain('is used up');
  });

  it('need a student to be judged', async () => {
    await expect(
      magnet('generate', 'airline.fsig', '--out', 'nobody', '--judge', 'http://127.0.0.1:9', '--judge-model', 'm'),
    ).rejects.toThrow(/--student/);
  });

  it('are typed mutations where it makes no mistake', async () => {
    const { url, server } = await scripted((_asked, right) => (right === undefined ? 'text' : { calls: right }));
    await magnet('generate', 'airline.fsig', '--out', 'good', '--count', '6', '--seed', 'st', '--student', url);
    server.close();
    const records = await recordsIn('good');
    expect(records.map(({ rejected }) => rejected)).toEqual(base.slice(0, 6).map(({ rejected }) => rejected));
    expect(records.some(({ provenance }) => provenance.negative !== undefined)).toBe(false);
  });

  it('never end a run: a server that fails is said once, and left alone after five faults in a row', async () => {
    const faults: readonly Said[] = ['hang-up', 'page', 'error'];
    let turn = 0;
    const { url, asked, server } = await scripted(() => faults[turn++] ?? 'error');
    const { messages, code } = await magnet(
      ...['generate', 'airline.fsig', '--out', 'faulty', '--count', '12', '--seed', 'st', '--student', url],
      ...['--concurrency', '1'],
    );
    server.close();
    expect(code).toBe(0);
    expect((await recordsIn('faulty')).map(({ rejected }) => rejected)).toEqual(
      base.slice(0, 12).map((item) => item.rejected),
    );
    // A page and a broken connection are asked again; nothing is asked for behind the fifth fault.
    expect(asked.length).toBeGreaterThanOrEqual(5);
    expect(asked.length).toBeLessThanOrEqual(15);
    expect(messages).toContain('student: ');
    expect(messages).toContain('5 faults in a row; it is not asked again by this command.');
  });

  it('are no part of a run without a student: the two are not continued by each other', async () => {
    await expect(
      magnet(
        'generate',
        'airline.fsig',
        '--out',
        'base',
        '--count',
        '24',
        '--seed',
        'st',
        '--student',
        'http://127.0.0.1:9',
      ),
    ).rejects.toThrow(/other settings|another run|holds|--force/);
  });
});
