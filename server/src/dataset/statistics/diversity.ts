import { deflateSync } from 'node:zlib';

/** How much the texts of a run repeat each other. */
export interface Diversity {
  /** Texts looked at; of a large run the first ones. */
  readonly texts: number;
  /** Bytes of all texts one after the other, by their bytes compressed (deflate): 1 is no repetition. */
  readonly compression: number;
  /** Different pairs of neighbouring words, by all such pairs. */
  readonly distinct2: number;
  /** Different texts, by all. */
  readonly different: number;
}

/** Texts that are looked at, so that a run of any length costs the same. */
const MAX_TEXTS = 10_000;

/** Collects texts and says how varied they are. */
export class DiversityMeter {
  readonly #texts: string[] = [];

  add(text: string): void {
    if (this.#texts.length < MAX_TEXTS) this.#texts.push(text);
  }

  finish(): Diversity {
    const texts = this.#texts;
    if (texts.length === 0) return { texts: 0, compression: 0, distinct2: 0, different: 0 };
    const joined = Buffer.from(texts.join('\n'));
    const pairs = texts.flatMap(wordPairs);
    return {
      texts: texts.length,
      compression: rounded(joined.length / deflateSync(joined).length),
      distinct2: pairs.length === 0 ? 0 : rounded(new Set(pairs).size / pairs.length),
      different: rounded(new Set(texts).size / texts.length),
    };
  }
}

function wordPairs(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.slice(1).map((word, place) => `${words[place]} ${word}`);
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
