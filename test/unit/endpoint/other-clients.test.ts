import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { HumanMessage, ToolMessage } from '@langchain/core/messages';
import { tool as chainTool, type StructuredTool } from '@langchain/core/tools';
import { ChatOpenAI } from '@langchain/openai';
import { generateText, jsonSchema, stepCountIs, streamText, tool } from 'ai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CheckedExchange,
  type Endpoint,
  type RunningProxy,
  startEndpoint,
  startProxy,
} from '../../../server/src/endpoint/index.ts';

const KEY = 'one of ours';
const WISH = 'Find the city with the name "Oslo".';
const SCHEMA = {
  type: 'object' as const,
  properties: { name: { type: 'string' as const } },
  required: ['name'],
};
const DESCRIPTION = 'Finds a city by its name.';

/** The endpoint by itself and behind the proxy, as agents built on other libraries see them. */
describe.each(['endpoint', 'proxy'])('clients of others at the %s', (place) => {
  let endpoint: Endpoint;
  let proxy: RunningProxy;
  const exchanges: CheckedExchange[] = [];
  let baseURL = '';
  beforeAll(async () => {
    endpoint = await startEndpoint({ token: KEY });
    proxy = await startProxy({ upstream: endpoint.url, onExchange: (_, checked) => exchanges.push(checked) });
    baseURL = place === 'proxy' ? proxy.url : endpoint.url;
  });
  afterAll(async () => {
    await proxy.close();
    await endpoint.close();
  });

  /** What the proxy saw of one agent's run: its exchanges, each without a fault. */
  const expectSeen = async (count: number) => {
    const wanted = place === 'proxy' ? count : 0;
    await expect.poll(() => exchanges.length).toBe(wanted);
    const found = exchanges.splice(0).flatMap(({ calls }) => calls);
    if (place === 'proxy') expect(found).toMatchObject([{ name: 'find_city', faults: [] }]);
  };

  describe('the AI SDK', () => {
    const model = () =>
      createOpenAICompatible({ name: 'magnet', baseURL, apiKey: KEY, includeUsage: true })(endpoint.model);
    const findCity = (asked: string[]) =>
      tool({
        description: DESCRIPTION,
        inputSchema: jsonSchema<{ name: string }>(SCHEMA),
        execute: ({ name }) => {
          asked.push(name);
          return { id: 'CT-7', name, country: 'Norway' };
        },
      });

    it('runs its tool with what the model passes, and ends with words', async () => {
      const asked: string[] = [];
      const { steps, text, finishReason } = await generateText({
        model: model(),
        tools: { find_city: findCity(asked) },
        prompt: WISH,
        stopWhen: stepCountIs(4),
        maxRetries: 0,
      });
      expect(asked).toEqual(['Oslo']);
      expect(steps.map(({ finishReason: reason }) => reason)).toEqual(['tool-calls', 'stop']);
      expect([finishReason, text.length > 0]).toEqual(['stop', true]);
      await expectSeen(2);
    });

    it('gets the same streamed', async () => {
      const asked: string[] = [];
      const errors: unknown[] = [];
      const stream = streamText({
        model: model(),
        tools: { find_city: findCity(asked) },
        prompt: WISH,
        stopWhen: stepCountIs(4),
        maxRetries: 0,
        onError: ({ error }) => {
          errors.push(error);
        },
      });
      const kinds: string[] = [];
      for await (const { type } of stream.fullStream) kinds.push(type);
      expect(errors).toEqual([]);
      expect(asked).toEqual(['Oslo']);
      expect(kinds).toContain('tool-result');
      expect(await stream.finishReason).toBe('stop');
      expect((await stream.totalUsage).totalTokens).toBeGreaterThan(0);
      await expectSeen(2);
    });
  });

  describe('LangChain', () => {
    const findCity = chainTool(({ name }: { name: string }) => JSON.stringify({ id: 'CT-7', name }), {
      name: 'find_city',
      description: DESCRIPTION,
      schema: SCHEMA,
    });
    const model = () =>
      new ChatOpenAI({
        model: endpoint.model,
        apiKey: KEY,
        maxRetries: 0,
        useResponsesApi: false,
        configuration: { baseURL },
      }).bindTools([findCity]);

    it('gets a call, runs its tool and hears the answer', async () => {
      const asking = new HumanMessage(WISH);
      const first = await model().invoke([asking]);
      expect(first.tool_calls).toMatchObject([{ name: 'find_city', args: { name: 'Oslo' }, type: 'tool_call' }]);
      expect(first.invalid_tool_calls).toEqual([]);
      const output = await (findCity as StructuredTool).invoke(first.tool_calls?.[0] as never);
      expect(output).toBeInstanceOf(ToolMessage);
      const last = await model().invoke([asking, first, output]);
      expect(last.tool_calls).toEqual([]);
      expect(last.text.length).toBeGreaterThan(0);
      await expectSeen(2);
    });

    it('gets the same streamed', async () => {
      let whole: Awaited<ReturnType<ReturnType<typeof model>['invoke']>> | undefined;
      for await (const chunk of await model().stream([new HumanMessage(WISH)]))
        whole = whole === undefined ? chunk : whole.concat(chunk);
      expect(whole?.tool_calls).toMatchObject([{ name: 'find_city', args: { name: 'Oslo' } }]);
      await expectSeen(1);
    });
  });
});
