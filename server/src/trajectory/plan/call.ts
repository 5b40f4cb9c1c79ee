import { canonicalJson, isRecord, type Json, type JsonObject } from '../../json/index.ts';
import { createRandom } from '../../random/index.ts';
import type { PlannedArgument, PlannedCall } from '../../teacher/index.ts';
import type { WorldState } from '../../world/index.ts';
import { type RanCall, runCall, toolOf } from '../session.ts';
import { valuesAt } from '../values.ts';
import { chooseArguments } from './arguments.ts';
import { placeOf } from './feed.ts';
import { senseless } from './senseless.ts';
import {
  MAX_CALLS,
  MAX_ITEMS,
  type MadeCall,
  OVER_LISTS,
  type PlanPoint,
  type Step,
  TRIES,
  TRIES_IN_REAL,
} from './types.ts';

/**
 * The same call over the other items of the list that the first took an item of, in some of the turns where it can be:
 * "for each of them". Only calls that look go over lists, and only from the first item on.
 */
export async function otherItems(
  step: Step,
  first: MadeCall | undefined,
  at: PlanPoint,
  state: WorldState,
): Promise<MadeCall[]> {
  const { context, past, ran, seed, turn } = at;
  const fed = (first?.planned.arguments ?? []).filter(({ origin }) => origin.from === 'output');
  const [argument] = fed;
  const origin = argument?.origin;
  if (first === undefined || argument === undefined || origin?.from !== 'output' || fed.length > 1) return [];
  const { item: { index = -1, of = 0 } = {} } = origin;
  // The whole list or nothing: "each of them" leaves no doubt.
  const whole = index === 0 && of > 1 && of <= Math.min(MAX_ITEMS, MAX_CALLS - ran.length);
  if (!whole || Array.isArray(argument.value)) return [];
  const allowed =
    step.origin !== 'insert-recall' && at.options.distinct !== true && context.proposer.isReadOnly(step.id);
  if (!allowed || !createRandom(`${seed}/items`).chance(OVER_LISTS)) return [];
  const producer = origin.sameTurn ? ran[origin.call] : past[origin.call];
  const values = producer === undefined ? [] : valuesAt(producer.output, origin.field);
  const made: MadeCall[] = [];
  let current = state;
  if (new Set(values.map(({ value }) => canonicalJson(value))).size !== of) return [];
  for (const { value, item } of values.slice(1)) {
    if (item === undefined || value === null) return [];
    const args = first.planned.arguments.map(
      (one): PlannedArgument => (one === argument ? { ...one, value, origin: { ...origin, item } } : one),
    );
    const result = await runCall(context, step.id, argumentsOf(args), turn, current);
    if (!result.call.ok) return [];
    current = result.state;
    made.push({ planned: { ...first.planned, arguments: args }, call: result.call, state: current });
  }
  return made;
}

function argumentsOf(planned: readonly PlannedArgument[]): JsonObject {
  return Object.fromEntries(planned.map(({ parameter, value }) => [parameter, value]));
}

export async function planCall(
  step: Step,
  { turn, past, ran, implicit, before, seed, context, options }: PlanPoint,
  state: WorldState,
): Promise<MadeCall[] | { readonly refused: readonly string[] } | string> {
  let failure = 'no arguments';
  const refused = new Set<string>();
  const unfit = new Set<string>();
  const failed: RanCall[] = [];
  const tries = context.world.id === 'simulated' ? TRIES : TRIES_IN_REAL;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const random = createRandom(`${seed}/${attempt}`);
    // Parallel calls are about different things: what the first was about is no better a choice than any other.
    const seen = options.distinct === true ? before : state;
    const heard = { ...options, refusals: [...refused], unfit };
    const chosen = chooseArguments(step, turn, past, ran, seen, random, context, heard, attempt, implicit);
    if (typeof chosen === 'string') {
      failure = chosen;
      continue;
    }
    const args = argumentsOf(chosen);
    // A real world is asked what it has: there no other value may be to be had.
    const odd =
      context.world.id === 'simulated' && options.distinct !== true
        ? senseless(step.id, chosen, past, ran, context)
        : undefined;
    if (odd !== undefined && (odd.arguments.length > 0 || attempt < tries - 1)) {
      failure = odd.reason;
      for (const { parameter, origin } of odd.arguments)
        if (origin.from === 'output') unfit.add(placeOf(parameter, origin));
      continue;
    }
    if (repeats(step.id, args, ran)) {
      failure = 'the same call again';
      continue;
    }
    // A simulated world refuses the same arguments again.
    if (context.world.id === 'simulated' && repeats(step.id, args, failed)) continue;
    const planned: PlannedCall = {
      tool: toolOf(context, step.id),
      arguments: chosen,
      role: step.origin === 'insert' ? 'implied' : 'asked',
    };
    const result = await runCall(context, step.id, args, turn, state);
    if (result.call.ok) return [{ planned, call: result.call, state: result.state }];
    // A passing failure is met by the same call again.
    const down = context.proposer.outageOf(state) === step.id && result.state !== state;
    const again = down ? await runCall(context, step.id, args, turn, result.state) : undefined;
    if (again?.call.ok === true)
      return [
        { planned: { ...planned, role: 'failed' }, call: result.call, state: result.state },
        { planned, call: again.call, state: again.state },
      ];
    failure = `the call fails: ${messageOf(result.call.output)}`;
    if (context.world.id !== 'simulated') {
      refused.add(messageOf(result.call.output));
      continue;
    }
    failed.push(result.call);
    const places = strangers(chosen, result.refusal);
    for (const place of places) unfit.add(place);
    // What the world itself proposed does not fit: its records go by keys that this function does not take.
    if (places.length === 0 && result.refusal?.code === 'invalid_arguments') break;
  }
  return refused.size > 0 ? { refused: [...refused] } : failure;
}

/** Refusals that another item of the same list may escape: what is named is there. */
const OF_ITS_STATE = new Set([
  'gone',
  'conflict',
  'premise',
  'unauthorized',
  'invalid_state',
  'unavailable',
  'rate_limited',
  'timeout',
]);

/**
 * Places whose values the world does not know, or does not take: what such a place holds is another thing. Any other value
 * of the same list would be refused as well.
 */
function strangers(
  chosen: readonly PlannedArgument[],
  refusal: { code: string; message: string } | undefined,
): string[] {
  if (refusal === undefined || OF_ITS_STATE.has(refusal.code)) return [];
  return chosen.flatMap(({ parameter, value, origin }) => {
    const said = origin.from === 'output' && [value, parameter].some((text) => refusal.message.includes(`'${text}'`));
    return said ? [placeOf(parameter, origin)] : [];
  });
}

function messageOf(output: Json): string {
  const said = isRecord(output) ? output.error : output;
  return typeof said === 'string' ? said : JSON.stringify(output);
}

function repeats(id: string, args: JsonObject, ran: readonly RanCall[]): boolean {
  const text = canonicalJson(args);
  return ran.some((call) => call.id === id && canonicalJson(call.arguments) === text);
}
