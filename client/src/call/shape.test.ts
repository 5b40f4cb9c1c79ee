import { describe, expect, test } from 'vitest';
import type { Json, JsonSchema } from '../../../server/src/lsp/protocol.ts';
import { argumentsOf, draftOf, emptyDraft, fieldsOf, problemsAt, readDraft, shapeOf } from './shape.ts';

const ORDER: JsonSchema = {
  type: 'object',
  properties: {
    lines: { type: 'array', items: { $ref: '#/$defs/Line' } },
    due: { type: 'string', format: 'date' },
    at: { anyOf: [{ type: 'string', format: 'date-time' }, { type: 'null' }] },
    pay: { oneOf: [{ $ref: '#/$defs/Card' }, { $ref: '#/$defs/Cash' }] },
    note: { type: ['string', 'null'] },
    tags: { type: 'object', additionalProperties: { type: 'string' } },
  },
  required: ['lines'],
  $defs: {
    Line: {
      type: 'object',
      properties: {
        sku: { type: 'string' },
        count: { type: 'integer' },
        parts: { type: 'array', items: { $ref: '#/$defs/Line' } },
      },
      required: ['sku'],
    },
    Card: { type: 'object', properties: { number: { type: 'string' } }, required: ['number'] },
    Cash: { type: 'object', properties: { change: { type: 'boolean' } }, required: ['change'] },
  },
};
const fields = fieldsOf(ORDER, ORDER);
const field = (name: string) => {
  const found = fields.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no field ${name}`);
  return found.shape();
};

describe('the form of a schema', () => {
  test('each kind of value has its control', () => {
    expect(Object.fromEntries(fields.map(({ name, shape }) => [name, shape().kind]))).toEqual({
      lines: 'list',
      due: 'date',
      at: 'union',
      pay: 'union',
      note: 'union',
      tags: 'json',
    });
    const pay = field('pay');
    expect(pay.kind === 'union' ? pay.branches.map(({ label }) => label) : []).toEqual(['Card', 'Cash']);
  });

  test.each<[string, Json]>([
    ['lines', [{ sku: 'a', count: 2, parts: [{ sku: 'b', parts: [] }] }, { sku: 'c' }]],
    ['due', '2026-03-04'],
    ['at', null],
    ['pay', { change: true }],
    ['pay', { number: '4111' }],
    ['note', ''],
    ['tags', { colour: 'red' }],
  ])('%s: a value stands in the form and comes back as it was', (name, value) => {
    const shape = field(name);
    expect(readDraft(shape, draftOf(shape, value))).toEqual({ value, problems: [] });
  });

  test('what is required is asked for, within what is given too', () => {
    expect(argumentsOf(fields, {}).problems).toEqual([{ path: ['lines'], message: 'required' }]);
    expect(argumentsOf(fields, { lines: { items: [{ fields: {} }] } }).problems).toEqual([
      { path: ['lines', 0, 'sku'], message: 'required' },
    ]);
  });

  test('what is not given is left out, and an empty text is a value', () => {
    expect(argumentsOf(fields, { due: undefined, note: { branch: 0, draft: '' } }).arguments).toEqual({ note: '' });
  });

  test('what is no value is named where it stands', () => {
    const lines = { items: [{ fields: { sku: 'a', count: 'two' } }, undefined] };
    const { problems } = argumentsOf(fields, { lines, tags: '{' });
    expect(problems).toEqual([
      { path: ['lines', 0, 'count'], message: 'not a number' },
      { path: ['lines', 1], message: 'not given' },
      { path: ['tags'], message: 'not JSON' },
    ]);
    expect(problemsAt(problems, ['lines', 0, 'count'])).toEqual(['not a number']);
    expect(problemsAt(problems, ['lines', 0])).toEqual([]);
  });

  test('what is given first is empty, and a choice of one is made', () => {
    expect(emptyDraft(field('lines'))).toEqual({ items: [] });
    expect(emptyDraft(shapeOf({ const: 'only' }, {}))).toBe('"only"');
  });

  test('a schema that refers to itself without end has an end', () => {
    const loop: JsonSchema = { properties: { a: { $ref: '#/$defs/A' } }, $defs: { A: { $ref: '#/$defs/A' } } };
    expect(fieldsOf(loop, loop).map(({ shape }) => shape().kind)).toEqual(['json']);
    const tree: JsonSchema = { $defs: { T: { type: 'object', properties: { t: { $ref: '#/$defs/T' } } } } };
    let shape = shapeOf({ $ref: '#/$defs/T' }, tree);
    for (let depth = 0; depth < 20 && shape.kind === 'object'; depth += 1) shape = shape.fields[0]?.shape() ?? shape;
    expect(shape.kind).toBe('json');
  });
});
