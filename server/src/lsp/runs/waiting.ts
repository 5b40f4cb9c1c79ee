interface Waiter {
  holds(): boolean;
  go(): void;
}

/** Who waits for a part of the work that is made in the background: each goes on once its own condition holds. */
export class Waiting {
  readonly #waiters: Waiter[] = [];

  /** Resolves when `tell` is called and the condition holds, or all is over. */
  for(holds: () => boolean): Promise<void> {
    return new Promise((resolve) => this.#waiters.push({ holds, go: resolve }));
  }

  /** More is there; `over`: no more will come, so that nobody is kept. */
  tell(over: boolean): void {
    for (const waiter of this.#waiters.filter(({ holds }) => over || holds())) {
      this.#waiters.splice(this.#waiters.indexOf(waiter), 1);
      waiter.go();
    }
  }
}
