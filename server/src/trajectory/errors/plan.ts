import { equalJson, type Json, type JsonObject } from '../../json/index.ts';
import { createRandom } from '../../random/index.ts';
import { resolveSchema } from '../../signature/index.ts';
import type { PlannedArgument, PlannedCall, ValueOrigin } from '../../teacher/index.ts';
import type { WorldState } from '../../world/index.ts';
import { fits } from '../fits.ts';
import { perturb } from '../negative/perturb.ts';
import type { PlannedTurn } from '../plan.ts';
import { type GenerationContext, type RanCall, runCall, toolOf } from '../session.ts';
import { valuesAt } from '../values.ts';

/** A call that the world refuses, as a turn of its own. */
export interface RefusedCall {
  readonly planned: PlannedCall;
  readonly ran: RanCall;
  readonly state: WorldState;
  /** The argument that is wrong, where a value is. */
  readonly parameter?: string;
}

/**
 * The turn's first call with a value that nobody knows, as somebody misreads or misremembers one: found by asking the
 * world, so that it works in any. Undefined where the call takes no value of the user's, or the world takes any.
 */
export async function withUnknownValue(
  plan: PlannedTurn,
  turn: number,
  seed: string,
  context: GenerationContext,
): Promise<RefusedCall | undefined> {
  const [call, second] = plan.calls;
  const [ran] = plan.ran;
  if (call === undefined || ran === undefined || call.role !== 'asked') return undefined;
  // Calls that go out together would fail and succeed together.
  if (second?.tool.name === call.tool.name) return undefined;
  const { parameters } = call.tool.signature;
  const random = createRandom(`${seed}/unknown`);
  for (const argument of call.arguments) {
    const { parameter, value, origin } = argument;
    if (origin.from !== 'user' || !isName(value)) continue;
    const { schema } = resolveSchema(parameters, parameters.properties?.[parameter] ?? {});
    if (schema.enum !== undefined) continue;
    const wrong = perturb(value, schema, random);
    if (wrong === undefined || equalJson(wrong, value) || !fits(parameters, parameter, wrong)) continue;
    const args = call.arguments.map((item) => (item === argument ? { ...item, value: wrong } : item));
    const made = await runCall(context, ran.id, valuesOf(args), turn, plan.before);
    if (made.call.ok) continue;
    return { planned: { ...call, arguments: args }, ran: made.call, state: made.state, parameter };
  }
  return undefined;
}

/** A value that names something: a number of nights is never unknown. */
function isName(value: Json): boolean {
  return typeof value === 'string' ? value !== '' : typeof value === 'number' && Number.isInteger(value) && value > 99;
}

function valuesOf(args: readonly PlannedArgument[]): JsonObject {
  return Object.fromEntries(args.map(({ parameter, value }) => [parameter, value]));
}

/** Functions looked at for one that the state forbids. */
const MAX_TRIED = 24;

/**
 * A call that what was done before forbids: a cancelled booking cannot be changed. Found by trying what takes the
 * identifiers of the things that the conversation wrote to.
 */
