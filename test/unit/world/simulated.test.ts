import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDomain } from '../../../server/src/domain/index.ts';
import type { GraphFunction } from '../../../server/src/graph/index.ts';
import { canonicalJson, type Json, type JsonObject } from '../../../server/src/json/index.ts';
import { createRandom } from '../../../server/src/random/index.ts';
import { validateValue } from '../../../server/src/signature/index.ts';
import {
  type Call,
  createSimulatedWorld,
  materialState,
  type SimulatedWorld,
  type WorldState,
} from '../../../server/src/world/index.ts';
import { compileWorld } from '../../../server/src/world/simulated/compile.ts';
import { AIRLINE, functionsOf, REAL_CATALOGS, SHOP } from './catalogs.ts';

/** Runs calls one after another and keeps what each gave: `ok` outputs, or the error's code. */
class Session {
  readonly world: SimulatedWorld;
  state: WorldState;

  constructor(functions: readonly GraphFunction[], seed = '7', options = {}) {
    this.world = createSimulatedWorld(functions, options);
    this.state = this.world.startNow(seed);
  }

  call(name: string, given: JsonObject): { output?: JsonObject & Json[]; code?: string; message?: string } {
    const execution = this.world.executeNow({ function: name, arguments: given }, this.state);
    this.state = execution.state;
    const { outcome } = execution;
    return outcome.ok ? { output: outcome.output as JsonObject & Json[] } : outcome.error;
  }

  /** Arguments as a user would give them. */
  propose(name: string, known: JsonObject = {}): JsonObject {
    return this.world.proposeArguments(name, this.state, createRandom(name), known);
  }
}

const airline = () => new Session(AIRLINE);
const shop = () => new Session(SHOP);

function booked(session = airline()) {
  const flights = session.call('airline.find_flights', { from: 'LIS', to: 'OSL', date: '2026-03-04' }).output as Json[];
  const passenger = session.call('airline.create_passenger', {
    full_name: 'Ana Ruiz',
    email: 'ana@example.com',
  }).output;
  const flight = flights[0] as JsonObject;
  const booking = session.call('airline.book_flight', {
    flight_id: flight.id as string,
    passenger_id: passenger?.passenger_id as string,
  }).output as JsonObject;
  return { session, flights, flight, booking };
}

describe('a booking from first to last', () => {
  it('echoes what was asked for', () => {
    const { flights } = booked();
    for (const flight of flights) expect(flight).toMatchObject({ from: 'LIS', to: 'OSL' });
    for (const flight of flights) expect((flight as JsonObject).departs).toMatch(/^2026-03-04T/);
  });

  it('books at the price and currency of the flight', () => {
    const { flight, booking } = booked();
    expect(booking).toMatchObject({
      flight_id: flight.id,
      price: flight.price,
      currency: flight.currency,
      status: 'confirmed',
    });
  });

  it('tells the same of a booking whoever asks', () => {
    const { session, booking } = booked();
    expect(session.call('airline.get_booking', { booking_id: booking.booking_id as string }).output).toEqual(booking);
    expect(session.call('airline.invoice', { booking_id: booking.booking_id as string }).output?.total).toBe(
      booking.price,
    );
  });

  it('remembers a change', () => {
    const { session, booking, flights } = booked();
    const other = (flights[1] as JsonObject).id as string;
    const changed = session.call('airline.change_flight', {
      booking_id: booking.booking_id as string,
      new_flight_id: other,
    }).output;
    expect(changed).toMatchObject({
      flight_id: other,
      status: 'changed',
      price: (flights[1] as JsonObject).price as number,
    });
    expect(session.call('airline.get_booking', { booking_id: booking.booking_id as string }).output?.flight_id).toBe(
      other,
    );
  });

  it('asks the same for a seat as the list of seats did', () => {
    const { session, booking, flight } = booked();
    const seats = session.call('airline.seat_map', { flight_id: flight.id as string }).output as Json[];
    const { seat, fee, position } = seats[1] as JsonObject;
    expect(position).toMatch(/^(?:window|middle|aisle)$/);
    const chosen = session.call('airline.choose_seat', {
      booking_id: booking.booking_id as string,
      seat: seat as string,
    }).output;
    expect(chosen).toMatchObject({ seat, fee });
  });

  it('refuses to use what was cancelled, and shows it as cancelled', () => {
    const { session, booking } = booked();
    const id = booking.booking_id as string;
    expect(session.call('airline.cancel_booking', { booking_id: id }).output?.refund).toBe(booking.price);
    expect(session.call('airline.cancel_booking', { booking_id: id }).code).toBe('conflict');
    expect(session.call('airline.choose_seat', { booking_id: id, seat: '14C' }).code).toBe('conflict');
    expect(session.call('airline.get_booking', { booking_id: id }).output?.status).toBe('cancelled');
  });

  it('gives each booking an identifier of its own', () => {
    const { session, booking, flight } = booked();
    const again = session.call('airline.book_flight', {
      flight_id: flight.id as string,
      passenger_id: session.propose('airline.book_flight').passenger_id as string,
    }).output;
    expect(again?.booking_id).not.toBe(booking.booking_id);
  });
});

