/** Characters put together into one piece. */
const PIECE = 16 * 1024;
/** Queries remembered at most. */
const MAX_KNOWN = 100_000;
/** Characters looked through for one text at most, all queries together: some seconds of work. */
const MAX_SEARCHED = 4_000_000_000;
/** In place of the pieces that were looked through: it is there, and what is there stays. */
const FOUND = -1;

/**
 * A text that only grows, and is asked again and again whether it holds something. What was looked for in vain is looked
 * for in what came since alone, so that a conversation of many thousand messages takes time by its length.
 */
export class GrowingText {
  readonly #pieces: string[] = [];
  #last: string[] = [];
  #lastLength = 0;
  readonly #known = new Map<string, number>();
  #searched = 0;

  /** So much was looked for that the rest is not: from now on everything counts as held. */
  get exhausted(): boolean {
    return this.#searched > MAX_SEARCHED;
  }

  add(line: string): void {
    this.#last.push(line);
    this.#lastLength += line.length;
    if (this.#lastLength < PIECE) return;
    this.#pieces.push(this.#last.join('\n'));
    this.#last = [];
    this.#lastLength = 0;
  }

  /** @param query a text of one line */
  has(query: string): boolean {
    const from = this.#known.get(query) ?? 0;
    if (from === FOUND || this.exhausted) return true;
    const found = this.#isIn(this.#last, query, 0) || this.#isIn(this.#pieces, query, from);
    if (this.#known.size > MAX_KNOWN) this.#known.clear();
    this.#known.set(query, found ? FOUND : this.#pieces.length);
    return found;
  }

  /** Mostly it was said last. */
  #isIn(texts: readonly string[], query: string, from: number): boolean {
    for (let at = texts.length - 1; at >= from; at -= 1) {
      const text = texts[at] as string;
      this.#searched += text.length;
      if (text.includes(query)) return true;
    }
    return false;
  }
}
