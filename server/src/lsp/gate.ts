/** Something that happens once: others wait for it, or ask whether it has happened. */
export class Gate {
  #open = false;
  #release: () => void = () => {};
  readonly opened: Promise<void> = new Promise((resolve) => {
    this.#release = resolve;
  });

  get isOpen(): boolean {
    return this.#open;
  }

  /** Lets everybody through, now and from now on. */
  open(): void {
    this.#open = true;
    this.#release();
  }

  /** Waits for the gate, but no longer than `ms` milliseconds. */
  async openedWithin(ms: number): Promise<void> {
    if (this.#open) return;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ms);
    });
    await Promise.race([this.opened, late]);
    clearTimeout(timer);
  }
}
