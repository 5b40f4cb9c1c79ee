import { type RangeEnds, rangesAmong } from '../english/index.ts';
import { canonicalJson, isRecord, type Json, type JsonObject, type JsonSchema } from '../json/index.ts';
import type { StepOrigin } from '../path/index.ts';
import { createRandom, type Random } from '../random/index.ts';
import { type FunctionSignature, resolveSchema } from '../signature/index.ts';
import type { PlannedArgument, PlannedCall, ValueOrigin } from '../teacher/index.ts';
import type { Fact, WorldState } from '../world/index.ts';
import { fits } from './fits.ts';
import { hintedArguments } from './hints.ts';
import { knownArguments } from './known.ts';
import { premisesAskedFor } from './premises.ts';
import { type Feed, feedsOf, type GenerationContext, type RanCall, runCall, toolOf } from './session.ts';
import { valuesAt } from './values.ts';

/** One function of a turn to be turned into a call. */
export interface Step {
  readonly id: string;
  readonly origin: StepOrigin;
}

/** A turn's reference: calls with their values, as they ran. */
export interface PlannedTurn {
  readonly calls: readonly PlannedCall[];
  readonly ran: readonly RanCall[];
  /** Why each call is there. */
  readonly origins: readonly StepOrigin[];
  /** State after each call. */
  readonly states: readonly WorldState[];
  readonly before: WorldState;
  readonly after: WorldState;
  /** Functions of the path that no arguments could be found for, with the last error. */
  readonly skipped: readonly { readonly id: string; readonly reason: string }[];
}

export interface PlanOptions {
  /** This parameter of the first call has to come from the user (Split, miss_params). */
  readonly fromUser?: { readonly function: string; readonly parameter: string };
  /** Values already used for the same function in this turn must differ (parallel calls). */
  readonly distinct?: boolean;
  /** What is known to be in a real world. */
  readonly facts?: readonly Fact[];
  /** What a real world refused earlier tries of the same call with. */
  readonly refusals?: readonly string[];
}

const TRIES = 5;
/** More in a real world: only trying tells what it takes. */
const TRIES_IN_REAL = 20;
const MAX_PREMISES = 3;
/** Weaker evidence is not worth a sentence such as "use that amount". */
const MIN_SCORE = 0.3;
/** Calls of one function over the items of a list (sec. 3.3: at most three parallel calls). */
const MAX_ITEMS = 3;
/** Share of the turns that can go over a list and do. */
const OVER_LISTS = 0.6;
/** The most calls of a turn when it goes over a list. */
const MAX_CALLS = 6;

/**
 * Chooses the argument values of a turn's calls and runs them, each on the state the one before left: values from this
 * turn's outputs first, then from the last turn's, then from older ones, as the graph's evidence says; what
 * no output gives, the user says.
 */
export async function planTurn(
  steps: readonly Step[],
  turn: number,
  past: readonly RanCall[],
  state: WorldState,
  seed: string,
  context: GenerationContext,
  options: PlanOptions = {},
): Promise<PlannedTurn> {
  const calls: PlannedCall[] = [];
  const ran: RanCall[] = [];
  const states: WorldState[] = [];
  const origins: StepOrigin[] = [];
  const skipped: { id: string; reason: string }[] = [];
  const implicit = new Map<RanCall, PlannedCall>();
  let current = state;
  const all = withPremises(steps, state, context);
  for (const [index, step] of all.entries()) {
    const at: PlanPoint = { turn, past, ran, implicit, before: state, seed: `${seed}/${index}`, context, options };
    const done = await planWithPremises(step, at, current, 0);
    if (typeof done === 'string') {
      skipped.push({ id: step.id, reason: done });
      continue;
    }
    const last = index === all.length - 1 && options.fromUser === undefined;
    const others = last ? await otherItems(step, done.at(-1), { ...at, ran }, done.at(-1)?.state ?? current) : [];
    for (const made of [...done, ...others]) {
      calls.push(made.planned);
      ran.push(made.call);
      if (made.planned.role === 'implied') implicit.set(made.call, made.planned);
      origins.push(made.call.id === step.id && made.planned.role !== 'failed' ? step.origin : 'walk');
      current = made.state;
      states.push(current);
    }
  }
  return { calls, ran, origins, states, before: state, after: current, skipped };
}

