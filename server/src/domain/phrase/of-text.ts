import { baseForm, isAlsoNoun, isPlural, verbClassOf } from '../../english/index.ts';
import { QUALIFIERS } from '../vocabulary.ts';
import { HOLLOW, PREPOSITIONS } from './object.ts';
import { DETERMINERS, isThing, MAX_LEAD, nounPhrase, STOPS, sentenceWords } from './sentence.ts';
import { NO_PHRASE, type Phrase } from './types.ts';
import { PHRASAL, SEARCHING } from './verbs.ts';

/** Reads the first sentence of a description: `Lists the free seats of a flight.` → list, seat. */
export function phraseOfText(description: string): Phrase {
  const words = sentenceWords(description);
  const at = words.findIndex((_, position) => position < MAX_LEAD && isVerbHere(words, position));
  if (at < 0) return unknownDeed(words);
  const phrasal = PHRASAL[`${baseForm(words[at] as string)} ${words[at + 1] ?? ''}`];
  const verb = phrasal ?? (givesBack(words, at) ? 'get' : (verbIn(words[at] as string) as string));
  let from = at + (phrasal === undefined ? 1 : 2);
  if (words[from] === 'for' || words[from] === 'through' || words[from] === 'up' || words[from] === 'out') from++;
  const first = nounPhrase(words, from);
  const apart = phrasal === undefined ? phrasalApart(baseForm(words[at] as string), words, first) : undefined;
  if (apart !== undefined)
    return {
      verb: apart,
      verbClass: verbClassOf(apart),
      object: first.object,
      many: first.many,
      ...behindOf(words, first.end + 1),
    };
  const hollow = first.object.every((word) => HOLLOW.has(word));
  const next = words[first.end];
  const told =
    hollow && (next === 'of' || next === 'about' || next === 'on' || next === 'for')
      ? nounPhrase(words, first.end + 1)
      : first;
  return {
    verb,
    verbClass: verbClassOf(verb),
    object: told.object,
    many: told.many || (hollow && first.object.includes('list')),
    behind: words[told.end] === undefined ? [] : nounPhrase(words, told.end + 1).object,
    preposition: words[told.end] ?? '',
  };
}

/** `Returns the defects that are open` tells what the answer is; `Returns a book to its shelf` takes something back. */
function givesBack(words: readonly string[], at: number): boolean {
  if (at !== 0 || words[0] !== 'returns') return false;
  const { end, object } = nounPhrase(words, 1);
  return words[end] !== 'to' && words[end] !== 'from' && (object.length > 0 || words[1] === 'what');
}

/** `Takes a charge off the bill`, `Checks a guest in`: the second word of a verb of two stands behind its object. */
function phrasalApart(
  verb: string,
  words: readonly string[],
  { object, end }: { readonly object: readonly string[]; readonly end: number },
): string | undefined {
  const particle = words[end] ?? '';
  if (object.length === 0 || !APART.has(particle)) return undefined;
  const next = words[end + 1] ?? '';
  // `Checks prices in a store` checks; nobody is checked in. But `Takes an item in against a loan`.
  const ends = next === '' || next === 'and' || next === 'again' || PREPOSITIONS.has(next);
  if ((particle === 'in' || particle === 'on') && !ends) return undefined;
  return PHRASAL[`${verb} ${particle}`];
}

const APART = new Set('in on off back out down away over up'.split(' '));

function behindOf(words: readonly string[], start: number): Pick<Phrase, 'behind' | 'preposition'> {
  const preposition = words[start] ?? '';
  return { behind: preposition === '' ? [] : nounPhrase(words, start + 1).object, preposition };
}

