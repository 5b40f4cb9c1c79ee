import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { estimateCost, runGeneration } from '../../../server/src/dataset/index.ts';
import {
  createOfflineTeacher,
  createTeacher,
  FREE,
  type LabelFunctionTask,
  renderTask,
  type Teacher,
  TeacherError,
  type TeacherTask,
  writingApart,
} from '../../../server/src/teacher/index.ts';
import { memoryFolder, runOf } from '../dataset/support.ts';
import { AIRLINE } from '../trajectory/support.ts';
import { geminiReply, startTestServer, type TestServer } from './chat-server.ts';

const KEY = 'secret-key-0123456789';
const SETTINGS = {
  count: 4,
  seed: 'gemini',
  mixture: { 'multi-turn': 1, single: 0, parallel: 0, multiple: 0, irrelevance: 0 },
};

let folder = '';
let server: TestServer | undefined;
/** What a capable model would say to each prompt. */
const answers = new Map<string, string>();

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'magnet-pipeline-'));
  answers.clear();
});
afterEach(async () => {
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

async function startModel(): Promise<TestServer> {
  server = await startTestServer((request) => {
    const body = request.body as { contents: [{ parts: [{ text: string }] }] };
    return geminiReply(answers.get(body.contents[0].parts[0].text) ?? 'FINISH');
  });
  return server;
}

/** Notes what the offline teacher says to each task, in a model's words, before its prompt goes out. */
function watched(teacher: Teacher): Teacher {
  const offline = writingApart(createOfflineTeacher());
  return {
    ...teacher,
    perform: async (task, signal) => {
      const { value } = await offline.perform(task, signal);
      answers.set(renderTask(task as TeacherTask).prompt, inModelsWords(value));
      return teacher.perform(task, signal);
    },
  };
}

function inModelsWords(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return JSON.stringify(value);
  const { content, calls } = value as { content: string; calls: unknown };
  return `\`\`\`json\n${JSON.stringify({ text: content, calls })}\n\`\`\``;
}

const gemini = async (options: object = {}) =>
  watched(
    await createTeacher('gemini', {
      apiKey: KEY,
      model: 'gemini-2.5-flash',
      baseUrl: server?.url ?? '',
      cacheFile: path.join(folder, 'teacher.jsonl'),
      budgetUsd: 5,
      ...options,
    }),
  );

describe('a run with a Gemini teacher', () => {
  it('gives certified records, and a key, a hint or a prompt in none of its files', async () => {
    const { seen } = await startModel();
    const teacher = await gemini({ budgetUsd: 5 });
    const run = memoryFolder();
    const summary = await runGeneration(runOf(AIRLINE, SETTINGS, { folder: run, teacher, concurrency: 3 }));
    await teacher.close();
    expect(summary.counts.records).toBe(4);
    expect(summary.costUsd).toBeCloseTo((seen.length * (100 * 0.3 + 20 * 2.5)) / 1e6, 8);
    const text = [...run.files.values()].join('\n') + (await readFile(path.join(folder, 'teacher.jsonl'), 'utf8'));
    expect(text).not.toContain(KEY);
    const records = run.files.get('records.jsonl') ?? '';
    expect(records).not.toMatch(/\[Hint\]/i);
    expect(JSON.parse(records.split('\n')[0] ?? '').provenance).toMatchObject({
      teacher: 'gemini',
      model: 'gemini-2.5-flash',
      promptHash: expect.stringMatching(/^[0-9a-f]{8}$/),
    });
    expect(run.files.get('README.md')).toContain('restrict using its output');
  });

  it('is never paid for twice: a second run asks nothing', async () => {
    const { seen } = await startModel();
    const first = await gemini();
    const one = memoryFolder();
    await runGeneration(runOf(AIRLINE, SETTINGS, { folder: one, teacher: first }));
    await first.close();
    const asked = seen.length;
    const second = await gemini();
    const two = memoryFolder();
    const summary = await runGeneration(runOf(AIRLINE, SETTINGS, { folder: two, teacher: second, concurrency: 4 }));
    await second.close();
    expect(seen).toHaveLength(asked);
    expect(summary.costUsd).toBe(0);
    expect(two.files.get('records.jsonl')).toBe(one.files.get('records.jsonl'));
  });

  it('stops before the budget is passed, and goes on from there with more', async () => {
    await startModel();
    const run = memoryFolder();
    const poor = await gemini({ budgetUsd: 0.006 });
    await expect(runGeneration(runOf(AIRLINE, SETTINGS, { folder: run, teacher: poor }))).rejects.toMatchObject({
      reason: 'budget',
    });
    expect(poor.spentUsd()).toBeLessThanOrEqual(0.006);
    await poor.close();
    const rich = await gemini({ budgetUsd: 5 });
    const summary = await runGeneration(runOf(AIRLINE, SETTINGS, { folder: run, teacher: rich }));
    await rich.close();
    expect(summary.counts.records).toBe(4);
  });

  it('can be played again from its recording, without a server', async () => {
    const { seen } = await startModel();
    const teacher = await gemini();
    const one = memoryFolder();
    await runGeneration(runOf(AIRLINE, SETTINGS, { folder: one, teacher }));
    await teacher.close();
    const asked = seen.length;
    const replay = await createTeacher('replay', {
      model: 'gemini-2.5-flash',
      replayFile: path.join(folder, 'teacher.jsonl'),
    });
    const two = memoryFolder();
    const summary = await runGeneration(runOf(AIRLINE, SETTINGS, { folder: two, teacher: replay }));
    await replay.close();
    expect(seen).toHaveLength(asked);
    expect(summary.counts.records).toBe(4);
    const messages = (files: Map<string, string>) =>
      (files.get('records.jsonl') ?? '')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).messages);
    expect(messages(two.files)).toEqual(messages(one.files));
  });
});