/** Steps with the premises that have not run yet before them (`@requires`), once each. */
function withPremises(steps: readonly Step[], state: WorldState, context: GenerationContext): Step[] {
  const all: Step[] = [];
  const add = (step: Step, depth: number): void => {
    for (const premise of context.proposer.missingPremises(step.id, state)) {
      const there = all.some((other) => other.id === premise) || depth >= MAX_PREMISES || !context.tools.has(premise);
      if (!there) add({ id: premise, origin: 'walk' }, depth + 1);
    }
    all.push(step);
  };
  for (const step of steps) add(step, 0);
  return all;
}

/** Where in a conversation a call is planned. */
interface PlanPoint {
  readonly turn: number;
  readonly past: readonly RanCall[];
  readonly ran: readonly RanCall[];
  /** Those of `ran` that nobody asks for, as they were planned. */
  readonly implicit: ReadonlyMap<RanCall, PlannedCall>;
  /** State before the turn. */
  readonly before: WorldState;
  readonly seed: string;
  readonly context: GenerationContext;
  readonly options: PlanOptions;
}

interface MadeCall {
  readonly planned: PlannedCall;
  readonly call: RanCall;
  readonly state: WorldState;
}

/**
 * A call, behind the calls that its refusal asks for: what a real world needs first is known only from what it says. The
 * reason of the call itself where none of them helps.
 */
async function planWithPremises(
  step: Step,
  at: PlanPoint,
  state: WorldState,
  depth: number,
): Promise<MadeCall[] | string> {
  const made = await planCall(step, at, state);
  if (Array.isArray(made)) return made;
  const reason = typeof made === 'string' ? made : made.refused.join('; ');
  if (typeof made === 'string' || at.context.world.id === 'simulated' || depth >= MAX_PREMISES) return reason;
  const asked = new Set(made.refused.flatMap((message) => premisesAskedFor(message, step.id, at.context)));
  for (const id of asked) {
    if (at.ran.some((call) => call.id === id)) continue;
    const first = await planWithPremises({ id, origin: 'walk' }, { ...at, seed: `${at.seed}/${id}` }, state, depth + 1);
    const last = typeof first === 'string' ? undefined : first.at(-1);
    if (typeof first === 'string' || last === undefined) continue;
    const ran = [...at.ran, ...first.map(({ call }) => call)];
    const then = await planWithPremises(step, { ...at, ran }, last.state, depth + 1);
    if (typeof then !== 'string') return [...first, ...then];
  }
  return reason;
}

/**
 * The same call over the other items of the list that the first took an item of, in some of the turns where it can be:
 * "for each of them". Only calls that look go over lists, and only from the first item on.
 */
async function otherItems(
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

async function planCall(
  step: Step,
  { turn, past, ran, implicit, before, seed, context, options }: PlanPoint,
  state: WorldState,
): Promise<MadeCall[] | { readonly refused: readonly string[] } | string> {
  let failure = 'no arguments';
  const refused = new Set<string>();
  const tries = context.world.id === 'simulated' ? TRIES : TRIES_IN_REAL;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const random = createRandom(`${seed}/${attempt}`);
    // Parallel calls are about different things: what the first was about is no better a choice than any other.
    const seen = options.distinct === true ? before : state;
    const heard = { ...options, refusals: [...refused] };
    const chosen = chooseArguments(step, turn, past, ran, seen, random, context, heard, attempt, implicit);
    if (typeof chosen === 'string') {
      failure = chosen;
      continue;
    }
    const args = argumentsOf(chosen);
    if (repeats(step.id, args, ran)) {
      failure = 'the same call again';
      continue;
    }
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
    failure = 'the call fails';
    if (context.world.id !== 'simulated') refused.add(messageOf(result.call.output));
  }
  return refused.size > 0 ? { refused: [...refused] } : failure;
}

function messageOf(output: Json): string {
  const said = isRecord(output) ? output.error : output;
  return typeof said === 'string' ? said : JSON.stringify(output);
}

function repeats(id: string, args: JsonObject, ran: readonly RanCall[]): boolean {
  const text = canonicalJson(args);
  return ran.some((call) => call.id === id && canonicalJson(call.arguments) === text);
}

/** No person says more values in one conversation; what no query can say is not tried. */
const MOST_REQUIRED = 1_000;

