import { expect, test } from 'vitest';
import { readLine, Verifier } from '../../../server/src/dataset/index.ts';

const tool = (name: string, ...needed: string[]) => ({
  type: 'function',
  function: {
    name,
    description: `Does ${name}.`,
    parameters: {
      type: 'object',
      properties: Object.fromEntries(needed.map((each) => [each, { type: 'string' }])),
      required: needed,
    },
  },
});
const TOOLS = [tool('find_boat', 'name'), tool('lend_boat', 'boat_id', 'guest')];

/** One turn of two calls; every turn is about another boat and another guest. */
function turn(at: number): object[] {
  const call = (id: string, name: string, given: object) => ({
    role: 'assistant',
    content: '',
    tool_calls: [{ id, type: 'function', function: { name, arguments: JSON.stringify(given) } }],
  });
  const answer = (id: string, output: object) => ({ role: 'tool', tool_call_id: id, content: JSON.stringify(output) });
  return [
    { role: 'user', content: `Lend the boat number ${at} to guest ${at * 7}, please.` },
    call(`a${at}`, 'find_boat', { name: `number ${at}` }),
    answer(`a${at}`, { boat_id: `B-${at}` }),
    call(`b${at}`, 'lend_boat', { boat_id: `B-${at}`, guest: String(at * 7) }),
    answer(`b${at}`, { loan_id: `L-${at}` }),
    { role: 'assistant', content: `Boat B-${at} is lent, loan L-${at}.` },
  ];
}

async function verified(messages: readonly object[]) {
  const row = readLine(JSON.stringify({ messages, tools: TOOLS }), 0);
  if (typeof row === 'string') throw new Error(row);
  const verifier = new Verifier({ why: 'no signature files were given' });
  await verifier.add({ line: 1, index: 0, ...row });
  return verifier.finish();
}

// Both took minutes while each text and each call was held against all before it, one by one.
test('a log of 4,000 turns is proved in time that grows with its length', async () => {
  const report = await verified(Array.from({ length: 4_000 }, (_, at) => turn(at)).flat());
  expect(report.failed).toEqual([]);
}, 60_000);

test('a log of 60,000 messages without a call is proved so too, what is invented in the last one with it', async () => {
  const messages = Array.from({ length: 60_000 }, (_, at) =>
    at % 2 === 0
      ? { role: 'user', content: `How is boat ${at % 1000}?` }
      : { role: 'assistant', content: `Boat ${(at - 1) % 1000} is well.` },
  );
  expect((await verified(messages)).failed).toEqual([]);
  const last = { role: 'assistant', content: 'Boat 77123 is well.' };
  const report = await verified([...messages, { role: 'user', content: 'And the other?' }, last]);
  expect(JSON.stringify(report.failed)).toContain('77123');
}, 60_000);
