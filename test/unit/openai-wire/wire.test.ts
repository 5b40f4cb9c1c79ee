import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { ToolDefinition } from '../../../server/src/chat/index.ts';
import { baseAddresses } from '../../../server/src/openai-wire/address.ts';
import { Assembler } from '../../../server/src/openai-wire/assemble.ts';
import { errorMessage } from '../../../server/src/openai-wire/errors.ts';
import {
  createWireClient,
  findTextCalls,
  parsePythonCalls,
  WireError,
  type WireOptions,
} from '../../../server/src/openai-wire/index.ts';
import { EventReader } from '../../../server/src/openai-wire/sse.ts';

const TOOL: ToolDefinition = {
  type: 'function',
  function: {
    name: 'find',
    description: 'Finds things.',
    parameters: { type: 'object', properties: { city: { type: 'string' }, limit: { type: 'integer' } } },
  },
};

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void;

async function serve(handler: Handler): Promise<string> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => handler(request, response, body));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const json = (response: ServerResponse, body: unknown, status = 200, headers = {}) => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
};
const completion = (message: object, finish = 'stop') => ({
  model: 'm',
  choices: [{ message, finish_reason: finish }],
});

async function ask(handler: Handler, options: Partial<WireOptions> = {}) {
  const baseUrl = await serve(handler);
  const client = createWireClient({ baseUrl: `${baseUrl}/v1`, ...options });
  return client.chat({ model: 'm', messages: [{ role: 'user', content: 'hi' }], tools: [TOOL] });
}
const reply = (message: object, finish?: string) =>
  ask((_request, response) => json(response, completion(message, finish)));
const call = (given: unknown, id?: string) => ({
  ...(id === undefined ? {} : { id }),
  function: { name: 'find', arguments: given },
});

describe('replies as servers really send them', () => {
  it.each([
    ['text', '{"city":"Oslo"}', { city: 'Oslo' }, undefined],
    ['an object', { city: 'Oslo' }, { city: 'Oslo' }, undefined],
    ['nothing', undefined, {}, undefined],
    ['an empty text', '', {}, undefined],
    ['"null"', 'null', {}, undefined],
    ['text of text', '"{\\"city\\":\\"Oslo\\"}"', { city: 'Oslo' }, undefined],
    ['cut off', '{"city":"Os', { city: 'Os' }, 'the arguments are no valid JSON'],
    ['a list', '[1]', {}, 'the arguments are no object'],
  ])('arguments as %s', async (_what, sent, given, problem) => {
    const { calls } = await reply({ content: null, tool_calls: [call(sent, 'a')] });
    expect(calls[0]).toMatchObject({ name: 'find', arguments: given });
    expect(calls[0]?.problem).toBe(problem);
  });

  it('makes ids where there is none or one twice', async () => {
    const { calls } = await reply({ tool_calls: [call('{}'), call('{"limit":1}', 'x'), call('{"limit":2}', 'x')] });
    const ids = calls.map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
    for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9]{1,9}$/);
  });

  it('reads a body of Python with NaN and Infinity, which are null', async () => {
    const body = JSON.stringify(completion({ content: 'It is NaN, Infinity: NaN' }));
    const { text } = await ask((_request, response) =>
      json(response, body.replace('{', '{"logprobs": [NaN, -Infinity], "score": NaN, ')),
    );
    expect(text).toBe('It is NaN, Infinity: NaN');
  });

  it('decides by the calls, not by the finish reason', async () => {
    expect((await reply({ tool_calls: [call('{}', 'a')] }, 'stop')).calls).toHaveLength(1);
    expect((await reply({ content: 'done' }, 'tool_calls')).calls).toHaveLength(0);
  });

  it('says that a call was cut off', async () => {
    const { calls } = await reply({ tool_calls: [call('{"city":"Os', 'a')] }, 'length');
    expect(calls[0]?.problem).toBe('the reply was cut off inside the call');
  });

  it('keeps reasoning apart, under either name', async () => {
    expect((await reply({ content: 'x', reasoning_content: 'hm' })).reasoning).toBe('hm');
    expect((await reply({ content: 'x', reasoning: 'hm' })).reasoning).toBe('hm');
  });

  it('takes calls out of the text, and says so', async () => {
    const { calls, text, notes } = await reply({
      content: 'Sure.\n<tool_call>\n{"name": "find", "arguments": {"city": "Oslo"}}\n</tool_call>',
    });
    expect(calls).toMatchObject([{ name: 'find', arguments: { city: 'Oslo' }, inText: true }]);
    expect(text).toBe('Sure.');
    expect(notes.join()).toContain('left tool calls in the text');
  });

  it('drops the double of a call that is in both places', async () => {
    const content = '<tool_call>{"name":"find","arguments":{"city":"Oslo"}}</tool_call>';
    const { calls, text } = await reply({ content, tool_calls: [call('{"city":"Oslo"}', 'a')] });
    expect(calls).toHaveLength(1);
    expect(text).toBe('');
  });

  it('sends arguments as text, no empty call list and no null content', async () => {
    let sent = '';
    const baseUrl = await serve((_request, response, body) => {
      sent = body;
      json(response, completion({ content: 'ok' }));
    });
    await createWireClient({ baseUrl }).chat({
      model: 'm',
      messages: [
        {
          role: 'assistant',
          content: '',
          tool_calls: [{ id: 'a', type: 'function', function: { name: 'find', arguments: { limit: 1 } } }],
        },
        { role: 'tool', tool_call_id: 'a', name: 'find', content: '[]' },
        { role: 'assistant', content: 'Nothing.', tool_calls: [] },
      ],
    });
    const { messages } = JSON.parse(sent) as { messages: { tool_calls?: unknown[] }[] };
    expect(messages[0]?.tool_calls).toEqual([
      { id: 'a', type: 'function', function: { name: 'find', arguments: '{"limit":1}' } },
    ]);
    expect(messages[2]).toEqual({ role: 'assistant', content: 'Nothing.' });
  });
});

