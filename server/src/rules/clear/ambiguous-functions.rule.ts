import type { FunctionSignature } from '../../signature/index.ts';
import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { offeredTogether } from '../support/lists.ts';
import { sketch } from '../support/sketch.ts';
import { contentWords, nameWords, stem } from '../support/words.ts';

/** Words that make the order of the others matter: `liter_to_gallon` is not `gallon_to_liter`. */
const DIRECTION = new Set(['to', 'from', 'by', 'of', 'for', 'in', 'into', 'with', 'as', 'on', '2']);
/** Functions one function is compared with; more share a template, and the first pairs say so. */
const MAX_COMPARED = 24;
/** Descriptions with fewer content words say too little to be compared. */
const MIN_WORDS = 3;

export const ambiguousFunctions = defineRule({
  code: 'ambiguous-functions',
  family: 'clear',
  severity: 'information',
  title: 'Two functions that a model cannot tell apart.',
  message: message`${'name'} reads like ${'other'}: ${'why'}.`,
  docs: {
    what: `Two functions in one file whose descriptions use the same words, in another order or with other fillers, and whose names do not tell them
apart either, or whose names are the same words in another style. Functions are filed by a sketch of their words, so that no two are compared that
do not share one.`,
    why: 'The model picks one of them by chance. Say in each description when to use it rather than the other, or join them.',
    bad: `/** Searches the orders of one customer by date. @param date Day of the order. @format date */
function [|search_orders|](date: string): string[];
/** Search orders of a customer by the date. @param date Day of the order. @format date */
function [|orders_search|](date: string): string[];`,
    good: `/** Lists the orders that a customer placed on one day. @param date Day of the order. @format date */
function search_orders(date: string): string[];
/** Lists the parcels that leave the warehouse on one day. @param date Day of dispatch. @format date */
function search_parcels(date: string): string[];`,
  },
  catalog: {
    keys: (signature, uri) => {
      const { nameKey, words } = wordsOf(signature);
      return [`${uri} =${nameKey}`, ...sketch([...words]).map((band) => `${uri} ${band}`)];
    },
    check({ entry, signature }, keys, buckets, report) {
      const seen = new Set([entry.id]);
      for (const key of keys) {
        for (const other of buckets.members(key)) {
          if (seen.has(other.entry.id) || !offeredTogether(entry, other.entry)) continue;
          if (seen.size > MAX_COMPARED) return;
          seen.add(other.entry.id);
          const why = alike(signature, other.signature);
          if (why === undefined) continue;
          report({
            part: ['name'],
            data: { name: `\`${signature.name}\``, other: `\`${other.signature.name}\``, why },
            related: [{ id: other.entry.id, part: ['name'], message: 'The other one' }],
          });
          return;
        }
      }
    },
  },
});

/** What functions are compared by, made once a signature. */
interface Words {
  /** Words of the name, in alphabetical order where none of them gives the order a meaning. */
  readonly nameKey: string;
  readonly name: readonly string[];
  /** Content words of the description. */
  readonly words: ReadonlySet<string>;
  readonly parameters: string;
}

const known = new WeakMap<FunctionSignature, Words>();

function wordsOf(signature: FunctionSignature): Words {
  const before = known.get(signature);
  if (before !== undefined) return before;
  const plain = nameWords(signature.name);
  const name = plain.map(stem);
  const words: Words = {
    name,
    nameKey: (plain.some((word) => DIRECTION.has(word)) ? plain : [...plain].sort()).join(' '),
    words: new Set(contentWords(signature.description)),
    parameters: Object.keys(signature.parameters.properties ?? {})
      .sort()
      .join(' '),
  };
  known.set(signature, words);
  return words;
}

/** Why two functions cannot be told apart; undefined when they can, or when one is a second declaration of the other. */
function alike(a: FunctionSignature, b: FunctionSignature): string | undefined {
  if (a.name === b.name) return undefined;
  const [first, second] = [wordsOf(a), wordsOf(b)];
  const sameWords = first.nameKey === second.nameKey && a.namespace === b.namespace;
  const described = first.words.size >= MIN_WORDS && second.words.size >= MIN_WORDS;
  const same = described && sameWordsIn(first.words, second.words);
  if (sameWords) return same || !described ? 'the names are the same words' : undefined;
  // The same words in another order, where the order has a meaning: `liter_to_gallon`, `gallon_to_liter`.
  if ([...first.name].sort().join(' ') === [...second.name].sort().join(' ')) return undefined;
  // A description that names what the names differ in tells them apart.
  if (!same || tells(first, second) || tells(second, first)) return undefined;
  if (first.parameters !== second.parameters) return undefined;
  return 'their descriptions use the same words, and they take the same parameters';
}

/** The same content words, but for one that only one of the two has. */
function sameWordsIn(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (Math.abs(a.size - b.size) > 1) return false;
  const [less, more] = a.size <= b.size ? [a, b] : [b, a];
  for (const word of less) if (!more.has(word)) return false;
  return true;
}

/** Whether a word of the name stands in one description and not in the other. */
function tells(own: Words, other: Words): boolean {
  return own.name.some((word) => own.words.has(word) !== other.words.has(word));
}
