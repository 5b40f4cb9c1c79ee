import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import '../../support/property-seed.ts';
import type { Json, JsonSchema } from '../../../server/src/json/index.ts';
import { createRandom } from '../../../server/src/random/index.ts';
import { createSimulatedWorld } from '../../../server/src/world/index.ts';
import { functionsOf } from './catalogs.ts';

/** A shelf of parcels whose identifiers are of some type. */
function parcels(parcel_id: JsonSchema) {
  const parcel = { parcel_id, label: { type: 'string' } };
  const tools = [
    ['create_parcel', 'Creates a parcel.', { label: parcel.label }, parcel],
    ['get_parcel', 'Shows a parcel.', { parcel_id }, parcel],
    [
      'list_parcels',
      'Lists all parcels.',
      {},
      { parcels: { type: 'array', items: { type: 'object', properties: parcel } } },
    ],
    ['delete_parcel', 'Deletes a parcel.', { parcel_id }, { success: { type: 'boolean' } }],
  ].map(([name, description, properties, told]) => ({
    name,
    description,
    inputSchema: { type: 'object', properties, required: Object.keys(properties as object) },
    outputSchema: { type: 'object', properties: told, required: Object.keys(told as object) },
  }));
  return functionsOf(JSON.stringify({ tools }), 'file:///parcels.json');
}

const IDS: readonly (readonly [string, JsonSchema])[] = [
  ['texts', { type: 'string' }],
  ['whole numbers', { type: 'integer' }],
  ['numbers', { type: 'number' }],
  ['bounded numbers', { type: 'integer', minimum: 1, maximum: 400 }],
  ['uuids', { type: 'string', format: 'uuid' }],
  ['patterns', { type: 'string', pattern: '^PX-[0-9]{6}$' }],
  ['texts or numbers', { type: ['string', 'integer'] }],
  ['short texts', { type: 'string', maxLength: 4 }],
];

describe.each(IDS)('identifiers that are %s', (_name, schema) => {
  it('name what was made until it is gone', () => {
    const functions = parcels(schema);
    const world = createSimulatedWorld(functions);
    const idOf = (name: string) => functions.find(({ signature }) => signature.name === name)?.id ?? '';
    let state = world.startNow('ids');
    const call = (name: string, given: Record<string, Json>) => {
      const execution = world.executeNow({ function: idOf(name), arguments: given }, state);
      state = execution.state;
      return execution.outcome;
    };
    const made = call('create_parcel', { label: 'Boots' });
    if (!made.ok) throw new Error(made.error.message);
    const { parcel_id } = made.output as { parcel_id: Json };
    expect(call('get_parcel', { parcel_id })).toMatchObject({ ok: true, output: { parcel_id, label: 'Boots' } });
    expect(JSON.stringify(call('list_parcels', {}))).toContain(JSON.stringify(parcel_id));
    expect(call('delete_parcel', { parcel_id })).toMatchObject({ ok: true });
    expect(call('get_parcel', { parcel_id }).ok).toBe(false);
  });
});

const STATEMENTS = [
  '@updates Parcel.label',
  '@creates Parcel',
  '@deletes Parcel',
  '@reads Parcel',
  '@requires open',
  '@requires nothing_like_it',
  '@readonly',
  '@updates Nothing.at_all',
] as const;

describe('statements that contradict each other', () => {
  it('make a world that answers each call, the same way each time', () => {
    const said = fc.array(fc.constantFrom(...STATEMENTS), { maxLength: 4 });
    fc.assert(
      fc.property(said, said, (first, second) => {
        const functions = functionsOf(`
          /** Closes a parcel. ${first.join(' ')} */
          function close_parcel(parcel_id: string): { parcel_id: string; status: "open" | "closed" };
          /** Opens a parcel. ${second.join(' ')} */
          function open_parcel(parcel_id: string, label: string): { parcel_id: string; status: "open" | "closed" };
          /** Lists parcels. */
          function list_parcels(): { parcels: { parcel_id: string; label: string }[] };
        `);
        const play = () => {
          const world = createSimulatedWorld(functions);
          let state = world.startNow('odd');
          return functions.flatMap(({ id }) => {
            const given = world.proposeArguments(id, state, createRandom(id));
            const execution = world.executeNow({ function: id, arguments: given }, state);
            state = execution.state;
            return execution.outcome;
          });
        };
        const outcomes = play();
        expect(outcomes).toHaveLength(3);
        for (const outcome of outcomes) if (!outcome.ok) expect(outcome.error.message).not.toBe('');
        expect(play()).toEqual(outcomes);
      }),
      { numRuns: 40 },
    );
  });
});
