import type { JsonSchema } from '../../../../json/index.ts';
import type { Random } from '../../../../random/index.ts';
import { validateValue } from '../../../../signature/index.ts';
import * as lists from '../lists.ts';
import type { StringRequest } from './plain.ts';

/** Long texts are not matched against a pattern: a hostile one could take for ever. */
const MAX_MATCHED = 24;

export function admits(schema: JsonSchema, text: string): boolean {
  if (typeof schema.pattern === 'string' && text.length > MAX_MATCHED) return false;
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

/** Names of how something is, looks, sounds or goes: a word says it. */
const MANNER =
  /(?:ness|ing|ity|ance|ence|ture|ation|style|tone|shade|finish|look|mood|manner|way|kind|sort|form|type|mode|class|pace|taste|flavou?r|strength|intensity|accent|voice|cut|fit|grade|quality|setting|preset|profile|variant)$/;

/**
 * Nothing is known but the name: for how something is a word that suits most things, for what holds marks a token that
 * claims nothing, and for any other thing a short mark as things are told apart by: D-14.
 */
export function unknown({ words, random }: StringRequest): string {
  const name = words.join(' ');
  if (words.length === 0 || MARKED.test(name)) return fallback(random);
  if (MANNER.test(name)) return random.pick(lists.MANNERS) as string;
  return `${(words.at(-1)?.[0] ?? 'x').toUpperCase()}-${1 + random.below(60)}`;
}

/** A token such as `K7Q2M`. */
export function fallback(random: Random): string {
  return Array.from({ length: 5 }, () => SIGNS[random.below(SIGNS.length)]).join('');
}

export function fitLength(text: string, schema: JsonSchema): string {
  const most = typeof schema.maxLength === 'number' ? schema.maxLength : Number.POSITIVE_INFINITY;
  const least = typeof schema.minLength === 'number' ? Math.min(schema.minLength, 10_000) : 0;
  const filled = text.length >= least ? text : text.padEnd(least, `${text} `);
  // No text has more characters than units: the many without a maximum are not taken apart.
  if (filled.length <= most) return filled;
  return [...filled].slice(0, most).join('');
}
