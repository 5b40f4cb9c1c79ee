import { STOP_WORDS } from '../derive/lexicon.ts';
import type { LinkCatalog } from './catalog.ts';

/** BM25 (Robertson and Zaragoza 2009) with the usual constants; texts here are a phrase or two. */
const K1 = 1.2;
const B = 0.75;
const MEAN_LENGTH = 12;

/**
 * How well the words of one value answer the words of another, in [0, 1]: the BM25 score of `answer` for the query
 * `asked`, as a share of the most it could reach. Words that name nothing are left out; rare words weigh most.
 */
export function similarity(catalog: LinkCatalog, asked: readonly string[], answer: readonly string[]): number {
  const words = new Set(answer);
  const norm = K1 * (1 - B + (B * words.size) / MEAN_LENGTH);
  let score = 0;
  let best = 0;
  for (const word of new Set(asked)) {
    if (word.length < 3 || STOP_WORDS.has(word)) continue;
    const weight = 1 + catalog.wordRarity(word);
    best += weight;
    if (words.has(word)) score += (weight * (K1 + 1)) / (1 + norm);
  }
  return best === 0 ? 0 : Math.min(1, score / best);
}
