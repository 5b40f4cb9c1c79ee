import { describe, expect, it } from 'vitest';
import { readDomain } from '../../../server/src/domain/index.ts';
import type { JsonObject } from '../../../server/src/json/index.ts';
import { createSimulatedWorld } from '../../../server/src/world/index.ts';
import { functionsOf } from './catalogs.ts';

const FUNCTIONS = functionsOf(`
/** Search bands. */
declare function search_bands(query?: string): { bands: { band_id: string; name: string }[] };
/** Lists the sessions of a band. */
declare function list_sessions(band_id: string): { sessions: { session_id: string; invoice_id: string }[] };
/** Get the invoice of a session. */
declare function get_invoice(session_id: string): { invoice_id: string; total: number };
/** Pay an invoice. */
declare function pay_invoice(invoice_id: string): { paid: boolean };
`);

describe('a record that its owner names', () => {
  it('is the one that is read by the owner, and there for whoever was told its identifier', () => {
    const world = createSimulatedWorld(FUNCTIONS);
    let compared = 0;
    for (let seed = 0; seed < 10; seed += 1) {
      let state = world.startNow(`${seed}`);
      const call = (name: string, given: JsonObject): JsonObject => {
        const ran = world.executeNow({ function: name, arguments: given }, state);
        state = ran.state;
        if (!ran.outcome.ok) throw new Error(ran.outcome.error.message);
        return ran.outcome.output as JsonObject;
      };
      for (const band of call('search_bands', {}).bands as JsonObject[]) {
        for (const session of call('list_sessions', { band_id: band.band_id as string }).sessions as JsonObject[]) {
          const invoice = call('get_invoice', { session_id: session.session_id as string });
          expect(invoice.invoice_id).toBe(session.invoice_id);
          expect(call('get_invoice', { session_id: session.session_id as string })).toEqual(invoice);
          call('pay_invoice', { invoice_id: session.invoice_id as string });
          compared += 1;
        }
      }
    }
    expect(compared).toBeGreaterThan(20);
  });

  it('needs no list to tell its identifier, where a reading by the owner does', () => {
    const bare = functionsOf(`
/** List the sessions of a band. */
declare function list_sessions(band_id: string);
/** Book a session. */
declare function book_session(band_id: string, hours: number);
/** Get the invoice of a session. */
declare function get_invoice(session_id: string);
/** Pay an invoice. */
declare function pay_invoice(invoice_id: string);
`);
    const told = (name: string) =>
      readDomain(bare)
        .functions.find((reading) => reading.function === name)
        ?.outputs.map(({ path }) => path);
    expect(told('get_invoice')).toContain('invoice_id');
    expect(told('list_sessions')).not.toContain('sessions[].invoice_id');
  });
});
