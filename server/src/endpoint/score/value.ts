import { isObject, type Json, type JsonObject, type JsonSchema } from '../../json/index.ts';
import { resolveSchema, typesOf } from '../../signature/index.ts';

/** Punctuation and blanks that BFCL leaves out when it compares texts. */
const IGNORED = /[ ,./\-_*^]/g;

/** A text as BFCL compares it: lower case, without blanks and `, . / - _ * ^`, one kind of quote. */
export function standardText(text: string): string {
  return text.replace(IGNORED, '').toLowerCase().replaceAll("'", '"');
}

/**
 * Whether a value means the same as a reference by BFCL's rules: an integer does for a float, texts are compared
 * standardised, lists item by item, objects key by key. A text is no number and the other way round.
 */
export function sameValueAs(given: Json, reference: Json): boolean {
  if (given === reference) return true;
  if (typeof given === 'string' && typeof reference === 'string')
    return standardText(given) === standardText(reference);
  if (Array.isArray(given) && Array.isArray(reference)) {
    return (
      given.length === reference.length && given.every((item, index) => sameValueAs(item, reference[index] as Json))
    );
  }
  return isObject(given) && isObject(reference) && sameObject(given, reference);
}

function sameObject(given: JsonObject, reference: JsonObject): boolean {
  const names = new Set([...Object.keys(given), ...Object.keys(reference)]);
  for (const name of names) {
    if (!Object.hasOwn(given, name) || !Object.hasOwn(reference, name)) return false;
    if (!sameValueAs(given[name] as Json, reference[name] as Json)) return false;
  }
  return true;
}

/**
 * Whether a value is an allowed one of BFCL, where an object's members and the items of a list of objects each have a list
 * of allowed values; `''` in it lets the member go.
 */
export function suitsAllowed(given: Json, option: Json): boolean {
  if (sameValueAs(given, option)) return true;
  if (Array.isArray(given) && Array.isArray(option))
    return given.length === option.length && given.every((item, at) => suitsMembers(item, option[at] as Json));
  return suitsMembers(given, option);
}

function suitsMembers(given: Json, option: Json): boolean {
  if (!isObject(given) || !isObject(option)) return sameValueAs(given, option);
  const lists = Object.entries(option);
  if (!lists.every(([, allowed]) => Array.isArray(allowed))) return sameValueAs(given, option);
  return (
    Object.keys(given).every((name) => Object.hasOwn(option, name)) &&
    lists.every(([name, allowed]) =>
      Object.hasOwn(given, name)
        ? (allowed as Json[]).some((value) => sameValueAs(given[name] as Json, value))
        : (allowed as Json[]).includes(''),
    )
  );
}

/** Whether a top-level parameter must be given. */
export function isRequired(parameters: JsonSchema | undefined, name: string): boolean {
  return parameters?.required?.includes(name) === true;
}

/** Whether a top-level parameter is declared, or the schema takes any. */
export function isDeclared(parameters: JsonSchema, name: string): boolean {
  const { properties, additionalProperties, patternProperties } = parameters;
  if (properties === undefined || patternProperties !== undefined) return true;
  return Object.hasOwn(properties, name) || (additionalProperties !== undefined && additionalProperties !== false);
}

/** Whether a text can be a value of a top-level parameter; where nothing is declared, it can. */
export function allowsText(parameters: JsonSchema | undefined, name: string): boolean {
  const property = parameterSchema(parameters, name);
  const types = property === undefined ? [] : typesOf(property);
  return types.length === 0 || types.includes('string');
}

/** The default of a top-level parameter; undefined where there is none. */
export function defaultOf(parameters: JsonSchema | undefined, name: string): Json | undefined {
  const property = parameterSchema(parameters, name);
  return property?.default;
}

/** The type a top-level parameter is declared with, for messages. */
export function typeOf(parameters: JsonSchema | undefined, name: string): string {
  const property = parameterSchema(parameters, name);
  return property === undefined ? '' : typesOf(property).join(' or ');
}

function parameterSchema(parameters: JsonSchema | undefined, name: string): JsonSchema | undefined {
  const properties = parameters?.properties;
  if (parameters === undefined || properties === undefined || !Object.hasOwn(properties, name)) return undefined;
  const property = properties[name];
  return typeof property === 'object' && property !== null ? resolveSchema(parameters, property).schema : undefined;
}
