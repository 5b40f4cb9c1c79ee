import { STOP_WORDS } from '../../domain/index.ts';
import type { LinkCatalog, WordCount } from './catalog.ts';

/** BM25 (Robertson and Zaragoza 2009) with the usual constants; texts here are a phrase or two. */
const K1 = 1.2;
const B = 0.75;
const MEAN_LENGTH = 12;

/** Lists of words that make one text. */
export type Text = readonly (readonly string[])[];

/** The words of a text that answers are compared with, each once, and how telling each is. */
export interface Query {
  readonly words: readonly WordCount[];
  readonly weights: readonly number[];
  /** The score of an answer that has them all, before its length counts. */
  readonly best: number;
}

/** Words that name nothing are left out; rare words weigh most. */
export function queryOf(catalog: LinkCatalog, text: Text): Query {
  const words: WordCount[] = [];
  const weights: number[] = [];
  let best = 0;
  for (const list of text) {
    for (const word of list) {
      if (word.length < 3 || STOP_WORDS.has(word)) continue;
      const entry = catalog.word(word);
      if (words.includes(entry)) continue;
      const weight = 1 + catalog.rarityOfWord(entry);
      words.push(entry);
      weights.push(weight);
      best += weight;
    }
  }
  return { words, weights, best };
}

/**
 * Each text that is looked at gets a number of its own, and a word that is met takes it: two texts have a word in common
 * where the word has the number already. Sets would say the same, and be most of what linking allocates.
 */
let reading = 0;

/** How well a text answers a query, in [0, 1]: its BM25 score as a share of the most it could reach. */
export function similarity(catalog: LinkCatalog, { words, weights, best }: Query, answer: Text): number {
  if (best === 0) return 0;
  reading += 1;
  let length = 0;
  for (const list of answer) {
    for (const word of list) {
      const entry = catalog.word(word);
      if (entry.reading === reading) continue;
      entry.reading = reading;
      length += 1;
    }
  }
  const norm = K1 * (1 - B + (B * length) / MEAN_LENGTH);
  let score = 0;
  for (let at = 0; at < words.length; at += 1) {
    if (words[at]?.reading === reading) score += ((weights[at] as number) * (K1 + 1)) / (1 + norm);
  }
  return Math.min(1, score / best);
}
