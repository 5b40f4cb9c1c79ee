import { createServer, type IncomingMessage, request as requestHttp, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import OpenAI from 'openai';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type CheckedExchange,
  type PassedExchange,
  type Placed,
  type RunningProxy,
  startProxy,
} from '../../../server/src/endpoint/index.ts';

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly rawHeaders: readonly string[];
  readonly body: string;
}
type Answer = (response: ServerResponse, seen: Seen) => void;

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A server that answers as a test says, the proxy before it, and what both saw. */
async function between(answer: Answer) {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    const body = await textOf(request);
    const { method = '', url = '', rawHeaders } = request;
    seen.push({ method, url, rawHeaders, body });
    answer(response, seen.at(-1) as Seen);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { seen, origin, ...(await proxyTo(`${origin}/api/v1`)) };
}

async function proxyTo(upstream: string) {
  const exchanges: { passed: PassedExchange; checked: CheckedExchange; placed: Placed | undefined }[] = [];
  const proxy = await startProxy({
    upstream,
    onExchange: (passed, checked, placed) => exchanges.push({ passed, checked, placed }),
  });
  closing.push(() => proxy.close());
  const exchange = async (number = 1) => {
    while (exchanges.length < number) await new Promise((resolve) => setTimeout(resolve, 5));
    return exchanges[number - 1] as (typeof exchanges)[number];
  };
  return { proxy, exchanges, exchange };
}

async function textOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('latin1');
}

const tool = (name: string, properties: object, required: string[] = []): OpenAI.ChatCompletionTool => ({
  type: 'function',
  function: { name, description: '', parameters: { type: 'object', properties, required } },
});
const tools = [tool('find_ferry', { from: { type: 'string' }, cars: { type: 'integer' } }, ['from'])];
const call = (name: string, args: unknown, id = 'c1') => ({
  id,
  type: 'function',
  function: { name, arguments: args },
});
const completion = (message: object, finish = 'stop') =>
  JSON.stringify({
    model: 'm',
    choices: [{ message, finish_reason: finish }],
    usage: { prompt_tokens: 7, completion_tokens: 3 },
  });
const say =
  (text: string): Answer =>
  (response) => {
    response.setHeader('content-type', 'application/json');
    response.end(completion({ role: 'assistant', content: text }));
  };
const ask = (proxy: RunningProxy, body: object, headers: Record<string, string> = {}) =>
  fetch(`${proxy.url}/chat/completions`, { method: 'POST', body: JSON.stringify(body), headers });
const question = [{ role: 'user' as const, content: 'A ferry from Bodø' }];

