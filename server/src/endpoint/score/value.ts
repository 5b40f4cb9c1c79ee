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
  if (typeof given === 'string' && typeof reference === 'string')
    return standardText(given) === standardText(reference);
  if (Array.isArray(given) && Array.isArray(reference)) {
    return (
      given.length === reference.length && given.every((item, index) => sameValueAs(item, reference[index] as Json))
    );
  }
  if (isObject(given) && isObject(reference)) return sameObject(given, reference);
  return given === reference;
}

function sameObject(given: JsonObject, reference: JsonObject): boolean {
  const names = new Set([...Object.keys(given), ...Object.keys(reference)]);
  for (const name of names) {
    if (!Object.hasOwn(given, name) || !Object.hasOwn(reference, name)) return false;
    if (!sameValueAs(given[name] as Json, reference[name] as Json)) return false;
  }
  return true;
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
