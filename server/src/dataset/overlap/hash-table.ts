const MIN_SLOTS = 1024;

/**
 * Whole numbers (non-negative, up to 2^53, mixed well) to whole numbers below 2^31, in twelve bytes a slot and half of the
 * slots free. A key may stand for several values, which come back in the order they were put in.
 */
export class HashTable {
  #keys = new Float64Array(MIN_SLOTS);
  /** One above the value; 0 is a free slot. */
  #values = new Int32Array(MIN_SLOTS);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(key: number, value: number): void {
    if (this.#size * 2 >= this.#keys.length) this.#rebuild(this.#keys.length * 2, () => true);
    let slot = key % this.#keys.length;
    while (this.#values[slot] !== 0) slot = (slot + 1) % this.#keys.length;
    this.#keys[slot] = key;
    this.#values[slot] = value + 1;
    this.#size += 1;
  }

  /** The first values of a key, at most `limit`. */
  all(key: number, limit: number): number[] {
    const found: number[] = [];
    for (let slot = key % this.#keys.length; this.#values[slot] !== 0; slot = (slot + 1) % this.#keys.length) {
      if (this.#keys[slot] !== key) continue;
      found.push((this.#values[slot] as number) - 1);
      if (found.length >= limit) break;
    }
    return found;
  }

  /** Forgets every key that is not kept. */
  keepOnly(keeps: (key: number) => boolean): void {
    this.#rebuild(this.#keys.length, keeps);
  }

  #rebuild(length: number, keeps: (key: number) => boolean): void {
    const [keys, values] = [this.#keys, this.#values];
    this.#keys = new Float64Array(length);
    this.#values = new Int32Array(length);
    this.#size = 0;
    // The order of the slots is that of putting in, but for a chain that runs over the end: it is begun before its wrap.
    const free = values.indexOf(0);
    for (let step = 0; step < values.length; step += 1) {
      const slot = (free + step) % values.length;
      const value = values[slot] as number;
      if (value !== 0 && keeps(keys[slot] as number)) this.add(keys[slot] as number, value - 1);
    }
  }
}
