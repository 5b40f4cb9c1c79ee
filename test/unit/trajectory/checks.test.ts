import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../server/src/json/index.ts';
import { buildCatalog, parseDocument } from '../../../server/src/signature/index.ts';
import type { PlannedCall, ValueOrigin } from '../../../server/src/teacher/index.ts';
import { describeFunction } from '../../../server/src/teacher/prompts/parts.ts';
import {
  canonicalCall,
  checkQuery,
  namedFunction,
  sameCalls,
  toolDefinition,
  toolNames,
  withoutRefs,
} from '../../../server/src/trajectory/index.ts';

const CATALOG = buildCatalog([
  parseDocument(
    'file:///shop.fsig',
    '/** Finds orders. */ function find_orders(day: string, limit: integer = 10, strict?: boolean): { id: string }[];',
  ),
]);
const signature = CATALOG.entries[0]?.signature;

function planned(
  args: Record<string, [JsonObject[string], ValueOrigin]>,
  role: PlannedCall['role'] = 'asked',
): PlannedCall {
  if (signature === undefined) throw new Error('the fixture does not parse');
  const list = Object.entries(args).map(([parameter, [value, origin]]) => ({ parameter, value, origin }));
  return { tool: { name: 'find_orders', signature }, arguments: list, role };
}
const said: ValueOrigin = { from: 'user' };
const recalled: ValueOrigin = { from: 'output', call: 0, sameTurn: false, field: 'id', distance: 2 };
const check = (query: string, call: PlannedCall, earlier: string[] = []) =>
  checkQuery(query, [call], { kind: 'calls' }, earlier, ['find_orders', 'sort'])?.reason;

describe('checks of a query by code', () => {
  it('want every value of the user, in any way of writing it', () => {
    const call = planned({ day: ['2026-05-14', said], limit: [1500, said] });
    for (const query of [
      'Orders of 14 May 2026, 1,500 at most.',
      'May 14, 2026; 1500 orders.',
      'From 2026-05-14, 1500 please.',
    ])
      expect(check(query, call)).toBeUndefined();
    expect(check('Orders of 15 May 2026, 1500.', call)).toBe('value-missing');
    expect(check('Orders of 14 May 2026, 15000.', call)).toBe('value-missing');
  });

  it('take small numbers in words and labels without their underscores', () => {
    expect(check('Three of them.', planned({ limit: [3, said] }))).toBeUndefined();
    expect(check('Only those on hold.', planned({ day: ['on_hold', said] }))).toBeUndefined();
  });

  it('refuse a recalled value that is repeated, unless the user had said it', () => {
    const call = planned({ day: ['BK-20481', recalled] });
    expect(check('Look for BK-20481 again.', call)).toBe('value-repeated');
    expect(check('Look for BK-20481 again.', call, ['My booking is BK-20481.'])).toBeUndefined();
    expect(check('Look for that booking again.', call)).toBeUndefined();
  });

  it('refuse names of functions, and not the common words that names are', () => {
    expect(check('Call find_orders for me.', planned({}))).toBe('names-function');
    expect(check('Please use the sort tool.', planned({}))).toBe('names-function');
    expect(check('Please sort them and find orders.', planned({}))).toBeUndefined();
    expect(
      namedFunction(
        'convert price it',
        [],
        [{ ...planned({}, 'implied'), tool: { name: 'convert_price', signature: signature as never } }],
      ),
    ).toBe('convert_price');
  });

  it('refuse words of the generator and an empty text', () => {
    expect(check('Do it. [Hint] day', planned({}))).toBe('hint-word');
    expect(check('  ', planned({}))).toBe('empty');
  });

  it('refuse a gap that the query fills', () => {
    const call = planned({ day: ['2026-05-14', said] });
    const gap = { kind: 'miss_params', call: 0, parameter: 'day' } as const;
    expect(checkQuery('Find orders of 14 May 2026.', [call], gap, [], [])?.reason).toBe('gap-filled');
    expect(checkQuery('Find my orders.', [call], gap, [], [])).toBeUndefined();
  });
});

