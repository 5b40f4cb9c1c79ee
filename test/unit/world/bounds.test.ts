import { describe, expect, it } from 'vitest';
import { readDomain } from '../../../server/src/domain/index.ts';
import { createRandom } from '../../../server/src/random/index.ts';
import { createSimulatedWorld } from '../../../server/src/world/index.ts';
import { describePlans } from '../../../server/src/world/simulated/describe.ts';
import { functionsOf } from './catalogs.ts';

/** Forty types, each twice in the one before: two to the forty values if all were made. */
function tree(): object {
  const types = Array.from({ length: 40 }, (_, at) => {
    const next = { $ref: `#/$defs/d${at + 1}` };
    return [`d${at}`, { type: 'object', properties: { a: next, b: next }, required: ['a', 'b'] }] as const;
  });
  const $defs = { ...Object.fromEntries(types), d40: { type: 'string' } };
  return { type: 'object', properties: { t: { $ref: '#/$defs/d0' } }, required: ['t'], $defs };
}

const plansOf = (outputSchema: object) => {
  const functions = functionsOf(
    JSON.stringify({
      tools: [{ name: 'get_thing', description: 'Gets it.', inputSchema: { type: 'object' }, outputSchema }],
    }),
    'file:///tools.json',
  );
  return describePlans(readDomain(functions), functions);
};

describe('values for hostile schemas', () => {
  it('are bounded in number for one call', () => {
    const functions = functionsOf(
      JSON.stringify({ tools: [{ name: 'get_thing', description: 'Gets it.', inputSchema: tree() }] }),
      'file:///tools.json',
    );
    const world = createSimulatedWorld(functions);
    const given = world.proposeArguments('get_thing', world.startNow('x'), createRandom(1));
    expect(JSON.stringify(given).length).toBeLessThan(200_000);
  });
});

describe('a plan', () => {
  it('says that no answer fits a response schema that contradicts itself', () => {
    const never = {
      type: 'object',
      properties: { size: { type: 'integer', minimum: 5, maximum: 1 } },
      required: ['size'],
    };
    const [described] = plansOf(never);
    expect(described?.plan.unfilled).toMatch(/no answer was found/);
    expect(described?.steps.at(-1)).toMatch(/^! no answer was found/);
  });

  it('says nothing where one does', () => {
    const [described] = plansOf({ type: 'object', properties: { size: { type: 'integer' } }, required: ['size'] });
    expect(described?.plan.unfilled).toBeUndefined();
  });
});
