import { isPlural, singular, splitWords, spoken } from '../../../../english/index.ts';
import type { Json } from '../../../../json/index.ts';
import { LOCATION_NOUNS } from '../../../phrases/slots.ts';
import { isDate, isMoment, isTime } from '../../values.ts';
import { bareNoun, named } from '../../wish/noun.ts';
import { inCapitals } from '../../wish/phrase/capitals.ts';
import { thingsCounted } from '../../wish/phrase/number.ts';
import { ACTOR } from '../../wish/phrase/people.ts';
import { AT_WHAT, inPlace } from '../../wish/phrase/places.ts';
import { beginsOrEnds } from './days.ts';
import { BIRTHDAY, type Entries, isReference, PARTICIPLE } from './field.ts';
import { booleanPredicate, whatHappened } from './state.ts';
import { inClause } from './texts.ts';
import { isMoney, ownNoun, withUnit } from './units.ts';

/** A field in passing: "at 302.59 JPY", "priority high", "from YYZ". */
export function detail(key: string, value: Json, siblings: Entries): string {
  const words = splitWords(key);
  const noun = ownNoun(words);
  const text = inClause(withUnit(words, value, siblings));
  const seen = typeof value === 'boolean' ? whatHappened(words, value) : undefined;
  if (seen !== undefined) return `${seen.noun} ${seen.said}`;
  if (typeof value === 'boolean')
    return booleanPredicate(words, value)
      .replace(/^(?:is|has|comes) (?!no )/, '')
      .replace(/^has /, '');
  // `boat_type` "SAILBOAT": the sort says itself, and nobody shouts it.
  if (
    typeof value === 'string' &&
    words.length === 2 &&
    /^(?:type|kind|category)$/.test(words[1] ?? '') &&
    CONSTANT.test(value)
  )
    return value.toLowerCase().replaceAll('_', ' ');
  if (/^(?:id|name|title|status|state|type|kind|path|email|role|date|day)$/.test(words.join(' '))) return text;
  if (typeof value === 'string' && /^(?:text|body|content|message|comment|note|description|summary)$/.test(noun))
    return /\s/.test(text) && !text.startsWith('"') ? `"${text}"` : text;
  // `created_time` "13:00".
  if (isTime(value) && words.at(-1) === 'time' && PARTICIPLE.test(words.at(-2) ?? ''))
    return `${words.slice(0, -1).join(' ')} at ${text}`;
  if (
    typeof value === 'string' &&
    (/(?:^| )(?:phone|telephone|mobile)(?: number)?$/.test(noun) || /^[\w.+-]+@[\w-]+\.\w+/.test(value))
  )
    return text;
  const day = isDate(value) || isMoment(value);
  if (day && BIRTHDAY.test(words.join(' '))) return `born ${text}`;
  if (day && /^due(?: date| on| at)?$/.test(words.join(' '))) return `due ${text}`;
  const begins = day ? beginsOrEnds({ words, value, said: text }) : undefined;
  if (begins !== undefined) return begins.text.replace(/^is /, '');
  if (typeof value === 'string' && SAYS_ITSELF.test(words.at(-1) ?? '') && /^\p{L}[\p{L} ]*$/u.test(value)) return text;
  if (noun === 'street' || noun === 'address') return text;
  if (/^(?:from|to|in|at|by|with|for|on)$/.test(noun)) return `${noun} ${text}`;
  if (isMoney(words.at(-1) ?? '') && typeof value === 'number')
    return words.length === 1 && (noun === 'amount' || !/^[\d.]+$/.test(text)) ? text : `${noun} ${text}`;
  if (isReference(words)) return named(bareNoun(key), text);
  if (typeof value === 'string' && AT_WHAT.test(noun) && !/\d/.test(text)) return `at ${text}`;
  // "director Jun Park", "world premiere", "premium plan", "14 assigned".
  if (
    typeof value === 'string' &&
    (ACTOR.test(noun) || (words.length === 1 && /^\p{Lu}\p{L}+(?: \p{Lu}\p{L}+){1,2}$/u.test(value)))
  )
    return `${noun} ${text}`;
  if (typeof value === 'string' && /^\p{Ll}{3,}$/u.test(value) && !isPlural(noun)) return `${text} ${inCapitals(noun)}`;
  if (typeof value === 'number' && words.length === 1 && PARTICIPLE.test(noun)) return `${text} ${noun}`;
  if (typeof value === 'number' && words.length > 1 && text !== String(value) && LENGTH.test(noun)) return text;
  if (LOCATION_NOUNS.has(words.at(-1) ?? '') && typeof value === 'string')
    return /^\p{Ll}/u.test(text) ? inPlace(words.at(-1) as string, text) : `in ${text}`;
  if (words.length > 1 && /^(?:at|on)$/.test(words.at(-1) ?? '') && (isDate(value) || isMoment(value)))
    return `${words.slice(0, -1).join(' ')} on ${text}`;
  const things = typeof value === 'number' ? thingsCounted(words, text, value) : undefined;
  if (things !== undefined) return things;
  if (typeof value === 'number' && words.length === 2 && /^(?:in|on|at)$/.test(words[0] ?? ''))
    return `${text} ${noun}`;
  if (typeof value === 'number' && isPlural(noun) && noun === spoken(words))
    return `${text} ${value === 1 ? singular(noun) : noun}`;
  if (text.toLowerCase().startsWith(`${noun} `)) return text;
  return typeof value === 'string' ? `${inCapitals(noun)}: ${text}` : `${inCapitals(noun)} ${text}`;
}

/** A constant's spelling that is of words: no code of a currency or of a country. */
const CONSTANT = /^(?=.*[AEIOUY])[A-Z]{4,}(?:_[A-Z]{2,})*$/;

/** What a number of minutes or metres is known to be without its noun. */
const LENGTH = /(?:^| )(?:runtime|duration|length|distance)$/;

/** Qualities that a bare word names: "a rabbit, blue, in German". */
const SAYS_ITSELF =
  /^(?:species|breed|category|genre|colou?r|gender|sex|language|currency|brand|make|model|city|country)$/;
