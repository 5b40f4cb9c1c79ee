import { baseForm, isAlsoNoun, isPlural, isVerb, splitWords, type VerbClass } from '../../english/index.ts';
import { DETERMINERS, isThing, objectOf, ownText, type Phrase, phraseOfText } from '../phrase.ts';

/** The description begins with the word as a command: `Irrigate one zone`. */
export function isImperative(description: string, first: string, object = ''): boolean {
  const [said = '', next = '', third = ''] = splitWords(ownText(description).slice(0, 60));
  // `Tick off an item`.
  // `Tip on a bill` is no command.
  const apart = PARTICLES.has(next) && (next !== 'on' || (isVerb(said) && !isAlsoNoun(said)));
  const either = said === first || said === `${first}s`;
  if (either && apart && ARTICLES.has(third) && !isThing(said)) return true;
  // `Attests that the papers were served`, but `Records that match`.
  if (either && next === 'that' && (ARTICLES.has(third) || TOLD.has(third))) return true;
  // `pitch_yeast`, "Pitch yeast into a batch", but `order_status`, "Order status of an order".
  if (said === first && next === object && object !== '' && TOWARDS.has(third)) return true;
  // `Vaccinations a pet has had` is a plural, unless the word is known as a verb.
  const same = said === first || (isVerb(first) && baseForm(said) === first);
  return same
    ? DETERMINERS.has(next) &&
        (isVerb(first) || !(TOWARDS.has(next) || next === 'on' || next === 'in' || next === 'for'))
    : said === `${first}s` && ARTICLES.has(next) && (!isThing(said) || phraseOfText(description).verb === first);
}

export const ARTICLES = new Set(['a', 'an', 'the', 'your', 'its']);

/** Words that lead a name as its verb, whatever else they may be. */
export const SURE_VERBS = new Set(
  'set start stop lock search list filter find book post update upload download cancel'.split(' '),
);

/** Verbs of reading that are no things: `forecast` and `estimate` are. */
export function isSureReading(which: VerbClass | undefined): boolean {
  return isReading(which) && which !== 'compute';
}

/** The first words of the description hold the word as it stands in the name. */
export function says(description: string, word: string): boolean {
  return splitWords(ownText(description).slice(0, 60)).includes(word);
}

/** `Records that match`: what was found to be no verb is many of a thing. */
export function opensWithPlural(description: string): boolean {
  return isPlural(splitWords(ownText(description).slice(0, 60))[0] ?? '');
}

/** "Records that a donation took place": what is told stands behind the verb; "Records that match" are things. */
export function opensWithReport(description: string, verb: string): boolean {
  const [said = '', that = '', next = ''] = splitWords(ownText(description).slice(0, 60));
  return baseForm(said) === verb && that === 'that' && (ARTICLES.has(next) || TOLD.has(next));
}

const TOLD = new Set('some one several somebody something more many'.split(' '));

/** "Two tenants swap their plots": the word stands behind those who do it. */
export function isDoneBy(description: string, verb: string): boolean {
  const words = splitWords(ownText(description).slice(0, 60));
  const at = words.indexOf(verb);
  return at > 0 && isPlural(words[at - 1] ?? '') && OWNERS.has(words[at + 1] ?? '');
}

const OWNERS = new Set(['their', 'its', 'the', 'a', 'an']);

export function opensWith(description: string, verb: string): boolean {
  return baseForm(splitWords(ownText(description).slice(0, 60))[0] ?? '') === verb;
}

const TOWARDS = new Set(['into', 'onto', 'to', 'from', 'out']);

/** Words that make a verb of the one before them. */
export const PARTICLES = new Set('up down off out in over back away on'.split(' '));

export function verbFirst(words: readonly string[]): Phrase {
  const from = words.length > 2 && PARTICLES.has(words[1] as string) ? 2 : 1;
  return { ...objectOf(words.slice(from)), verb: words[0] as string, verbClass: 'act' };
}

export function isReading(which: VerbClass | undefined): boolean {
  return which === 'get' || which === 'list' || which === 'check' || which === 'compute';
}

export function isChange(which: VerbClass | undefined): boolean {
  return which === 'create' || which === 'put-in' || which === 'update' || which === 'delete';
}