describe('what passes the proxy', () => {
  it('is the same bytes and headers both ways', async () => {
    const { proxy, seen, origin } = await between((response) => {
      response.sendDate = false;
      response.writeHead(201, 'Quite So', [
        'X-Odd',
        'one',
        'x-odd',
        'two',
        'Set-Cookie',
        'a=1',
        'Set-Cookie',
        'b=2',
        'Connection',
        'X-Hop',
        'X-Hop',
        'gone',
      ]);
      response.end(Buffer.from([0xff, 0x00, 0xc3, 0x28]));
    });
    const { port } = new URL(proxy.url);
    const answer = await new Promise<IncomingMessage>((resolve) => {
      const sent = requestHttp(
        {
          port,
          method: 'PUT',
          path: '/anything?q=%20a',
          headers: [
            'Host',
            `127.0.0.1:${port}`,
            'Authorization',
            'Bearer one',
            'X-CaSe',
            'k',
            'Connection',
            'close',
            'Content-Length',
            '3',
          ],
        },
        resolve,
      );
      sent.end(Buffer.from([0xfe, 0x01, 0x02]));
    });
    expect(await textOf(answer)).toBe('\xff\x00\xc3\x28');
    expect([answer.statusCode, answer.statusMessage]).toEqual([201, 'Quite So']);
    const back = answer.rawHeaders.join('|');
    expect(back).toContain('X-Odd|one|x-odd|two|Set-Cookie|a=1|Set-Cookie|b=2');
    expect(back).not.toContain('X-Hop');
    expect(seen).toMatchObject([{ method: 'PUT', url: '/anything?q=%20a', body: '\xfe\x01\x02' }]);
    expect(seen[0]?.rawHeaders.join('|')).toContain(`host|${new URL(origin).host}|Authorization|Bearer one|X-CaSe|k`);
  });

  it('comes in the pieces in which the server sends it', async () => {
    let go = () => {};
    const { proxy, exchange } = await between((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(`data: ${JSON.stringify({ choices: [{ delta: { content: 'Hel' } }] })}\n\n: keep\n\n`);
      go = () => response.end(`data: ${JSON.stringify({ choices: [{ delta: { content: 'lo' } }] })}\r\n\r\n`);
    });
    const answer = await ask(proxy, { messages: question, stream: true });
    const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
    expect(Buffer.from((await reader.read()).value ?? []).toString()).toContain('Hel');
    go();
    expect(Buffer.from((await reader.read()).value ?? []).toString()).toContain('lo');
    expect((await exchange()).checked).toMatchObject({ text: 'Hello', streamed: true });
  });

  it('is a fault as it is, a redirect too', async () => {
    const { proxy, exchange } = await between((response, { url }) => {
      if (url.endsWith('/old')) response.writeHead(307, { location: 'http://127.0.0.1:1/v1' }).end();
      else response.writeHead(429, { 'retry-after': '7' }).end('{"detail":"slow down, Bearer secret-one"}');
    });
    const refused = await ask(proxy, { messages: question }, { authorization: 'Bearer secret-one' });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '7']);
    expect(await refused.text()).toBe('{"detail":"slow down, Bearer secret-one"}');
    expect((await exchange()).checked).toMatchObject({
      unchecked: 'the server refused it',
      error: 'slow down, Bearer …',
    });
    const moved = await fetch(`${proxy.url}/old`, { redirect: 'manual' });
    expect([moved.status, moved.headers.get('location')]).toEqual([307, 'http://127.0.0.1:1/v1']);
  });

  it('is half an answer where the server breaks off', async () => {
    const { proxy, exchange } = await between((response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
      response.write('{"choices":');
      setTimeout(() => response.destroy(), 20);
    });
    await expect(ask(proxy, { messages: question }).then((answer) => answer.text())).rejects.toThrow();
    expect(await exchange()).toMatchObject({ passed: { end: 'broken-off' }, placed: undefined });
  });

  it('says in its own words only that nobody is there', async () => {
    const { proxy, exchange } = await proxyTo('127.0.0.1:9');
    const answer = await ask(proxy, { messages: question });
    expect(answer.status).toBe(502);
    expect(await answer.json()).toMatchObject({ error: { message: expect.stringContaining('nothing listens there') } });
    expect((await exchange()).passed).toMatchObject({ end: 'unreachable', status: 0 });
  });

  it('ends at the server when the client goes away', async () => {
    let gone = false;
    const { proxy, exchange } = await between((response) => {
      response.on('close', () => {
        gone = true;
      });
      response.writeHead(200);
      response.write('data: ');
    });
    const leave = new AbortController();
    const answer = await fetch(`${proxy.url}/chat/completions`, { method: 'POST', body: '{}', signal: leave.signal });
    leave.abort();
    expect((await exchange()).passed.end).toBe('client-gone');
    expect(answer.status).toBe(200);
    while (!gone) await new Promise((resolve) => setTimeout(resolve, 5));
  });

  it('is not for web pages, nor for other names of this machine', async () => {
    const { proxy, seen } = await between(say('x'));
    expect((await ask(proxy, {}, { origin: 'https://example.org' })).status).toBe(403);
    const { port } = new URL(proxy.url);
    const reply = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () =>
        socket.write('GET /v1/models HTTP/1.1\r\nHost: rebound.example.org\r\n\r\n'),
      );
      socket.once('data', (data) => {
        socket.destroy();
        resolve(data.toString());
      });
    });
    expect(reply).toContain('403');
    expect(seen).toEqual([]);
  });
});

