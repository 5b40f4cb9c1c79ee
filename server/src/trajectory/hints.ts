import type { Json, JsonObject, JsonSchema } from '../json/index.ts';
import type { Random } from '../random/index.ts';
import { type FunctionSignature, resolveSchema } from '../signature/index.ts';

const NUMBER = String.raw`(-?\d+(?:\.\d+)?)`;
const RANGE = new RegExp(
  String.raw`(?:between|from|range(?: of)?|within)\s+\[?\(?${NUMBER}\s*(?:and|to|,|-|–)\s*${NUMBER}`,
  'i',
);
const CHOICES =
  /(?:one of|valid (?:\w+ )?(?:are|include)|allowed (?:\w+ )?(?:are|values)|choose from|expected|options(?: are)?|either)[:\s]+(.+?)(?:[.;](?:\s|$)|$)/i;

/**
 * Values that texts say a call takes: the ranges in a parameter's description, and ranges and choices in what earlier
 * tries were refused with ("must be between 0 and 1", "one of: low, high").
 */
export function hintedArguments(
  { parameters }: FunctionSignature,
  wanted: readonly string[],
  refusals: readonly string[],
  random: Random,
): JsonObject {
  const refusal = random.pick([...refusals]) ?? '';
  const made = wanted.flatMap((name): [string, Json][] => {
    const { schema } = resolveSchema(parameters, parameters.properties?.[name] as JsonSchema);
    if (schema.enum !== undefined || schema.const !== undefined) return [];
    const value = hinted(schema, refusal, random);
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(made);
}

function hinted(schema: JsonSchema, refusal: string, random: Random): Json | undefined {
  const { type } = schema;
  if (type === 'number' || type === 'integer') {
    if (schema.minimum !== undefined && schema.maximum !== undefined) return undefined;
    const range = RANGE.exec(schema.description ?? '') ?? RANGE.exec(refusal);
    return range === null ? undefined : within(Number(range[1]), Number(range[2]), type === 'integer', random);
  }
  if (type !== 'string') return undefined;
  const listed = CHOICES.exec(refusal)?.[1];
  return listed === undefined ? undefined : random.pick(choicesIn(listed));
}

function within(from: number, to: number, whole: boolean, random: Random): number | undefined {
  if (!(from <= to)) return undefined;
  const value = from + random.next() * (to - from);
  return whole || to - from >= 20 ? Math.round(value) : Math.round(value * 10) / 10;
}

function choicesIn(text: string): string[] {
  const quoted = [...text.matchAll(/'([^']+)'|"([^"]+)"/g)].map(([, single, double]) => single ?? double ?? '');
  if (quoted.length > 1) return quoted;
  const parts = text.split(/\s*,\s*(?:and |or )?|\s+(?:and|or)\s+/).map((part) => part.replace(/^\[|\]$/g, '').trim());
  return parts.length > 1 ? parts.filter((part) => part !== '' && part.split(/\s+/).length <= 3) : [];
}
