import type { Choices } from '../../choose.ts';

/** Choices of one parameter: two parameters of one call are not worded alike by accident. */
export class KeyedChoices {
  readonly #choices: Choices;
  readonly #key: string;
  constructor(choices: Choices, key: string) {
    this.#choices = choices;
    this.#key = key;
  }
  pick(options: readonly string[]): string {
    return this.#choices.pick(`p-${this.#key}`, options);
  }
}
