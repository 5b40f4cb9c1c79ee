import { describe, expect, it } from 'vitest';
import type { Message, ToolDefinition } from '../../../../server/src/chat/index.ts';
import type { ActualCall } from '../../../../server/src/endpoint/score/calls.ts';
import { judgeTurn, type PlayedTurn } from '../../../../server/src/endpoint/verdict/turn.ts';
import type { JsonObject, JsonSchema } from '../../../../server/src/json/index.ts';
import type { FunctionSignature } from '../../../../server/src/signature/index.ts';

const PARAMETERS: Readonly<Record<string, Record<string, JsonSchema>>> = {
  open_gate: { gate: { type: 'string' }, side: { type: 'string', default: 'left' } },
  close_gate: { gate: { type: 'string' } },
};
const tools = Object.entries(PARAMETERS).map(
  ([name, properties]): ToolDefinition => ({
    type: 'function',
    function: { name, description: name, parameters: { type: 'object', properties, required: ['gate'] } },
  }),
);
const signatureOf = (name: string) => {
  const tool = tools.find((item) => item.function.name === name);
  return tool === undefined
    ? undefined
    : ({ name, description: name, parameters: tool.function.parameters } as unknown as FunctionSignature);
};

const call = (name: string, given: JsonObject, more: Partial<ActualCall> = {}): ActualCall => ({
  name,
  arguments: given,
  ...more,
});
const user = (content: string): Message => ({ role: 'user', content });
const calling = (calls: readonly ActualCall[]): Message[] =>
  calls.length === 0
    ? []
    : [
        {
          role: 'assistant',
          content: '',
          tool_calls: calls.map((item, index) => ({
            id: `call_${index}`,
            type: 'function' as const,
            function: { name: item.name, arguments: item.arguments },
          })),
        } as Message,
        ...calls.map(
          (item, index) =>
            ({ role: 'tool', tool_call_id: `call_${index}`, name: item.name, content: '{"ok":true}' }) as Message,
        ),
      ];
const saying = (content: string): Message[] => [{ role: 'assistant', content } as Message];

/** A turn in which the gate A is to be opened, with what the model did instead. */
function turn({
  calls = [],
  text = 'The gate is open.',
  wanted = [call('open_gate', { gate: 'A' })],
  ...more
}: Partial<PlayedTurn> & {
  readonly text?: string;
  readonly wanted?: readonly ActualCall[];
} = {}): PlayedTurn {
  const same = JSON.stringify(calls) === JSON.stringify(wanted);
  return {
    kind: 'call',
    tools,
    history: [user('Open gate A.')],
    actual: [...calling(calls), ...saying(text)],
    reference: [...calling(wanted), ...saying('The gate is open.')],
    calls,
    outcomes: calls.map(() => ({ ok: true as const, output: { ok: true } })),
    referenceCalls: wanted,
    sameState: same,
    obtainedNow: same,
    obtained: same,
    ended: true,
    signatureOf,
    ...more,
  };
}
const right = call('open_gate', { gate: 'A' });

