import {
  isPlural,
  isUncounted,
  isVerb,
  PREPOSITIONS,
  plural,
  splitWords,
  wordsOfName,
} from '../../../english/index.ts';
import type { PlannedCall } from '../../types.ts';
import { actionOf, objectNoun } from '../action.ts';
import { isQuality } from '../quality.ts';

/** "choose seat 8D" → "choose the seat 8D": the words of a name are parted. */
export function withArticleInside(text: string, name: string): string {
  const [first = '', second = ''] = splitWords(name);
  if (second === '' || PREPOSITIONS.has(second) || !isVerb(first) || !saysName(inWords(text), name)) return text;
  // What is mine takes no other article: another verb parts the words.
  if (second === 'my') return text.replace(new RegExp(`\\b${first} (?=my\\b)`, 'g'), 'look up ');
  // "turn off the light": an article never parts a verb from its particle.
  const third = splitWords(name)[2];
  if (/^(?:off|out|up|down|away|back|over|in)$/.test(second)) {
    if (third === undefined) return text;
    // "sign up for the work day": the article stands before the noun.
    const fourth = PREPOSITIONS.has(third) ? splitWords(name)[3] : undefined;
    if (PREPOSITIONS.has(third) && fourth === undefined) return text;
    const [before, behind] =
      fourth === undefined ? [`${first} ${second}`, third] : [`${first} ${second} ${third}`, fourth];
    return text.replace(new RegExp(`\\b(${before}) (?=${behind}\\b)`, 'gi'), '$1 the ');
  }
  // "the report card" is a thing and no deed.
  return text.replace(
    new RegExp(`(?<!\\b(?:the|an?|of|my|that|this) )\\b(${first}) (?=${second}\\b)`, 'gi'),
    '$1 the ',
  );
}

/**
 * What nobody asks for is never called as its function is: one of what `seat_map` lists is a free seat, and the whole
 * "the map of the seats".
 */
export function notByName(noun: string, { name, signature }: PlannedCall['tool'], oneOfMany: boolean): string {
  const words = wordsOfName(name);
  const [head = '', ...others] = [...words].reverse();
  if (words.length < 2 || isVerb(words[0] ?? '') || !saysName(inWords(noun), name)) return noun;
  const listed = oneOfMany ? objectNoun(actionOf(signature).rest) : undefined;
  const of = others.reverse().join(' ');
  const things = isUncounted(of) ? of : plural(of);
  const other =
    listed !== undefined && isPlural(listed)
      ? listed
      : /^(?:today|tonight|tomorrow)$/.test(head)
        ? `${head}'s ${things}`
        : isQuality(head)
          ? `${head} ${things}`
          : `${head} ${/^(?:plan|schedule|forecast|budget)$/.test(head) ? 'for' : 'of'} the ${things}`;
  return noun.replace(new RegExp(`\\b${words.join('[ -]')}s?\\b`, 'i'), () => other);
}

/** Whether the words of a function's name stand in those of a text in their order: "create issue" for `create_issue`. */
function saysName(said: string, name: string): boolean {
  const words = wordsOfName(name);
  return words.length > 1 && said.includes(` ${words.join(' ')} `);
}

/** The words of a text, each between two blanks. */
function inWords(text: string): string {
  return ` ${splitWords(text).join(' ')} `;
}