describe('addresses', () => {
  it.each([
    ['http://h:1/v1', ['http://h:1/v1', 'http://h:1']],
    ['http://h:1', ['http://h:1', 'http://h:1/v1']],
    ['h:1/', ['http://h:1', 'http://h:1/v1']],
    ['https://h/openai/v1/chat/completions', ['https://h/openai/v1', 'https://h/openai']],
  ])('%s', (written, tried) => {
    expect(baseAddresses(written)).toEqual(tried);
  });

  it.each(['', 'ftp://h', '://'])('refuses %s', (written) => {
    expect(() => createWireClient({ baseUrl: written })).toThrow(WireError);
  });

  it('tries with and without /v1, says which answered, and stays with it', async () => {
    const paths: string[] = [];
    const base = await serve((request, response) => {
      paths.push(request.url ?? '');
      if (request.url?.startsWith('/v1/')) json(response, completion({ content: 'ok' }));
      else json(response, 'not here', 404);
    });
    const client = createWireClient({ baseUrl: base });
    const request = { model: 'm', messages: [{ role: 'user' as const, content: 'hi' }] };
    expect((await client.chat(request)).notes).toEqual([`The server answered at ${base}/v1, not at ${base}.`]);
    await client.chat(request);
    expect(paths).toEqual(['/chat/completions', '/v1/chat/completions', '/v1/chat/completions']);
    expect(client.address()).toBe(`${base}/v1`);
  });

  it('reads lists of models in their forms', async () => {
    for (const body of [{ data: [{ id: 'a' }] }, { models: [{ name: 'a' }] }, [{ id: 'a' }]]) {
      const baseUrl = await serve((_request, response) => json(response, body));
      expect(await createWireClient({ baseUrl }).models()).toEqual(['a']);
    }
  });
});

describe('errors', () => {
  it.each([
    ['{"error":{"message":"bad model"}}', 'bad model'],
    ['{"error":"bad model"}', 'bad model'],
    ['{"detail":"bad model"}', 'bad model'],
    ['{"detail":[{"msg":"field required"},{"msg":"too long"}]}', 'field required; too long'],
    ['{"object":"error","message":"bad model","code":404}', 'bad model'],
    ['upstream connect error', 'upstream connect error'],
    ['<html><head><title>502 Bad Gateway</title></head></html>', '502 Bad Gateway'],
  ])('%s', (body, message) => {
    expect(errorMessage(body)).toBe(message);
  });

  it('come with status, message and the wait the server asks for', async () => {
    const failure = ask((_request, response) =>
      json(response, { error: { message: 'slow down' } }, 429, { 'retry-after': '2' }),
    );
    await expect(failure).rejects.toMatchObject({
      failure: 'status',
      status: 429,
      retryAfterMs: 2000,
      message: expect.stringContaining('slow down'),
    });
  });

  it('are found in a reply with status 200', async () => {
    await expect(ask((_request, response) => json(response, { error: { message: 'out of memory' } }))).rejects.toThrow(
      'out of memory',
    );
    await expect(
      ask((_request, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.end('data: {"error":{"code":500,"message":"out of memory"}}\n\n');
      }),
    ).rejects.toThrow('out of memory');
  });

  it('say that nothing listens', async () => {
    const client = createWireClient({ baseUrl: 'http://127.0.0.1:9' });
    await expect(client.models()).rejects.toMatchObject({ failure: 'connect' });
  });

  it('say that something else answers', async () => {
    await expect(ask((_request, response) => json(response, '{"hello":1}'))).rejects.toMatchObject({
      failure: 'malformed',
    });
  });

  it('end a request that takes too long, or grows too large, or is cancelled', async () => {
    const never: Handler = () => {};
    await expect(ask(never, { timeoutMs: 50 })).rejects.toMatchObject({ failure: 'timeout' });
    await expect(
      ask((_request, response) => json(response, 'x'.repeat(5000)), { maxBytes: 1000 }),
    ).rejects.toMatchObject({ failure: 'too-large' });
    const baseUrl = await serve(never);
    const stop = new AbortController();
    const waiting = createWireClient({ baseUrl }).chat({ model: 'm', messages: [] }, stop.signal);
    setTimeout(() => stop.abort(), 20);
    await expect(waiting).rejects.toMatchObject({ failure: 'cancelled' });
  });

  it('never show the key', async () => {
    const failure = await ask((_request, response) => json(response, 'no', 401), { apiKey: 'sk-secret' }).catch(
      (error: unknown) => error,
    );
    expect(JSON.stringify(failure)).not.toContain('sk-secret');
  });
});