describe('what is an error', () => {
  it.each([
    ['an identifier nobody issued', 'airline.get_booking', { booking_id: 'BK-1' }, 'not_found'],
    ['a missing argument', 'airline.get_booking', {}, 'invalid_arguments'],
    ['an unknown argument', 'airline.nearest_airport', { city: 'Oslo', town: 'Oslo' }, 'invalid_arguments'],
    [
      'a value outside its pattern',
      'airline.find_flights',
      { from: 'Lisbon', to: 'OSL', date: '2026-03-04' },
      'invalid_arguments',
    ],
    [
      'a value outside its range',
      'airline.convert_price',
      { amount: -1, from_currency: 'EUR', to_currency: 'USD' },
      'invalid_arguments',
    ],
    [
      'a value outside its choices',
      'airline.find_flights',
      { from: 'LIS', to: 'OSL', date: '2026-03-04', cabin: 'first' },
      'invalid_arguments',
    ],
    ['a function that is not there', 'airline.fly', {}, 'unknown_function'],
  ])('%s', (_what, name, given, code) => {
    expect(airline().call(name, given as JsonObject).code).toBe(code);
  });

  it('a premise that has not run', () => {
    const session = airline();
    const given = session.propose('airline.book_flight');
    const refused = session.call('airline.book_flight', given);
    expect(refused).toMatchObject({ code: 'premise', message: expect.stringContaining('find_flights') });
    expect(session.world.missingPremises('airline.book_flight', session.state)).toEqual(['airline.find_flights']);
    session.call('airline.find_flights', { from: 'LIS', to: 'OSL', date: '2026-03-04' });
    expect(session.call('airline.book_flight', given).output).toBeDefined();
  });

  it('never throws, whatever the call holds', () => {
    const session = airline();
    fc.assert(
      fc.property(fc.constantFrom(...AIRLINE.map(({ id }) => id), '__proto__', ''), fc.jsonValue(), (name, given) => {
        session.world.executeNow({ function: name, arguments: given as JsonObject }, session.state);
        session.world.executeNow({ function: name, arguments: {} }, given as Json);
      }),
      { numRuns: 200 },
    );
  });

  it('leaves the state as it was', () => {
    const session = airline();
    const before = session.state;
    session.call('airline.get_booking', { booking_id: 'BK-1' });
    expect(session.state).toBe(before);
  });
});