/** Arguments in the order of the schema's properties; a reason where a required one cannot be had. */
function chooseArguments(
  step: Step,
  turn: number,
  past: readonly RanCall[],
  ran: readonly RanCall[],
  state: WorldState,
  random: Random,
  context: GenerationContext,
  options: PlanOptions,
  attempt: number,
  implicit: ReadonlyMap<RanCall, PlannedCall>,
): PlannedArgument[] | string {
  const { parameters } = toolOf(context, step.id).signature;
  const properties = Object.keys(parameters.properties ?? {});
  const required = new Set(parameters.required ?? []);
  if (required.size > MOST_REQUIRED) return `more than ${MOST_REQUIRED} parameters are required`;
  const forced = options.fromUser?.function === step.id ? options.fromUser.parameter : undefined;
  const fed =
    options.distinct === true
      ? new Map<string, Fed>()
      : feed(step, turn, past, ran, random, context, forced, attempt, implicit);
  // Calls of a chain speak of one thing: what the user said for an implicit call holds for the one it feeds.
  const shared = Object.fromEntries(
    saidFor([...implicit.values()], toolOf(context, step.id).signature).filter(
      ([name, value]) => name !== forced && !fed.has(name) && required.has(name) && fits(parameters, name, value),
    ),
  );
  const known: JsonObject = { ...shared, ...Object.fromEntries([...fed].map(([name, { value }]) => [name, value])) };
  const proposed = { ...context.proposer.proposeArguments(step.id, state, random, known), ...shared };
  if (options.facts !== undefined) {
    const open = properties.filter((name) => !fed.has(name) && (required.has(name) || Object.hasOwn(proposed, name)));
    const { signature } = toolOf(context, step.id);
    Object.assign(
      proposed,
      hintedArguments(signature, open, options.refusals ?? [], random),
      knownArguments(signature, open, options.facts, random),
    );
  }
  const chosen: PlannedArgument[] = [];
  for (const name of properties) {
    const schema = resolveSchema(parameters, parameters.properties?.[name] as JsonSchema).schema;
    const from = fed.get(name);
    if (from !== undefined) {
      chosen.push({ parameter: name, value: from.value, origin: from.origin });
      continue;
    }
    const value = Object.hasOwn(proposed, name) ? (proposed[name] as Json) : undefined;
    if (value === undefined) {
      if (required.has(name)) return `no value for ${name}`;
      continue;
    }
    if (!required.has(name) && step.origin === 'insert' && !describes(name, value)) continue;
    if (!required.has(name) && schema.default !== undefined && canonicalJson(schema.default) === canonicalJson(value))
      continue;
    chosen.push({ parameter: name, value, origin: { from: 'user' } });
  }
  return chosen;
}

/** Options of a call that nobody asks for: only what says which thing is meant, not how many are shown in what order. */
function describes(name: string, value: Json): boolean {
  return typeof value === 'string' && !/sort|order|cursor|page|token|format|limit/i.test(name);
}

/** What the user says for calls, by the parameter of the function they lead to: the days of a search are those of the stay. */
function saidFor(calls: readonly PlannedCall[], { name, parameters }: FunctionSignature): [string, Json][] {
  const wanted = onlyRange(Object.keys(parameters.properties ?? {}), name);
  return calls.flatMap((call) => {
    const own = onlyRange(
      call.arguments.map(({ parameter }) => parameter),
      call.tool.signature.name,
    );
    const placed = (parameter: string) => {
      if (own === undefined || wanted === undefined) return parameter;
      return parameter === own.start ? wanted.start : parameter === own.end ? wanted.end : parameter;
    };
    return call.arguments.flatMap(({ parameter, value, origin }): [string, Json][] =>
      origin.from === 'user' ? [[placed(parameter), value]] : [],
    );
  });
}

function onlyRange(names: readonly string[], about: string): RangeEnds | undefined {
  const [range, ...others] = rangesAmong(names, about);
  return others.length === 0 ? range : undefined;
}

interface Fed {
  readonly value: Json;
  readonly origin: ValueOrigin;
}

