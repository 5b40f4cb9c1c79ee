import { canonicalJson, type Json, type JsonObject, type JsonSchema, settledValue } from '../../json/index.ts';
import { resolveSchema, typesOf } from '../../signature/index.ts';
import type { WorldState } from '../../world/index.ts';
import { type Feed, feedsOf, type GenerationContext, outputOf, toolOf } from '../session.ts';
import { leavesOf, valuesAt } from '../values.ts';

/** A value somebody could use: from which function's output field, or said for which parameter. */
export interface KnownValue {
  readonly name: string;
  readonly value: Json;
}

export interface Reached {
  readonly id: string;
  readonly arguments: JsonObject;
  readonly output: Json;
  readonly state: WorldState;
}

/** Bounds of a search: it has to end on any catalog. */
const MAX_RUNS = 48;
const MAX_DEPTH = 2;
const MAX_BINDINGS = 3;

/**
 * Forward chaining: every call that can be made of what is known with the functions at hand, the outputs known in their
 * turn. `visit` sees each and may end the search by returning true.
 */
export async function explore(
  available: readonly string[],
  known: readonly KnownValue[],
  produced: readonly { readonly id: string; readonly output: Json }[],
  from: WorldState,
  readOnly: boolean,
  context: GenerationContext,
  visit: (reached: Reached) => boolean,
): Promise<boolean> {
  // Looking around in a real world must not change it.
  const looksOnly = readOnly || context.world.id !== 'simulated';
  const values = [...known];
  const outputs = [...produced];
  const seen = new Set<string>();
  let runs = 0;
  for (let depth = 0; depth < MAX_DEPTH; depth += 1) {
    const fresh: { id: string; output: Json }[] = [];
    for (const id of available) {
      if (looksOnly && !context.proposer.isReadOnly(id)) continue;
      for (const args of bindings(id, values, outputs, context)) {
        const key = id + canonicalJson(args);
        if (seen.has(key) || runs >= MAX_RUNS) continue;
        seen.add(key);
        runs += 1;
        const execution = await context.world.execute({ function: id, arguments: args }, from, context.signal);
        if (!execution.outcome.ok) continue;
        const output = outputOf(execution.outcome);
        if (visit({ id, arguments: args, output, state: execution.state })) return true;
        fresh.push({ id, output });
      }
    }
    if (fresh.length === 0) return false;
    outputs.push(...fresh);
  }
  return false;
}

/** Ways to fill a function's required parameters from what is known; none where one cannot be filled. */
function bindings(
  id: string,
  values: readonly KnownValue[],
  outputs: readonly { readonly id: string; readonly output: Json }[],
  context: GenerationContext,
): JsonObject[] {
  let filled: JsonObject[] = [{}];
  for (const need of needsOf(id, context)) {
    const options = candidates(need, values, outputs);
    filled = filled.flatMap((args) => options.map((value) => ({ ...args, [need.name]: value }))).slice(0, MAX_BINDINGS);
    if (filled.length === 0) return [];
  }
  return filled;
}

/** A required parameter, and what the graph says can feed it. */
interface Need {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly feeds: readonly Feed[];
}

const needs = new WeakMap<GenerationContext['graph'], Map<string, readonly Need[]>>();

function needsOf(id: string, context: GenerationContext): readonly Need[] {
  let known = needs.get(context.graph);
  if (known === undefined) {
    known = new Map();
    needs.set(context.graph, known);
  }
  let found = known.get(id);
  if (found === undefined) {
    const { parameters } = toolOf(context, id).signature;
    const feeds = feedsOf(context.graph, id);
    found = (parameters.required ?? [])
      .filter((name) => Object.hasOwn(parameters.properties ?? {}, name))
      .map((name) => ({
        name,
        schema: resolveSchema(parameters, parameters.properties?.[name] as JsonSchema).schema,
        feeds: feeds.filter((feed) => feed.parameter === name),
      }));
    known.set(id, found);
  }
  return found;
}

function candidates(
  { name, schema, feeds }: Need,
  values: readonly KnownValue[],
  outputs: readonly { readonly id: string; readonly output: Json }[],
): Json[] {
  const fed = feeds.flatMap((feed) =>
    outputs
      .filter((output) => output.id === feed.producer)
      .flatMap(({ output }) => valuesAt(output, feed.output, 2).map(({ value }) => value)),
  );
  const said = values.filter((known) => known.name === name).map(({ value }) => value);
  const settled = settledValue(schema);
  const fallback = settled === undefined ? [] : [settled];
  const all = [...said, ...fed, ...fallback].filter((value) => admits(schema, value));
  return [...new Map(all.map((value) => [canonicalJson(value), value])).values()].slice(0, MAX_BINDINGS);
}

function admits(schema: JsonSchema, value: Json): boolean {
  const types = typesOf(schema);
  if (types.length === 0) return true;
  if (Array.isArray(value)) return types.includes('array');
  if (typeof value === 'number')
    return types.includes('number') || (types.includes('integer') && Number.isInteger(value));
  return types.includes(value === null ? 'null' : typeof value);
}

/** Whether a value stands in an output. */
export function holds(output: Json, value: string | number): boolean {
  return leavesOf(output).some((leaf) => leaf.value === value);
}
