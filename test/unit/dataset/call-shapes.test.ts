import { describe, expect, it } from 'vitest';
import { readRow } from '../../../server/src/dataset/index.ts';
import type { Json } from '../../../server/src/json/index.ts';

const ARGUMENTS = { size: 'big' };
const TEXT = JSON.stringify(ARGUMENTS);
const CALL = { id: 'c1', function: { name: 'find_boat', arguments: TEXT } };

function conversation(said: Json, output: Json = { role: 'tool', tool_call_id: 'c1', content: '{"boat":9}' }): Json {
  return {
    messages: [{ role: 'user', content: 'A boat.' }, said, output, { role: 'assistant', content: 'Boat 9.' }],
  };
}

const said = (calls: Json) => ({ role: 'assistant', content: null, ...(calls as object) });

function read(value: Json) {
  const found = readRow(value, 0);
  if (typeof found === 'string') throw new Error(found);
  return found.record.messages;
}

describe('calls as messages keep them', () => {
  it.each<[string, Json]>([
    ['a list', said({ tool_calls: [CALL] })],
    ['one that is no list', said({ tool_calls: CALL })],
    ['JSON text', said({ tool_calls: JSON.stringify([CALL]) })],
    ['a function that is a name', said({ tool_calls: [{ id: 'c1', function: 'find_boat', arguments: ARGUMENTS }] })],
    ['name and args alone', said({ tool_calls: [{ id: 'c1', name: 'find_boat', args: ARGUMENTS }] })],
    ['tool_name and input', said({ tool_calls: [{ call_id: 'c1', tool_name: 'find_boat', input: TEXT }] })],
    ['the function_call of old', said({ function_call: { name: 'find_boat', arguments: TEXT } })],
    ['a function_call in JSON text', said({ function_call: JSON.stringify({ name: 'find_boat', arguments: TEXT }) })],
    ['a role in capitals', { ...said({ tool_calls: [CALL] }), role: 'ASSISTANT' }],
  ])('%s: the call is read, and its output is its own', (_shape, message) => {
    const [, assistant, output] = read(conversation(message));
    expect(assistant).toMatchObject({ tool_calls: [{ function: { name: 'find_boat', arguments: ARGUMENTS } }] });
    expect(output).toMatchObject({ role: 'tool', name: 'find_boat', content: '{"boat":9}' });
  });

  it('a call without a name is seen, not left out', () => {
    const [, assistant] = read(conversation(said({ tool_calls: [{ id: 'c1', function: { arguments: TEXT } }] })));
    expect(assistant).toMatchObject({ tool_calls: [{ id: 'c1', function: { name: '', arguments: ARGUMENTS } }] });
  });

  it.each(['tool_result', 'function_response', 'Observation', 'environment'])(
    'an output of the role %s is one',
    (role) => {
      const messages = read(conversation(said({ tool_calls: [CALL] }), { role, content: 'nine' }));
      expect(messages[2]).toMatchObject({ role: 'tool', tool_call_id: 'c1', content: 'nine' });
    },
  );

  it('a sample of Inspect without a target is one', () => {
    const sample = conversation(said({ tool_calls: [{ id: 'c1', function: 'find_boat', arguments: ARGUMENTS }] }));
    const found = readRow({ ...(sample as object), id: 7, epoch: 1, input: 'A boat.' } as Json, 0);
    expect(found).toMatchObject({ format: 'inspect', record: { id: '7' } });
  });
});
