import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { registerGenerate } from '../../../server/src/cli/commands/generate.ts';
import { registerPhrase } from '../../../server/src/cli/commands/phrase.ts';
import { type Answer, type SeenRequest, startTestServer, type TestServer } from '../teacher/chat-server.ts';
import { AIRLINE } from '../trajectory/support.ts';
import { startCommand } from './run.ts';

let at: string;
let server: TestServer | undefined;
beforeEach(() => {
  at = mkdtempSync(path.join(tmpdir(), 'magnet-phrase-'));
  writeFileSync(path.join(at, 'airline.fsig'), AIRLINE);
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  rmSync(at, { recursive: true, force: true });
});
const run = (register: Parameters<typeof startCommand>[0], ...args: string[]) => startCommand(register, args, at).done;
const FILE = 'magnet.phrases.jsonc';
const phrase = (url: string, files = 'airline.fsig') =>
  run(
    registerPhrase,
    'phrase',
    files,
    '--teacher',
    'openai',
    '--base-url',
    `${url}/v1`,
    '--model',
    'm',
    '--price',
    '0/0',
    '--format',
    'json',
  );

const chat = (content: string): Answer => ({
  body: {
    id: '1',
    object: 'chat.completion',
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 100, completion_tokens: 50, total_tokens: 150 },
  },
});
/** The functions that a request asks about: a line of JSON each. */
function asked({ body }: SeenRequest): { name: string; parameters: { required?: string[] } }[] {
  const { messages } = body as { messages: { role: string; content: string }[] };
  const text = messages.find(({ role }) => role === 'user')?.content ?? '';
  return text
    .split('\n')
    .filter((line) => line.startsWith('{"name"'))
    .map((line) => JSON.parse(line));
}
/** One wish that holds, one that invents a number, one that names the function; a reference and a report. */
const written = (request: SeenRequest) =>
  Object.fromEntries(
    asked(request).map(({ name, parameters }) => {
      const slots = (parameters.required ?? []).map((item) => `{${item}}`).join(' and ');
      return [
        name,
        {
          wish: [`sort this out for me, twinkle ${slots}`, `sort it out for 12 people with ${slots}`, `${name} now`],
          refer: ['that twinkle thing'],
          report: ['Twinkle, it is through.'],
        },
      ];
    }),
  );

describe('magnet phrase', () => {
  it('asks once about all functions, keeps what holds, and generate says it', async () => {
    server = await startTestServer((request) => chat(JSON.stringify(written(request))));
    const first = JSON.parse((await phrase(server.url)).out.join('\n'));
    const requests = server.seen.length;
    expect(first.kept).toBe(first.functions);
    expect(requests).toBe(Math.ceil(first.functions / 8));
    expect(new Set(first.refused.map(({ reason }: { reason: string }) => reason.split(' ', 2).join(' ')))).toEqual(
      new Set(['it invents', 'it names']),
    );
    const text = readFileSync(path.join(at, FILE), 'utf8');
    expect(text).toContain('twinkle');
    expect(text).not.toMatch(/12 people/);

    // Again: nothing is open, so nothing is sent.
    expect(JSON.parse((await phrase(server.url)).out.join('\n'))).toMatchObject({
      functions: 0,
      known: first.functions,
    });
    expect(server.seen).toHaveLength(requests);

    const generate = (out: string, ...more: string[]) =>
      run(registerGenerate, 'generate', 'airline.fsig', '--out', out, '--count', '6', ...more);
    await generate('run');
    const records = readFileSync(path.join(at, 'run/records.jsonl'), 'utf8');
    expect(records).toMatch(/"role":"user","content":"[^"]*twinkle/);
    const manifest = JSON.parse(readFileSync(path.join(at, 'run/manifest.json'), 'utf8'));
    expect(manifest.teacher.parameters.phrases).toMatch(/^[0-9a-f]{8}$/);

    // Other phrasings are another run: the finished one is not taken for it.
    writeFileSync(path.join(at, FILE), text.replaceAll('twinkle', 'sparkle'));
    await expect(generate('run')).rejects.toThrow();
    await generate('other');
    expect(readFileSync(path.join(at, 'other/records.jsonl'), 'utf8')).toMatch(/sparkle/);
  });

  it.skipIf(process.platform === 'win32')('makes no file where a link of that name leads', async () => {
    const elsewhere = path.join(at, 'elsewhere');
    symlinkSync(elsewhere, path.join(at, FILE));
    server = await startTestServer((request) => chat(JSON.stringify(written(request))));
    await expect(phrase(server.url)).rejects.toThrow('is a link, and nothing is written through it');
    expect(existsSync(elsewhere)).toBe(false);
  });

  it('goes on where a server broke off: what was kept is not asked about again', async () => {
    const tools = Array.from({ length: 20 }, (_, number) => ({
      name: `wind_clock_${'abcdefghijklmnopqrst'[number]}`,
      description: 'Winds a clock.',
      inputSchema: { type: 'object', properties: { clock_id: { type: 'string' } }, required: ['clock_id'] },
    }));
    rmSync(path.join(at, 'airline.fsig'));
    writeFileSync(path.join(at, 'clocks.tools.json'), JSON.stringify({ tools }));
    const clocks = (url: string) => phrase(url, 'clocks.tools.json');
    server = await startTestServer((request, index) =>
      index === 0 ? chat(JSON.stringify(written(request))) : { status: 401, body: { error: { message: 'no' } } },
    );
    await expect(clocks(server.url)).rejects.toThrow(`what was kept is in ${FILE}`);
    await server.close();
    server = await startTestServer((request) => chat(JSON.stringify(written(request))));
    const left = JSON.parse((await clocks(server.url)).out.join('\n'));
    expect(left).toMatchObject({ known: 8, functions: 12, kept: 12 });
    expect(server.seen).toHaveLength(2);
  });

  it('asks once more where no wish holds, with the reasons, then names the function', async () => {
    server = await startTestServer((request) =>
      chat(JSON.stringify(Object.fromEntries(asked(request).map(({ name }) => [name, { wish: ['do it 99 times'] }])))),
    );
    const { out, code } = await phrase(server.url);
    const report = JSON.parse(out.join('\n'));
    expect(code).toBe(1);
    expect(report.kept).toBe(0);
    expect(Object.keys(report.without)).toHaveLength(report.functions);
    expect(JSON.stringify(server.seen.at(-1)?.body)).toContain('it invents');
    expect(server.seen).toHaveLength(2 * Math.ceil(report.functions / 8));
  });

  it('says what is wrong with a file, on which line', async () => {
    writeFileSync(path.join(at, FILE), '{\n  "functions": {{}\n}');
    await expect(run(registerGenerate, 'generate', 'airline.fsig', '--out', 'run', '--count', '1')).rejects.toThrow(
      /magnet\.phrases\.jsonc: line 2/,
    );
    await expect(
      run(registerGenerate, 'generate', 'airline.fsig', '--out', 'run', '--phrases', 'none.jsonc'),
    ).rejects.toThrow(/there is no none\.jsonc\. magnet phrase makes one/);
  });
});
