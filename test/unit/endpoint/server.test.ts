import { request as httpRequest } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import {
  BASELINE_MODEL,
  createEndpointClient,
  type Endpoint,
  type EndpointOptions,
  type Policy,
  startEndpoint,
} from '../../../server/src/endpoint/index.ts';

const running: Endpoint[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((endpoint) => endpoint.close()));
});

async function start(options: EndpointOptions = {}): Promise<Endpoint> {
  const endpoint = await startEndpoint(options);
  running.push(endpoint);
  return endpoint;
}

const TOOL = {
  type: 'function',
  function: {
    name: 'get_weather',
    description: 'Get the current weather of a city.',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
};
const QUESTION = {
  model: BASELINE_MODEL,
  messages: [{ role: 'user', content: 'What is the weather in Oslo?' }],
  tools: [TOOL],
};

const post = (url: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${url}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

describe('the local endpoint', () => {
  it('lists its model', async () => {
    const { url, model } = await start();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1$/);
    expect(await (await fetch(`${url}/models`)).json()).toMatchObject({
      object: 'list',
      data: [{ id: model, object: 'model' }],
    });
  });

  it('answers a chat completion in OpenAI’s form', async () => {
    const { url } = await start();
    const body = await (await post(url, QUESTION)).json();
    expect(body).toMatchObject({
      object: 'chat.completion',
      model: BASELINE_MODEL,
      choices: [
        {
          index: 0,
          finish_reason: 'tool_calls',
          message: {
            role: 'assistant',
            content: null,
            tool_calls: [{ type: 'function', function: { name: 'get_weather', arguments: '{"city":"Oslo"}' } }],
          },
        },
      ],
      usage: { prompt_tokens: expect.any(Number) },
    });
  });

  it('streams the same answer', async () => {
    const { url } = await start();
    const response = await post(url, { ...QUESTION, stream: true, stream_options: { include_usage: true } });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const events = (await response.text()).split('\n\n').filter((event) => event !== '');
    expect(events.at(-1)).toBe('data: [DONE]');
    const client = createEndpointClient(url);
    const streamed = await client.chat({
      messages: [{ role: 'user', content: 'What is the weather in Oslo?' }],
      tools: [TOOL as never],
      stream: true,
    });
    expect(streamed.calls).toMatchObject([{ name: 'get_weather', arguments: { city: 'Oslo' } }]);
    expect(streamed.finishReason).toBe('tool_calls');
  });

  it.each([
    ['no JSON', '{', 400, 'no valid JSON'],
    ['no object', '[]', 400, 'must be a JSON object'],
    ['no messages', {}, 400, "'messages'"],
    ['a message that is none', { messages: [1] }, 400, "'messages[0]'"],
    ['an unknown role', { messages: [{ role: 'king', content: '' }] }, 400, 'role'],
    ['a tool without a name', { messages: [{ role: 'user', content: 'x' }], tools: [{}] }, 400, "'tools[0]'"],
    ['another model', { ...QUESTION, model: 'gpt-x' }, 404, BASELINE_MODEL],
  ])('refuses %s honestly', async (_what, body, status, message) => {
    const { url } = await start();
    const response = await post(url, body);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({
      error: { message: expect.stringContaining(message), type: 'invalid_request_error' },
    });
  });

  it('knows its addresses and methods', async () => {
    const { url } = await start();
    expect((await fetch(`${url}/embeddings`)).status).toBe(404);
    expect((await fetch(`${url}/chat/completions`)).status).toBe(405);
    expect((await fetch(url.replace('/v1', '/models'))).status).toBe(200);
  });

  it('refuses more bytes than it takes', async () => {
    const { url } = await start({ maxBytes: 1000 });
    expect((await post(url, { messages: [{ role: 'user', content: 'x'.repeat(2000) }] })).status).toBe(413);
  });

  it('is not for web pages, nor for names that were rebound', async () => {
    const { url } = await start();
    const fromPage = await post(url, QUESTION, { origin: 'https://evil.example' });
    expect(fromPage.status).toBe(403);
    expect(fromPage.headers.get('access-control-allow-origin')).toBeNull();
    const { port } = new URL(url);
    const status = await new Promise((resolve, reject) => {
      httpRequest({ host: '127.0.0.1', port, path: '/v1/models', headers: { host: 'evil.example' } }, (response) =>
        resolve(response.statusCode),
      )
        .on('error', reject)
        .end();
    });
    expect(status).toBe(403);
  });

  it('listens on loopback only', async () => {
    await expect(startEndpoint({ host: '0.0.0.0' as never })).rejects.toThrow('loopback');
  });

  it('says that a port is taken', async () => {
    const { url } = await start();
    await expect(startEndpoint({ port: Number(new URL(url).port) })).rejects.toThrow(/EADDRINUSE/);
  });

  it('turns a policy’s failure into an error body', async () => {
    const policy: Policy = { model: 'broken', move: () => Promise.reject(new Error('no weights')) };
    const { url } = await start({ policy });
    const response = await post(url, { messages: QUESTION.messages });
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({ error: { message: 'no weights', type: 'server_error' } });
  });

  it('tells the policy when the client has gone', async () => {
    let told: (value: unknown) => void = () => {};
    const gone = new Promise((resolve) => {
      told = resolve;
    });
    const policy: Policy = {
      model: 'slow',
      move: (_request, signal) =>
        new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => {
            told(true);
            reject(new Error('gone'));
          }),
        ),
    };
    const { url } = await start({ policy });
    const stop = new AbortController();
    const asked = fetch(`${url}/chat/completions`, {
      method: 'POST',
      body: JSON.stringify({ messages: QUESTION.messages }),
      signal: stop.signal,
    }).catch(() => {});
    setTimeout(() => stop.abort(), 50);
    await asked;
    expect(await gone).toBe(true);
  });

  it('stops, even with a request that does not end', async () => {
    const policy: Policy = { model: 'stuck', move: () => new Promise(() => {}) };
    const endpoint = await startEndpoint({ policy });
    const asked = post(endpoint.url, { messages: QUESTION.messages }).catch(() => 'ended');
    await new Promise((resolve) => setTimeout(resolve, 50));
    await endpoint.close();
    expect(await asked).toBe('ended');
    await expect(fetch(`${endpoint.url}/models`)).rejects.toThrow();
  });

  it('logs method, path and status, not contents', async () => {
    const lines: unknown[] = [];
    const { url } = await start({ onRequest: (line) => lines.push(line) });
    await (await post(url, QUESTION)).text();
    expect(lines).toMatchObject([{ method: 'POST', path: '/v1/chat/completions', status: 200 }]);
    expect(JSON.stringify(lines)).not.toContain('Oslo');
  });
});