/** `Equip an item from the inventory`: a verb that no list needs to know, told by the article behind it. */
function unknownDeed(words: readonly string[]): Phrase {
  const [verb = '', second = '', third = ''] = words;
  // `Jump to a position`.
  const next = MIDDLES.has(second) ? third : second;
  const article = next === 'a' || next === 'an' || next === 'the' || next === 'your' || next === 'its';
  if (
    !article ||
    !/^[a-z]{3,}$/.test(verb) ||
    verb.endsWith('ss') ||
    STOPS.has(verb) ||
    NO_DEEDS.has(verb) ||
    (isThing(verb) && (next !== second || isTold(words)))
  )
    return NO_PHRASE;
  const told = nounPhrase(words, 1);
  return {
    ...NO_PHRASE,
    verb: verb.replace(/s$/, ''),
    object: told.object,
    many: told.many,
    preposition: words[told.end] ?? '',
  };
}

/**
 * `Vaccinations a pet has had`: what begins like a deed (`Tenders a piece of evidence`) goes on with a verb of its own. Words
 * behind a preposition or a relative belong to something else.
 */
function isTold(words: readonly string[]): boolean {
  const end = words.findIndex((word, at) => at > 1 && (PREPOSITIONS.has(word) || RELATIVES.has(word)));
  return words.length < 4 || words.slice(2, end < 0 ? words.length : end).some((word) => AUXILIARIES.has(word));
}

const RELATIVES = new Set(['that', 'which', 'who', 'whose', 'where', 'when', 'so', 'until', 'and']);

const AUXILIARIES = new Set(
  'has have had is are was were be been can could may might must shall should will would does do did needs owns holds'.split(
    ' ',
  ),
);

/** What may stand between a verb and the article: `Pour away a batch`. */
const MIDDLES = new Set(['to', 'off', 'up', 'away', 'out', 'down', 'back', 'over']);

/** Words before an article that are no verbs. */
const NO_DEEDS = new Set(
  'all both half what when how why during like unlike only even also because while until since'.split(' '),
);

/** Whether a word of a sentence is its verb: `Order a taxi`, `Use this to order a taxi`, but not `Order status`. */
function isVerbHere(words: readonly string[], at: number): boolean {
  const word = words[at] as string;
  const verb = SKIPPED.has(word) ? undefined : verbIn(word);
  if (verb === undefined) return false;
  const before = words[at - 1];
  const adverb = before?.endsWith('ly') === true && at === 1 && !QUALIFIERS.has(before);
  // `Leases that end this year`, but `Tool that lists …`.
  if (before === 'that' || before === 'which') return TOOLS.has(words[at - 2] ?? '');
  if (before !== undefined && isAlsoNoun(verb)) return STRONG_LEADS.has(before) || adverb;
  // `Papers needed to enter` tells what they are for.
  if (before === 'to' && (words[at - 2] ?? '').endsWith('ed') && !SKIPPED.has(words[at - 2] as string)) return false;
  if (before !== undefined) return LEADS.has(before) || adverb;
  if (!isAlsoNoun(verb) || SEARCHING.has(verb)) return true;
  const next = words[at + 1] ?? '';
  // `Lists flights`, but `Messages of a channel`.
  const plural = next === '' || (PREPOSITIONS.has(next) && next !== 'to') || next === 'of' || next === 'that';
  return DETERMINERS.has(next) || (word !== verb && !plural) || isPlural(next);
}

const STRONG_LEADS = new Set(['to', 'can', 'will', 'you', 'tool', 'this', 'function']);

const TOOLS = new Set('tool function api endpoint method action command utility service operation call'.split(' '));

const LEADS = new Set(
  'to this tool can will that you which function api method endpoint and or us it then agent user users lets allows'.split(
    ' ',
  ),
);

const SKIPPED = new Set(['use', 'used', 'uses', 'allows', 'tool', 'can', 'lets', 'call', 'api', 'function']);

function verbIn(word: string): string | undefined {
  const base = baseForm(word);
  if (verbClassOf(base) !== undefined) return base;
  const bare = word.endsWith('s') ? word.slice(0, -1) : word;
  return verbClassOf(bare) !== undefined ? bare : undefined;
}
