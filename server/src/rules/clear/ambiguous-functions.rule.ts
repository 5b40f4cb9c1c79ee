import { contentWords, eachContentWord, splitWords } from '../../english/index.ts';
import { fnv1a } from '../../json/index.ts';
import type { FunctionSignature } from '../../signature/index.ts';
import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { offeredTogether } from '../support/lists.ts';

/** Words that make the order of the others matter: `liter_to_gallon` is not `gallon_to_liter`. */
const DIRECTION = new Set(['to', 'from', 'by', 'of', 'for', 'in', 'into', 'with', 'as', 'on', '2']);
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
apart either, or whose names are the same words in another style. Functions are filed by their words, so that only those that
share them are ever compared.`,
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
      const names = `=${nameKeyOf(splitWords(signature.name))} ${uri}`;
      const words = bagOfWords(signature.description);
      return words === undefined ? [names] : [names, `~${words} ${uri}`];
    },
    check({ entry, signature }, keys, buckets, report) {
      for (const key of keys) {
        if (buckets.size(key) < 2) continue;
        for (const other of buckets.members(key)) {
          if (other.entry.id === entry.id || !offeredTogether(entry, other.entry)) continue;
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

/** What functions are compared by. */
interface Words {
  /** Words of the name, in alphabetical order where none of them gives the order a meaning. */
  readonly nameKey: string;
  /** Words of the name in alphabetical order, whatever they mean. */
  readonly nameSet: string;
  /** Content words of the description, each once, in alphabetical order; '' for too few. */
  readonly wordKey: string;
  readonly parameters: string;
}

/** Kept for the few functions that are compared at all. */
const known = new WeakMap<FunctionSignature, Words>();

function wordsOf(signature: FunctionSignature): Words {
  let words = known.get(signature);
  if (words === undefined) {
    words = makeWords(signature);
    known.set(signature, words);
  }
  return words;
}

function makeWords(signature: FunctionSignature): Words {
  const name = splitWords(signature.name);
  const content = [...new Set(contentWords(signature.description))];
  return {
    nameKey: nameKeyOf(name),
    nameSet: [...name].sort().join(' '),
    wordKey: content.length < MIN_WORDS ? '' : content.sort().join(' '),
    parameters: Object.keys(signature.parameters.properties ?? {})
      .sort()
      .join(' '),
  };
}

function nameKeyOf(name: readonly string[]): string {
  return name.some((word) => DIRECTION.has(word)) ? name.join(' ') : [...name].sort().join(' ');
}

/**
 * A number that is the same for descriptions of the same content words in any order; undefined for too few. Every
 * function is filed under it, and only those that share it are compared word by word.
 */
function bagOfWords(description: string): number | undefined {
  const seen = new Set<string>();
  let bag = 0;
  eachContentWord(description, (word) => {
    if (!seen.has(word)) bag += fnv1a(word);
    seen.add(word);
    return true;
  });
  return seen.size < MIN_WORDS ? undefined : bag;
}

/** Why two functions cannot be told apart; undefined when they can, or when one is a second declaration of the other. */
function alike(a: FunctionSignature, b: FunctionSignature): string | undefined {
  if (a.name === b.name) return undefined;
  const [first, second] = [wordsOf(a), wordsOf(b)];
  const described = first.wordKey !== '' && second.wordKey !== '';
  const same = described && first.wordKey === second.wordKey;
  if (first.nameKey === second.nameKey && a.namespace === b.namespace) {
    return same || !described ? 'the names are the same words' : undefined;
  }
  // The same words in another order, where the order has a meaning: `liter_to_gallon`, `gallon_to_liter`.
  if (!same || first.nameSet === second.nameSet || first.parameters !== second.parameters) return undefined;
  return 'their descriptions use the same words, and they take the same parameters';
}
