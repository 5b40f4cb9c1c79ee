import { afterEach, describe, expect, it } from 'vitest';
import type { Message } from '../../../server/src/chat/index.ts';
import {
  type CallReport,
  createEndpointClient,
  type Endpoint,
  exampleArguments,
  type PlayEvent,
  type Policy,
  type PolicyMove,
  playTrajectory,
  startEndpoint,
  type TestCallOptions,
  testCall,
} from '../../../server/src/endpoint/index.ts';
import type { JsonObject } from '../../../server/src/json/index.ts';
import { type TrajectoryRecord, toolDefinition } from '../../../server/src/trajectory/index.ts';
import { createSimulatedWorld } from '../../../server/src/world/index.ts';
import { AIRLINE, SHOP } from '../world/catalogs.ts';

const running: Endpoint[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((endpoint) => endpoint.close()));
});

/** An endpoint that makes these moves one after another. */
async function scripted(...moves: PolicyMove[]): Promise<string> {
  let next = 0;
  const policy: Policy = { model: 'scripted', move: () => moves[next++] ?? { text: 'Done.', calls: [] } };
  const endpoint = await startEndpoint({ policy });
  running.push(endpoint);
  return endpoint.url;
}
const says = (text: string): PolicyMove => ({ text, calls: [] });
const calls = (name: string, given: JsonObject): PolicyMove => ({ text: '', calls: [{ name, arguments: given }] });

async function ask(move: PolicyMove, options: Partial<TestCallOptions> = {}): Promise<CallReport> {
  return testCall({
    functions: AIRLINE,
    function: 'airline.find_flights',
    ask: 'Flights, please',
    url: await scripted(move),
    ...options,
  });
}

describe('testCall', () => {
  it('checks the call and runs it', async () => {
    const report = await ask(calls('find_flights', { from: 'LIS', to: 'OSL', date: '2026-03-04' }));
    expect(report).toMatchObject({
      model: 'scripted',
      calls: [{ name: 'find_flights', valid: true, problems: [], outcome: { ok: true } }],
      advice: [],
    });
    expect(JSON.parse(report.request)).toMatchObject({ tools: [{ function: { name: 'find_flights' } }] });
    expect(JSON.parse(report.response)).toMatchObject({ object: 'chat.completion' });
  });

  it('names each field that is wrong', async () => {
    const report = await ask(calls('find_flights', { from: 'Lisbon', to: 'OSL', dat: 'x' }));
    const [call] = report.calls;
    expect(call?.valid).toBe(false);
    expect(call?.problems.join('\n')).toMatch(/'dat'[\s\S]*'date'[\s\S]*'from'/);
    expect(call?.outcome?.ok).toBe(false);
  });

  it('says which name was meant', async () => {
    const report = await ask(calls('findFlights', {}));
    expect(report.calls[0]?.problems).toEqual(["no function called 'findFlights' was offered; 'find_flights' was"]);
  });

  it('offers one function, some or all, in the order of the catalog', async () => {
    const offered = async (offer: TestCallOptions['offer']) => {
      const { request } = await ask(says('No.'), offer === undefined ? {} : { offer });
      const { tools } = JSON.parse(request) as { tools: { function: { name: string } }[] };
      return tools.map((tool) => tool.function.name);
    };
    expect(await offered(undefined)).toEqual(['find_flights']);
    expect(await offered('all')).toHaveLength(AIRLINE.length);
    const other = AIRLINE.find(({ id }) => id !== 'airline.find_flights')?.id ?? '';
    const both = AIRLINE.filter(({ id }) => id === other || id === 'airline.find_flights');
    expect(await offered([other])).toEqual(both.map(({ signature }) => signature.name));
  });

  it('says of what the schema refuses where it stands', async () => {
    const report = await ask(calls('find_flights', { from: 7 }));
    expect(report.calls[0]?.errors).toContainEqual({ path: ['from'], message: expect.stringContaining('string') });
    expect(report.calls[0]?.function).toBe('airline.find_flights');
  });

  it('advises on plain text, and on calls left in it', async () => {
    expect((await ask(says('I cannot do that.'))).advice.join()).toContain('--jinja');
    const inText = await ask(
      says('<tool_call>{"name":"find_flights","arguments":{"from":"LIS","to":"OSL","date":"2026-03-04"}}</tool_call>'),
    );
    expect(inText.calls[0]).toMatchObject({ valid: true });
    expect(inText.advice.join()).toContain('came as text');
  });

  it('runs given arguments without sending anything', async () => {
    const given = exampleArguments(AIRLINE, 'airline.book_flight');
    const report = await testCall({
      functions: AIRLINE,
      function: 'airline.book_flight',
      arguments: given,
      url: 'http://127.0.0.1:9/v1',
    });
    expect(report).toMatchObject({ request: '', calls: [{ valid: true, outcome: { ok: true } }] });
  });

  it('keeps the key out of the report', async () => {
    const report = await ask(says('no'), { endpoint: { apiKey: 'sk-secret' } });
    expect(JSON.stringify(report)).not.toContain('sk-secret');
  });

  it('refuses what cannot be tried', async () => {
    await expect(ask(says('x'), { function: 'nobody' })).rejects.toThrow(RangeError);
    await expect(ask(says('x'), { ask: ' ' })).rejects.toThrow(RangeError);
    await expect(ask(says('x'), { url: 'http://127.0.0.1:9/v1' })).rejects.toMatchObject({ failure: 'connect' });
  });
});

