import { isPlural, isSpeltOut, ordinal, plural, singular, splitWords, spoken } from '../../../english/index.ts';
import type { PastCall, PlannedArgument, TeacherFunction } from '../../types.ts';
import type { Choices } from '../choose.ts';
import type { Known } from '../known.ts';
import type { ParameterWords } from '../parameter.ts';
import { PEOPLE } from '../wish/phrase/people.ts';
import { endOf, marksOf, superlative } from './item.ts';
import { listNounOf, nounOf } from './noun.ts';
import { earlier, inSameTurn, pointed, recent } from './point.ts';
import type { FromOutput, Reference } from './reference.ts';
import { told } from './told.ts';

/**
 * Words that point at an output without repeating its value (core notes, "Translation"): "that booking" for the last
 * turn's, "the flight you found at the start" for an older one, "the cheapest one" out of a list.
 *
 * @param mentioned what this request has referred to so far; filled.
 * @param thing what the parameter names, where it names something
 */
export function referTo(...given: Parameters<typeof pointTo>): string {
  const text = pointTo(...given);
  const [words, , , , , thing] = given;
  const noun = thing ?? words.noun;
  // "that RFQ": letters that are spelt out.
  return isSpeltOut(noun) ? text.replace(new RegExp(`\\b${noun}\\b`, 'g'), noun.toUpperCase()) : text;
}

function pointTo(
  words: ParameterWords,
  argument: PlannedArgument,
  known: Known,
  choices: Choices,
  mentioned: Set<string> = new Set(),
  thing?: string,
  /** Nothing else is meant by "the first one" where the request speaks of no other thing. */
  alone = false,
): string {
  const { origin } = argument;
  if (origin.from !== 'output') return '';
  const planned = origin.sameTurn ? known.calls[origin.call] : undefined;
  const producer = planned?.tool ?? (origin.sameTurn ? undefined : known.past[origin.call]?.tool);
  const { noun, owned } = nounOf(words, origin, producer, thing);
  const source = `${origin.sameTurn}/${origin.call}/${origin.item?.index ?? ''}`;
  const again = mentioned.has(source);
  // A field said before this one: "that temperature and that humidity"; of a thing said before: "its price".
  const fields = mentioned.has(`${source}/field`) && !/(?:^| )currency$/.test(noun);
  mentioned.add(source);
  if (owned) mentioned.add(`${source}/field`);
  if (planned?.role === 'implied' && known.describe !== undefined) {
    if (again && owned) return fields ? `the ${noun} there` : `${whose(producer)} ${noun}`;
    const whole = known.describe(planned, argument);
    const itself =
      (whole.startsWith('the contents of ') && /^(?:content|contents|text)$/.test(noun)) ||
      new RegExp(`^(?:each|the)(?: \\p{L}+)? ${noun.split(' ').at(-1)?.replace(/\W/g, '')} of `, 'u').test(whole);
    return owned && !itself
      ? `the ${noun} of ${whole.replace(/^the (?:details|latest|status|state|info|information|summary|record) (?:of|on|for) /, '')}`
      : whole;
  }
  // A second value of the same thing: "that price in its currency".
  if (again && owned) return fields ? pointed(noun) : `${whose(producer)} ${noun}`;
  if (argument.each === true) return eachOf(noun, origin, known, choices, words.name);
  const reference = referenceOf(words, origin, producer, known, noun, owned, alone);
  if (origin.sameTurn) return inSameTurn(reference, choices, again);
  const past = known.past[origin.call];
  if (past === undefined) return pointed(noun);
  const own = rivalsOf(past, known) > 1 || owned || reference.item !== '' ? [] : ownReferences(past, known);
  if (own.length > 0 && choices.chance(`own-${words.name}`, 0.6)) return choices.pick(`own-ref-${words.name}`, own);
  return origin.distance <= 1 ? recent(reference, past, known, choices) : earlier(reference, past, known, choices);
}

/** A person is no "it". */
export function whose(producer: TeacherFunction | undefined): string {
  return PEOPLE.test(spoken(splitWords(producer?.reading?.entity ?? ''))) ? 'their' : 'its';
}

/** "each of those zones", "each of the zones you found at the start". */
function eachOf(noun: string, origin: FromOutput, known: Known, choices: Choices, key: string): string {
  const things = plural(singular(noun));
  const past = origin.sameTurn ? undefined : known.past[origin.call];
  if (past === undefined || origin.distance <= 1) return `each of those ${things}`;
  return `each of the ${things} ${told(past, choices, key)} ${past.turn === 0 ? 'at the start' : 'earlier'}`;
}

function rivalsOf(past: PastCall, known: Known): number {
  return known.past.filter((call) => call.ok && call.tool.name === past.tool.name).length;
}

function ownReferences(past: PastCall, { phrasings }: Known): readonly string[] {
  return phrasings?.get(past.tool.signature.name)?.refer ?? [];
}

function referenceOf(
  words: ParameterWords,
  origin: FromOutput,
  producer: TeacherFunction | undefined,
  known: Known,
  noun: string,
  owned: boolean,
  alone: boolean,
): Reference {
  const listed = origin.item !== undefined && origin.item.of > 1;
  const list = producer === undefined ? undefined : listNounOf(producer);
  const sameThing = list !== undefined && (noun.endsWith(list) || list.endsWith(noun));
  const place = ordinal(origin.item?.index ?? 0);
  const output = listed && !origin.sameTurn ? known.past[origin.call]?.output : undefined;
  const outstanding = output === undefined ? undefined : superlative(output, origin);
  const marks = output === undefined || owned ? [] : marksOf(output, origin, noun);
  return {
    noun,
    item: listed ? `${place} ` : '',
    one:
      listed && !owned && alone
        ? [`the ${place} one`, ...(outstanding === undefined ? [] : [outstanding, outstanding])]
        : [],
    of: listed && owned && !sameThing ? (list ?? '') : '',
    marks,
    end: listed && !owned ? (endOf(origin) ?? '') : '',
    key: words.name,
    isNew: producer?.reading?.operation === 'create' && !owned && !isPlural(noun),
  };
}