/** Values that outputs give, by parameter. One producer and one list item serve all the parameters they can. */
function feed(
  step: Step,
  turn: number,
  past: readonly RanCall[],
  ran: readonly RanCall[],
  random: Random,
  context: GenerationContext,
  forced: string | undefined,
  attempt: number,
  implicit: ReadonlyMap<RanCall, PlannedCall>,
): Map<string, Fed> {
  const { parameters } = toolOf(context, step.id).signature;
  const fed = new Map<string, Fed>();
  const items = new Map<RanCall, number>();
  const used = new Set<string>();
  const producers = producersById(past, ran);
  const options: Option[] = [];
  for (const item of feedsOf(context.graph, step.id)) {
    const calls = producers.get(item.producer);
    if (calls === undefined || item.score < MIN_SCORE) continue;
    if (!Object.hasOwn(parameters.properties ?? {}, parameterOf(item))) continue;
    for (const { call, index, sameTurn } of calls) {
      // An implicit call stands in its turn to be used.
      const rank = preference(step, item, call, sameTurn, turn) + (implicit.has(call) ? 1 : 0);
      options.push({ item, call, index, sameTurn, rank });
    }
  }
  options.sort((left, right) => right.rank - left.rank);
  for (const { item, call, index, sameTurn } of kindred(options)) {
    const name = parameterOf(item);
    if (fed.has(name) || name === forced) continue;
    const found = valuesAt(call.output, item.output);
    if (found.length === 0) continue;
    // Nobody has seen an implicit call's list: what is meant is its first item.
    const shift = items.get(call) ?? (implicit.has(call) ? 0 : pickItem(found.length, random, attempt));
    items.set(call, shift);
    const picked = found[shift % found.length] ?? found[0];
    if (picked === undefined || picked.value === null || picked.value === '') continue;
    // One value never fills two parameters of a call: nobody flies from SFO to SFO.
    const key = canonicalJson(picked.value);
    if (used.has(key)) continue;
    const value = item.parameter.endsWith('[]') && !Array.isArray(picked.value) ? [picked.value] : picked.value;
    if (!fits(parameters, name, value)) continue;
    const distance = turn - call.turn;
    const origin: ValueOrigin = {
      from: 'output',
      call: index,
      sameTurn,
      field: item.output,
      distance,
      ...(picked.item === undefined ? {} : { item: picked.item }),
    };
    used.add(key);
    fed.set(name, { value, origin });
  }
  return fed;
}

/**
 * Options in an order that keeps a parameter's companions together: once a call's output serves one parameter, what it can
 * give the others comes before what other calls could, so that an amount and its currency are of one booking.
 */
function kindred<T extends { item: Feed; call: RanCall }>(options: readonly T[]): T[] {
  const first = options[0]?.call;
  return [...options.filter(({ call }) => call === first), ...options.filter(({ call }) => call !== first)];
}

/** A call that has given something, and where it stands among its turn's or all earlier calls. */
interface Producer {
  readonly call: RanCall;
  readonly index: number;
  readonly sameTurn: boolean;
}

/** What one output could give one parameter, and how much it is to be preferred. */
interface Option extends Producer {
  readonly item: Feed;
  readonly rank: number;
}

/** Calls that worked, by function; those of the turn first. */
function producersById(past: readonly RanCall[], ran: readonly RanCall[]): Map<string, Producer[]> {
  const producers = new Map<string, Producer[]>();
  const note = (calls: readonly RanCall[], sameTurn: boolean): void => {
    for (const [index, call] of calls.entries()) {
      if (!call.ok) continue;
      const known = producers.get(call.id);
      if (known === undefined) producers.set(call.id, [{ call, index, sameTurn }]);
      else known.push({ call, index, sameTurn });
    }
  };
  note(ran, true);
  note(past, false);
  return producers;
}

/** The parameter that an evidence is of: of a list's items, the list. */
function parameterOf({ parameter }: Feed): string {
  return parameter.endsWith('[]') ? parameter.slice(0, -2) : parameter;
}

/** Where two parameters could take a value, the one that says where from does. */
const TARGET = /^(?:to|target|new|dest|destination)(?![a-z])|^(?:to|target|new|dest|destination)[A-Z_]/;

/** Same turn before earlier turns, near before far; a recall turn wants what is far. */
function preference(step: Step, item: Feed, call: RanCall, sameTurn: boolean, turn: number): number {
  const distance = turn - call.turn;
  const strength = item.score - (TARGET.test(item.parameter) ? 0.001 : 0);
  if (step.origin === 'insert-recall') return strength + (distance >= 2 ? 2 : 0);
  return strength + (sameTurn ? 3 : distance === 1 ? 2 : 1 / distance);
}

/** Mostly the first of a list, as people do. */
function pickItem(count: number, random: Random, attempt: number): number {
  return random.chance(0.6) && attempt === 0 ? 0 : random.below(Math.min(count, 4));
}
