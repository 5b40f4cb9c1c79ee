import { hashNumber } from '../../json/index.ts';
import { HashTable } from './hash-table.ts';
import { MinHashIndex, signatureOf } from './min-hash.ts';
import type { ComparedText } from './record-texts.ts';
import { gramsOf, wordsOf } from './words.ts';

/** Words of a passage that two sets must not share (Brown et al. 2020, appendix C, as the n-gram of most tests since). */
export const GRAM_WORDS = 13;
/** A text of fewer words than a passage counts as a whole, down to here (ibid.); shorter ones are everybody's. */
export const MIN_WORDS = 8;
/** Passages kept, at 24 bytes each; of a larger set every second is forgotten, as often as needed. */
const MAX_GRAMS = 4_000_000;
const TWO_32 = 0x1_0000_0000;
const MAX_PASSAGE = 25;
/** Texts with the same passage that are told apart. */
const MAX_SAME = 8;

/**
 * When common passages make a copy, of a text that is asked: they hold all of the other text, or nearly all of one that is
 * long enough for it, or more than any turn of speech. Less is told as a shared passage: greetings and set phrases are that.
 */
const COPY = { share: 0.9, words: 20, longWords: 40 } as const;

/** Where a text of the others' sets stands. */
export interface OverlapPlace {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** Row of a file that is one JSON value, 0-based. */
  readonly row?: number;
  readonly message?: number;
}

/** What a text has in common with one of the others' sets. */
export interface Overlap {
  /** `overlap`: a copy, word for word. `near-copy`: nearly the same (MinHash). `shared-passage`: some passage alone. */
  readonly kind: 'overlap' | 'near-copy' | 'shared-passage';
  /** How much of the other text stands in common passages; of a near copy the similarity, estimated. */
  readonly share: number;
  /** The text that has most of it. */
  readonly place: OverlapPlace;
  /** The longest common passage: lower case, without signs, cut at 25 words. */
  readonly passage?: string;
}

export interface AgainstLimits {
  readonly maxGrams?: number;
  readonly maxTexts?: number;
}

/** Others' data sets, to hold records against: passages word for word, and texts that are nearly the same. */
export class AgainstIndex {
  readonly #maxGrams: number;
  readonly #places: OverlapPlace[] = [];
  readonly #lengths: number[] = [];
  readonly #grams = new HashTable();
  readonly #wholes = new HashTable();
  readonly #near: MinHashIndex;
  #every = 1;
  #notKept = 0;
  #tooShort = 0;

  /** @param similarity from which on two texts are nearly the same, above 0 and at most 1 */
  constructor(similarity: number, { maxGrams = MAX_GRAMS, maxTexts }: AgainstLimits = {}) {
    this.#maxGrams = maxGrams;
    this.#near = new MinHashIndex(similarity, maxTexts);
  }

  /** Texts taken in, those too short to compare, those that only passages are compared of, and one of how many passages is kept. */
  get figures() {
    return {
      texts: this.#places.length,
      tooShort: this.#tooShort,
      withoutMinHash: this.#notKept,
      onePassageOf: this.#every,
    };
  }

  add({ text, asked }: ComparedText, place: OverlapPlace): void {
    const words = wordsOf(text);
    if (words.length < MIN_WORDS || (words.length < GRAM_WORDS && !asked)) {
      this.#tooShort += 1;
      return;
    }
    const id = this.#places.push(place) - 1;
    this.#lengths.push(words.length);
    if (words.length < GRAM_WORDS) addSome(this.#wholes, hashNumber(words.join(' ')), id);
    else for (const gram of gramsOf(words, GRAM_WORDS)) this.#addGram(hashNumber(gram), id);
    if (asked && !this.#near.add(signatureOf(words), id)) this.#notKept += 1;
  }

  /** What the text shares with a text that was added: a copy, else a near copy, else a passage. */
  find({ text, asked }: ComparedText): Overlap | undefined {
    const words = wordsOf(text);
    if (words.length < MIN_WORDS) return undefined;
    const passages = words.length < GRAM_WORDS ? this.#whole(words) : this.#passages(words, asked);
    if (!asked) return passages?.kind === 'overlap' ? passages : undefined;
    return passages?.kind === 'overlap' ? passages : (this.#nearCopy(words) ?? passages);
  }

  #addGram(hash: number, id: number): void {
    if (!this.#isKept(hash)) return;
    addSome(this.#grams, hash, id);
    if (this.#grams.size <= this.#maxGrams) return;
    this.#every *= 2;
    this.#grams.keepOnly((key) => this.#isKept(key));
  }

  #isKept(hash: number): boolean {
    return Math.floor(hash / TWO_32) % this.#every === 0;
  }

  #whole(words: readonly string[]): Overlap | undefined {
    const [id] = this.#wholes.all(hashNumber(words.join(' ')), 1);
    return id === undefined ? undefined : this.#overlap('overlap', 1, id, words);
  }

  #passages(words: readonly string[], asked: boolean): Overlap | undefined {
    const hits = gramsOf(words, GRAM_WORDS).map((gram) => this.#grams.all(hashNumber(gram), MAX_SAME));
    const covers = [...new Set(hits.flat())].map((id) => this.#cover(words, hits, id, asked));
    const [best] = covers.sort((left, right) => Number(right.copy) - Number(left.copy) || right.share - left.share);
    return best === undefined
      ? undefined
      : this.#overlap(best.copy ? 'overlap' : 'shared-passage', best.share, best.id, best.passage);
  }

  /** How much of one other text the common passages hold. */
  #cover(words: readonly string[], hits: readonly (readonly number[])[], id: number, asked: boolean): Cover {
    const inPassage = words.map(() => false);
    for (const [at, ids] of hits.entries()) if (ids.includes(id)) inPassage.fill(true, at, at + GRAM_WORDS);
    const covered = inPassage.filter(Boolean).length;
    const share = Math.min(1, covered / (this.#lengths[id] as number));
    const whole = asked && (share === 1 || (share >= COPY.share && covered >= COPY.words));
    const [start, end] = longestRun(inPassage);
    return { id, share, copy: whole || covered >= COPY.longWords, passage: words.slice(start, end) };
  }

  #overlap(kind: Overlap['kind'], share: number, id: number, passage: readonly string[]): Overlap {
    const cut = passage.slice(0, MAX_PASSAGE).join(' ');
    const place = this.#places[id] as OverlapPlace;
    return { kind, share, place, passage: passage.length > MAX_PASSAGE ? `${cut} …` : cut };
  }

  #nearCopy(words: readonly string[]): Overlap | undefined {
    const near = this.#near.nearest(signatureOf(words));
    if (near === undefined) return undefined;
    return { kind: 'near-copy', share: near.similarity, place: this.#places[near.id] as OverlapPlace };
  }
}

interface Cover {
  readonly id: number;
  readonly share: number;
  readonly copy: boolean;
  readonly passage: readonly string[];
}

function addSome(table: HashTable, key: number, id: number): void {
  const known = table.all(key, MAX_SAME);
  if (known.length < MAX_SAME && known.at(-1) !== id) table.add(key, id);
}

function longestRun(covered: readonly boolean[]): [number, number] {
  let best: [number, number] = [0, 0];
  let start = 0;
  for (let at = 0; at <= covered.length; at += 1) {
    if (covered[at] === true) continue;
    if (at - start > best[1] - best[0]) best = [start, at];
    start = at + 1;
  }
  return best;
}