describe("OpenAI's client through the proxy", () => {
  const client = (proxy: RunningProxy) => new OpenAI({ baseURL: proxy.url, apiKey: 'key-of-mine', maxRetries: 0 });

  it('gets a call, packed on the way, which is checked', async () => {
    const { proxy, exchange, seen } = await between((response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      const message = { role: 'assistant', content: null, tool_calls: [call('find_ferry', '{"from":"Bodø"}')] };
      response.end(gzipSync(completion(message, 'tool_calls')));
    });
    const { choices } = await client(proxy).chat.completions.create({ model: 'm', messages: question, tools });
    expect(choices[0]?.message.tool_calls).toMatchObject([{ function: { arguments: '{"from":"Bodø"}' } }]);
    expect(seen[0]).toMatchObject({ url: '/api/v1/chat/completions' });
    expect(seen[0]?.rawHeaders).toContain('Bearer key-of-mine');
    const { checked } = await exchange();
    expect(checked).toMatchObject({ calls: [{ name: 'find_ferry', faults: [] }], usage: { input: 7, output: 3 } });
    expect(checked.unchecked).toBeUndefined();
  });

  it('gets a call streamed', async () => {
    const pieces = [
      { role: 'assistant', tool_calls: [{ index: 0, ...call('find_ferry', '') }] },
      { tool_calls: [{ index: 0, function: { arguments: '{"from":"Bo' } }] },
      { tool_calls: [{ index: 0, function: { arguments: 'dø","cars":"two"}' } }] },
    ];
    const { proxy, exchange } = await between((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (const delta of pieces)
        response.write(
          `data: ${JSON.stringify({ id: '1', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta, finish_reason: null }] })}\n\n`,
        );
      response.end(
        `data: ${JSON.stringify({ id: '1', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta: {}, finish_reason: 'tool_calls' }] })}\n\ndata: [DONE]\n\n`,
      );
    });
    const final = await client(proxy)
      .chat.completions.stream({ model: 'm', messages: question, tools })
      .finalChatCompletion();
    expect(final.choices[0]?.message.tool_calls).toMatchObject([
      { function: { arguments: '{"from":"Bodø","cars":"two"}' } },
    ]);
    expect((await exchange()).checked.calls).toMatchObject([{ faults: [{ label: 'wrong-value' }] }]);
  });
});

describe('what the proxy finds', () => {
  it.each<[string, object, string[]]>([
    ['a call of nothing offered', { tool_calls: [call('find_fery', '{}')] }, ['not-offered']],
    ['a required argument left out', { tool_calls: [call('find_ferry', '{"cars":1}')] }, ['missing-argument']],
    [
      'an argument that nobody declared',
      { tool_calls: [call('find_ferry', '{"from":"a","to":"b"}')] },
      ['undeclared-argument'],
    ],
    ['arguments that are no JSON', { tool_calls: [call('find_ferry', '{"from":')] }, ['malformed']],
  ])('%s', async (_what, message, labels) => {
    const { proxy, exchange } = await between((response) =>
      response.end(completion({ role: 'assistant', content: null, ...message })),
    );
    await (await ask(proxy, { messages: question, tools })).text();
    const { calls } = (await exchange()).checked;
    expect(calls.flatMap((one) => one.faults.map((fault) => fault.label))).toEqual(labels);
  });

  it('the model that was asked for, where the server does not name its own', async () => {
    const { proxy, exchange } = await between((response) =>
      response.end(JSON.stringify({ choices: [{ message: { role: 'assistant', content: 'Yes.' } }] })),
    );
    await (await ask(proxy, { model: 'harbour-7b', messages: question, tools })).text();
    expect((await exchange()).checked).toMatchObject({ model: 'harbour-7b', text: 'Yes.' });
  });

  it('a call left in the text, with the switch that would read it; a thought is none', async () => {
    const said =
      '<think>{"name":"find_ferry"}</think><tool_call>\n{"name":"find_ferry","arguments":{"from":"Bodø"}}\n</tool_call>';
    const { proxy, exchange } = await between(say(said));
    await (await ask(proxy, { messages: question, tools })).text();
    const { calls, notes } = (await exchange()).checked;
    expect(calls).toMatchObject([{ name: 'find_ferry', parser: 'hermes', faults: [] }]);
    expect(notes.join()).toContain('--tool-call-parser hermes');
  });

  it('a choice that was not obeyed, arguments that are an object, several answers', async () => {
    const { proxy, exchange } = await between((response) =>
      response.end(
        completion({
          role: 'assistant',
          content: '',
          tool_calls: [call('find_ferry', { from: 'Bodø' }, ''), call('find_ferry', { from: 'Moss' }, '')],
        }),
      ),
    );
    await (await ask(proxy, { messages: question, tools, tool_choice: 'none', parallel_tool_calls: false })).text();
    const { calls, notes } = (await exchange()).checked;
    expect(calls).toMatchObject([
      { repair: 'object', faults: [] },
      { repair: 'object', faults: [] },
    ]);
    expect(notes.join()).toMatch(/'none', and the reply calls.*false, and the reply has 2 calls/);
    await (await ask(proxy, { messages: question, tools, n: 2 })).text();
    expect((await exchange(2)).checked.unchecked).toContain('several answers');
  });

  it.each([
    ['several calls, which may be', 2, true],
    ['one call, where there may be no more', 1, false],
  ])('nothing of %s', async (_what, count, parallel) => {
    const all = ['Bodø', 'Moss'].map((from) => call('find_ferry', JSON.stringify({ from }), `c-${from}`));
    const { proxy, exchange } = await between((response) =>
      response.end(completion({ role: 'assistant', content: '', tool_calls: all.slice(0, count) })),
    );
    await (await ask(proxy, { messages: question, tools, parallel_tool_calls: parallel })).text();
    const { calls, notes } = (await exchange()).checked;
    expect(calls).toHaveLength(count);
    expect(notes).toEqual([]);
  });

  it.each<[string, string]>([
    ['a web page', '<html><title>Hello</title></html>'],
    ['nothing', ''],
    ['a list', '[]'],
    ['no choices', '{"choices":[]}'],
  ])('no reply in %s, which passes all the same', async (_what, body) => {
    const { proxy, exchange } = await between((response) => response.end(body));
    expect(await (await ask(proxy, { messages: question })).text()).toBe(body);
    expect((await exchange()).checked.unchecked).toContain('no chat completion');
  });

  it('a tool whose schema is none, without falling over it', async () => {
    const broken = {
      type: 'function',
      function: { name: 'find_ferry', parameters: { type: 'object', properties: { from: 3 } } },
    };
    const { proxy, exchange } = await between((response) =>
      response.end(completion({ role: 'assistant', content: null, tool_calls: [call('find_ferry', '{"from":"a"}')] })),
    );
    expect((await ask(proxy, { messages: question, tools: [broken] })).status).toBe(200);
    expect((await exchange()).checked.unchecked).toContain('Invalid schema');
  });
});

