/**
 * Appends texts in the order they come. Those that come while one is being written go together in the next write: hundreds a
 * second wait for a few writes and not each for its own.
 */
export class BatchedAppends {
  readonly #write: (text: string) => Promise<void>;
  #texts: string[] = [];
  #next: Promise<void> | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(write: (text: string) => Promise<void>) {
    this.#write = write;
  }

  /** Ends when the text is written. @throws what the write of it, and of all that went with it, said */
  append(text: string): Promise<void> {
    this.#texts.push(text);
    if (this.#next === undefined) {
      const next = this.#writing.then(() => {
        this.#next = undefined;
        return this.#write(this.#texts.splice(0).join(''));
      });
      this.#next = next;
      this.#writing = next.catch(() => undefined);
    }
    return this.#next;
  }

  /** Ends when nothing waits to be written. */
  async settled(): Promise<void> {
    await this.#writing;
  }
}
