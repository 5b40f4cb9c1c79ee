/** How often a look that failed is made again, and after how long: a server may be starting anew, a machine busy. */
const TRIES = 5;
const PAUSE_MS = 3_000;

/** Looks at each thing once. A look that failed is made again a little later, a few times. */
export class Looks<T extends object> {
  readonly #look: (thing: T) => Promise<void>;
  readonly #failed: (error: unknown) => void;
  readonly #begun = new WeakSet<T>();
  readonly #pauses = new Set<NodeJS.Timeout>();

  constructor(look: (thing: T) => Promise<void>, failed: (error: unknown) => void) {
    this.#look = look;
    this.#failed = failed;
  }

  at(thing: T): void {
    if (this.#begun.has(thing)) return;
    this.#begun.add(thing);
    void this.#try(thing, TRIES);
  }

  async #try(thing: T, left: number): Promise<void> {
    try {
      await this.#look(thing);
    } catch (error) {
      this.#failed(error);
      // Whoever opens it another time is answered anew.
      if (left <= 1) this.#begun.delete(thing);
      else this.#later(() => void this.#try(thing, left - 1));
    }
  }

  #later(work: () => void): void {
    const pause = setTimeout(() => {
      this.#pauses.delete(pause);
      work();
    }, PAUSE_MS);
    this.#pauses.add(pause);
  }

  dispose(): void {
    for (const pause of this.#pauses) clearTimeout(pause);
  }
}
