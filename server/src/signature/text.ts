/**
 * What readers need of a text. Every string is one; so is a text that was edited and not put together again, so that a
 * keystroke in a file of many megabytes copies none of them.
 */
export interface SourceText {
  readonly length: number;
  charCodeAt(index: number): number;
  slice(start?: number, end?: number): string;
  indexOf(words: string, from?: number): number;
  startsWith(words: string, at?: number): boolean;
  toString(): string;
}

/** An edit this near to the one before joins it. */
const NEAR = 4_096;

/** A place that was edited over and over may grow to this before the text is put together. */
const MAX_EDITED = 64 * 1024;

/** The text with the characters from `start` to `end` replaced. The work follows the edit while edits stay near each other. */
export function editText(text: SourceText, start: number, end: number, inserted: string): SourceText {
  const edited = text instanceof EditedText ? text.edit(start, end, inserted) : undefined;
  if (edited !== undefined) return edited;
  return EditedText.of(text.toString(), start, end, inserted);
}

/** Words asked for that a base does not hold are remembered up to this many. */
const MAX_ABSENT = 8;

/** A long text of which one place is another: `base` up to `from`, then `middle`, then `base` from `to` on. */
class EditedText implements SourceText {
  readonly length: number;
  #base: string;
  #from: number;
  #to: number;
  #middle: string;
  /** Words that the base holds nowhere: shared by all versions of it, so that asking again reads the edited place alone. */
  #absent: Set<string>;

  private constructor(base: string, from: number, to: number, middle: string, absent: Set<string>) {
    this.#base = base;
    this.#from = from;
    this.#to = to;
    this.#middle = middle;
    this.#absent = absent;
    this.length = base.length - (to - from) + middle.length;
  }

  static of(base: string, start: number, end: number, inserted: string): SourceText {
    // A short text costs less as a string than as one of these.
    if (base.length < MAX_EDITED) return base.slice(0, start) + inserted + base.slice(end);
    return new EditedText(base, start, end, inserted, new Set());
  }

  /** Undefined where the edit is too far from those before, or they have grown too large: then one whole text is made. */
  edit(start: number, end: number, inserted: string): EditedText | undefined {
    const from = Math.min(start, this.#from);
    const stop = Math.max(end, this.#from + this.#middle.length);
    if (stop - from + inserted.length > MAX_EDITED) return undefined;
    if (start > this.#from + this.#middle.length + NEAR || end < this.#from - NEAR) return undefined;
    const middle = this.slice(from, start) + inserted + this.slice(end, stop);
    return new EditedText(this.#base, from, stop - this.#shift, middle, this.#absent);
  }

  /** By how much what lies behind the edited place has moved. */
  get #shift(): number {
    return this.length - this.#base.length;
  }

  charCodeAt(index: number): number {
    if (index < this.#from) return this.#base.charCodeAt(index);
    const inside = index - this.#from;
    if (inside < this.#middle.length) return this.#middle.charCodeAt(inside);
    return this.#base.charCodeAt(index - this.#shift);
  }

  slice(start = 0, end = this.length): string {
    const low = start < 0 ? Math.max(0, this.length + start) : Math.min(start, this.length);
    const high = end < 0 ? Math.max(0, this.length + end) : Math.min(end, this.length);
    if (high <= low) return '';
    const behind = this.#from + this.#middle.length;
    const before = low < this.#from ? this.#base.slice(low, Math.min(high, this.#from)) : '';
    const after = high > behind ? this.#base.slice(Math.max(low, behind) - this.#shift, high - this.#shift) : '';
    const inside = this.#middle.slice(Math.max(0, low - this.#from), Math.max(0, high - this.#from));
    return before + inside + after;
  }

  indexOf(words: string, from = 0): number {
    // What begins before the edited place, or in it, lies in the piece up to it and a little more; the rest is of the base.
    const behind = this.#from + this.#middle.length;
    if (from < behind) {
      const at = this.#absent.has(words) ? -1 : this.#base.slice(from, this.#from).indexOf(words);
      if (at >= 0 && from < this.#from) return from + at;
      const near = Math.max(from, this.#from - words.length);
      const found = this.slice(near, behind + words.length).indexOf(words);
      if (found >= 0) return near + found;
    }
    if (this.#absent.has(words)) return -1;
    const at = this.#base.indexOf(words, Math.max(from, behind) - this.#shift);
    if (at >= 0) return at + this.#shift;
    if (from === 0 && this.#absent.size < MAX_ABSENT && !this.#base.includes(words)) this.#absent.add(words);
    return -1;
  }

  startsWith(words: string, at = 0): boolean {
    return this.slice(at, at + words.length) === words;
  }

  /** The whole text as a string; made once, and held instead of the pieces. */
  toString(): string {
    if (this.#from === this.#to && this.#middle === '') return this.#base;
    const whole = this.slice();
    this.#base = whole;
    this.#from = whole.length;
    this.#to = whole.length;
    this.#middle = '';
    this.#absent = new Set();
    return whole;
  }
}
