import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { runGeneration } from '../../../server/src/dataset/index.ts';
import type { Clock } from '../../../server/src/openai-wire/index.ts';
import {
  type ChatModel,
  createGeminiModel,
  createOfflineTeacher,
  createOpenAiModel,
  createPromptedTeacher,
  FREE,
  guardModel,
  renderTask,
  type Teacher,
  type TeacherTask,
} from '../../../server/src/teacher/index.ts';
import { memoryFolder, runOf } from '../dataset/support.ts';
import { AIRLINE } from '../trajectory/support.ts';

type Fault = (response: ServerResponse) => void;

const json = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
};

/** Everything that goes wrong between two machines, by the kind it is counted as. */
const FAULTS: Record<string, Fault> = {
  socket: (response) => response.destroy(),
  html: (response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('<!doctype html><title>Sign in</title>');
  },
  'not-json': (response) => json(response, 200, '{"choices":[{"message":{"content":"hal'),
  'http-429': (response) => json(response, 429, { error: { message: 'slow down' } }, { 'retry-after': '7' }),
  'http-503': (response) => json(response, 503, '<html>busy</html>'),
  timeout: () => {},
  'too-long': (response) => json(response, 200, openAiReply('a'.repeat(1_000_000))),
};

const openAiReply = (text: string) => ({
  choices: [{ message: { role: 'assistant', content: text }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 10, completion_tokens: 5 },
});

const geminiReply = (text: string) => ({
  candidates: [{ content: { parts: [{ text: 'thinking', thought: true }, { text }] }, finishReason: 'STOP' }],
  usageMetadata: { promptTokenCount: 10, candidatesTokenCount: 5 },
});

let closing: (() => Promise<void>) | undefined;
afterEach(async () => {
  await closing?.();
  closing = undefined;
});

interface Wire {
  readonly url: string;
  readonly answers: Map<string, string>;
}

/** A server that speaks one of the two wires, and does what `fault` says where it says something. */
async function startWire(
  form: 'openai' | 'gemini',
  fault: (request: number, prompt: string) => Fault | undefined,
): Promise<Wire> {
  const answers = new Map<string, string>();
  let count = 0;
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
    });
    request.on('end', () => {
      const body = JSON.parse(text);
      const prompt: string = form === 'openai' ? body.messages[1].content : body.contents[0].parts[0].text;
      const wrong = fault(count++, prompt);
      if (wrong !== undefined) return wrong(response);
      const answer = answers.get(prompt) ?? 'FINISH';
      json(response, 200, form === 'openai' ? openAiReply(answer) : geminiReply(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing = () =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, answers };
}

/** Waiting costs nothing here, and what was waited is noted. */
function instantClock(): Clock & { readonly slept: number[] } {
  const slept: number[] = [];
  return {
    slept,
    now: () => 0,
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
    },
  };
}

/** A teacher whose model says what the offline teacher would. */
function teacherOf(model: ChatModel, wire: Wire, clock: Clock): Teacher {
  const offline = createOfflineTeacher();
  const limits = { requestsPerMinute: 1e9, tokensPerMinute: 1e12 };
  const guarded = createPromptedTeacher(guardModel(model, { price: FREE, clock, limits, random: () => 0 }));
  return {
    ...guarded,
    perform: async (task, signal) => {
      const { value } = await offline.perform(task, signal);
      const text =
        typeof value === 'string'
          ? value
          : Array.isArray(value)
            ? JSON.stringify(value)
            : JSON.stringify({
                text: (value as { content: string }).content,
                calls: (value as { calls: object }).calls,
              });
      wire.answers.set(renderTask(task as TeacherTask).prompt, text);
      return guarded.perform(task, signal);
    },
  };
}

const SETTINGS = {
  count: 6,
  seed: 'faults',
  mixture: { 'multi-turn': 1, single: 1, parallel: 0, multiple: 0, irrelevance: 0 },
};

const openAi = (url: string) => createOpenAiModel({ baseUrl: `${url}/v1`, model: 'm', timeoutMs: 400 });
const gemini = (url: string) => createGeminiModel({ apiKey: 'k', model: 'g', baseUrl: url, timeoutMs: 400 });

describe('a run whose server has each fault in turn', () => {
  it('makes every record, with each fault counted as a retry of its kind', async () => {
    const kinds = Object.keys(FAULTS);
    const wire = await startWire('openai', (request) =>
      request % 3 === 0 ? FAULTS[kinds[request / 3] ?? ''] : undefined,
    );
    const clock = instantClock();
    const summary = await runGeneration(
      runOf(AIRLINE, SETTINGS, { teacher: teacherOf(openAi(wire.url), wire, clock) }),
    );
    expect(summary.counts.records).toBe(6);
    expect(summary.retries).toEqual(Object.fromEntries(kinds.sort().map((kind) => [kind, 1])));
    expect(summary.faults).toEqual({});
    expect(summary.setAside).toEqual([]);
    expect(Math.max(...clock.slept)).toBe(7000);
  });

  it('sets one record aside where a request never gets through, and the same command makes it', async () => {
    let broken = '';
    let mends = false;
    const wire = await startWire('openai', (request, prompt) => {
      if (request === 30) broken = prompt;
      return prompt === broken && !mends ? FAULTS['http-503'] : undefined;
    });
    const folder = memoryFolder();
    const run = () =>
      runGeneration(runOf(AIRLINE, SETTINGS, { folder, teacher: teacherOf(openAi(wire.url), wire, instantClock()) }));
    const first = await run();
    expect(first).toMatchObject({ faults: { 'http-503': 1 }, dropped: { 'teacher-fault': 1 } });
    expect(first.counts.records).toBe(5);
    expect(first.setAside).toHaveLength(1);
    expect(first.retry[0]).toMatch(/run the same command again/);
    mends = true;
    const second = await run();
    expect(second.counts.records).toBe(6);
    expect(second).toMatchObject({ setAside: [], retry: [] });
    const indices = (folder.files.get('records.jsonl') ?? '').trim().split('\n');
    expect(indices.map((line) => JSON.parse(line).index)).toEqual([0, 1, 2, 3, 4, 5]);
    await expect(run()).rejects.toMatchObject({ code: 'exists' });
  });

  it('ends by itself where the server is down for good, with all records set aside', async () => {
    let seen = 0;
    const wire = await startWire('openai', () => {
      seen += 1;
      return FAULTS.html;
    });
    const summary = await runGeneration(
      runOf(AIRLINE, SETTINGS, { teacher: teacherOf(openAi(wire.url), wire, instantClock()) }),
    );
    expect(summary.setAside).toEqual([0, 1, 2, 3, 4, 5]);
    expect(summary.counts.records).toBe(0);
    expect(seen).toBe(3 * 6 + 3);
  });

  it('ends at once with a message where the key is refused, or nobody listens', async () => {
    const wire = await startWire('openai', () => (response) => json(response, 401, { error: { message: 'bad key' } }));
    const run = (url: string) =>
      runGeneration(runOf(AIRLINE, SETTINGS, { teacher: teacherOf(openAi(url), wire, instantClock()) }));
    await expect(run(wire.url)).rejects.toMatchObject({ reason: 'key', message: expect.stringContaining('bad key') });
    await expect(run('http://127.0.0.1:9')).rejects.toMatchObject({ reason: 'unavailable' });
  });

  it('has each record on disk before the next is made', async () => {
    const folder = memoryFolder();
    const lines: number[] = [];
    const wire = await startWire('openai', () => {
      lines.push((folder.files.get('records.jsonl') ?? '').split('\n').length - 1);
      return undefined;
    });
    await runGeneration(
      runOf(AIRLINE, SETTINGS, { folder, teacher: teacherOf(openAi(wire.url), wire, instantClock()) }),
    );
    expect([...new Set(lines)]).toEqual([0, 1, 2, 3, 4, 5]);
  });
});

describe('a run with Gemini', () => {
  const fault =
    (body: unknown, status = 200): Fault =>
    (response) =>
      json(response, status, body);
  const RATE = {
    error: {
      code: 429,
      message: 'Quota exceeded',
      details: [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '11s' }],
    },
  };
  const GEMINI_FAULTS: readonly (Fault | undefined)[] = [
    FAULTS.socket,
    FAULTS.html,
    FAULTS['not-json'],
    FAULTS.timeout,
    fault(RATE, 429),
    fault({ error: { code: 500, message: 'internal' } }, 500),
    fault({ candidates: [{ finishReason: 'MALFORMED_FUNCTION_CALL' }] }),
    fault({ candidates: [{ content: { parts: [null, { functionCall: { name: 'x' } }] }, finishReason: 'STOP' }] }),
    fault({ candidates: [] }),
    fault({ promptFeedback: { blockReason: 'SAFETY' } }),
  ];

  it('waits as told, leaves thoughts out, drops what is refused and goes on', async () => {
    const wire = await startWire('gemini', (request) => (request % 3 === 0 ? GEMINI_FAULTS[request / 3] : undefined));
    const clock = instantClock();
    const folder = memoryFolder();
    const summary = await runGeneration(
      runOf(AIRLINE, SETTINGS, { folder, teacher: teacherOf(gemini(wire.url), wire, clock) }),
    );
    expect(summary.counts.records).toBe(6);
    expect(Math.max(...clock.slept)).toBe(11_000);
    expect(summary.refused).toEqual({ SAFETY: 1 });
    expect(summary.dropped).toMatchObject({ 'teacher-refused': 1 });
    expect(summary.retries).toMatchObject({
      'http-429': 1,
      'http-500': 1,
      'no-text': 2,
      'not-json': 2,
      MALFORMED_FUNCTION_CALL: 1,
      socket: 1,
      timeout: 1,
    });
    expect(folder.files.get('records.jsonl')).not.toContain('thinking');
  });
});
