import { describe, expect, it } from 'vitest';
import { stateFunctions } from '../../../server/src/graph/index.ts';
import type { Json } from '../../../server/src/json/index.ts';
import { checkReading, parseAnswer } from '../../../server/src/teacher/index.ts';
import { domainOf, functionsOf } from '../domain/support.ts';

const TEXT =
  '/** Handles the thing. */\nfunction zap(slip_id: string);\n/** Reads it. */\nfunction read_slip(slip_id: string): { slip_id: string };';

function check(at: number, written: Record<string, Json>) {
  const one = functionsOf(TEXT)[at];
  const reading = domainOf(TEXT).functions[at];
  if (one === undefined || reading === undefined) throw new Error('no such function');
  return checkReading({ id: one.id, signature: one.signature, reading }, written);
}
const object = (properties: Json): Json => ({ type: 'object', properties });
const text = { type: 'string' };

describe('what a teacher says of a function', () => {
  it.each<[string, Record<string, Json>, RegExp]>([
    ['an operation that is none', { operation: 'destroy' }, /"destroy" is no operation/],
    ['an entity that is a sentence', { entity: 'the thing, of course' }, /no name of an entity/],
    ['a read that writes', { operation: 'list', writes: true }, /does not go with list/],
    ['a state that a read moves to', { operation: 'get', movesTo: 'open' }, /get moves nothing/],
    ['a response without fields', { response: object({}) }, /says no fields/],
    ['a response that is a text', { response: text }, /an object or a list/],
    ['a response that refers', { response: { $ref: '#/a' } }, /uses \$ref/],
    [
      'a response that requires what it has not',
      { response: { ...(object({ a: text }) as object), required: ['b'] } },
      /requires a field/,
    ],
    ['a response without types', { response: object({ a: {} }) }, /a: a part has no plain type/],
    [
      'a response that never ends',
      { response: object({ a: object({ b: object({ c: object({ d: object({ e: text }) }) }) }) }) },
      /nested deeper/,
    ],
  ])('is refused where it is %s', (_, written, reason) => {
    const { refused, proposed } = check(0, written);
    expect(refused.map((item) => item.reason).join()).toMatch(reason);
    expect(proposed).not.toHaveProperty('response');
  });

  it('is no proposal where the catalog says the same, or where a response is documented', () => {
    const { operation, entity = null, writes } = domainOf(TEXT).functions[1] as never as Record<string, Json>;
    const said = { operation, entity, writes, response: object({ a: text }) } as Record<string, Json>;
    expect(check(1, said)).toEqual({ proposed: {}, refused: [] });
  });

  it('is read from an answer with words around it, wrapped or not', () => {
    const said = { zap: { operation: 'act' } };
    for (const answer of [JSON.stringify(said), `Here:\n\`\`\`json\n${JSON.stringify({ functions: said })}\n\`\`\``])
      expect(parseAnswer('read_functions', answer)).toEqual(new Map(Object.entries(said)));
    expect(() => parseAnswer('read_functions', 'I cannot.')).toThrow('no JSON');
  });
});

describe('statements laid over a curation file', () => {
  const add = new Map([['zap', { operation: 'act', entity: 'slip' }]]);

  it('make the file where there is none', () => {
    expect(JSON.parse((stateFunctions('', add) as { text: string }).text)).toEqual({
      version: 1,
      edges: [],
      functions: { zap: { operation: 'act', entity: 'slip' } },
    });
  });

  it('leave what its author wrote, comments too', () => {
    const own = '{\n  // mine\n  "functions": { "zap": { "entity": "Voucher" } }\n}\n';
    const edit = stateFunctions(own, add) as { text: string };
    expect(edit.text).toContain('// mine');
    expect(JSON.parse(edit.text.replace('// mine', '')).functions.zap).toEqual({ entity: 'Voucher', operation: 'act' });
    expect(stateFunctions(edit.text, add)).toMatchObject({ ok: true, changed: false });
  });

  it('never touch a broken file', () => {
    expect(stateFunctions('{ "functions": {', add)).toMatchObject({ ok: false });
  });
});
