import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { JsonObject } from '../../server/src/json/index.ts';
import { createRandom } from '../../server/src/random/index.ts';
import { buildCatalog, parseDocument } from '../../server/src/signature/index.ts';
import { type Call, createSimulatedWorld, type SimulatedWorld, type WorldState } from '../../server/src/world/index.ts';
import type { BenchRow } from './row.ts';

const CALLS = 20_000;
const ROUNDS = 5;
const TRAJECTORY = 15;
const CONVERSATION = 50;
/** Records that a world has made when the cost of one more is measured. */
const MANY = 20_000;

/**
 * The simulated world on the bundled example: calls a second in conversations of fifty, each from a state that is new (no
 * outcome is remembered); the replay of a trajectory; and what one more record costs in a world that has made many.
 */
export function benchSimulatedWorld(root: string): BenchRow[] {
  const text = readFileSync(path.join(root, 'examples/airline/airline.fsig'), 'utf8');
  const functions = buildCatalog([parseDocument('file:///airline.fsig', text)]).entries;
  const world = createSimulatedWorld(functions, { premises: false });
  const calls = proposed(
    world,
    functions.map(({ id }) => id),
    CALLS,
  );
  const rates = Array.from({ length: ROUNDS }, () => callsPerSecond(world, calls)).sort((a, b) => b - a);
  const rate = rates[ROUNDS >> 1] ?? 0;
  const trips = roundTripsPerSecond(calls.slice(0, 200)) / rate;
  const replay = replayMilliseconds(world, calls.slice(0, TRAJECTORY));
  const { few, many } = insertCosts(world);
  return [
    {
      name: 'simulated calls',
      value: `${Math.round(rate / 1000)} thousand/s, each ${trips.toFixed(0)} × its own JSON read and written`,
      limit: '≥ 100 thousand/s',
      ok: rate >= 100_000,
    },
    { name: 'replay of 15 calls', value: `${replay.toFixed(3)} ms`, limit: '≤ 0.2 ms', ok: replay <= 0.2 },
    {
      name: `one more record after ${MANY.toLocaleString('en')}`,
      value: `${(many / few).toFixed(1)} × one of the first`,
      limit: '≤ 4 ×',
      ok: many / few <= 4,
    },
  ];
}

function proposed(world: SimulatedWorld, ids: readonly string[], count: number): Call[] {
  const random = createRandom('bench world');
  const state = world.startNow('bench');
  const kinds = ids.map((id) => Array.from({ length: 40 }, () => world.proposeArguments(id, state, random)));
  return Array.from({ length: count }, () => {
    const at = random.below(ids.length);
    return { function: ids[at] as string, arguments: random.pick(kinds[at] as JsonObject[]) as JsonObject };
  });
}

/** Calls of one conversation, each from the state that the one before left; the next begins anew. */
function callsPerSecond(world: SimulatedWorld, calls: readonly Call[]): number {
  const started = processorMilliseconds();
  let state: WorldState = null;
  for (const [index, call] of calls.entries()) {
    if (index % CONVERSATION === 0) state = world.startNow('bench');
    state = world.executeNow(call, state).state;
  }
  return (calls.length / (processorMilliseconds() - started)) * 1000;
}

/** Calls a second that are parsed and written as JSON. */
function roundTripsPerSecond(calls: readonly Call[]): number {
  const texts = calls.map((call) => JSON.stringify(call));
  const started = processorMilliseconds();
  let count = 0;
  while (processorMilliseconds() - started < 200) {
    for (const text of texts) JSON.stringify(JSON.parse(text));
    count += texts.length;
  }
  return (count / (processorMilliseconds() - started)) * 1000;
}

/** Of all threads: other programs on the machine do not count. */
function processorMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Replays as certificates do: many from one beginning. */
function replayMilliseconds(world: SimulatedWorld, calls: readonly Call[]): number {
  const start = world.startNow('replay');
  const times = 2_000;
  const started = processorMilliseconds();
  for (let time = 0; time < times; time += 1) {
    let state: WorldState = start;
    for (const call of calls) state = world.executeNow(call, state).state;
  }
  return (processorMilliseconds() - started) / times;
}

/** Microseconds of one more passenger, in a new world and in one that has made many. */
function insertCosts(world: SimulatedWorld): { few: number; many: number } {
  let state: WorldState = world.startNow('many');
  const time = (from: number, count: number): number => {
    const started = performance.now();
    for (let index = from; index < from + count; index += 1) {
      const given = { full_name: `Passenger ${index}`, email: `p${index}@example.com` };
      state = world.executeNow({ function: 'airline.create_passenger', arguments: given }, state).state;
    }
    return ((performance.now() - started) / count) * 1000;
  };
  time(0, 500);
  const few = time(500, 1_000);
  time(1_500, MANY);
  return { few, many: time(MANY + 1_500, 1_000) };
}
