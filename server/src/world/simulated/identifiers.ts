import type { Json, JsonSchema } from '../../json/index.ts';
import type { Random } from '../../random/index.ts';
import { typesOf } from '../../signature/index.ts';
import { generateFromPattern } from './values/pattern.ts';

/** An example of an identifier quoted in a description: `such as '#W0000000'`, `e.g. "ORD-1029"`. */
const QUOTED_EXAMPLE = /(?:such as|e\.g\.?,?|like|example:?|format:?)\s*['"“`]([^'"”`\s]{3,40})['"”`]/i;

/** A new identifier of a kind in the form that its schema and examples show. */
export function makeIdentifier(kind: string, schema: JsonSchema, random: Random): Json {
  if (isNumeric(schema)) return numericIdentifier(schema, random);
  const example = exampleIdentifier(schema);
  if (typeof schema.pattern === 'string') {
    const made = generateFromPattern(schema.pattern, random);
    if (made !== undefined) return made;
  }
  if (schema.format === 'uuid') return uuid(random);
  if (example !== undefined && /\d/.test(example)) return imitate(example, random);
  return fitted(`${prefix(kind)}-${code(random)}`, schema);
}

/** Only numbers fit. */
export function isNumeric(schema: JsonSchema): boolean {
  const types = typesOf(schema);
  return !types.includes('string') && (types.includes('integer') || types.includes('number'));
}

function numericIdentifier(schema: JsonSchema, random: Random): number {
  const least = typeof schema.minimum === 'number' ? Math.ceil(schema.minimum) : 1000;
  const most = typeof schema.maximum === 'number' ? Math.floor(schema.maximum) : Math.max(99_999, least + 9_999);
  const low = Math.min(least, most);
  return low + random.below(Math.max(1, Math.min(most - low + 1, 2 ** 31)));
}

/** Identifiers that are made up are not longer. */
const USUAL_LENGTH = 12;

/** The schema says what an identifier looks like: a pattern, a format, an example, a length that not any one has. */
export function showsForm(schema: JsonSchema): boolean {
  const { maxLength, minLength } = schema;
  if (typeof maxLength === 'number' && maxLength < USUAL_LENGTH) return true;
  if (typeof minLength === 'number' && minLength > 1) return true;
  return schema.pattern !== undefined || schema.format !== undefined || exampleIdentifier(schema) !== undefined;
}

function exampleIdentifier(schema: JsonSchema): string | undefined {
  const examples = Array.isArray(schema.examples) ? schema.examples : [];
  const given = examples.find((example) => typeof example === 'string');
  if (typeof given === 'string') return given;
  return typeof schema.description === 'string'
    ? QUOTED_EXAMPLE.exec(schema.description.slice(0, 500))?.[1]
    : undefined;
}

/** The same form with other digits. */
function imitate(example: string, random: Random): string {
  return example.replace(/\d/g, () => String(random.below(10)));
}

/** `flight` → `FL`, `order item` → `OI`. */
function prefix(kind: string): string {
  const words = kind.split(' ').filter((word) => word !== '');
  const letters = words.length > 1 ? words.map((word) => word[0]).join('') : (words[0] ?? 'id').slice(0, 2);
  return letters.toUpperCase().slice(0, 3);
}

/** Five characters without those that are easily confused. */
function code(random: Random): string {
  const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
  let text = '';
  for (let at = 0; at < 5; at += 1) text += letters[random.below(letters.length)];
  return text;
}

function uuid(random: Random): string {
  const hex = (count: number) => Array.from({ length: count }, () => random.below(16).toString(16)).join('');
  return `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`;
}

function fitted(text: string, schema: JsonSchema): string {
  const most = typeof schema.maxLength === 'number' ? schema.maxLength : 200;
  const least = typeof schema.minLength === 'number' ? Math.min(schema.minLength, 200) : 0;
  return text.padEnd(least, '0').slice(-most);
}
