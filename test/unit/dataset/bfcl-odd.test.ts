import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { registerExport } from '../../../server/src/cli/commands/export.ts';
import { exportRecord } from '../../../server/src/dataset/index.ts';
import { scoreBfcl } from '../../../server/src/endpoint/index.ts';
import type { JsonObject, JsonSchema } from '../../../server/src/json/index.ts';
import type { Message, ToolDefinition } from '../../../server/src/trajectory/index.ts';
import { runCommand } from '../cli/run.ts';
import { recordOf } from './template/records.ts';

/**
 * Tasks whose functions and values are as odd as those of public sets of tasks: the reference is right by the checker and
 * another answer is wrong, or there is no task and the reason is said.
 */

interface Call {
  readonly name: string;
  readonly arguments: JsonObject;
}
const tool = (
  name: string,
  properties: Record<string, JsonSchema>,
  required: string[] = [],
  more = {},
): ToolDefinition => ({
  type: 'function',
  function: {
    name,
    description: `${name}.`,
    parameters: { type: 'object', properties, required, ...more } as JsonSchema,
  },
});

function recordWith(calls: readonly Call[], tools: readonly ToolDefinition[]) {
  const made = calls.map((call, at) => ({ id: `call0000${at}`, type: 'function' as const, function: call }));
  const outputs = made.map(
    ({ id, function: { name } }): Message => ({ role: 'tool', tool_call_id: id, name, content: '{"ok":true}' }),
  );
  const said: Message[] = calls.length === 0 ? [] : [{ role: 'assistant', content: '', tool_calls: made }, ...outputs];
  const user: Message = { role: 'user', content: `Please: ${JSON.stringify(calls.map((call) => call.arguments))}` };
  return recordOf([user, ...said, { role: 'assistant', content: 'Done.' }], { tools });
}

async function scored(calls: readonly Call[], tools: readonly ToolDefinition[], given: readonly JsonObject[]) {
  const { rows, answers, losses } = exportRecord(recordWith(calls, tools), 'bfcl');
  const [row] = rows as [JsonObject];
  expect(losses).toEqual([]);
  const report = await scoreBfcl({
    results: JSON.stringify({ id: row.id as string, result: given }),
    read: async (file) => JSON.stringify(file.startsWith('possible') ? (answers[0] ?? {}) : row),
  });
  return report.verdicts[0];
}

const result = (calls: readonly Call[]) => calls.map(({ name, arguments: args }) => ({ [name]: JSON.stringify(args) }));

async function isRight(
  calls: readonly Call[],
  tools: readonly ToolDefinition[],
  answer: readonly Call[],
): Promise<boolean> {
  const verdict = await scored(calls, tools, result(answer));
  expect(verdict?.unjudged).toBeUndefined();
  return verdict?.correct === true;
}

function refused(calls: readonly Call[], tools: readonly ToolDefinition[], why: RegExp): void {
  const { rows, losses } = exportRecord(recordWith(calls, tools), 'bfcl');
  expect(rows).toEqual([]);
  expect(losses.map(({ message }) => message).join('\n')).toMatch(why);
}

const one = (value: unknown): Call[] => [{ name: 'moor_boat', arguments: { value } as JsonObject }];

describe('values of one argument: the reference is right, another is wrong', () => {
  const KINDS: readonly (readonly [string, JsonSchema, unknown, unknown])[] = [
    ['a whole number where any number may stand', { type: 'number' }, 5, 5.5],
    ['a list of whole numbers where any may stand', { type: 'array', items: { type: 'number' } }, [1, 2], [1, 2.5]],
    [
      'a list of lists',
      { type: 'array', items: { type: 'array', items: { type: 'integer' } } },
      [[1, 2], [3]],
      [[1, 2], [4]],
    ],
    ['one of numbers', { type: 'integer', enum: [1, 2] }, 2, 1],
    ['one of words, without a type', { enum: ['bow', 'stern'] }, 'bow', 'stern'],
    ['a text or a number, given as text', { type: ['string', 'integer'] }, 'A7', 'B7'],
    ['a text or a number, given as a number', { type: ['string', 'integer'] }, 7, 8],
    ['a word beyond ASCII', { type: 'string' }, 'Tromsø', 'Tromso'],
    [
      'an object in an object',
      { type: 'object', properties: { at: { type: 'object', properties: { x: { type: 'integer' } } } } },
      { at: { x: 1 } },
      { at: { x: 2 } },
    ],
    ['a named type', { $ref: '#/$defs/Berth' }, 'B-14', 'B-15'],
    ['false', { type: 'boolean' }, false, true],
    ['zero', { type: 'integer' }, 0, 1],
    ['an empty text that is required', { type: 'string' }, '', 'x'],
  ];
  it.each(KINDS)('%s', async (_kind, schema, value, other) => {
    const tools = [
      tool('moor_boat', { value: schema }, ['value'], { $defs: { Berth: { type: 'string', description: 'Berth.' } } }),
    ];
    expect(await isRight(one(value), tools, one(value))).toBe(true);
    expect(await isRight(one(value), tools, one(other))).toBe(false);
    expect(await isRight(one(value), tools, [{ name: 'moor_boat', arguments: {} }])).toBe(false);
  });

  it('an empty text that is optional cannot be told from none', () => {
    refused(one(''), [tool('moor_boat', { value: { type: 'string' } })], /value of moor_boat .*empty text/);
  });

  it('named types stand in the function as what they are', () => {
    const tools = [
      tool('moor_boat', { value: { $ref: '#/$defs/Berth' } }, ['value'], {
        $defs: { Berth: { type: 'string', description: 'Berth.' } },
      }),
    ];
    const [row] = exportRecord(recordWith(one('B-14'), tools), 'bfcl').rows as [
      { function: { parameters: { properties: JsonObject } }[] },
    ];
    expect(row.function[0]?.parameters.properties.value).toEqual({ type: 'string', description: 'Berth.' });
  });
});

