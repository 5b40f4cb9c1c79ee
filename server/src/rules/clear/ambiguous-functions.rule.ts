import type { FunctionSignature } from '../../signature/index.ts';
import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { sketch } from '../support/sketch.ts';
import { contentWords, nameWords, similarity, stem } from '../support/words.ts';

/** Share of description words in common from which two functions read the same. */
const ALIKE = 0.85;
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
    keys: (signature, uri) => [`${uri} =${nameKey(signature)}`, ...sketch(contentWords(signature.description)).map((band) => `${uri} ${band}`)],
    check({ entry, signature }, keys, buckets, report) {
      const seen = new Set([entry.id]);
      for (const key of keys) {
        for (const other of buckets.members(key)) {
          if (seen.has(other.entry.id)) continue;
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

function nameKey(signature: FunctionSignature): string {
  return nameWords(signature.name).map(stem).sort().join(' ');
}

/** Why two functions cannot be told apart; undefined when they can, or when one is a second declaration of the other. */
function alike(a: FunctionSignature, b: FunctionSignature): string | undefined {
  if (a.name === b.name) return undefined;
  const sameWords = nameKey(a) === nameKey(b) && a.namespace === b.namespace;
  const words = [new Set(contentWords(a.description)), new Set(contentWords(b.description))] as const;
  const described = words[0].size >= MIN_WORDS && words[1].size >= MIN_WORDS;
  const same = described && similarity(words[0], words[1]) >= ALIKE;
  if (sameWords) return same || !described ? 'the names are the same words' : undefined;
  // A description that names what the names differ in tells them apart.
  if (!same || tells(a, words) || tells(b, words)) return undefined;
  return sameParameters(a, b) ? 'their descriptions use the same words, and they take the same parameters' : undefined;
}

function tells(signature: FunctionSignature, words: readonly [ReadonlySet<string>, ReadonlySet<string>]): boolean {
  return nameWords(signature.name)
    .map(stem)
    .some((word) => words[0].has(word) !== words[1].has(word));
}

function sameParameters(a: FunctionSignature, b: FunctionSignature): boolean {
  const names = (signature: FunctionSignature) => Object.keys(signature.parameters.properties ?? {}).sort().join(' ');
  return names(a) === names(b);
}
