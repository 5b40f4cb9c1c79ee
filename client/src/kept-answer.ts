/** The answer to one question, asked for when somebody needs it and kept until it is forgotten; a failed one is not kept. */
export class KeptAnswer<T> {
  readonly #ask: () => Promise<T>;
  #answer: Promise<T> | undefined;

  constructor(ask: () => Promise<T>) {
    this.#ask = ask;
  }

  get(): Promise<T> {
    const answer = this.#answer ?? this.#ask();
    this.#answer = answer;
    answer.catch(() => {
      if (this.#answer === answer) this.#answer = undefined;
    });
    return answer;
  }

  forget(): void {
    this.#answer = undefined;
  }
}
