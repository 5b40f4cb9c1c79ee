import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { EXIT, UsageError } from '../../../server/src/cli/command.ts';
import { registerGenerate } from '../../../server/src/cli/commands/generate.ts';
import { registerTest } from '../../../server/src/cli/commands/test.ts';
import type { PolicyMove, TestReport } from '../../../server/src/endpoint/index.ts';
import type { TrajectoryRecord } from '../../../server/src/trajectory/index.ts';
import { openAiMessage, type ReplayServer, startReplayServer } from '../endpoint/replay-server.ts';
import { runCommand } from './run.ts';

const AIRLINE = 'examples/airline/airline.fsig';
const folder = mkdtempSync(path.join(tmpdir(), 'magnet-test-command-'));
const run = path.join(folder, 'run');
let records: TrajectoryRecord[] = [];

beforeAll(async () => {
  await runCommand(registerGenerate, 'generate', AIRLINE, '--out', run, '--count', '4', '--seed', '2');
  records = readFileSync(path.join(run, 'records.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as TrajectoryRecord);
}, 60_000);

const servers: ReplayServer[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function serve(options: Parameters<typeof startReplayServer>[1] = {}): Promise<ReplayServer> {
  const server = await startReplayServer(records, options);
  servers.push(server);
  return server;
}

async function test(...args: string[]): Promise<{ report: TestReport; code: number; messages: string[] }> {
  const ran = await runCommand(registerTest, 'test', ...args, '--format', 'json');
  return { report: JSON.parse(ran.out.join('')) as TestReport, ...ran };
}

/** The conversation of one record, by its first question. */
const isOf = (record: TrajectoryRecord, messages: readonly { content: string }[]) =>
  messages[1]?.content === record.messages[1]?.content;

describe('magnet test', () => {
  it('finds a model right that says what the run says, several records at once', async () => {
    const { url } = await serve();
    const { report, code } = await test(run, AIRLINE, '--url', url, '--concurrency', '3');
    expect(report).toMatchObject({ records: 4, right: 4, unjudged: 0, progress: 1, success: 1 });
    expect(report.results.map((result) => result.index)).toEqual(records.map((record) => record.index));
    expect(code).toBe(EXIT.done);
  });

  it('writes the paths of wrong records, from which magnet generate makes more', async () => {
    const spoilt = records.find(({ path: { turns } }) => turns.some(({ kind }) => kind === 'call')) as TrajectoryRecord;
    const { url } = await serve({
      fault: (response, messages) => {
        if (!isOf(spoilt, messages)) return false;
        const message = { role: 'assistant', content: 'No.' };
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ choices: [{ index: 0, message, finish_reason: 'stop' }] }));
        return true;
      },
    });
    const failed = path.join(folder, 'failed.json');
    const { messages } = await test(run, AIRLINE, '--url', url, '--failed-paths', failed, '--out', `${failed}.results`);
    expect(messages.join('\n')).toContain('the paths of 1 records that were wrong');
    expect(JSON.parse(readFileSync(failed, 'utf8'))).toEqual([{ turns: spoilt.path.turns }]);
    const more = path.join(folder, 'more');
    await runCommand(registerGenerate, 'generate', AIRLINE, '--paths', failed, '--count', '2', '--out', more);
    const [first] = readFileSync(path.join(more, 'records.jsonl'), 'utf8').split('\n');
    expect((JSON.parse(first ?? '{}') as TrajectoryRecord).kind).toBe(spoilt.kind);
  });

  it('goes on over a record whose connection breaks, and --resume plays that one alone', async () => {
    const spoilt = records[1] as TrajectoryRecord;
    const { url } = await serve({
      fault: (response, messages) => {
        if (isOf(spoilt, messages)) response.destroy();
        return isOf(spoilt, messages);
      },
    });
    const first = await test(run, AIRLINE, '--url', url, '--retries', '0');
    expect(first.report).toMatchObject({ records: 4, right: 3, unjudged: 1 });
    expect(first.report.results[1]).toMatchObject({ right: false, verdict: 'unjudged', turns: [] });
    expect(first.report.results[1]?.error).toMatch(/cannot be reached/);
    expect(first.code).toBe(EXIT.findings);
    const healthy = await serve();
    const second = await test(run, AIRLINE, '--url', healthy.url, '--resume');
    expect(second.report).toMatchObject({ records: 4, right: 4 });
    const answers = spoilt.messages.filter((message) => message.role === 'assistant').length;
    expect(healthy.requests()).toBe(answers);
  });

  it('waits as long as a busy server wishes, then asks again', async () => {
    let refused = 0;
    const { url } = await serve({
      fault: (response) => {
        if (refused > 0) return false;
        refused = performance.now();
        response.writeHead(429, { 'retry-after': '1' }).end('{"error":{"message":"slow down"}}');
        return true;
      },
    });
    const { report, messages } = await test(run, AIRLINE, '--url', url, '--count', '1');
    expect(report).toMatchObject({ records: 1, right: 1 });
    expect(messages.join('\n')).toMatch(/429: slow down; asked again in 1(?:\.\d)? s/);
  });

  it('asks once where a request itself is refused, and plays the other records', async () => {
    const spoilt = records[0] as TrajectoryRecord;
    const server = await serve({
      fault: (response, messages) => {
        if (!isOf(spoilt, messages)) return false;
        response.writeHead(400, { 'content-type': 'application/json' });
        response.end('{"error":{"message":"maximum context length is 2048 tokens"}}');
        return true;
      },
    });
    const { report, messages } = await test(run, AIRLINE, '--url', server.url);
    expect(report).toMatchObject({ records: 4, right: 3, unjudged: 1 });
    expect(report.results.find(({ id }) => id === spoilt.id)?.error).toContain('maximum context length');
    expect(messages.join('\n')).not.toContain('asked again');
  });

  it('says of half a reply that it is none', async () => {
    const { url } = await serve({
      fault: (response) => {
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"x","choices":[{"index":0,"mess');
        return true;
      },
    });
    const { report } = await test(run, AIRLINE, '--url', url, '--count', '1', '--retries', '0');
    expect(report.results[0]?.error).toMatch(/^http:.* sent no chat completion: \{"id":"x"/);
  });

  it('says how long a server wishes to be left alone, where that is too long to wait', async () => {
    const { url } = await serve({
      fault: (response) => {
        response.writeHead(429, { 'retry-after': '7200' }).end('{"error":{"message":"quota of the day is used"}}');
        return true;
      },
    });
    const { report } = await test(run, AIRLINE, '--url', url, '--count', '1');
    expect(report.results[0]?.error).toMatch(/429: quota of the day is used; .*2 h/);
  });

  it('keeps whole results where a crash cut the last line', async () => {
    const { url } = await serve();
    const out = path.join(folder, 'cut.jsonl');
    await test(run, AIRLINE, '--url', url, '--out', out);
    const lines = readFileSync(out, 'utf8').trim().split('\n');
    expect(lines).toHaveLength(5);
    writeFileSync(out, `${lines.slice(0, 3).join('\n')}\n${lines[3]?.slice(0, 40)}`);
    const before = servers[0]?.requests() ?? 0;
    const { report } = await test(run, AIRLINE, '--url', url, '--out', out, '--resume');
    expect(report).toMatchObject({ records: 4, right: 4 });
    expect((servers[0]?.requests() ?? 0) - before).toBeLessThan(before);
    expect(readFileSync(out, 'utf8').trim().split('\n')).toHaveLength(5);
    await expect(test(run, AIRLINE, '--url', url, '--out', out, '--resume', '--model', 'other')).rejects.toThrow(
      /other results: model/,
    );
  });

  it('marks a call whose arguments are no JSON, and finds its turn wrong', async () => {
    const broken = (move: PolicyMove) => {
      const message = openAiMessage(move) as { tool_calls?: { function: { arguments: string } }[] };
      for (const call of message.tool_calls ?? [])
        call.function.arguments = `${call.function.arguments.slice(0, -1)},}`;
      return message;
    };
    const { url } = await serve({ write: broken });
    const { report } = await test(run, AIRLINE, '--url', url, '--count', '1');
    const turn = report.results[0]?.turns.find((item) => item.reference.length > 0);
    expect(turn).toMatchObject({ right: false, labels: expect.arrayContaining(['malformed']) });
    expect(turn?.actual[0]).toMatchObject({ malformed: true });
  });

  it('counts arguments sent as an object as a repair, not as a mistake', async () => {
    const objects = ({ text, calls }: PolicyMove) => ({
      content: text,
      tool_calls: calls.map((call, index) => ({ id: `c${index}`, function: call })),
    });
    const { url } = await serve({ write: objects });
    const { report } = await test(run, AIRLINE, '--url', url, '--count', '2');
    expect(report).toMatchObject({ right: 2 });
    expect(report.repairs.object).toBeGreaterThan(0);
  });

  it('plays without signature files, each record in its own outputs', async () => {
    const { url } = await serve();
    expect((await test(run, '--url', url)).report).toMatchObject({ records: 4, right: 4 });
    const wrong = await serve({ side: 'rejected' });
    expect((await test(run, '--url', wrong.url)).report).toMatchObject({ records: 4, right: 0 });
  });

  it('plays a model without tools by prompt alone', async () => {
    const inText = ({ text, calls }: PolicyMove) => ({
      content:
        calls.length === 0 ? text : calls.map((call) => `<tool_call>${JSON.stringify(call)}</tool_call>`).join('\n'),
    });
    const seen: unknown[] = [];
    const { url } = await serve({ write: inText, fault: (_, messages) => seen.push(messages) < 0 });
    const { report } = await test(run, AIRLINE, '--url', url, '--count', '1', '--prompted');
    expect(report.results[0]?.turns[0]).toMatchObject({ right: true });
    expect(JSON.stringify(seen[0])).toContain('You can call functions');
    expect(JSON.stringify(seen)).not.toContain('"role":"tool"');
  });

  it('refuses files of another catalog, and a real world that nobody names', async () => {
    const { url } = await serve();
    const other = path.join(folder, 'other.fsig');
    writeFileSync(other, 'function ping(host: string): string;');
    await expect(test(run, other, '--url', url)).rejects.toThrow(/other signatures/);
    const real = path.join(folder, 'real');
    cpSync(run, real, { recursive: true });
    const changed = records.map((record) => ({ ...record, provenance: { ...record.provenance, world: 'mcp' } }));
    writeFileSync(path.join(real, 'records.jsonl'), `${changed.map((record) => JSON.stringify(record)).join('\n')}\n`);
    await expect(test(real, AIRLINE, '--url', url)).rejects.toThrow(/world of kind mcp.*--world/);
    expect(servers[0]?.requests()).toBe(0);
    expect((await test(real, AIRLINE, '--url', url, '--world', 'recorded')).report.right).toBe(4);
    await expect(test(path.join(folder, 'none'), '--url', url)).rejects.toThrow(UsageError);
  });

  it('says that a reference is invalid, and does not count it', async () => {
    const { url } = await serve();
    const file = path.join(folder, 'invalid.jsonl');
    const [record] = structuredClone(records) as [TrajectoryRecord];
    const call = record.messages.flatMap((message) =>
      message.role === 'assistant' ? (message.tool_calls ?? []) : [],
    )[0];
    Object.assign(call?.function.arguments ?? {}, { no_such_parameter: 1 });
    writeFileSync(file, JSON.stringify(record));
    const { report, code } = await test(file, AIRLINE, '--url', url);
    expect(report).toMatchObject({ records: 1, right: 0, wrong: 0, unjudged: 1 });
    expect(report.results[0]?.error).toMatch(/reference is invalid.*no_such_parameter/);
    expect(code).toBe(EXIT.findings);
  });

  it.each([
    ['junit', /<testsuites[^>]* failures="\d+"[\s\S]*<testcase classname="\w+" name="turn 0/],
    ['html', /<!doctype html>[\s\S]*<svg/],
    ['markdown', /^### `replayed`[\s\S]*\| Function \| right \|/],
    ['text', /replayed at http.* of 4 records right/],
  ])('writes %s', async (format, form) => {
    const { url } = await serve({ side: 'rejected' });
    const { out } = await runCommand(registerTest, 'test', run, AIRLINE, '--url', url, '--format', format);
    expect(out.join('')).toMatch(form);
  });

  it('tells plays of a record apart on the page', async () => {
    const { url } = await serve({ write: () => ({ role: 'assistant', content: 'No.' }) });
    const ran = await runCommand(registerTest, 'test', run, '--url', url, '--repeats', '2', '--format', 'html');
    const page = ran.out.join('');
    expect(page).toContain(`(${records[0]?.id}), play 1: wrong`);
    expect(page).toContain(`(${records[0]?.id}), play 2: wrong`);
  });

  it('has one test case a turn in JUnit', async () => {
    const { url } = await serve();
    const { out } = await runCommand(registerTest, 'test', run, AIRLINE, '--url', url, '--format', 'junit');
    const turns = records.reduce((sum, record) => sum + record.turns.length, 0);
    expect(out.join('').match(/<testcase /g)).toHaveLength(turns);
  });

  it('compares with a baseline, counts plays, and fails under a share', async () => {
    const [good, bad] = [await serve(), await serve({ side: 'rejected' })];
    const baseline = path.join(folder, 'baseline.jsonl');
    await test(run, AIRLINE, '--url', good.url, '--out', baseline);
    const now = path.join(folder, 'now.jsonl');
    const { report, code } = await test(run, AIRLINE, '--url', bad.url, '--out', now, '--baseline', baseline);
    expect(report.baseline).toMatchObject({ compared: 4, lost: 4, won: 0, p: 0.125 });
    expect(code).toBe(EXIT.findings);
    const twice = await test(run, AIRLINE, '--url', good.url, '--out', now, '--repeats', '2', '--fail-under', '90');
    expect(twice.report).toMatchObject({ records: 8, passPower: { 1: 1, 2: 1 } });
    expect(twice.code).toBe(EXIT.done);
    expect(existsSync(now.replace('.jsonl', '.previous.jsonl'))).toBe(true);
  });
});
