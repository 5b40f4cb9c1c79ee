import { afterEach, describe, expect, it } from 'vitest';
import { ChatError, type ChatRequest, createGeminiModel } from '../../../server/src/teacher/index.ts';
import { type Answer, geminiReply, startTestServer, type TestServer } from './chat-server.ts';

const KEY = 'secret-key-0123456789';
const QUESTION: ChatRequest = {
  system: 'Be brief.',
  prompt: 'Say hello.',
  json: true,
  temperature: 0.5,
  maxTokens: 64,
  seed: 7,
};

let server: TestServer | undefined;
afterEach(async () => server?.close());

async function modelAgainst(answer: Answer | ((index: number) => Answer)) {
  server = await startTestServer((_request, index) => (typeof answer === 'function' ? answer(index) : answer));
  return createGeminiModel({ apiKey: KEY, model: 'gemini-test', baseUrl: server.url });
}

async function failureOf(promise: Promise<unknown>): Promise<ChatError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ChatError);
  return error as ChatError;
}

describe('the Gemini adapter', () => {
  it('asks generateContent of the given address, with the key in its header alone', async () => {
    const model = await modelAgainst(geminiReply('hello'));
    const reply = await model.complete(QUESTION);
    expect(reply).toEqual({ text: 'hello', finishReason: 'STOP', usage: { input: 100, output: 20 } });
    const [request] = server?.seen ?? [];
    expect(request?.path).toBe('/v1beta/models/gemini-test:generateContent');
    expect(request?.headers['x-goog-api-key']).toBe(KEY);
    expect(JSON.stringify(request?.body)).not.toContain(KEY);
    expect(request?.body).toMatchObject({
      systemInstruction: { parts: [{ text: 'Be brief.' }] },
      contents: [{ role: 'user', parts: [{ text: 'Say hello.' }] }],
      generationConfig: { temperature: 0.5, maxOutputTokens: 64, responseMimeType: 'application/json', seed: 7 },
    });
  });

  it('leaves thoughts out of the text and counts their tokens', async () => {
    const body = {
      candidates: [{ content: { parts: [{ text: 'hm', thought: true }, { text: 'yes' }] }, finishReason: 'STOP' }],
      usageMetadata: { promptTokenCount: 5, candidatesTokenCount: 1, thoughtsTokenCount: 9 },
    };
    const model = await modelAgainst({ body });
    expect(await model.complete(QUESTION)).toMatchObject({ text: 'yes', usage: { input: 5, output: 10 } });
  });

  it('hears how long the server wants it to wait', async () => {
    const model = await modelAgainst({
      status: 429,
      body: {
        error: {
          code: 429,
          message: 'quota',
          details: [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '13s' }],
        },
      },
    });
    const error = await failureOf(model.complete(QUESTION));
    expect(error.failure).toBe('rate');
    expect(error.retryAfterMs).toBe(13_000);
    expect(error.passing).toBe(true);
  });

  it.each([
    ['SAFETY', 'refused'],
    ['PROHIBITED_CONTENT', 'refused'],
    ['SPII', 'refused'],
    ['BLOCKLIST', 'refused'],
    ['MAX_TOKENS', 'truncated'],
    ['MALFORMED_FUNCTION_CALL', 'malformed'],
  ])('takes finish reason %s for %s, not for an empty answer', async (finishReason, failure) => {
    const model = await modelAgainst({ body: { candidates: [{ content: { parts: [] }, finishReason }] } });
    expect((await failureOf(model.complete(QUESTION))).failure).toBe(failure);
  });

  it('takes a blocked prompt for a refusal', async () => {
    const model = await modelAgainst({ body: { promptFeedback: { blockReason: 'OTHER' } } });
    expect((await failureOf(model.complete(QUESTION))).failure).toBe('refused');
  });

  it.each([
    [400, 'API key not valid. Please pass a valid API key.', 'key'],
    [403, 'Permission denied', 'key'],
    [404, 'models/none is not found', 'unavailable'],
    [503, 'overloaded', 'server'],
  ])('knows what status %i means', async (status, message, failure) => {
    const model = await modelAgainst({ status, body: { error: { code: status, message } } });
    expect((await failureOf(model.complete(QUESTION))).failure).toBe(failure);
  });

  it('never repeats the key, even where the server does', async () => {
    const model = await modelAgainst({ status: 400, body: { error: { code: 400, message: `bad key ${KEY}` } } });
    expect((await failureOf(model.complete(QUESTION))).message).not.toContain(KEY);
  });

  it('sends nothing when it is cancelled before', async () => {
    const model = await modelAgainst(geminiReply('hello'));
    expect((await failureOf(model.complete(QUESTION, AbortSignal.abort()))).failure).toBe('cancelled');
    expect(server?.seen).toHaveLength(0);
  });

  it('stops at once when it is cancelled while it waits', async () => {
    const model = await modelAgainst({ ...geminiReply('late'), after: 60_000 });
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 50);
    expect((await failureOf(model.complete(QUESTION, stop.signal))).failure).toBe('cancelled');
  });
});
