import { mixedHash } from '../../json/index.ts';

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
    return mixedHash(`${this.#seed}\u0000${key}`) % Math.max(1, limit);
  }

  pick<T>(key: string, items: readonly [T, ...T[]] | readonly T[]): T {
    return items[this.below(key, items.length)] as T;
  }

  chance(key: string, probability: number): boolean {
    return this.below(key, 10_000) < probability * 10_000;
  }
}
