import { isRecord, type Json, type JsonObject, type JsonSchema, put } from '../../json/index.ts';
import { resolveSchema } from '../../signature/index.ts';
import type { Call, Outcome } from '../types.ts';
import { valueErrors } from '../validator.ts';
import { fail } from './errors.ts';
import type { FunctionModel } from './model.ts';

/** What a service complains about at most, in one answer. */
const MAX_PROBLEMS = 5;

/** Arguments with the defaults of the left-out ones: giving a default and leaving it out are the same call. */
export function withDefaults(parameters: JsonSchema, call: JsonObject): JsonObject {
  let whole: Record<string, Json> | undefined;
  for (const [name, value] of defaultsOf(parameters)) {
    if (Object.hasOwn(call, name)) continue;
    whole ??= { ...call };
    put(whole, name, value);
  }
  return whole ?? call;
}

const defaults = new WeakMap<JsonSchema, readonly (readonly [string, Json])[]>();

/** The parameters that have a default, in their order; read once for each schema. */
function defaultsOf(parameters: JsonSchema): readonly (readonly [string, Json])[] {
  const known = defaults.get(parameters);
  if (known !== undefined) return known;
  const found = Object.entries(parameters.properties ?? {}).flatMap(([name, property]): [string, Json][] => {
    if (typeof property !== 'object' || property === null) return [];
    const { default: value } = resolveSchema(parameters, property).schema;
    return value === undefined || value === null ? [] : [[name, value]];
  });
  defaults.set(parameters, found);
  return found;
}

/** Wrong, missing and unknown arguments, as a service would list them; undefined where all is well. */
export function checkArguments({ signature }: FunctionModel, call: Call): Outcome | undefined {
  const given: unknown = call.arguments;
  if (!isRecord(given)) return fail('invalid_arguments', 'Invalid arguments: an object is expected.');
  const unknown = unknownArguments(signature.parameters, call.arguments);
  const wrong = wrongArguments(signature.parameters, call.arguments);
  if (unknown.length === 0 && wrong.length === 0) return undefined;
  const problems = [...unknown, ...wrong];
  return fail('invalid_arguments', `Invalid arguments: ${problems.slice(0, MAX_PROBLEMS).join('; ')}.`);
}

function unknownArguments(parameters: JsonSchema, given: JsonObject): readonly string[] {
  const open = parameters.additionalProperties !== undefined && parameters.additionalProperties !== false;
  const known = parameters.properties;
  if (open || known === undefined || parameters.patternProperties !== undefined) return NO_PROBLEMS;
  const names = Object.keys(given);
  if (names.every((name) => Object.hasOwn(known, name))) return NO_PROBLEMS;
  const strangers = names.filter((name) => !Object.hasOwn(known, name));
  return strangers.map((name) => `unexpected argument '${name}'`);
}

const NO_PROBLEMS: readonly string[] = [];

function wrongArguments(parameters: JsonSchema, given: JsonObject): readonly string[] {
  const errors = valueErrors(parameters, given);
  if (errors.length === 0) return NO_PROBLEMS;
  return errors
    .filter((error) => error.keyword !== 'additionalProperties')
    .map((error) => (error.path.length === 0 ? `the arguments ${error.message}` : error.message));
}