/** Two turns over the shop: set a currency; then, the function withheld at first, add two numbers. */
const MESSAGES: Message[] = [
  { role: 'system', content: 'You help.' },
  { role: 'user', content: 'Show prices in NOK.' },
  {
    role: 'assistant',
    content: '',
    tool_calls: [{ id: 'a', type: 'function', function: { name: 'set_currency', arguments: { currency: 'NOK' } } }],
  },
  { role: 'tool', tool_call_id: 'a', name: 'set_currency', content: '{}' },
  { role: 'assistant', content: 'Prices are in NOK.' },
  { role: 'user', content: 'What is 1 plus 2?' },
  { role: 'assistant', content: 'I have no function for that.' },
  { role: 'user', content: 'You have one now.' },
  {
    role: 'assistant',
    content: '',
    tool_calls: [{ id: 'b', type: 'function', function: { name: 'add', arguments: { a: 1, b: 2 } } }],
  },
  { role: 'tool', tool_call_id: 'b', name: 'add', content: '{"result":3}' },
  { role: 'assistant', content: 'It is 3.' },
];
const RECORD = {
  tools: ['set_currency', 'get_currency', 'add'].map((id) => {
    const found = SHOP.find((item) => item.id === id);
    return toolDefinition({ name: id, signature: found?.signature as never });
  }),
  withheld: [{ name: 'add', until: 7 }],
  messages: MESSAGES,
  turns: [
    { index: 0, kind: 'call', messages: [1, 5], calls: [], notes: [] },
    { index: 1, kind: 'miss_func', messages: [5, 7], calls: [], notes: [] },
    { index: 2, kind: 'call', messages: [7, 11], calls: [], notes: [] },
  ],
  provenance: { seed: '1' },
} as unknown as TrajectoryRecord;

async function play(history: 'own' | 'reference', ...moves: PolicyMove[]) {
  const client = createEndpointClient(await scripted(...moves));
  const events: PlayEvent[] = [];
  for await (const event of playTrajectory(RECORD, client, createSimulatedWorld(SHOP), { functions: SHOP, history }))
    events.push(event);
  const end = events.at(-1);
  if (end?.type !== 'end') throw new Error('the play did not end');
  return { events, end, results: end.results };
}
const NOK = calls('set_currency', { currency: 'NOK' });
const SUM = calls('add', { a: 1, b: 2 });

describe('playTrajectory', () => {
  it('is right when the model does as the reference', async () => {
    const { events, end } = await play('own', NOK, says('Done.'), says('I cannot.'), SUM, says('3'));
    expect(end.right).toBe(true);
    expect(events.map(({ type }) => type)).toEqual([
      'turn',
      'reply',
      'call',
      'reply',
      'result',
      'turn',
      'reply',
      'result',
      'turn',
      'reply',
      'call',
      'reply',
      'result',
      'end',
    ]);
    expect(end.messages.filter(({ role }) => role === 'tool')).toHaveLength(2);
  });

  it('takes another way to the same outcome', async () => {
    const { results } = await play(
      'own',
      calls('get_currency', {}),
      calls('set_currency', { currency: 'EUR' }),
      NOK,
      says('Done.'),
      says('No.'),
      SUM,
      says('3'),
    );
    expect(results[0]?.calls.right).toBe(false);
    expect(results[0]).toMatchObject({ right: true, sameOutcome: true });
  });

  it('finds a wrong value, a call where there should be none, and a function not yet there', async () => {
    const { results } = await play(
      'own',
      calls('set_currency', { currency: 'EUR' }),
      says('Done.'),
      SUM,
      says('3'),
      SUM,
      says('3'),
    );
    expect(results.map(({ right }) => right)).toEqual([false, false, true]);
    expect(results[0]?.problems.join()).toContain('EUR');
    expect(results[1]?.problems).toEqual(['add was called and should not have been']);
  });

  it('can start each turn from the reference, so that one mistake does not spoil the next', async () => {
    const { end } = await play('reference', says('No.'), says('No.'), SUM, says('3'));
    expect(end.results.map(({ right }) => right)).toEqual([false, true, true]);
    expect(end.messages).toEqual(MESSAGES);
  });

  it('ends a turn that never ends', async () => {
    const endless = Array.from({ length: 100 }, () => calls('get_currency', {}));
    const { results } = await play('own', ...endless);
    expect(results[0]?.actual).toHaveLength(20);
  });
});
