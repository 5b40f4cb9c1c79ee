/** A seedable generator of uniform numbers: sfc32 (Chris Doty-Humphrey, PractRand), 128 bits of state. */
export interface Random {
  /** A whole number in [0, 2^32). */
  uint32(): number;
  /** A number in [0, 1), 32 bits of it random. */
  next(): number;
  /** A whole number in [0, limit); `limit` is between 1 and 2^32. */
  below(limit: number): number;
  /** True with probability `p`. */
  chance(p: number): boolean;
  /** One of the items, each as likely; undefined for an empty list. */
  pick<T>(items: readonly T[]): T | undefined;
  /** The items in a uniformly random order, as a new list. */
  shuffle<T>(items: readonly T[]): T[];
}

/** Rounds that mix the seed into the state before the first number is given out. */
const WARM_UP = 15;
const TWO_32 = 4294967296;

/**
 * The lanes are kept as 32-bit integers with a sign, which the engine holds without a box. The seed is hashed with the first
 * number that is asked for: many generators are made for a choice that then falls otherwise.
 */
class Sfc32 implements Random {
  #seed: string | undefined;
  #a = 0;
  #b = 0;
  #c = 0;
  #counter = 0;

  constructor(seed: string) {
    this.#seed = seed;
  }

  #start(seed: string): void {
    this.#seed = undefined;
    const state = hash128(seed);
    let a = state[0] | 0;
    let b = state[1] | 0;
    let c = state[2] | 0;
    let counter = state[3] | 0;
    for (let round = 0; round < WARM_UP; round += 1) {
      const sum = (a + b + counter) | 0;
      counter = (counter + 1) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = (((c << 21) | (c >>> 11)) + sum) | 0;
    }
    this.#a = a;
    this.#b = b;
    this.#c = c;
    this.#counter = counter;
  }

  uint32(): number {
    if (this.#seed !== undefined) this.#start(this.#seed);
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  next(): number {
    return this.uint32() / TWO_32;
  }

  below(limit: number): number {
    return Math.floor((this.uint32() * limit) / TWO_32);
  }

  chance(p: number): boolean {
    return this.next() < p;
  }

  pick<T>(items: readonly T[]): T | undefined {
    return items.length === 0 ? undefined : items[this.below(items.length)];
  }

  shuffle<T>(items: readonly T[]): T[] {
    const shuffled = [...items];
    for (let last = shuffled.length - 1; last > 0; last -= 1) {
      const other = this.below(last + 1);
      [shuffled[last], shuffled[other]] = [shuffled[other] as T, shuffled[last] as T];
    }
    return shuffled;
  }
}

/** A generator that follows from its seed alone: the same seed gives the same numbers on every machine. */
export function createRandom(seed: string | number): Random {
  return new Sfc32(String(seed));
}

/**
 * Seed of one item of a sequence. It depends on the sequence's seed and the item's index alone, so that shards, resumed
 * runs and whole runs agree. Written so that a person can read it: `7:12` is item 12 of seed 7.
 */
export function deriveSeed(seed: string | number, index: number | string): string {
  return `${seed}:${index}`;
}

/** 128 bits of hash of a text by four multiply-xor lanes over its UTF-16 units. Not for secrets. */
export function hash128(text: string): [number, number, number, number] {
  let a = 1779033703;
  let b = 3144134277;
  let c = 1013904242;
  let d = 2773480762;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    a = b ^ Math.imul(a ^ unit, 597399067);
    b = c ^ Math.imul(b ^ unit, 2869860233);
    c = d ^ Math.imul(c ^ unit, 951274213);
    d = a ^ Math.imul(d ^ unit, 2716044179);
  }
  a = Math.imul(c ^ (a >>> 18), 597399067);
  b = Math.imul(d ^ (b >>> 22), 2869860233);
  c = Math.imul(a ^ (c >>> 17), 951274213);
  d = Math.imul(b ^ (d >>> 19), 2716044179);
  const mixed = a ^ b ^ c ^ d;
  return [mixed >>> 0, (b ^ mixed) >>> 0, (c ^ mixed) >>> 0, (d ^ mixed) >>> 0];
}