describe('an OpenAI-compatible teacher', () => {
  const reply = (content: string | null, finish = 'stop') => ({
    body: {
      model: 'm',
      choices: [{ message: { role: 'assistant', content }, finish_reason: finish }],
      usage: { prompt_tokens: 9, completion_tokens: 3 },
    },
  });
  const ask = {
    kind: 'label_function',
    seed: '1',
    function: { name: 'f', signature: runOf(AIRLINE, {}).functions[0]?.signature },
    categories: ['Travel'],
  } as LabelFunctionTask;

  it('asks the server and reads its JSON, also where words stand around it', async () => {
    server = await startTestServer(() => reply('Sure: {"category":"Travel","toolClass":"airport search"}'));
    const teacher = await createTeacher('openai', { model: 'm', baseUrl: server.url, apiKey: KEY, price: FREE });
    const { value, usage } = await teacher.perform<'label_function'>(ask);
    expect(value).toEqual({ category: 'Travel', toolClass: 'airport search' });
    expect(usage).toEqual({ input: 9, output: 3 });
    expect(server.seen.at(-1)?.headers.authorization).toBe(`Bearer ${KEY}`);
  });

  it('asks once more where an answer cannot be read, then says so', async () => {
    server = await startTestServer(() => reply('no idea'));
    const { seen } = server;
    const teacher = await createTeacher('openai', { model: 'm', baseUrl: server.url, price: FREE });
    await expect(teacher.perform<'label_function'>(ask)).rejects.toMatchObject({ reason: 'malformed', fatal: false });
    expect(seen).toHaveLength(2);
  });

  it('takes a cut answer for none, and a missing server for unavailable', async () => {
    server = await startTestServer(() => reply('{"categ', 'length'));
    const cut = await createTeacher('openai', { model: 'm', baseUrl: server.url, price: FREE });
    await expect(cut.perform<'label_function'>(ask)).rejects.toMatchObject({ reason: 'truncated' });
    const gone = await createTeacher('openai', { model: 'm', baseUrl: 'http://127.0.0.1:9', price: FREE });
    await expect(gone.perform<'label_function'>(ask)).rejects.toMatchObject({ reason: 'unavailable', fatal: true });
  });
});

describe('the estimate of a run', () => {
  it('is near what the run then takes, and sends nothing', async () => {
    const { seen } = await startModel();
    const teacher = await gemini();
    const settings = { ...SETTINGS, count: 10 };
    const estimate = await estimateCost(runOf(AIRLINE, settings, { teacher }), { input: 0.3, output: 2.5 });
    expect(seen).toHaveLength(0);
    await runGeneration(runOf(AIRLINE, settings, { teacher }));
    await teacher.close();
    expect(estimate.requests).toBeGreaterThan(seen.length * 0.8);
    expect(estimate.requests).toBeLessThan(seen.length * 1.2);
    expect(estimate.costUsd).toBeCloseTo((estimate.inputTokens * 0.3 + estimate.outputTokens * 2.5) / 1e6, 9);
  });
});

describe('a teacher that cannot work says why', () => {
  it.each<[string, () => Promise<Teacher>, RegExp]>([
    ['no key', () => createTeacher('gemini', { environment: {} }), /GEMINI_API_KEY/],
    ['no model', () => createTeacher('openai', { environment: {} }), /--model/],
    ['an address that is none', () => createTeacher('openai', { model: 'm', baseUrl: 'not an address' }), /no address/],
    ['a budget without a price', () => createTeacher('openai', { model: 'm', budgetUsd: 1 }), /--price/],
    ['no recording', () => createTeacher('replay', { model: 'm', replayFile: '/none/there.jsonl' }), /does not exist/],
    ['no editor', () => createTeacher('editor'), /inside the editor/],
  ])('%s', async (_name, make, words) => {
    const error: unknown = await make().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TeacherError);
    expect((error as TeacherError).message).toMatch(words);
  });
});