describe('streams', () => {
  const delta = (given: object, finish: string | null = null) => ({
    choices: [{ delta: given, finish_reason: finish }],
  });
  const assemble = (...chunks: unknown[]) => {
    const assembler = new Assembler();
    for (const chunk of chunks) assembler.chunk(chunk);
    return assembler.reply();
  };
  const piece = (fields: object, name?: string, given?: unknown) => ({
    ...fields,
    function: { ...(name === undefined ? {} : { name }), ...(given === undefined ? {} : { arguments: given }) },
  });

  it.each([
    [
      'with an index',
      [
        piece({ index: 0, id: 'a' }, 'f', ''),
        piece({ index: 0 }, undefined, '{"x"'),
        piece({ index: 0 }, undefined, ':1}'),
        piece({ index: 1, id: 'b' }, 'g', '{}'),
      ],
    ],
    ['without an index', [piece({ id: 'a' }, 'f', '{"x"'), piece({}, undefined, ':1}'), piece({ id: 'b' }, 'g', '{}')]],
    [
      'with an index that is always 0',
      [piece({ index: 0, id: 'a' }, 'f', '{"x":1}'), piece({ index: 0, id: 'b' }, 'g', '{}')],
    ],
    ['without ids', [piece({ index: 0 }, 'f', '{"x":1}'), piece({ index: 0 }, 'g', '{}')]],
    [
      'with the id in every piece',
      [piece({ id: 'a' }, 'f', '{"x"'), piece({ id: 'a' }, undefined, ':1}'), piece({ id: 'b' }, 'g', '{}')],
    ],
    [
      'with an empty last piece',
      [
        piece({ index: 0, id: 'a' }, 'f', '{"x":1}'),
        piece({ index: 0, id: 'a' }, undefined, ''),
        piece({ index: 1, id: 'b' }, 'g', '{}'),
      ],
    ],
  ])('two calls %s', (_what, pieces) => {
    const { calls } = assemble(...pieces.map((one) => delta({ tool_calls: [one] })));
    expect(calls.map(({ name, arguments: given }) => [name, given])).toEqual([
      ['f', '{"x":1}'],
      ['g', '{}'],
    ]);
  });

  it('the same function twice under one id', () => {
    const { calls } = assemble(
      delta({ tool_calls: [piece({ id: 'a' }, 'f', '{"x":1}')] }),
      delta({ tool_calls: [piece({ id: 'a' }, 'f', '{"x":2}')] }),
    );
    expect(calls).toHaveLength(2);
  });

  it('takes a usage chunk without choices, and text in pieces', () => {
    const sent = assemble(delta({ content: 'He' }), delta({ content: 'llo' }, 'stop'), {
      choices: [],
      usage: { prompt_tokens: 3 },
    });
    expect(sent).toMatchObject({ text: 'Hello', finishReason: 'stop', usage: { prompt_tokens: 3 } });
  });

  it('reads a stream with comments, CRLF, no [DONE], cut anywhere', async () => {
    const lines = [
      ': keep-alive',
      'data: {"choices":[{"delta":{"content":"Grü"}}]}',
      '',
      'event: message',
      'data: {"choices":[{"delta":{"content":"ße \\"x\\""},"finish_reason":"stop"}]}',
      '',
    ].join('\r\n');
    const bytes = Buffer.from(`${lines}\r\n`);
    const texts: string[] = [];
    const baseUrl = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (const byte of bytes) response.write(Buffer.of(byte));
      response.end();
    });
    const sent = await createWireClient({ baseUrl }).chat(
      { model: 'm', messages: [], stream: true },
      undefined,
      (text) => texts.push(text),
    );
    expect(sent.text).toBe('Grüße "x"');
    expect(texts.join('')).toBe(sent.text);
  });

  it('events do not depend on where chunks end', () => {
    const text = ': c\r\ndata: one\r\ndata: two\r\n\r\ndata:three\n\nid: 4\rdata: four\r\r';
    const whole = ['one\ntwo', 'three', 'four'];
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: text.length }), { maxLength: 8 }), (cuts) => {
        const reader = new EventReader();
        const places = [0, ...[...cuts].sort((a, b) => a - b), text.length];
        const events = places.slice(1).flatMap((end, index) => reader.push(text.slice(places[index], end)));
        expect([...events, ...reader.end()]).toEqual(whole);
      }),
    );
  });
});

