import { describe, expect, it } from 'vitest';
import { planTurn } from '../../../server/src/trajectory/plan.ts';
import { runCall } from '../../../server/src/trajectory/session.ts';
import { createSimulatedWorld } from '../../../server/src/world/index.ts';
import { contextOf } from './support.ts';

/** An answer holds a value of the right type that the world does not know as what it is taken for. */

const SHOP = `
/** Key of one parcel. */
type ParcelId = string;
/** Registers a parcel to be sent. @param address Where it goes. */
function register_parcel(address: string): { parcel_id: ParcelId };
/** Says where a parcel is. @readonly */
function track_parcel(parcel_id: ParcelId): { place: string };
`;

/** Tracking planned behind an answer with this key of a parcel, and how often the world was asked for it. */
async function trackedBehind(parcel: (registered: string) => string) {
  let asked = 0;
  const inner = createSimulatedWorld([...contextOf(SHOP).functions.values()]);
  const counting: typeof inner = {
    ...inner,
    execute: (call, state, signal) => {
      if (call.function.endsWith('track_parcel')) asked += 1;
      return inner.execute(call, state, signal);
    },
  };
  const context = contextOf(SHOP, { world: counting });
  const ran = await runCall(context, 'register_parcel', { address: '1 Elm Street' }, 0, await inner.start('refused'));
  const { parcel_id } = ran.call.output as { parcel_id: string };
  const past = [{ ...ran.call, output: { parcel_id: parcel(parcel_id) } }];
  const plan = await planTurn([{ id: 'track_parcel', origin: 'walk' }], 1, past, ran.state, 'seed', context);
  return { origin: plan.calls[0]?.arguments[0]?.origin.from, skipped: plan.skipped, asked };
}

describe('a value of an earlier answer', () => {
  it('is taken where the world knows it', async () => {
    expect(await trackedBehind((key) => key)).toEqual({ origin: 'output', skipped: [], asked: 1 });
  });

  it('is given up after one refusal where nobody knows it: the user names another', async () => {
    expect(await trackedBehind(() => 'PA-NOBODY')).toEqual({ origin: 'user', skipped: [], asked: 2 });
  });
});
