import type { JsonSchema } from '../../../../json/index.ts';
import type { Random } from '../../../../random/index.ts';
import { validateValue } from '../../../../signature/index.ts';
import * as lists from '../lists.ts';
import type { StringRequest } from './plain.ts';

/** Long texts are not matched against a pattern: a hostile one could take for ever. */
const LONGEST_MATCHED = 24;

export function admits(schema: JsonSchema, text: string): boolean {
  if (typeof schema.pattern === 'string' && text.length > LONGEST_MATCHED) return false;
  const { pattern, minLength, maxLength } = schema;
  const limits: JsonSchema = { type: 'string' };
  if (pattern !== undefined) limits.pattern = pattern;
  if (minLength !== undefined) limits.minLength = minLength;
  if (maxLength !== undefined) limits.maxLength = maxLength;
  return Object.keys(limits).length === 1 || validateValue(limits, text).length === 0;
}

/** Letters and digits that are not easily confused. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** Last words of names that hold marks and no words. */
const MARKED =
  /\b(?:id|key|code|number|no|ref|reference|serial|plate|registration|licen[cs]e|passport|vin|iban|bic|swift|barcode|ean|upc|gtin|imei|mac|fingerprint|batch|lot|mark|callsign|marker|label|slug|handle|cursor|etag|revision|commit|branch|sha|nonce|salt|seed|value|data|payload|raw|input|output|argument|parameter|param)$/;

/** Nothing is known but the name: a word that suits most things, or for what holds marks a token that claims nothing. */
export function unknown({ words, random }: StringRequest): string {
  return words.length === 0 || MARKED.test(words.join(' ')) ? fallback(random) : (random.pick(lists.MANNERS) as string);
}

/** A token such as `K7Q2M`. */
export function fallback(random: Random): string {
  return Array.from({ length: 5 }, () => SIGNS[random.below(SIGNS.length)]).join('');
}

export function fitLength(text: string, schema: JsonSchema): string {
  const most = typeof schema.maxLength === 'number' ? schema.maxLength : Number.POSITIVE_INFINITY;
  const least = typeof schema.minLength === 'number' ? Math.min(schema.minLength, 10_000) : 0;
  const filled = text.length >= least ? text : text.padEnd(least, `${text} `);
  return [...filled].length > most ? [...filled].slice(0, most).join('') : filled;
}
