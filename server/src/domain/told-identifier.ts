import { isPlural } from '../english/index.ts';
import type { JsonSchema } from '../json/index.ts';
import { typesOf } from '../signature/index.ts';
import { isCommonField } from './field-index.ts';
import { nounWords } from './nouns.ts';
import { ownText } from './phrase/sentence.ts';
import { FREE_TEXT } from './vocabulary.ts';

const ROLE = 'identifier|id|number|no|code|key|reference|ref';
/** `Archive number of the track`, `ID of a site`. */
const OF_THING = new RegExp(
  `^(?:the\\s+|an?\\s+)?(?:[a-z-]+\\s+)?(?:${ROLE})\\.?\\s+(?:of|for)\\s+(?:the|an?|one|this|that)\\s+([a-z]+(?:[ -][a-z]+)?)`,
  'i',
);
/** `Playlist number`, `The work order's code`. */
const THING_FIRST = new RegExp(
  `^(?:the\\s+|an?\\s+)?([a-z]+(?:[ -][a-z]+)?)(?:'s)?\\s+(?:${ROLE})\\b(?!\\s+of\\b)`,
  'i',
);
/** Numbers and codes of these name no record. */
const QUANTITIES = new Set(
  `page line phone telephone mobile fax zip postal post country currency language area dial floor house street tax
  color colour error status access verification security promo discount coupon api private public secret version serial
  total maximum minimum whole integer natural positive decimal random figure odd even source iso iata`.split(/\s+/),
);
const MAX_TEXT = 80;

/**
 * The thing whose identifier a value is by its description, where its name is none: `shw`, "Code of the programme".
 *
 * @param words of the value's name
 */
export function toldOwner(schema: JsonSchema, words: readonly string[]): readonly string[] | undefined {
  const { description, enum: choices, format } = schema;
  if (typeof description !== 'string' || choices !== undefined || format !== undefined) return undefined;
  if (words.length > 2 || !typesOf(schema).some((type) => type === 'string' || type === 'integer')) return undefined;
  const name = words.join('_');
  if (FREE_TEXT.has(words.at(-1) ?? '') || isCommonField(name)) return undefined;
  const text = ownText(description).slice(0, MAX_TEXT).trimStart();
  const told = OF_THING.exec(text)?.[1] ?? THING_FIRST.exec(text)?.[1];
  if (told === undefined || isPlural(told)) return undefined;
  const owner = withoutStops(nounWords(told));
  return owner.length === 0 || owner.some((word) => QUANTITIES.has(word)) ? undefined : owner;
}

const STOPS = new Set('to in on at by with that which who whose is was where when from as and or for'.split(' '));
const LEADS = new Set(
  'unique internal archive new old current parent first last optional own valid external'.split(' '),
);

/** The noun of two words that were taken: `track to`, `new site`. */
function withoutStops(words: readonly string[]): readonly string[] {
  const cut = words.findIndex((word) => STOPS.has(word));
  const kept = cut < 0 ? words : words.slice(0, cut);
  return kept.filter((word) => !LEADS.has(word));
}
