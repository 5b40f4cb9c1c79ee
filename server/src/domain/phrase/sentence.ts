import { isPlural, splitWords } from '../../english/index.ts';
import { nounsOfWords } from '../nouns.ts';
import { QUALIFIERS } from '../vocabulary.ts';
import { PREPOSITIONS } from './object.ts';

const MAX_WORDS = 24;

export const STOPS = new Set(
  `to for in on at by with from where whose which who is are was be if when as that not can must should will may using
  based given so then while and or including via within between across after before against whether without into onto
  about over under per matching associated belonging available through`.split(/\s+/),
);

/** `Vaccinations a pet has had`: endings of nouns. */
export function isThing(word: string): boolean {
  return /(?:[ts]ion|ment|ing|ity|ness|[ae]nce|age|ist|ship|ology|[aeiou]or|ian|er)s$/.test(word);
}

/** `What can be used instead of an ingredient`, `Who serves at which mass`: a question is answered, nothing is done. */
export function isQuestion(description: string): boolean {
  return /^\W*(?:what|which|who|whose|whom|where|when|whether|why|how (?:much|many|often|long|far|old|a|an|the|well))\s/i.test(
    ownText(description).slice(0, 60),
  );
}

export const MAX_LEAD = 6;

/** Words that open a noun phrase behind a verb. */
export const DETERMINERS = new Set(
  'a an the all one your my this these those any some every each its their new up out in on for multiple several many to'.split(
    ' ',
  ),
);

/** Some collections open each description with the tool's own, then say `Tool description:` or the like. */
export function ownText(description: string): string {
  const marker = /\bdescription\s*:\s*/i.exec(description.slice(0, 600));
  return marker === null ? description : description.slice(marker.index + marker[0].length);
}

const sentences = /[.;\n](?:\s|$)|\s[([–—-]\s?/;

export function sentenceWords(description: string): string[] {
  const text = ownText(description).trimStart().slice(0, 240);
  const end = text.search(sentences);
  return splitWords(end < 6 ? text : text.slice(0, end)).slice(0, MAX_WORDS);
}

/** Words that are said of a thing after it: `Takes a charge off`. */
const AFTER_OBJECT = new Set(['off', 'back', 'away', 'down', 'out', 'again']);

/** The noun phrase from `start` on; `end` is the place of the word that ended it. */
export function nounPhrase(
  words: readonly string[],
  start: number,
): { object: readonly string[]; many: boolean; end: number } {
  let end = start;
  const found: string[] = [];
  for (; end < words.length; end++) {
    const word = words[end] as string;
    if (word === 'of' || STOPS.has(word) || (found.length > 0 && AFTER_OBJECT.has(word))) break;
    // `Papers cited by this paper`: what is said of them comes after.
    if (found.length > 0 && word.endsWith('ed') && PREPOSITIONS.has(words[end + 1] ?? '')) break;
    if (word.length > 1 && !(found.length === 0 && (QUALIFIERS.has(word) || word === 'one'))) found.push(word);
  }
  const kept = found.filter((word) => !QUALIFIERS.has(word) || found.length === 1).slice(-3);
  return { object: nounsOfWords(kept), many: isPlural(kept.at(-1) ?? ''), end };
}
