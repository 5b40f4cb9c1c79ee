import type { Message } from '../../chat/index.ts';
import { withIsoDates } from '../../english/index.ts';
import type { Language } from '../../teacher/index.ts';
import { GrowingText } from './growing-text.ts';
import { partIn, type Sources, type TextSources } from './sources.ts';

/**
 * The sources of one text after another of a conversation, which grow by its messages: what `SourceIndex` reads anew for
 * each text is kept here, so that whoever checks all texts of a long conversation reads it once.
 */
export class GrownSources implements Sources {
  readonly language: Language;
  readonly #words: readonly string[];
  readonly #facts = new GrowingText();
  readonly #dates = new GrowingText();
  readonly #outputs = new GrowingText();
  readonly #numbers = new Set<number>();
  readonly #fractions: number[] = [];
  /** Fractions by the places they are rounded to. */
  readonly #rounded = new Map<number, { readonly values: Set<number>; read: number }>();
  readonly #sizes = new Set<number>();
  #longest = 0;
  #turn = new TurnCounts();

  constructor({ words, language }: Pick<TextSources, 'words' | 'language'>) {
    this.language = language ?? 'en';
    this.#words = (words ?? []).map((text) => text.toLowerCase());
  }

  /** So much was looked for that what is said is not held against all of it any more. */
  get exhausted(): boolean {
    return this.#facts.exhausted || this.#dates.exhausted || this.#outputs.exhausted;
  }

  add(message: Message): void {
    const { text, numbers, fractions, lists } = partIn(message, this.language);
    this.#facts.add(text);
    this.#dates.add(withIsoDates(text));
    for (const number of numbers) this.#numbers.add(number);
    for (const fraction of fractions) this.#fractions.push(fraction);
    for (const size of lists.sizes) this.#sizes.add(size);
    this.#longest = Math.max(this.#longest, lists.longest);
    if (message.role === 'user') this.#turn = new TurnCounts();
    if (message.role !== 'tool') return;
    this.#outputs.add(message.content);
    this.#turn.add(message.name);
  }

  holds(text: string): boolean {
    return this.#facts.has(text);
  }

  says(text: string): boolean {
    return this.#facts.has(text) || this.#words.some((words) => words.includes(text));
  }

  holdsDate(date: string): boolean {
    return this.#dates.has(date);
  }

  holdsCode(code: string): boolean {
    return this.#facts.has(`"${code.toLowerCase()}"`);
  }

  hasNumber(number: number): boolean {
    return this.#numbers.has(number);
  }

  hasRounded(rounded: number, places: number): boolean {
    let known = this.#rounded.get(places);
    if (known === undefined) {
      known = { values: new Set(), read: 0 };
      this.#rounded.set(places, known);
    }
    for (; known.read < this.#fractions.length; known.read += 1)
      known.values.add(Number((this.#fractions[known.read] as number).toFixed(places)));
    return known.values.has(rounded);
  }

  quotes(text: string): boolean {
    return this.#outputs.has(text);
  }

  get counts(): Sources['counts'] {
    return { sizes: { has: (size) => this.#sizes.has(size) || this.#turn.has(size) }, longest: this.#longest };
  }
}

/** How many calls a turn has, in all and by function. */
class TurnCounts {
  #all = 0;
  readonly #byName = new Map<string, number>();
  /** How many functions have been called so often. */
  readonly #counts = new Map<number, number>();

  add(name: string): void {
    this.#all += 1;
    const before = this.#byName.get(name) ?? 0;
    this.#byName.set(name, before + 1);
    this.#counts.set(before, (this.#counts.get(before) ?? 1) - 1);
    this.#counts.set(before + 1, (this.#counts.get(before + 1) ?? 0) + 1);
  }

  has(count: number): boolean {
    return count === this.#all || (this.#counts.get(count) ?? 0) > 0;
  }
}
