import { isPlural, isUncounted, isVerb, withArticle } from '../../../../english/index.ts';
import { type Core, type Draft, take } from '../draft.ts';
import { nounPhrase } from '../object/said.ts';
import { lookVerb } from '../verbs.ts';

/** A short description with the thing in its place: "mark invoice IN-1 as paid". */
export function describedWish(draft: Draft): Core | undefined {
  const { verb, kind } = draft.deed;
  if (draft.deed.words === undefined) return undefined;
  const words = withArticles(draft.deed.words);
  const host = draft.left.find(
    ({ kind: type, thing, words: own }) =>
      type !== 'list' && type !== 'boolean' && placeIn(words, thing ?? own.noun) !== undefined,
  );
  let rest = words;
  if (host !== undefined) {
    take(draft, host);
    // What it is of goes without saying where nothing says which: "absence 7", not "absence 7 of a student".
    const place = new RegExp(
      `${(placeIn(words, host.thing ?? host.words.noun) as RegExp).source}(?: of (?:an?|the) \\p{Ll}+(?! \\p{Ll}+ing\\b)(?= (?:as|to|for|from|in|with|on|by)\\b|$))?`,
      'iu',
    );
    rest = rest.replace(place, () => nounPhrase(host));
  }
  rest = withValues(draft, rest);
  if (kind === 'look' || kind === 'list')
    return { clause: `${lookVerb(draft)} ${rest}`, noun: rest, own: `see ${rest}` };
  return { clause: `${verb} ${rest}` };
}

/**
 * What the description speaks of takes its value there: "enter a mark of 4 for pupil 7", "the report of pupil 7 for the
 * autumn term".
 */
function withValues(draft: Draft, text: string): string {
  return draft.left.reduce((said, slot) => {
    const { kind, words, referred, thing } = slot;
    const noun = thing ?? words.noun;
    const place = /^\p{Ll}+(?: \p{Ll}+)?$/u.test(noun) ? new RegExp(`\\b(an?|the) ${noun}\\b(?! of\\b)`) : undefined;
    if (place === undefined || !place.test(said)) return said;
    const own =
      thing !== undefined && kind !== 'list' && kind !== 'object'
        ? () => nounPhrase(slot)
        : kind === 'number' && !referred
          ? (whole: string) => `${whole} of ${slot.text}`
          : kind === 'label' && !referred && /^\p{Ll}+$/u.test(slot.text)
            ? () => `the ${slot.text} ${noun}`
            : undefined;
    if (own === undefined) return said;
    take(draft, slot);
    return said.replace(place, own);
  }, text);
}

/** "observation to queue" → "an observation to the queue": short descriptions leave articles out. */
function withArticles(text: string): string {
  const [first = ''] = text.split(' ');
  const bare =
    /^(\p{Ll}+)(?= (?:to|from|in|on|into|of)\b|$)/u.test(text) && isThingAlone(first) ? withArticle(first) : first;
  return `${bare}${text.slice(first.length)}`.replace(/(?<= (?:to|from|into|in|on) )(\p{Ll}+)$/u, (word) =>
    isThingAlone(word) ? `the ${word}` : word,
  );
}

function isThingAlone(word: string): boolean {
  return word.length > 2 && !isPlural(word) && !isUncounted(word) && !isVerb(word) && !NO_NOUN.test(word);
}

/** Words that take no article. */
const NO_NOUN =
  /^(?:the|an?|all|each|every|any|one|two|what|which|whether|if|how|who|where|when|why|it|them|me|us|full|bed|work|home|school|place|time|sale|order|stock|detail|advance|general|total|archived|deleted|paid|done|open|closed)$/;

/** Where a description speaks of a thing: "a flight", "the invoice". */
function placeIn(text: string, noun: string): RegExp | undefined {
  const escaped = noun.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const pattern = new RegExp(
    `\\b(?:an?|the|one|any|this|every|your|my) (?:existing )?${escaped}(?: (?:id|by id))?\\b`,
    'i',
  );
  return pattern.test(text) ? pattern : undefined;
}
