import { fnv1a } from '../../json/index.ts';
import { createRandom } from '../../random/index.ts';
import { HashTable } from './hash-table.ts';
import { gramsOf } from './words.ts';

/** Hashes of a signature: the similarity that is read off it has a standard deviation of at most 0.044. */
export const MIN_HASHES = 128;
/** Words of a shingle. */
export const SHINGLE_WORDS = 3;
/** How surely a text that is just as similar as asked is met in a common band. */
const WANTED_RECALL = 0.98;
/** Texts of one bucket that are looked at. */
const MAX_BUCKET = 32;
/** Texts kept, at about 700 bytes each. */
export const MAX_TEXTS = 300_000;
const SEEDS = (() => {
  const random = createRandom('magnet minhash');
  return Uint32Array.from({ length: MIN_HASHES }, () => random.uint32());
})();

/** The least hash of a text's shingles under each of 128 hash functions (Broder 1997). Always the same for the same words. */
export function signatureOf(words: readonly string[]): Uint32Array {
  const signature = new Uint32Array(MIN_HASHES).fill(0xffffffff);
  for (const shingle of new Set(gramsOf(words, SHINGLE_WORDS))) {
    const base = fnv1a(shingle);
    for (let index = 0; index < MIN_HASHES; index += 1) {
      const hash = mix(base ^ (SEEDS[index] as number));
      if (hash < (signature[index] as number)) signature[index] = hash;
    }
  }
  return signature;
}

/** MurmurHash3's last mixing. */
function mix(value: number): number {
  let hash = value ^ (value >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Hashes in a band: as many as still find a text of the wanted similarity. */
function bandRows(similarity: number): number {
  let rows = 1;
  for (let more = 2; more <= MIN_HASHES; more += 1) {
    const recall = 1 - (1 - similarity ** more) ** Math.floor(MIN_HASHES / more);
    if (recall >= WANTED_RECALL) rows = more;
  }
  return rows;
}

/** A text that is nearly another. */
export interface Near {
  readonly id: number;
  /** Jaccard similarity of the shingles, estimated. */
  readonly similarity: number;
}

/**
 * Signatures in bands (locality-sensitive hashing): a text is compared with those alone that share a band with it. Of each
 * hash eight bits are kept, and the similarity is put right for those that agree by chance.
 */
export class MinHashIndex {
  readonly #similarity: number;
  readonly #maxTexts: number;
  readonly #rows: number;
  readonly #bands = new HashTable();
  #kept = new Uint8Array(64 * MIN_HASHES);
  readonly #ids: number[] = [];

  /** @param similarity above 0, at most 1: what counts as near */
  constructor(similarity: number, maxTexts = MAX_TEXTS) {
    this.#similarity = similarity;
    this.#maxTexts = maxTexts;
    this.#rows = bandRows(similarity);
  }

  /** The most similar text, where one is near; of several the first. */
  nearest(signature: Uint32Array): Near | undefined {
    const places = new Set(this.#keys(signature).flatMap((key) => this.#bands.all(key, MAX_BUCKET)));
    let best: Near | undefined;
    for (const place of [...places].sort((left, right) => left - right)) {
      const similarity = this.#similarityTo(signature, place);
      if (similarity >= this.#similarity && similarity > (best?.similarity ?? 0))
        best = { id: this.#ids[place] as number, similarity };
    }
    return best;
  }

  /** @returns whether there was room for it */
  add(signature: Uint32Array, id: number): boolean {
    const place = this.#ids.length;
    if (place >= this.#maxTexts) return false;
    if ((place + 1) * MIN_HASHES > this.#kept.length) {
      const wider = new Uint8Array(this.#kept.length * 2);
      wider.set(this.#kept);
      this.#kept = wider;
    }
    // A Uint8Array takes the low eight bits of each.
    this.#kept.set(signature, place * MIN_HASHES);
    this.#ids.push(id);
    for (const key of this.#keys(signature))
      if (this.#bands.all(key, MAX_BUCKET).length < MAX_BUCKET) this.#bands.add(key, place);
    return true;
  }

  #similarityTo(signature: Uint32Array, place: number): number {
    let same = 0;
    for (let index = 0; index < MIN_HASHES; index += 1)
      if (this.#kept[place * MIN_HASHES + index] === ((signature[index] as number) & 0xff)) same += 1;
    const byChance = 1 / 256;
    return Math.max(0, (same / MIN_HASHES - byChance) / (1 - byChance));
  }

  /** One number for each band, its place mixed in. */
  #keys(signature: Uint32Array): number[] {
    return Array.from({ length: Math.floor(MIN_HASHES / this.#rows) }, (_, band) => {
      let [low, high] = [band, band ^ 0x9e3779b9];
      for (let row = 0; row < this.#rows; row += 1) {
        const hash = signature[band * this.#rows + row] as number;
        low = mix(low ^ hash);
        high = mix((high + hash) | 0);
      }
      return (high & 0x1fffff) * 0x1_0000_0000 + low;
    });
  }
}