describe('a turn that wants a call', () => {
  it('is right with the same call, and has no type of error', () => {
    const { verdict, faults, labels, errorType, sameOutcome } = judgeTurn(turn({ calls: [right] }));
    expect([verdict, faults, labels, errorType, sameOutcome]).toEqual(['right', [], [], undefined, true]);
  });

  it('is wrong with a wrong value, and says that the world ended otherwise', () => {
    const { verdict, labels, sameOutcome, errorType } = judgeTurn(turn({ calls: [call('open_gate', { gate: 'B' })] }));
    expect(verdict).toBe('wrong');
    expect(labels).toEqual(['wrong-value', 'outcome-wrong']);
    expect(sameOutcome).toBe(false);
    expect(errorType).toBe(5);
  });

  it('says nothing of the world where that cannot tell', () => {
    const { sameState: _told, ...untold } = turn({ calls: [call('open_gate', { gate: 'B' })] });
    expect(judgeTurn(untold).labels).toEqual(['wrong-value']);
  });

  it.each<[string, ActualCall[]]>([
    ['another value', [call('open_gate', { gate: 'B' })]],
    ['an argument left out', [call('open_gate', {})]],
    ['a call beyond', [right, call('close_gate', { gate: 'B' })]],
    ['another function', [call('close_gate', { gate: 'A' })]],
  ])('is right with %s where that came to the same', (_how, calls) => {
    const same = { sameState: true, obtainedNow: true, obtained: true };
    expect(judgeTurn(turn({ calls, ...same })).verdict).toBe('right');
    expect(judgeTurn(turn({ calls, ...same, obtainedNow: false, obtained: false })).verdict).toBe('wrong');
  });

  it.each<[string, string, ActualCall]>([
    ['malformed', 'open_gate: the arguments are no JSON object', call('open_gate', { gate: 'A' }, { malformed: true })],
    [
      'malformed',
      'open_gate: a brace is missing',
      call('open_gate', { gate: 'A' }, { malformed: true, problem: 'a brace is missing' }),
    ],
    ['not-offered', 'raise_gate is not offered', call('raise_gate', { gate: 'A' })],
    ['undeclared-argument', "open_gate: 'speed' is no parameter of it", call('open_gate', { gate: 'A', speed: 3 })],
  ])('is wrong with a call that is %s, whatever it came to', (label, text, given) => {
    const { verdict, faults } = judgeTurn(turn({ calls: [given], sameState: true, obtainedNow: true, obtained: true }));
    expect(verdict).toBe('wrong');
    expect(faults).toContainEqual({ label, text });
  });

  it('names one fault once, however often it was made', () => {
    const twice = [call('raise_gate', { gate: 'A' }), call('raise_gate', { gate: 'A' })];
    const { faults } = judgeTurn(turn({ calls: twice, sameState: true, obtainedNow: true, obtained: true }));
    expect(faults).toEqual([{ label: 'not-offered', text: 'raise_gate is not offered' }]);
  });

  it('is wrong where the model never ended it, also with all calls right', () => {
    const { verdict, labels, faults } = judgeTurn(turn({ calls: [right], ended: false }));
    expect([verdict, labels]).toEqual(['wrong', ['no-end']]);
    expect(faults[0]?.text).toBe('the model went on calling until the limit of steps');
  });

  it('is not judged by the last words of a turn that has none', () => {
    expect(judgeTurn(turn({ calls: [right], text: 'It costs 40 dollars.', ended: false })).labels).toEqual(['no-end']);
    expect(judgeTurn(turn({ calls: [right], text: 'It costs 40 dollars.' })).labels).toEqual(['wrong-text']);
  });

  it('does not mind calls that are not asked for again, where all went through and nothing else was asked', () => {
    const wanted = [right, call('close_gate', { gate: 'B' })];
    const less = { calls: [right], wanted, sameState: true, obtainedNow: false, obtained: true };
    expect(judgeTurn(turn(less)).verdict).toBe('right');
    expect(judgeTurn(turn({ ...less, obtained: false })).labels).toEqual(['should-have-called']);
    expect(judgeTurn(turn({ ...less, sameState: false })).labels).toEqual(['should-have-called', 'outcome-wrong']);
    expect(judgeTurn(turn({ ...less, text: 'Shall I close gate B?' })).labels).toContain('should-have-called');
    const failed = { ok: false as const, error: { code: 'stuck', message: 'stuck' } };
    const passed = { ok: true as const, output: {} };
    expect(judgeTurn(turn({ ...less, outcomes: [passed, failed] })).labels).toContain('should-have-called');
    const wrong = [call('open_gate', { gate: 'C' })];
    expect(judgeTurn(turn({ ...less, calls: wrong })).labels).toContain('wrong-value');
  });

  it('has no same outcome where no call went through', () => {
    const failed = { ok: false as const, error: { code: 'stuck', message: 'stuck' } };
    const { sameOutcome } = judgeTurn(turn({ calls: [right], outcomes: [failed] }));
    expect(sameOutcome).toBe(false);
  });
});

