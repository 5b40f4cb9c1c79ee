/** A word of a key, with the number that tells its thing apart. */
export function numbered(word: string, number: string): string {
  return number === '' ? word : `${word}#${number}`;
}

const NO_WORDS: ReadonlySet<string> = new Set();

/** A set that is only made when something goes into it: most stay empty, and there are very many. */
export class LateSet {
  #set: Set<string> | undefined;

  add(word: string): void {
    this.#set ??= new Set();
    this.#set.add(word);
  }

  get set(): ReadonlySet<string> {
    return this.#set ?? NO_WORDS;
  }
}
