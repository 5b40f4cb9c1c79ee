import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createWireClient, WireError, withoutKey } from '../../../server/src/openai-wire/index.ts';
import { originOf } from '../../../server/src/settings/index.ts';
import { createGeminiModel, keysFor } from '../../../server/src/teacher/index.ts';

const KEY = 'sk-boat-0123456789';
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A server that nobody named, and what reached it. */
async function thief(): Promise<{ url: string; seen: string[] }> {
  const seen: string[] = [];
  const url = await serve((request, response) => {
    seen.push(`${request.url} ${JSON.stringify(request.headers)}`);
    response.end('{}');
  });
  return { url, seen };
}

/** Each letter as JSON may write it: `\\u0041`. */
const escaped = (text: string) =>
  [...text].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');

const REQUEST = { model: 'm', messages: [{ role: 'user' as const, content: 'the secret question' }] };

test.each([301, 302, 303, 307, 308])('a redirect to another origin is refused, %i', async (status) => {
  const { url, seen } = await thief();
  const home = await serve((_request, response) => response.writeHead(status, { location: `${url}/v1/x` }).end());
  const asked = createWireClient({ baseUrl: home, apiKey: KEY }).chat(REQUEST);
  await expect(asked).rejects.toThrow(`sends requests on to ${url}, which is refused`);
  expect(seen).toEqual([]);
});

test.each([302, 307])('Gemini: a redirect carries neither key nor prompt away, %i', async (status) => {
  const { url, seen } = await thief();
  const home = await serve((_request, response) => response.writeHead(status, { location: `${url}/v1/x` }).end());
  const model = createGeminiModel({ apiKey: KEY, model: 'gemini-x', baseUrl: home });
  const question = { system: 's', prompt: 'p', json: false, temperature: 0, maxTokens: 5, seed: 1 };
  await expect(model.complete(question)).rejects.toThrow(/refused/);
  expect(seen).toEqual([]);
});

test('a redirect within the origin is followed, method and body kept, and a ring is left', async () => {
  const bodies: string[] = [];
  const home = await serve(async (request, response) => {
    if (request.url?.startsWith('/ring')) return response.writeHead(307, { location: '/ring' }).end();
    if (request.url !== '/new/v1/chat/completions')
      return response.writeHead(307, { location: `/new${request.url}` }).end();
    for await (const chunk of request) bodies.push(String(chunk));
    return response.end(JSON.stringify({ choices: [{ message: { role: 'assistant', content: 'Yes.' } }] }));
  });
  const reply = await createWireClient({ baseUrl: `${home}/v1`, apiKey: KEY }).chat(REQUEST);
  expect(reply.text).toBe('Yes.');
  expect(bodies.join('')).toContain('the secret question');
  await expect(createWireClient({ baseUrl: `${home}/ring` }).chat(REQUEST)).rejects.toThrow(/ring/);
});

test.each([
  ['an error', 401, (auth: string) => JSON.stringify({ error: { message: `bad ${auth}` } })],
  ['an error cut short', 400, (auth: string) => 'x'.repeat(490) + auth],
  [
    'a reply',
    200,
    (auth: string) =>
      JSON.stringify({
        model: 'm',
        choices: [
          {
            message: {
              content: auth,
              reasoning: auth,
              tool_calls: [{ id: 'c', function: { name: 'f', arguments: JSON.stringify({ a: auth }) } }],
            },
          },
        ],
      }),
  ],
  ['an error, each letter escaped', 401, (auth: string) => `{"error": {"message": "Bearer, ${escaped(auth)}"}}`],
  ['an error in a good answer, each letter escaped', 200, (auth: string) => `{"error": "Bearer, ${escaped(auth)}"}`],
  [
    'the names of a stream',
    200,
    (auth: string) =>
      `data: ${JSON.stringify({ model: auth, choices: [{ delta: { content: 'Bearer' }, finish_reason: auth }] })}\n\n`,
  ],
  [
    'a stream',
    200,
    (auth: string) => `data: ${JSON.stringify({ choices: [{ delta: { content: auth } }] })}\n\ndata: [DONE]\n\n`,
  ],
])('a key that the server echoes in %s is shown nowhere', async (_what, status, body) => {
  const home = await serve((request, response) => {
    response.writeHead(status).end(body(request.headers.authorization ?? ''));
  });
  let shown = '';
  try {
    const reply = await createWireClient({ baseUrl: home, apiKey: KEY }).chat(REQUEST, undefined, (text) => {
      shown += text;
    });
    shown += JSON.stringify(reply);
  } catch (error) {
    expect(error).toBeInstanceOf(WireError);
    shown += JSON.stringify(error) + (error as Error).message;
  }
  expect(shown).toContain('Bearer');
  expect(shown).not.toContain(KEY.slice(0, 8));
});

test('keys of the environment go to the address they were given for alone', () => {
  const environment = { OPENAI_API_KEY: 'o', GEMINI_API_KEY: 'g', GOOGLE_API_KEY: 'h', HOME: '/' };
  expect(keysFor('openai', 'https://api.openai.com/v1', environment)).toEqual(environment);
  expect(keysFor('openai', 'http://127.0.0.1:18999', environment)).not.toHaveProperty('OPENAI_API_KEY');
  expect(keysFor('openai', 'https://api.openai.com.evil.example', environment)).not.toHaveProperty('OPENAI_API_KEY');
  expect(keysFor('openai', undefined, environment)).not.toHaveProperty('OPENAI_API_KEY');
  const own = { ...environment, OPENAI_BASE_URL: 'https://proxy.example/v1' };
  expect(keysFor('openai', 'https://proxy.example', own)).toHaveProperty('OPENAI_API_KEY', 'o');
  expect(keysFor('gemini', undefined, environment)).toHaveProperty('GEMINI_API_KEY', 'g');
  const elsewhere = keysFor('gemini', 'http://127.0.0.1:18999', environment);
  expect(elsewhere).toEqual({ OPENAI_API_KEY: 'o', HOME: '/' });
});

test('an origin is scheme, host and port; a key is found in any text', () => {
  expect(originOf('https://a.example:8443/v1')).toBe('https://a.example:8443');
  expect(originOf('javascript:alert(1)')).toBeUndefined();
  expect(withoutKey(`a ${KEY} b ${KEY}`, KEY)).toBe('a … b …');
});