describe('a catalog without types', () => {
  it('knows identifiers by their names', () => {
    const session = shop();
    const user = session.call('find_user_by_email', { email: 'ana@example.com' }).output?.user_id as string;
    const orders = session.call('list_orders', { user_id: user }).output?.orders as JsonObject[];
    const order = session.call('get_order', { order_id: orders[0]?.order_id as string }).output;
    expect(order).toMatchObject({ user_id: user, total: orders[0]?.total as number });
    expect(session.call('get_order', { order_id: '#W9999999' }).code).toBe('not_found');
    expect(session.call('list_orders', { user_id: 'nobody' }).code).toBe('not_found');
  });

  it('gives identifiers the form their description shows', () => {
    expect(shop().propose('get_order').order_id).toMatch(/^#W\d{7}$/);
  });

  it('lists what was created and not what was deleted', () => {
    const session = shop();
    const user = session.propose('create_order').user_id as string;
    const made = session.call('create_order', { user_id: user, product: 'desk lamp' }).output?.order_id as string;
    expect(session.call('get_order', { order_id: made }).output?.user_id).toBe(user);
    expect(session.call('cancel_order', { order_id: made }).output).toEqual({ order_id: made, status: 'cancelled' });
    expect(session.call('cancel_order', { order_id: made }).code).toBe('conflict');
  });

  it('keeps settings of the session', () => {
    const session = shop();
    session.call('set_currency', { currency: 'NOK' });
    expect(session.call('get_currency', {}).output).toEqual({ currency: 'NOK' });
  });

  it('converts and computes rightly', () => {
    const session = shop();
    expect(session.call('kilometer_to_mile', { kilometer: 100 }).output).toEqual({ mile: 62.14 });
    expect(session.call('add', { a: 2, b: 40 }).output).toEqual({ result: 42 });
  });

  it('infers a small response where none is documented', () => {
    const output = shop().call('open_ticket', { text: 'The lamp is broken' }).output;
    expect(Object.keys(output ?? {}).length).toBeGreaterThan(0);
  });

  it('says who issues an identifier', () => {
    const { world } = shop();
    expect(world.issuers('get_order', 'order_id')).toEqual(expect.arrayContaining(['list_orders', 'create_order']));
    expect(world.issuers('list_orders', 'user_id')).toContain('find_user_by_email');
    expect(world.issuers('find_user_by_email', 'email')).toEqual([]);
  });

  it('proposes no issued identifiers for the state of another world', () => {
    const { world } = shop();
    const proposed = world.proposeArguments('create_order', { calls: [] }, createRandom('x'));
    expect(Object.keys(proposed)).toEqual(['product']);
  });

  it('takes any identifier that no function issues', () => {
    const [functions] = [
      functionsOf('/** Looks up a parcel. */\nfunction track(parcel_id: string): { city: string };'),
    ];
    expect(new Session(functions).call('track', { parcel_id: 'whatever-1' }).output?.city).toBeTypeOf('string');
  });
});

describe('logging in', () => {
  const functions = functionsOf(`
    /** Logs a user in. */ function login(username: string, password: string): { success: boolean };
    /** Logs the user out. */ function logout(): { success: boolean };
    /** Posts a message for the authenticated user. */ function post_message(text: string): { message_id: string; username: string };
  `);

  it('is needed where a function says so, and there from the start unless told otherwise', () => {
    const session = new Session(functions);
    expect(session.call('post_message', { text: 'Hello' }).output).toBeDefined();
    session.call('logout', {});
    expect(session.call('post_message', { text: 'Hello' }).code).toBe('unauthorized');
    session.call('login', { username: 'ana', password: 'secret' });
    expect(session.call('post_message', { text: 'Hello' }).output?.username).toBe('ana');
    expect(JSON.stringify(session.state)).not.toContain('secret');
    expect(new Session(functions, '7', { loggedIn: false }).call('post_message', { text: 'Hi' }).code).toBe(
      'unauthorized',
    );
  });
});

describe('failures on purpose', () => {
  it('come at the asked rate and pass when the call is repeated', () => {
    const session = new Session(SHOP, '7', { failureRate: 0.5 });
    const codes = Array.from({ length: 200 }, (_, index) => session.call('add', { a: index, b: 1 }).code);
    const failed = codes.filter((code) => code !== undefined).length;
    expect(failed).toBeGreaterThan(70);
    expect(failed).toBeLessThan(130);
    const tries = Array.from({ length: 40 }, () => session.call('add', { a: 1, b: 1 }).output?.result);
    expect(tries).toContain(2);
  });
});

/** A run of calls over a catalog with proposed arguments: what each gave, and the end state. */
function randomRun(functions: readonly GraphFunction[], seed: string, length = 12) {
  const world = createSimulatedWorld(functions);
  const random = createRandom(seed);
  let state = world.startNow(seed);
  const calls = Array.from({ length }, () => {
    const { id } = random.pick(functions) as GraphFunction;
    const call = { function: id, arguments: world.proposeArguments(id, state, random) };
    const execution = world.executeNow(call, state);
    state = execution.state;
    return { call, outcome: execution.outcome };
  });
  return { calls, state, world };
}

describe.each([['airline', AIRLINE] as const, ['shop', SHOP] as const, ...REAL_CATALOGS])(
  'laws, on %s',
  (_name, functions) => {
    it('proposed arguments are valid', () => {
      fc.assert(
        fc.property(fc.string(), (seed) => {
          for (const { outcome } of randomRun(functions, seed).calls) {
            if (!outcome.ok) expect(outcome.error.code).not.toBe('invalid_arguments');
            if (!outcome.ok) expect(outcome.error.code).not.toBe('not_found');
          }
        }),
        { numRuns: 15 },
      );
    });

    it('outputs fit their response schemas', () => {
      const models = compileWorld(readDomain(functions), functions).functions;
      const responses = new Map(
        functions.map(({ id, signature }) => [id, signature.response ?? models.get(id)?.response]),
      );
      fc.assert(
        fc.property(fc.string(), (seed) => {
          for (const { call, outcome } of randomRun(functions, seed).calls) {
            if (outcome.ok) expect(validateValue(responses.get(call.function) ?? {}, outcome.output)).toEqual([]);
          }
        }),
        { numRuns: 15 },
      );
    });

    it('replays to the byte, and states are plain JSON', () => {
      fc.assert(
        fc.property(fc.string(), (seed) => {
          const first = randomRun(functions, seed);
          const world = createSimulatedWorld(functions);
          let state = world.startNow(seed);
          for (const { call, outcome } of first.calls) {
            const execution = world.executeNow(call, JSON.parse(JSON.stringify(state)) as WorldState);
            expect(execution.outcome).toEqual(outcome);
            state = execution.state;
          }
          expect(canonicalJson(state)).toBe(canonicalJson(first.state));
        }),
        { numRuns: 10 },
      );
    });

    it('two lookups give the same in either order', () => {
      const { world } = randomRun(functions, 'x', 0);
      const looks = functions.filter(({ id }) => world.isReadOnly(id));
      fc.assert(
        fc.property(fc.string(), (seed) => {
          const random = createRandom(seed);
          const { state } = randomRun(functions, seed, 3);
          const [a, b] = [random.pick(looks), random.pick(looks)].map((look) => ({
            function: look?.id ?? '',
            arguments: world.proposeArguments(look?.id ?? '', state, random),
          })) as [Call, Call];
          const [firstA, firstB] = [world.executeNow(a, state), world.executeNow(b, state)];
          expect(world.executeNow(b, firstA.state).outcome).toEqual(firstB.outcome);
          expect(world.executeNow(a, firstB.state).outcome).toEqual(firstA.outcome);
        }),
        { numRuns: 40 },
      );
    });

    it('looking changes nothing that matters', () => {
      fc.assert(
        fc.property(fc.string(), (seed) => {
          const { calls, world } = randomRun(functions, seed);
          let state = world.startNow(seed);
          for (const { call } of calls) {
            const after = world.executeNow(call, state).state;
            if (world.isReadOnly(call.function)) expect(materialState(after)).toEqual(materialState(state));
            state = after;
          }
        }),
        { numRuns: 10 },
      );
    });
  },
);

if (REAL_CATALOGS.length === 0) describe.skip('laws, on real catalogs: skipped, ../shared/data is not there', () => {});
