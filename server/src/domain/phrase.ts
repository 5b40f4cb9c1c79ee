import { isAlsoNoun, verbClassOf } from '../english/index.ts';
import { PLAIN_LEXICON } from './lexicon.ts';
import { nounsOf, objectOf } from './phrase/object.ts';
import { NO_PHRASE, type Phrase } from './phrase/types.ts';
import { phrasalLead, SEARCHING } from './phrase/verbs.ts';
import { METHODS, wordsOfFunction } from './phrase/words.ts';
import { ATTRIBUTE_NOUNS, QUALIFIERS } from './vocabulary.ts';

export { leadOfText } from './phrase/lead.ts';
export { objectOf } from './phrase/object.ts';
export { phraseOfText } from './phrase/of-text.ts';
export { DETERMINERS, isQuestion, isThing, ownText } from './phrase/sentence.ts';
export { NO_PHRASE, type Phrase } from './phrase/types.ts';
export { wordsOfFunction } from './phrase/words.ts';

/**
 * Reads a function's name.
 *
 * @param lexicon the service it names is left out: `slack` of `slack_post_message`
 */
export function phraseOfName(name: string, lexicon = PLAIN_LEXICON): Phrase {
  const words = wordsOfFunction(name, lexicon);
  const last = words.at(-1) ?? '';
  // `invoice-pay` pays an invoice, where the other names of the catalog say what is done last.
  if (lexicon.verbLast && words.length > 1 && verbClassOf(last) !== undefined && !leadsAsVerb(words[0] as string, last))
    return { ...objectOf(words.slice(0, -1)), verb: last, verbClass: verbClassOf(last) };
  const phrasal = phrasalLead(words);
  if (phrasal !== undefined) return { verb: phrasal.verb, verbClass: phrasal.verbClass, ...objectOf(phrasal.rest) };
  const at = METHODS.has(words[0] ?? '') && PLAIN.has(words[1] ?? '') ? 1 : verbAt(words);
  if (at < 0) return { ...NO_PHRASE, ...objectOf(words) };
  const verb = words[at] as string;
  const told = objectOf(behindVerb(words, at));
  const verbClass = isUpsert(words, at) ? 'update' : verbClassOf(verb);
  const before =
    at > 0 && !METHODS.has(words[at - 1] as string) && !QUALIFIERS.has(words[at - 1] as string)
      ? nounsOf(words.slice(Math.max(0, at - 2), at))
      : undefined;
  if (before === undefined || before.object.length === 0) return { ...told, verb, verbClass };
  // `order_create`, `contacts_get`: the thing stands before the verb; its plural only names the resource.
  if (told.object.length === 0)
    return { ...told, verb, verbClass, object: before.object, many: before.many && verbClass === 'list' };
  const own = told.object.some((word) => !ATTRIBUTE_NOUNS.has(word));
  return { ...told, verb, verbClass, object: own ? told.object : [...before.object.slice(-1), ...told.object] };
}

/** `take_screenshot`: the first word is a verb and nothing else, the last as often a thing. */
function leadsAsVerb(first: string, last: string): boolean {
  return PLAIN.has(first) || (verbClassOf(first) !== undefined && !isAlsoNoun(first) && isAlsoNoun(last));
}

/** `create_or_update_file`, `add_update_subscriber`. */
function isUpsert(words: readonly string[], at: number): boolean {
  const next = words[at + 1] === 'or' ? words[at + 2] : words[at + 1];
  return next === 'update' && words[at] !== 'get' && words.length > at + 2;
}

/** `create_or_update_file` is about a file. */
function behindVerb(words: readonly string[], at: number): readonly string[] {
  const second = words[at + 1] === 'or' || words[at + 1] === 'and' ? words[at + 2] : undefined;
  if (second === undefined && isUpsert(words, at)) return words.slice(at + 2);
  return words.slice(second !== undefined && verbClassOf(second) !== undefined ? at + 3 : at + 1);
}

/**
 * Where the verb of a name stands. A word that is as often a noun gives way to a plain verb right behind it
 * (`order_create`), and is the thing where it ends a name (`exchange_rate`).
 */
function verbAt(words: readonly string[]): number {
  const first = words.findIndex((word) => verbClassOf(word) !== undefined);
  if (first < 0) return -1;
  if (!isAlsoNoun(words[first] as string)) return first;
  // `update_list` updates a list, `order_create` creates an order.
  const plain = words[first + 1] ?? '';
  if (PLAIN.has(plain) && !(PLAIN.has(words[first] as string) && isAlsoNoun(plain))) return first + 1;
  if (first === 0 || first < words.length - 1) return first;
  return SEARCHING.has(words[first] as string) ? first : -1;
}

const PLAIN = new Set(
  'create get list update delete fetch find add remove cancel edit set show view send search login logout approve retrieve close autocomplete lookup'.split(
    ' ',
  ),
);