describe('calls that mean the same', () => {
  const signatureOf = () => signature;
  const call = (args: JsonObject) => ({ name: 'find_orders', arguments: args });

  it('are equal with a default left out or made explicit, in any order of keys and calls', () => {
    expect(canonicalCall(call({ day: 'x', limit: 10 }), signatureOf)).toBe(
      canonicalCall(call({ limit: 10.0, day: 'x' }), signatureOf),
    );
    expect(canonicalCall(call({ day: 'x', limit: 10 }), signatureOf)).toBe(
      canonicalCall(call({ day: 'x' }), signatureOf),
    );
    expect(
      sameCalls([call({ day: 'a' }), call({ day: 'b' })], [call({ day: 'b' }), call({ day: 'a' })], signatureOf),
    ).toBe(true);
  });

  it('differ where a value, a key or their number does', () => {
    expect(sameCalls([call({ day: 'a' })], [call({ day: 'b' })], signatureOf)).toBe(false);
    expect(sameCalls([call({ day: 'a' })], [call({ day: 'a', strict: true })], signatureOf)).toBe(false);
    expect(sameCalls([call({ day: 'a' })], [call({ day: 'a' }), call({ day: 'a' })], signatureOf)).toBe(false);
  });

  it('survive keys that objects have by nature', () => {
    const hostile = JSON.parse('{"__proto__": {"x": 1}, "constructor": 2}') as JsonObject;
    expect(canonicalCall(call(hostile), signatureOf)).toContain('__proto__');
    expect(({} as { x?: number }).x).toBeUndefined();
  });
});

describe('what a model is shown', () => {
  it('has names that every provider takes, each once', () => {
    const catalog = buildCatalog([
      parseDocument(
        'file:///n.json',
        JSON.stringify([
          { name: 'a.b', description: 'x', parameters: { type: 'object', properties: {} } },
          { name: 'a_b', description: 'x', parameters: { type: 'object', properties: {} } },
        ]),
      ),
    ]);
    const names = toolNames(catalog.entries);
    const all = catalog.entries.map((entry) => names.nameOf(entry.id));
    expect(new Set(all).size).toBe(all.length);
    for (const [index, name] of all.entries()) {
      expect(name).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
      expect(names.idOf(name)).toBe(catalog.entries[index]?.id);
    }
  });

  it('holds no references, and types that meet themselves are left open', () => {
    const schema = withoutRefs({
      $defs: { Node: { type: 'object', properties: { next: { $ref: '#/$defs/Node' } } }, Id: { type: 'string' } },
      type: 'object',
      properties: { id: { $ref: '#/$defs/Id', description: 'key' }, node: { $ref: '#/$defs/Node' } },
    });
    expect(JSON.stringify(schema)).not.toContain('$ref');
    expect(schema.properties?.id).toEqual({ type: 'string', description: 'key' });
  });

  it('are written out only so far that they stay small, the outer types first', () => {
    const levels = Array.from({ length: 40 }, (_, at) => [
      `L${at}`,
      {
        type: 'object',
        properties: Object.fromEntries([...'abcdefgh'].map((key) => [key, { $ref: `#/$defs/L${at + 1}` }])),
      },
    ]);
    const schema = withoutRefs({
      $defs: { ...Object.fromEntries(levels), L40: { type: 'string' } },
      type: 'object',
      properties: { first: { $ref: '#/$defs/L0' }, last: { $ref: '#/$defs/L40' } },
    });
    expect(JSON.stringify(schema).length).toBeLessThan(200_000);
    expect(schema.properties?.last).toEqual({ type: 'string' });
    expect(schema.properties?.first?.properties?.h?.properties?.h?.properties?.h).toMatchObject({ type: 'object' });
  });

  it('say to a model and a teacher nothing that an author states of the domain', () => {
    const [entry] = buildCatalog([
      parseDocument(
        'file:///a.fsig',
        '/** @updates Booking.status "cancelled"\n * @param ref @key */\nfunction f(ref: string): void;',
      ),
    ]).entries;
    if (entry === undefined) throw new Error('no function was read');
    const tool = { name: 'f', signature: entry.signature };
    expect(JSON.stringify(entry.signature.parameters)).toContain('x-magnet');
    expect(JSON.stringify(toolDefinition(tool))).not.toContain('x-magnet');
    expect(describeFunction(tool)).not.toContain('x-magnet');
  });
});