describe('conversations', () => {
  it('grow over requests, and part where a question is asked again', async () => {
    const replies = [
      { role: 'assistant', content: null, tool_calls: [call('find_ferry', '{"from": "Bodø"}', '')] },
      { role: 'assistant', content: 'At nine. ' },
      { role: 'assistant', content: 'At ten.' },
    ];
    const { proxy, exchange } = await between((response) => response.end(completion(replies.shift() ?? {})));
    const send = async (messages: object[]) => (await ask(proxy, { messages, tools })).text();
    const first = { role: 'system', content: 'Be brief' };
    const asked = [first, ...question];
    await send(asked);
    // As clients send it back: another text of the arguments, an id of their own.
    const called = { role: 'assistant', content: '', tool_calls: [call('find_ferry', '{"from":"Bodø"}', 'mine')] };
    const told = [...asked, called, { role: 'tool', tool_call_id: 'mine', content: '{"at":9}' }];
    await send(told);
    await send(told);
    await exchange(3);
    const records = proxy.conversations.open();
    expect(records.map((record) => record.messages.map((message) => message.content))).toEqual([
      ['Be brief', 'A ferry from Bodø', '', '{"at":9}', 'At nine. '],
      ['Be brief', 'A ferry from Bodø', '', '{"at":9}', 'At ten.'],
    ]);
    expect(records[0]).toMatchObject({
      id: 'proxy-0',
      tools: [{ function: { name: 'find_ferry' } }],
      provenance: { model: 'm', tokens: { input: 14, output: 6 } },
    });
    expect((await exchange(2)).placed).toEqual({ id: 'proxy-0', continued: true });
    expect((await exchange(3)).placed).toEqual({ id: 'proxy-1', continued: false });
  });

  it('go on where the client read the calls from the text itself', async () => {
    const replies = ['<tool_call>{"name":"find_ferry","arguments":{"from":"Bodø"}}</tool_call>', 'At nine.'];
    const { proxy, exchange } = await between((response, seen) => say(replies.shift() ?? '')(response, seen));
    const send = async (messages: object[]) => (await ask(proxy, { messages, tools })).text();
    await send(question);
    await send([
      ...question,
      { role: 'assistant', content: null, tool_calls: [call('find_ferry', '{"from":"Bodø"}')] },
      { role: 'tool', tool_call_id: 'c1', content: '{}' },
    ]);
    expect((await exchange(2)).placed).toEqual({ id: 'proxy-0', continued: true });
  });
});
