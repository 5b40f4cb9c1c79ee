/** 32-bit hash of a text (FNV-1a with a final avalanche). Only to vary wording; not for secrets. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * Seeded choices without state: each choice is made by its own key, so that adding one to a sentence does not change
 * the others.
 */
export class Choices {
  readonly #seed: string;

  constructor(seed: string) {
    this.#seed = seed;
  }

  /** A whole number in [0, limit). */
  below(key: string, limit: number): number {
    return hashText(`${this.#seed}\u0000${key}`) % Math.max(1, limit);
  }

  pick<T>(key: string, items: readonly [T, ...T[]] | readonly T[]): T {
    return items[this.below(key, items.length)] as T;
  }

  chance(key: string, probability: number): boolean {
    return this.below(key, 10_000) < probability * 10_000;
  }
}