describe('an optional argument that the reference leaves out', () => {
  it.each<[string, JsonSchema, unknown, unknown]>([
    ['its default is right, another value is not', { type: 'boolean', default: false }, false, true],
    ['a default that is a list', { type: 'array', items: { type: 'string' }, default: [] }, [], ['x']],
    ['a default of null has no type: only leaving it out is right', { type: 'string', default: null }, undefined, 'x'],
  ])('%s', async (_how, schema, byDefault, other) => {
    const tools = [tool('moor_boat', { value: schema })];
    const none: Call[] = [{ name: 'moor_boat', arguments: {} }];
    expect(await isRight(none, tools, none)).toBe(true);
    if (byDefault !== undefined) expect(await isRight(none, tools, one(byDefault))).toBe(true);
    expect(await isRight(none, tools, one(other))).toBe(false);
  });
});

describe('functions and calls', () => {
  it('a name with a dot is written with one, and read with an underscore', async () => {
    const tools = [tool('harbour.moor', { berth: { type: 'string' } }, ['berth'])];
    const calls = [{ name: 'harbour.moor', arguments: { berth: 'B-14' } }];
    expect((await scored(calls, tools, [{ harbour_moor: '{"berth": "B-14"}' }]))?.correct).toBe(true);
    expect((await scored(calls, tools, [{ harbour_moor: '{"berth": "B-15"}' }]))?.correct).toBe(false);
  });

  it('names that Python cannot have are said: models that call by JSON are scored all the same', async () => {
    const odd: readonly Call[] = [
      { name: 'Moor Boat', arguments: {} },
      { name: 'moor-boat', arguments: {} },
      ...['from', 'max-width', 'filter[port]'].map((name) => ({ name: 'moor_boat', arguments: { [name]: 'x' } })),
    ];
    for (const call of odd) {
      const [argument] = Object.keys(call.arguments);
      const tools = [tool(call.name, argument === undefined ? {} : { [argument]: { type: 'string' } })];
      const { rows, losses } = exportRecord(recordWith([call], tools), 'bfcl');
      expect(rows).toHaveLength(1);
      expect(losses.map(({ level, message }) => `${level} ${message}`)).toEqual([
        expect.stringMatching(/^changed .* is no name in Python/),
      ]);
    }
  });

  it('two equal calls are two', async () => {
    const tools = [tool('ring_bell', { times: { type: 'integer' } }, ['times'])];
    const call = { name: 'ring_bell', arguments: { times: 2 } };
    expect(await isRight([call, call], tools, [call, call])).toBe(true);
    expect(await isRight([call, call], tools, [call])).toBe(false);
    expect(await isRight([call, call], tools, [call, { name: 'ring_bell', arguments: { times: 3 } }])).toBe(false);
  });

  it('a call without arguments', async () => {
    const tools = [tool('ring_bell', {})];
    const call = { name: 'ring_bell', arguments: {} };
    expect(await isRight([call], tools, [call])).toBe(true);
    expect(await isRight([call], tools, [{ name: 'ring_bell', arguments: { times: 1 } }])).toBe(false);
  });

  it('without functions there is nothing that does not fit', () => {
    refused([], [], /no function/);
  });

  it('a record that ends with its calls is a task like any other', () => {
    const whole = recordWith([{ name: 'ring_bell', arguments: {} }], [tool('ring_bell', {})]);
    const { rows, losses } = exportRecord({ ...whole, messages: whole.messages.slice(0, 2) }, 'bfcl');
    expect([rows.length, losses]).toEqual([1, []]);
  });

  it('records of two runs in one file get ids of their own', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'bfcl-ids-'));
    const record = recordWith([{ name: 'ring_bell', arguments: {} }], [tool('ring_bell', {})]);
    const [source, out] = [path.join(folder, 'both.jsonl'), path.join(folder, 'out.jsonl')];
    writeFileSync(source, [record, { ...record, id: 'other' }].map((each) => `${JSON.stringify(each)}\n`).join(''));
    await runCommand(registerExport, 'export', source, '--as', 'bfcl', '--out', out);
    const ids = (file: string) =>
      readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).id);
    expect(new Set(ids(out)).size).toBe(2);
    expect(ids(path.join(folder, 'out.answers.jsonl'))).toEqual(ids(out));
    rmSync(folder, { recursive: true });
  });
});
