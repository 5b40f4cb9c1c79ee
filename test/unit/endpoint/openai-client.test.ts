import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Endpoint, startEndpoint } from '../../../server/src/endpoint/index.ts';

/** The endpoint as OpenAI's own client sees it. */
describe("OpenAI's client", () => {
  let endpoint: Endpoint;
  let client: OpenAI;
  beforeAll(async () => {
    endpoint = await startEndpoint();
    client = new OpenAI({ baseURL: endpoint.url, apiKey: 'none', maxRetries: 0 });
  });
  afterAll(() => endpoint.close());

  const tools: OpenAI.ChatCompletionTool[] = [
    {
      type: 'function',
      function: {
        name: 'find_city',
        description: 'Finds a city by its name.',
        parameters: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] },
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
});