describe('the same calls in another order', () => {
  const wanted = [right, call('close_gate', { gate: 'A' })];
  const calls = [...wanted].reverse();

  it('are wrong where they came to something else', () => {
    const { labels, faults } = judgeTurn(turn({ calls, wanted, sameState: false, obtainedNow: true, obtained: true }));
    expect(labels).toEqual(['wrong-order', 'outcome-wrong']);
    expect(faults[0]?.text).toBe('the calls came in another order (close_gate, open_gate) and came to something else');
  });

  it('are wrong where an output was not obtained', () => {
    const other = { sameState: true, obtainedNow: false, obtained: false };
    expect(judgeTurn(turn({ calls, wanted, ...other })).labels).toEqual(['wrong-order']);
  });

  it('are right where they came to the same', () => {
    expect(judgeTurn(turn({ calls, wanted, sameState: true, obtainedNow: true, obtained: true })).verdict).toBe(
      'right',
    );
  });

  it('are no matter of order when they stand as they should', () => {
    const other = { sameState: true, obtainedNow: false, obtained: false };
    expect(judgeTurn(turn({ calls: wanted, wanted, ...other })).labels).not.toContain('wrong-order');
  });
});

describe('a turn that wants no call', () => {
  const asking = (more: Parameters<typeof turn>[0] = {}) =>
    turn({ kind: 'miss_params', wanted: [], reference: saying('Which gate?'), ...more });
  const refusing = (more: Parameters<typeof turn>[0] = {}) =>
    turn({ kind: 'miss_func', wanted: [], reference: saying('No function can do that.'), ...more });

  it('has no outcome to compare', () => {
    expect(judgeTurn(asking({ text: 'Which gate?' })).sameOutcome).toBeUndefined();
  });

  it.each([
    ['the same words', ' Which gate? '],
    ['another question', 'Could you tell me the gate'],
    ['an excuse', 'I am sorry, I have no gate to open.'],
  ])('is right with %s', (_how, text) => {
    expect(judgeTurn(asking({ text })).verdict).toBe('right');
  });

  it('is right with words of the record that neither ask nor refuse', () => {
    expect(judgeTurn(asking({ reference: saying('Gates: A, B.'), text: 'Gates: A, B.' })).verdict).toBe('right');
  });

  it('names what should have been done instead of a call', () => {
    const called = judgeTurn(asking({ calls: [right] }));
    expect(called.faults).toEqual([
      { label: 'should-have-asked', text: 'open_gate was called; the model should ask for what is missing' },
    ]);
    expect(judgeTurn(refusing({ calls: [right] })).faults).toEqual([
      { label: 'should-have-refused', text: 'open_gate was called; the model should say that no function can do it' },
    ]);
  });

  it('names what should have been said', () => {
    expect(judgeTurn(asking({ text: 'Done.' })).faults).toEqual([
      { label: 'should-have-asked', text: 'the model should ask for what is missing' },
    ]);
    expect(judgeTurn(refusing({ text: 'Done.' })).faults).toEqual([
      { label: 'should-have-refused', text: 'the model should say that no function can do it' },
    ]);
  });

  it('tells a call that is not offered too', () => {
    expect(judgeTurn(asking({ calls: [call('raise_gate', {})] })).labels).toEqual(['not-offered', 'should-have-asked']);
  });
});

it('is not judged where the reference itself cannot be right', () => {
  const { verdict, faults, labels } = judgeTurn(turn({ calls: [], referenceProblem: 'its call is invalid' }));
  expect([verdict, faults, labels]).toEqual(['unjudged', [], []]);
});

it('has the type of error that the messages show from where they part', () => {
  const wanted = [right, call('close_gate', { gate: 'A' })];
  expect(judgeTurn(turn({ calls: [right], wanted, text: 'Done.' })).errorType).toBe(1);
  expect(judgeTurn(turn({ calls: [right], text: 'It costs 40 dollars.' })).errorType).toBe(4);
  expect(judgeTurn(turn({ calls: [right], ended: false })).errorType).toBeUndefined();
});
