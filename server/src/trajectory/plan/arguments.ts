import { isPlumbing, type RangeEnds, rangesAmong } from '../../english/index.ts';
import {
  canonicalJson,
  equalJson,
  isObject,
  type Json,
  type JsonObject,
  type JsonSchema,
  settledValue,
} from '../../json/index.ts';
import type { Random } from '../../random/index.ts';
import { type FunctionSignature, resolveSchema } from '../../signature/index.ts';
import type { PlannedArgument, PlannedCall } from '../../teacher/index.ts';
import type { WorldState } from '../../world/index.ts';
import { fits } from '../fits.ts';
import { hintedArguments } from '../hints.ts';
import { knownArguments } from '../known.ts';
import { type GenerationContext, type RanCall, toolOf } from '../session.ts';
import { type Fed, feed } from './feed.ts';
import type { PlanOptions, Step } from './types.ts';

/** No person says more values in one conversation; what no query can say is not tried. */
const MAX_REQUIRED = 1_000;

/** Arguments in the order of the schema's properties; a reason where a required one cannot be had. */
export function chooseArguments(
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
  if (required.size > MAX_REQUIRED) return `more than ${MAX_REQUIRED} parameters are required`;
  const forced = options.fromUser?.function === step.id ? options.fromUser.parameter : undefined;
  const fed =
    options.distinct === true
      ? new Map<string, Fed>()
      : feed(step, turn, past, ran, random, context, forced, attempt, implicit, options.unfit);
  const writes = fed.size > 0 && !context.proposer.isReadOnly(step.id);
  // Calls of a chain speak of one thing: what the user said for an implicit call holds for the one it feeds.
  const shared = Object.fromEntries(
    saidFor([...implicit.values()], toolOf(context, step.id).signature).filter(
      ([name, value]) =>
        name !== forced &&
        !fed.has(name) &&
        required.has(name) &&
        fits(parameters, name, value) &&
        // What is read in one place is not written to that same place.
        !(writes && isPlaced(value)),
    ),
  );
  const known: JsonObject = { ...shared, ...Object.fromEntries([...fed].map(([name, { value }]) => [name, value])) };
  const propose = () => ({ ...context.proposer.proposeArguments(step.id, state, random, known), ...shared });
  let proposed = propose();
  for (
    let tries = 0;
    writes && tries < OTHER_PLACES && isWhereItCameFrom(proposed, fed, sourcesOf(fed, past, ran));
    tries += 1
  )
    proposed = propose();
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
    if (!required.has(name) && isUnwished(name, schema, value)) continue;
    if (!required.has(name) && step.origin === 'insert' && !describes(name, value)) continue;
    if (!required.has(name) && schema.default !== undefined && canonicalJson(schema.default) === canonicalJson(value))
      continue;
    const settled = required.has(name) ? settledValue(schema) : undefined;
    // What can only be one value is not for anybody to say.
    const unsaid = settled !== undefined && schema.default === undefined && equalJson(settled, value);
    chosen.push({ parameter: name, value, origin: { from: unsaid ? 'default' : 'user' } });
  }
  return chosen;
}

/** Times that another place is looked for. */
const OTHER_PLACES = 6;

/** One of the places that somebody names for a call is the one that its content was read from. */
function isWhereItCameFrom(proposed: JsonObject, fed: ReadonlyMap<string, Fed>, read: readonly RanCall[]): boolean {
  const places = new Set(read.flatMap((call) => Object.values(call.arguments).filter(isPlaced)));
  return Object.entries(proposed).some(([name, value]) => !fed.has(name) && places.has(value));
}

/** The calls whose outputs are taken. */
function sourcesOf(fed: ReadonlyMap<string, Fed>, past: readonly RanCall[], ran: readonly RanCall[]): RanCall[] {
  return [...fed.values()].flatMap(({ origin }) => {
    const source = origin.from === 'output' ? (origin.sameTurn ? ran : past)[origin.call] : undefined;
    return source === undefined ? [] : [source];
  });
}

/** A path or an address: a place that things are kept in. */
function isPlaced(value: Json): boolean {
  return typeof value === 'string' && /^(?:~?\.{0,2}\/|[A-Za-z]:\\|\w+:\/\/)\S+$/.test(value);
}

/** What is left away because no person would say it: a cursor, a dry run, a record that holds nothing. */
function isUnwished(name: string, { enum: choices }: JsonSchema, value: Json): boolean {
  return isPlumbing(name, Array.isArray(choices) ? choices : undefined) || isHollow(value);
}

/** `{}`, `[]`, `[{}]`: there is nothing in it to speak of. */
function isHollow(value: Json): boolean {
  if (Array.isArray(value)) return value.every(isHollow);
  return isObject(value) && Object.values(value).every((item) => isHollow(item as Json));
}

/** Options of a call that nobody asks for: only what says which thing is meant, not how many are shown in what order. */
function describes(name: string, value: Json): boolean {
  return typeof value === 'string' && !/sort|order|cursor|page|token|format|limit/i.test(name);
}

/** What the user says for calls, by the parameter of the function they lead to: the days of a search are those of the stay. */
function saidFor(calls: readonly PlannedCall[], { name, parameters }: FunctionSignature): [string, Json][] {
  if (calls.length === 0) return [];
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
