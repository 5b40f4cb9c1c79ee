import type { Json, JsonObject, JsonSchema } from '../json/index.ts';
import type { Random } from '../random/index.ts';
import { type FunctionSignature, resolveSchema } from '../signature/index.ts';
import { type Fact, plainName, suits } from '../world/index.ts';

/** Share of calls whose arguments are taken from what is known to be there; others try something new. */
const TAKES_KNOWN = 0.85;

/**
 * Argument values of things that are known to be in a real world, for the parameters that ask for one by name. Those of one
 * thing go together: a login takes a name and the password beside it.
 */
export function knownArguments(
  { parameters }: FunctionSignature,
  wanted: readonly string[],
  facts: readonly Fact[],
  random: Random,
): JsonObject {
  if (facts.length === 0 || !random.chance(TAKES_KNOWN)) return {};
  const options = wanted.map((name) => ({ name, found: factsFor(parameters, name, facts) }));
  const records = new Map<string, number>();
  for (const { found } of options) {
    for (const record of new Set(found.map((fact) => fact.record))) records.set(record, (records.get(record) ?? 0) + 1);
  }
  const most = Math.max(0, ...records.values());
  const record = random.pick([...records].filter(([, count]) => count === most).map(([name]) => name));
  const used = new Set<Json>();
  const unnamed = facts.filter((fact) => fact.record === record && fact.names.includes('*'));
  const chosen = options.flatMap(({ name, found }): [string, Json][] => {
    const free = found.filter(({ value }) => !used.has(value));
    const fact =
      random.pick(free.filter((item) => item.record === record)) ??
      random.pick(free) ??
      unnamed.find(({ value }) => !used.has(value) && takes(parameters, name, value));
    if (fact === undefined) return [];
    used.add(fact.value);
    return [[name, asWanted(parameters, name, fact.value)]];
  });
  return Object.fromEntries(chosen);
}

function takes(parameters: JsonSchema, name: string, value: Json): boolean {
  const schema = itemSchema(parameters, name);
  return schema !== undefined && schema.enum === undefined && suits(schema, value);
}

/** Facts that answer to a parameter's name, else those whose name is the end of it: `source_file` takes a `file`. */
function factsFor(parameters: JsonSchema, name: string, facts: readonly Fact[]): Fact[] {
  const schema = itemSchema(parameters, name);
  if (schema === undefined) return [];
  const asked = plainName(name);
  const fitting = facts.filter(({ value }) => suits(schema, value));
  const exact = fitting.filter(({ names }) => names.includes(asked));
  if (exact.length > 0) return exact;
  return fitting.filter(({ names, value }) =>
    names.some(
      (known) => typeof value === 'string' && known.length > 3 && (asked.endsWith(known) || known.endsWith(asked)),
    ),
  );
}

/** Schema of one value: that of the items where the parameter is a list. */
function itemSchema(parameters: JsonSchema, name: string): JsonSchema | undefined {
  const { schema } = resolveSchema(parameters, parameters.properties?.[name] as JsonSchema);
  if (schema.type === 'object' || schema.type === 'boolean') return undefined;
  if (schema.type !== 'array') return schema;
  return typeof schema.items === 'object' ? resolveSchema(parameters, schema.items).schema : undefined;
}

function asWanted(parameters: JsonSchema, name: string, value: Json): Json {
  const { schema } = resolveSchema(parameters, parameters.properties?.[name] as JsonSchema);
  return schema.type === 'array' ? [value] : value;
}
