import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createEndpointClient,
  type Endpoint,
  type EndpointClient,
  startEndpoint,
} from '../../../server/src/endpoint/index.ts';
import { loadNano, NANO_NOTICE } from '../../../server/src/nano/index.ts';
import { validateValue } from '../../../server/src/signature/index.ts';

const TINY = fileURLToPath(new URL('fixtures/tiny', import.meta.url));
const TOOLS = [
  {
    type: 'function' as const,
    function: {
      name: 'find_ferries',
      description: 'Finds ferries.',
      parameters: {
        type: 'object',
        properties: { from: { type: 'string' }, cars: { type: 'integer', maximum: 3 } },
        required: ['from'],
      },
    },
  },
];

describe('the local endpoint, answered by a model of a folder', () => {
  let endpoint: Endpoint;
  let client: EndpointClient;
  beforeAll(async () => {
    const { policy } = await loadNano(TINY, 'tiny');
    endpoint = await startEndpoint({ policy });
    client = createEndpointClient(endpoint.url);
  });
  afterAll(async () => endpoint.close());

  it('offers it by its name', async () => {
    expect(await client.models()).toEqual(['tiny']);
  });

  it('answers with valid calls or with words that say who speaks, however little it was taught', async () => {
    for (const query of ['Ferries from Bergen', 'Ferries from Oslo with 2 cars', 'Good morning', 'from 日本']) {
      const { calls, text } = await client.chat({ messages: [{ role: 'user', content: query }], tools: TOOLS });
      for (const call of calls) expect(validateValue(TOOLS[0]!.function.parameters, call.arguments)).toEqual([]);
      if (calls.length === 0) expect(text).toContain(NANO_NOTICE);
    }
  });

  it('answers in words where nothing is offered', async () => {
    const { calls, text } = await client.chat({ messages: [{ role: 'user', content: 'Ferries from Bergen' }] });
    expect([calls, text.endsWith(NANO_NOTICE)]).toEqual([[], true]);
  });

  it('reports outputs as they are, and ends a turn that goes on and on', async () => {
    const call = {
      id: 'c',
      type: 'function' as const,
      function: { name: 'find_ferries', arguments: { from: 'Bergen' } },
    };
    const round = [
      { role: 'assistant' as const, content: '', tool_calls: [call] },
      { role: 'tool' as const, tool_call_id: 'c', name: 'find_ferries', content: '[{"ferry":"F-7"}]' },
    ];
    const messages = [
      { role: 'user' as const, content: 'Ferries from Bergen' },
      ...Array.from({ length: 8 }, () => round).flat(),
    ];
    const { calls, text } = await client.chat({ messages, tools: TOOLS });
    expect(calls).toEqual([]);
    expect(text).toContain('F-7');
  });
});
