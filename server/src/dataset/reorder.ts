/** Takes results in any order and hands them on in index order (core notes, "Runs"). */
export class Reorder<T> {
  readonly #waiting = new Map<number, T>();
  readonly #write: (index: number, value: T) => Promise<void>;
  #next: number;
  #writing: Promise<void> = Promise.resolve();
  #waiters: { readonly upTo: number; readonly go: () => void }[] = [];
  #abandoned = false;

  constructor(first: number, write: (index: number, value: T) => Promise<void>) {
    this.#next = first;
    this.#write = write;
  }

  /** Waits until `index` is fewer than `limit` places ahead of the next one to be written. */
  async room(index: number, limit: number): Promise<void> {
    if (this.#abandoned || index < this.#next + limit) return;
    await new Promise<void>((go) => this.#waiters.push({ upTo: index - limit, go }));
  }

  async put(index: number, value: T): Promise<void> {
    this.#waiting.set(index, value);
    const turn = this.#writing.then(() => this.#drain());
    this.#writing = turn.catch(() => {});
    return turn;
  }

  /** Lets everybody who waits go on: nothing more will be written. */
  abandon(): void {
    this.#abandoned = true;
    for (const waiter of this.#waiters.splice(0)) waiter.go();
  }

  async #drain(): Promise<void> {
    for (let value = this.#waiting.get(this.#next); value !== undefined; value = this.#waiting.get(this.#next)) {
      if (this.#abandoned) return;
      this.#waiting.delete(this.#next);
      await this.#write(this.#next, value);
      this.#next += 1;
      const ready = this.#waiters.filter((waiter) => waiter.upTo < this.#next);
      this.#waiters = this.#waiters.filter((waiter) => waiter.upTo >= this.#next);
      for (const waiter of ready) waiter.go();
    }
  }
}
