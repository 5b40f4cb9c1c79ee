import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Endpoint, startEndpoint } from '../../../server/src/endpoint/index.ts';

/** The endpoint as OpenAI's own client sees it. */
describe("OpenAI's client", () => {
  let endpoint: Endpoint;
  let client: OpenAI;
  beforeAll(async () => {
    endpoint = await startEndpoint({ token: 'one of ours' });
    client = new OpenAI({ baseURL: endpoint.url, apiKey: 'one of ours', maxRetries: 0 });
  });
  afterAll(() => endpoint.close());

  const NAMED = { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] };
  const tools: OpenAI.ChatCompletionTool[] = [
    {
      type: 'function',
      function: {
        name: 'find_city',
        description: 'Finds a city by its name.',
        parameters: NAMED,
      },
    },
  ];
  const messages: OpenAI.ChatCompletionMessageParam[] = [
    { role: 'user', content: 'Find the city with the name "Oslo".' },
  ];

  it('gets a call', async () => {
    const { choices } = await client.chat.completions.create({ model: endpoint.model, messages, tools });
    expect(choices[0]).toMatchObject({
      finish_reason: 'tool_calls',
      message: { tool_calls: [{ type: 'function', function: { name: 'find_city', arguments: '{"name":"Oslo"}' } }] },
    });
  });

  it('gets the same streamed', async () => {
    const stream = client.chat.completions.stream({ model: endpoint.model, messages, tools });
    const final = await stream.finalChatCompletion();
    expect(final.choices[0]?.message.tool_calls?.[0]).toMatchObject({
      function: { name: 'find_city', arguments: '{"name":"Oslo"}' },
    });
  });

  it('lists the model', async () => {
    expect((await client.models.list()).data.map((model) => model.id)).toEqual([endpoint.model]);
  });

  type Demand = Partial<OpenAI.ChatCompletionCreateParamsNonStreaming>;
  const ask = async (demand: Demand, content: string, offered = tools) => {
    const body = { model: endpoint.model, messages: [{ role: 'user' as const, content }], tools: offered, ...demand };
    return (await client.chat.completions.create(body)).choices[0];
  };
  const CALLING = 'Find the city with the name "Oslo".';
  const PLAIN = 'zzz';

  it('is refused with another key', async () => {
    const other = new OpenAI({ baseURL: endpoint.url, apiKey: 'another', maxRetries: 0 });
    await expect(other.chat.completions.create({ model: endpoint.model, messages })).rejects.toMatchObject({
      status: 401,
    });
  });

  it('gets no call where it wants none', async () => {
    expect((await ask({ tool_choice: 'none' }, CALLING))?.message.tool_calls).toBeUndefined();
  });

  it('gets the call that it names, or a refusal that says why', async () => {
    const second = {
      type: 'function' as const,
      function: { name: 'find_town', description: 'Finds a town by its name.', parameters: NAMED },
    } as OpenAI.ChatCompletionTool;
    const named = { type: 'function' as const, function: { name: 'find_town' } };
    const choice = await ask({ tool_choice: named }, CALLING, [...tools, second]);
    expect(choice?.message.tool_calls).toMatchObject([{ function: { name: 'find_town' } }]);
    await expect(ask({ tool_choice: 'required' }, PLAIN)).rejects.toMatchObject({
      status: 400,
      message: /requires a call/,
    });
    await expect(ask({ tool_choice: named }, CALLING)).rejects.toMatchObject({
      status: 400,
      message: /not among the tools/,
    });
  });

  it('gets one call at a time where it wants that', async () => {
    const calls = ['Oslo', 'Bergen'].map((name) => ({ name: 'find_city', arguments: { name } }));
    const two = await startEndpoint({ policy: { model: endpoint.model, move: () => ({ text: '', calls }) } });
    const other = new OpenAI({ baseURL: two.url, apiKey: 'none', maxRetries: 0 });
    const count = async (demand: Demand) => {
      const { choices } = await other.chat.completions.create({
        model: two.model,
        messages,
        tools,
        ...demand,
        stream: false,
      });
      return choices[0]?.message.tool_calls?.length;
    };
    expect(await count({})).toBe(2);
    expect(await count({ parallel_tool_calls: false })).toBe(1);
    await two.close();
  });

  it('gets a text up to its stop and its length', async () => {
    const whole = (await ask({}, PLAIN))?.message.content ?? '';
    const stop = whole.slice(5, 8);
    expect((await ask({ stop }, PLAIN))?.message.content).toBe(whole.slice(0, whole.indexOf(stop)));
    const cut = await ask({ max_tokens: 2 }, PLAIN);
    expect(cut).toMatchObject({ finish_reason: 'length', message: { content: whole.slice(0, 8) } });
  });

  it.each<[string, Demand]>([
    ['two answers', { n: 2 }],
    ['no tokens', { max_tokens: 0 }],
    ['too many stops', { stop: ['a', 'b', 'c', 'd', 'e'] }],
  ])('is refused %s', async (_what, demand) => {
    await expect(ask(demand, PLAIN)).rejects.toMatchObject({ status: 400 });
  });
});