describe('calls in text', () => {
  const find = (text: string) =>
    findTextCalls(text, {
      names: new Set(['find', 'ns.find']),
      parameters: () => ['city', 'limit'],
      takesText: (_, parameter) => parameter === 'city',
    });

  it.each([
    ['<tool_call>{"name":"find","arguments":{"city":"Oslo"}}</tool_call>'],
    ['<tool_call>\n{"name": "find", "arguments": "{\\"city\\": \\"Oslo\\"}"}'],
    ['<function=find>{"city":"Oslo"}</function>'],
    ['<|python_tag|>{"name":"find","parameters":{"city":"Oslo"}}<|eom_id|>'],
    ['[TOOL_CALLS] [{"name":"find","arguments":{"city":"Oslo"}}]'],
    ['[find(city="Oslo")]'],
    ["find(city='Oslo')"],
    ["find('Oslo')"],
    ['```json\n{"name":"find","arguments":{"city":"Oslo"}}\n```'],
    ['{"name":"find","arguments":{"city":"Oslo"}}'],
    ['[{"type":"function","function":{"name":"find","arguments":"{\\"city\\":\\"Oslo\\"}"}}]'],
  ])('%s', (text) => {
    expect(find(text)).toMatchObject({ calls: [{ name: 'find', arguments: { city: 'Oslo' } }], rest: '' });
  });

  it.each([
    'I would call find(city="Oslo") for you.',
    '{"name":"Ana","arguments":{}}',
    'See [1](x)',
    'unknown(a=1)',
    '',
    '[]',
  ])('leaves prose alone: %s', (text) => {
    expect(find(text)).toEqual({ calls: [], rest: text, thoughts: '' });
  });

  it('reads the name of a call that does not parse', () => {
    expect(find('<tool_call>{"name":"find","arguments":{"city":"Os').calls).toMatchObject([
      { name: 'find', problem: expect.any(String) },
    ]);
  });
});

describe('parsePythonCalls', () => {
  it('reads literals of every kind', () => {
    const text = `[ns.f(1, -2.5e3, a=True, b=None, c=[1, 'x', (2, 3),], d={'k': {"n": False}, 4: 5}, e='it\\'s\\n\\u00e9' "!", g=1_000)]`;
    expect(parsePythonCalls(text)).toEqual([
      {
        name: 'ns.f',
        positional: [1, -2500],
        named: { a: true, b: null, c: [1, 'x', [2, 3]], d: { k: { n: false }, 4: 5 }, e: "it's\né!", g: 1000 },
      },
    ]);
  });

  it('reads several, and none', () => {
    expect(parsePythonCalls('[f(), g(x=1)]')?.map(({ name }) => name)).toEqual(['f', 'g']);
    expect(parsePythonCalls('f(x=g(1))')).toBeUndefined();
    expect(parsePythonCalls('__import__("os").system("x")')).toBeUndefined();
    expect(parsePythonCalls('f(x=1')).toBeUndefined();
    expect(parsePythonCalls(`f(${'['.repeat(5000)})`)).toBeUndefined();
  });

  it('keeps a key called __proto__ a key', () => {
    const [parsed] = parsePythonCalls("f(x={'__proto__': 1})") ?? [];
    expect(Object.keys(parsed?.named.x as object)).toEqual(['__proto__']);
  });

  it('reads back any JSON that Python also takes', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
        const text = `f(x=${JSON.stringify(value)})`;
        expect(parsePythonCalls(text)?.[0]?.named.x).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 200 },
    );
  });
});
