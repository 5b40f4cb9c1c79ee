import { describe, expect, it } from 'vitest';
import type { Json } from '../../../server/src/json/index.ts';
import { planTurn } from '../../../server/src/trajectory/plan.ts';
import { runCall } from '../../../server/src/trajectory/session.ts';
import { contextOf } from './support.ts';

/** Several earlier calls gave what the next one takes: which of them it is taken from is what a turn trains. */

const SHOP = `
/** Key of one parcel. */
type ParcelId = string;
/** Registers a parcel to be sent. @param address Where it goes. */
function register_parcel(address: string): { parcel_id: ParcelId };
/** Says where a parcel is. @readonly */
function track_parcel(parcel_id: ParcelId): { place: string };
`;

/** Parcels registered in these turns, and what a step of turn 4 then takes. */
async function takenFrom(origin: 'walk' | 'insert-recall', registered: readonly number[]) {
  const context = contextOf(SHOP);
  let state = await context.world.start('recall');
  const past = [];
  for (const turn of registered) {
    const ran = await runCall(context, 'register_parcel', { address: `${turn} Elm Street` }, turn, state);
    past.push(ran.call);
    state = ran.state;
  }
  const plan = await planTurn([{ id: 'track_parcel', origin }], 4, past, state, 'seed', context);
  const id: Json | undefined = plan.ran[0]?.arguments.parcel_id;
  const from = past.find((call) => (call.output as { parcel_id?: Json }).parcel_id === id);
  return from?.turn;
}

describe('of several earlier answers', () => {
  it('a step of the walk takes the nearest', async () => {
    expect(await takenFrom('walk', [0, 2, 3])).toBe(3);
    expect(await takenFrom('walk', [0, 2])).toBe(2);
  });

  it('a step that trains recall takes one from at least two turns ago, though a nearer one is there', async () => {
    expect(await takenFrom('insert-recall', [3, 2])).toBe(2);
    expect(await takenFrom('insert-recall', [3, 0])).toBe(0);
  });

  it('a step that trains recall takes the near one where there is no other', async () => {
    expect(await takenFrom('insert-recall', [3])).toBe(3);
  });
});
