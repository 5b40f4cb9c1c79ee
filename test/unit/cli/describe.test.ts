import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { registerDescribe } from '../../../server/src/cli/commands/describe.ts';
import { type SeenRequest, startTestServer, type TestServer } from '../teacher/chat-server.ts';
import { startCommand } from './run.ts';

const FSIG = '/** Books a berth. */\nfunction book_berth(ferry_id: string, deck?: "upper" | "lower");\n';
const MCP = JSON.stringify(
  {
    tools: [
      {
        name: 'find_ferry',
        description: 'Finds it.',
        inputSchema: { type: 'object', properties: { from: { type: 'string' } } },
      },
    ],
  },
  null,
  2,
);
const GOOD = {
  book_berth: {
    description:
      'Books a berth on a ferry that was found before. Use it when the person has chosen a ferry, never to look one up: find_ferry does that. For example the "upper" deck.',
    parameters: { ferry_id: 'Which ferry the berth is on.', deck: 'Where the berth is.' },
  },
  find_ferry: {
    description:
      'Finds ferries that leave from a harbour. Use it first, before a berth is booked; it books nothing itself.',
    parameters: { from: 'Harbour that the ferry leaves from.' },
  },
};

describe('magnet describe', () => {
  let at = '';
  let server: TestServer | undefined;
  beforeEach(() => {
    at = mkdtempSync(path.join(tmpdir(), 'magnet-describe-'));
    writeFileSync(path.join(at, 'berth.fsig'), FSIG);
    writeFileSync(path.join(at, 'ferry.tools.json'), MCP);
  });
  afterEach(async () => {
    await server?.close();
    server = undefined;
    rmSync(at, { recursive: true, force: true });
  });
  const read = (file: string) => readFileSync(path.join(at, file), 'utf8');

  /** Answers with what is said of the function that a request is about: the first time, then after a refusal. */
  async function ask(said: (name: string, again: boolean) => unknown, ...args: string[]) {
    server = await startTestServer((request) => answer(said, request));
    const teacher = ['--teacher', 'openai', '--base-url', `${server.url}/v1`, '--model', 'm', '--price', '0/0'];
    const files = ['berth.fsig', 'ferry.tools.json'];
    return startCommand(registerDescribe, ['describe', ...files, ...teacher, '--below', '1', ...args], at).done;
  }
  const good = (name: string) => GOOD[name as keyof typeof GOOD];

  it('shows what would change, and changes nothing', async () => {
    const out = (await ask(good)).out.join('\n');
    expect(out).toMatch(/^book_berth \(0\.\d+ → (?:0\.\d+|1)\)\n- Books a berth\.\n\+ Books a berth on a ferry/);
    expect(out).toContain('+ deck: Where the berth is.');
    expect([read('berth.fsig'), read('ferry.tools.json')]).toEqual([FSIG, MCP]);
  });

  it('--write puts them where each dialect keeps them', async () => {
    const report = JSON.parse((await ask(good, '--write', '--format', 'json')).out.join(''));
    expect(report).toMatchObject({ functions: 2, costUsd: 0, left: {}, without: [] });
    expect(read('berth.fsig')).toContain(GOOD.book_berth.description);
    expect(read('berth.fsig')).toContain('Which ferry the berth is on.');
    const [tool] = JSON.parse(read('ferry.tools.json')).tools;
    expect(tool).toMatchObject({
      name: 'find_ferry',
      description: GOOD.find_ferry.description,
      inputSchema: { properties: { from: { type: 'string', description: 'Harbour that the ferry leaves from.' } } },
    });
  });

  it.each([
    [
      'a number nobody said',
      { description: `${GOOD.find_ferry.description} It gives up to 50 ferries.`, parameters: {} },
      /it says 50/,
    ],
    [
      'a tool nobody has',
      { description: `${GOOD.find_ferry.description} Then call pay_ferry.`, parameters: {} },
      /it names pay_ferry/,
    ],
    [
      'a parameter nobody has',
      { ...GOOD.find_ferry, parameters: { to: 'Where to.' } },
      /to: there is no such parameter/,
    ],
    [
      'a value nobody has',
      { description: `${GOOD.find_ferry.description} Say "Bodø".`, parameters: {} },
      /it names "Bodø"/,
    ],
    ['mark-up', { description: `<b>${GOOD.find_ferry.description}</b>`, parameters: {} }, /mark-up/],
    ['nothing better', { description: 'Finds it.', parameters: {} }, /it scores/],
  ])('refuses %s, with the reason to the teacher and to the person', async (_, said, reason) => {
    const { out } = await ask(() => said, '--function', 'find_ferry', '--format', 'json');
    expect(JSON.parse(out.join('')).left.find_ferry).toMatch(reason);
    expect(server?.seen).toHaveLength(2);
    expect(JSON.stringify(server?.seen[1]?.body)).toMatch(new RegExp(reason.source.replace(/"/g, '\\\\"')));
    expect(read('ferry.tools.json')).toBe(MCP);
  });

  it('writes over nothing that somebody changed meanwhile', async () => {
    const changed = `${FSIG}// mine\n`;
    const asked = ask(
      (name) => {
        writeFileSync(path.join(at, 'berth.fsig'), changed);
        return good(name);
      },
      '--write',
      '--function',
      'book_berth',
    );
    await expect(asked).rejects.toThrow(/berth\.fsig changed while the teacher was asked/);
    expect(read('berth.fsig')).toBe(changed);
  });

  it('keeps a byte order mark', async () => {
    writeFileSync(path.join(at, 'berth.fsig'), `\uFEFF${FSIG}`);
    await ask(good, '--write', '--function', 'book_berth');
    expect(read('berth.fsig')).toMatch(/^\uFEFF\/\*\*[^\uFEFF]*Books a berth on a ferry/);
  });

  it('takes a second answer that holds', async () => {
    const { out } = await ask(
      (name, again) => (again ? good(name) : { description: 'See `pay_ferry`.' }),
      '--format',
      'json',
    );
    expect(JSON.parse(out.join('')).proposals).toHaveLength(2);
  });
});

function answer(said: (name: string, again: boolean) => unknown, { body }: SeenRequest) {
  const text = JSON.stringify(body);
  const name = /\{\\"name\\":\\"(\w+)/.exec(text)?.[1] ?? '';
  const content = JSON.stringify(said(name, /refused|earlier answer/i.test(text)));
  return {
    body: {
      choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 },
    },
  };
}
