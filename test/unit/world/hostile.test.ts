import { describe, expect, it } from 'vitest';
import { createBaselinePolicy, type PolicyMove } from '../../../server/src/endpoint/index.ts';
import type { JsonSchema } from '../../../server/src/json/index.ts';
import { createRandom } from '../../../server/src/random/index.ts';
import { createSimulatedWorld } from '../../../server/src/world/index.ts';
import { functionsOf } from './catalogs.ts';

/** Schemas as a hostile or careless file may hold them. */
const SCHEMAS: Record<string, JsonSchema> = {
  ['__proto__']: { type: 'string', format: 'constructor' },
  constructor: { type: 'object', properties: { ['__proto__']: { type: 'integer' }, toString: { type: 'string' } } },
  hasOwnProperty: { type: 'array', items: { type: 'string', pattern: '^(a+)+$' }, maxItems: 1e9 },
  valueOf: { type: 'string', pattern: '(' },
  to_id: { type: ['string', 'null'], description: 'x'.repeat(100_000) },
  loop: { $ref: '#/$defs/Loop' },
  nothing: { $ref: '#/nowhere' },
  odd: { type: 'nonsense' as never, enum: [] },
  never: { type: 'integer', minimum: 5, maximum: 1 },
};
const PARAMETERS: JsonSchema = {
  type: 'object',
  properties: SCHEMAS,
  required: Object.keys(SCHEMAS),
  $defs: {
    Loop: { anyOf: [{ $ref: '#/$defs/Loop' }, { type: 'object', properties: { loop: { $ref: '#/$defs/Loop' } } }] },
  },
};
const FUNCTIONS = ['__proto__', 'constructor', 'get_constructor', 'create___proto__', 'delete_toString', '', '💥'].map(
  (name) => ({
    name,
    description: '(e.g., '.repeat(500),
    inputSchema: PARAMETERS,
    outputSchema: PARAMETERS,
  }),
);

describe('hostile signatures', () => {
  const functions = functionsOf(JSON.stringify({ tools: FUNCTIONS }), 'file:///hostile.tools.json');

  it('make a world that answers, and leaves prototypes alone', () => {
    const world = createSimulatedWorld(functions);
    let state = world.startNow('__proto__');
    for (const { id } of functions) {
      const given = world.proposeArguments(id, state, createRandom(id));
      const execution = world.executeNow({ function: id, arguments: given }, state);
      state = execution.state;
      world.issuers(id, '__proto__');
    }
    expect(functions.length).toBeGreaterThan(3);
    expect(({} as Record<string, unknown>).toString).toBe(Object.prototype.toString);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it('and hostile questions are answered by the baseline', () => {
    const tools = FUNCTIONS.map((tool) => ({
      type: 'function' as const,
      function: { name: tool.name, description: tool.description, parameters: PARAMETERS },
    }));
    const policy = createBaselinePolicy();
    for (const content of ['constructor __proto__ toString', `get constructor ${'"('.repeat(5000)}`, '\u0000']) {
      const move = policy.move(
        { messages: [{ role: 'user', content }], tools },
        AbortSignal.timeout(1000),
      ) as PolicyMove;
      expect(typeof move.text).toBe('string');
    }
  });
});
