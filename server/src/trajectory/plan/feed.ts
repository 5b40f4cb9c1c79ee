import { canonicalJson, type Json } from '../../json/index.ts';
import type { Random } from '../../random/index.ts';
import type { PlannedCall, TeacherFunction, ValueOrigin } from '../../teacher/index.ts';
import { fits } from '../fits.ts';
import { type Feed, feedsOf, type GenerationContext, type RanCall, toolOf } from '../session.ts';
import { valuesAt } from '../values.ts';
import { MIN_SCORE, type Step } from './types.ts';

export interface Fed {
  readonly value: Json;
  readonly origin: ValueOrigin;
}

/** Values that outputs give, by parameter. One producer and one list item serve all the parameters they can. */
export function feed(
  step: Step,
  turn: number,
  past: readonly RanCall[],
  ran: readonly RanCall[],
  random: Random,
  context: GenerationContext,
  forced: string | undefined,
  attempt: number,
  implicit: ReadonlyMap<RanCall, PlannedCall>,
  unfit?: ReadonlySet<string>,
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
    if (!Object.hasOwn(parameters.properties ?? {}, parameterOf(item)) || isOwnWords(item)) continue;
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
    if (unfit?.has(placeOf(name, { call: index, sameTurn, field: item.output })) === true) continue;
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
  dropOwnValues(fed, toolOf(context, step.id));
  return fed;
}

/** Nobody sets a record's email to the email that the record has: what is set comes from elsewhere than the record. */
function dropOwnValues(fed: Map<string, Fed>, { reading }: TeacherFunction): void {
  if (reading?.operation !== 'update') return;
  const key = reading.inputs.find(({ role }) => role === 'key')?.parameter;
  const record = key === undefined ? undefined : fed.get(key);
  if (record?.origin.from !== 'output') return;
  for (const [name, { origin }] of [...fed]) {
    const role = reading.inputs.find(({ parameter }) => parameter === name)?.role;
    const same =
      origin.from === 'output' &&
      origin.call === record.origin.call &&
      origin.sameTurn === record.origin.sameTurn &&
      origin.item?.index === record.origin.item?.index;
    if (name !== key && same && role !== 'key' && role !== 'reference') fed.delete(name);
  }
}

/** Where a parameter takes its values from: which output, which field of it. */
export function placeOf(
  parameter: string,
  { call, sameTurn, field }: { readonly call: number; readonly sameTurn: boolean; readonly field: string },
): string {
  return `${parameter} ${sameTurn ? 'here' : 'before'} ${call} ${field}`;
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

/** Notes, messages and reasons are a person's own words: nobody writes "the first description" as a note. */
const OWN_WORDS = /(?:^|[_a-z])(?:notes?|message|comments?|reason|remarks?|instructions|caption)$/i;
/** What is written to be passed on. */
const WRITTEN =
  /(?:content|text|transcript|translation|summary|answer|reply|draft|report|notes?|message|comments?|body)$/i;

function isOwnWords({ parameter, output }: Feed): boolean {
  return OWN_WORDS.test(parameter) && !WRITTEN.test(output);
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
  // What is paid is a bill's sum rather than one of its lines.
  const line = /(?:^|_)amount$/i.test(item.parameter) && item.output.includes('[]') ? 0.5 : 0;
  const strength = item.score - (TARGET.test(item.parameter) ? 0.001 : 0) - line;
  if (step.origin === 'insert-recall') return strength + (distance >= 2 ? 2 : 0);
  return strength + (sameTurn ? 3 : distance === 1 ? 2 : 1 / distance);
}

/** Mostly the first of a list, as people do. */
function pickItem(count: number, random: Random, attempt: number): number {
  return random.chance(0.6) && attempt === 0 ? 0 : random.below(Math.min(count, 4));
}