export async function forbiddenCall(
  ran: readonly RanCall[],
  offered: readonly string[],
  turn: number,
  state: WorldState,
  seed: string,
  context: GenerationContext,
): Promise<RefusedCall | undefined> {
  const random = createRandom(`${seed}/forbidden`);
  const written = ran.filter(({ id, ok }) => ok && !context.proposer.isReadOnly(id)).reverse();
  let tried = 0;
  for (const before of written) {
    for (const id of random.shuffle([...offered])) {
      const key = sharedKey(before, id, context);
      if (key === undefined || context.proposer.missingPremises(id, state).length > 0) continue;
      tried += 1;
      if (tried > MAX_TRIED) return undefined;
      const found = await refusedFor(id, key, turn, state, `${seed}/${tried}`, context);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

interface Key {
  readonly parameter: string;
  readonly value: Json;
}

/** A required parameter of a function that a call took too, or that its answer gives. */
function sharedKey(before: RanCall, id: string, context: GenerationContext): Key | undefined {
  const { parameters } = toolOf(context, id).signature;
  for (const parameter of parameters.required ?? []) {
    const found = [before.arguments[parameter], ...valuesAt(before.output, parameter).map(({ value }) => value)];
    const value = found.find((item) => item !== undefined && isName(item) && fits(parameters, parameter, item));
    if (value !== undefined) return { parameter, value };
  }
  return undefined;
}

async function refusedFor(
  id: string,
  { parameter, value }: Key,
  turn: number,
  state: WorldState,
  seed: string,
  context: GenerationContext,
): Promise<RefusedCall | undefined> {
  const tool = toolOf(context, id);
  const { parameters } = tool.signature;
  const proposed = context.proposer.proposeArguments(id, state, createRandom(seed), { [parameter]: value });
  const required = new Set(parameters.required ?? []);
  const names = Object.keys(parameters.properties ?? {}).filter((name) => required.has(name));
  if (names.some((name) => !Object.hasOwn(proposed, name) || !fits(parameters, name, proposed[name] as Json)))
    return undefined;
  const args = names.map(
    (name): PlannedArgument => ({ parameter: name, value: proposed[name] as Json, origin: { from: 'user' } }),
  );
  const made = await runCall(context, id, valuesOf(args), turn, state);
  if (made.call.ok || !says(made.call, value)) return undefined;
  return { planned: { tool, arguments: args, role: 'asked' }, ran: made.call, state: made.state };
}

/** The refusal is about the thing that was named, not about some other value of the call. */
function says({ output }: RanCall, value: Json): boolean {
  return JSON.stringify(output).toLowerCase().includes(String(value).toLowerCase());
}

/**
 * The turn with a call made before what it needs has run, which the world refuses, and made again after it: the premise
 * comes to light by its error. Undefined where no call of the turn needs another that gives it no value.
 */
export async function beforeItsPremise(
  plan: PlannedTurn,
  turn: number,
  context: GenerationContext,
): Promise<PlannedTurn | undefined> {
  for (const [at, call] of plan.calls.entries()) {
    const id = plan.ran[at]?.id;
    const first = call.role === 'asked' ? lastBefore(plan, at) : undefined;
    if (first === undefined || id === undefined || plan.ran.slice(0, at).some((ran) => ran.id === id)) continue;
    const from = first === 0 ? plan.before : (plan.states[first - 1] ?? plan.before);
    const made = await runCall(context, id, valuesOf(call.arguments), turn, from);
    if (made.call.ok) continue;
    const again = await withFirstTry(plan, first, { ...call, role: 'failed' }, turn, context);
    if (again !== undefined) return again;
  }
  return undefined;
}

/** The nearest call before a position that gives it no value, with nothing between them that does. */
function lastBefore({ calls, origins }: PlannedTurn, at: number): number | undefined {
  const givers = (calls[at]?.arguments ?? []).map(({ origin }) =>
    origin.from === 'output' && origin.sameTurn ? origin.call : -1,
  );
  const first = at - 1;
  return first > Math.max(-1, ...givers) && origins[first] === 'walk' ? first : undefined;
}

/** The turn's calls run again with one more before a position; undefined where they then give something else. */
async function withFirstTry(
  plan: PlannedTurn,
  position: number,
  failed: PlannedCall,
  turn: number,
  context: GenerationContext,
): Promise<PlannedTurn | undefined> {
  const id = plan.ran.find(({ tool }) => tool === failed.tool)?.id ?? '';
  const moved = plan.calls.map((call) => shifted(call, position));
  const calls = [...moved.slice(0, position), failed, ...moved.slice(position)];
  const ids = plan.ran.map((call) => call.id);
  ids.splice(position, 0, id);
  const ran: RanCall[] = [];
  const states: WorldState[] = [];
  let state = plan.before;
  for (const [at, call] of calls.entries()) {
    const made = await runCall(context, ids[at] as string, valuesOf(call.arguments), turn, state);
    const before = plan.ran[at < position ? at : at - 1];
    const asBefore = at === position ? !made.call.ok : equalJson(made.call.output, before?.output ?? null);
    if (!asBefore) return undefined;
    state = made.state;
    ran.push(made.call);
    states.push(state);
  }
  const origins = [...plan.origins.slice(0, position), 'walk' as const, ...plan.origins.slice(position)];
  return { ...plan, calls, ran, origins, states, after: state };
}

/** A call whose references to calls of its turn follow those that a call put in at a position moved. */
function shifted(call: PlannedCall, position: number): PlannedCall {
  const moved = (origin: ValueOrigin): ValueOrigin =>
    origin.from === 'output' && origin.sameTurn && origin.call >= position
      ? { ...origin, call: origin.call + 1 }
      : origin;
  return { ...call, arguments: call.arguments.map((item) => ({ ...item, origin: moved(item.origin) })) };
}

/** The calls that a query speaks of: without first tries that failed, whose call comes again. */
export function withoutFirstTries(calls: readonly PlannedCall[]): PlannedCall[] {
  const places = new Map<number, number>();
  const kept = calls.flatMap((call, at) => {
    if (call.role === 'failed') return [];
    places.set(at, places.size);
    return [call];
  });
  if (kept.length === calls.length) return [...calls];
  const moved = (origin: ValueOrigin): ValueOrigin =>
    origin.from === 'output' && origin.sameTurn ? { ...origin, call: places.get(origin.call) ?? origin.call } : origin;
  return kept.map((call) => ({
    ...call,
    arguments: call.arguments.map((item) => ({ ...item, origin: moved(item.origin) })),
  }));
}
