import type { Random } from '../../../random/index.ts';

/** Unbounded repetitions add at most this many items. */
const MAX_REPEATS = 4;
/** And counted ones, `{2,64}`, this many beyond the least. */
const MAX_COUNTED = 10;
/** Longer or deeper patterns are not tried. */
const LIMITS = { length: 400, depth: 20, output: 200, steps: 20_000 };

const DIGITS = '0123456789';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
const SHORTHANDS: Readonly<Record<string, string>> = { d: DIGITS, w: `${LOWER}${UPPER}${DIGITS}_`, s: ' ' };
const ANY = `${LOWER}${DIGITS}`;
const ESCAPED: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r' };

class Unsupported extends Error {}

/**
 * A string that a simple regular expression accepts, found by reading the expression, never by running it: literals,
 * classes, groups, alternatives, repetitions and anchors at the ends. Undefined where it holds anything else
 * (lookaround, backreferences, word boundaries, Unicode properties).
 */
export function generateFromPattern(pattern: string, random: Random): string | undefined {
  if (pattern.length > LIMITS.length) return undefined;
  const reader = new PatternReader(pattern, random);
  try {
    const text = reader.alternatives(0);
    return reader.done ? text : undefined;
  } catch (error) {
    if (error instanceof Unsupported) return undefined;
    throw error;
  }
}

class PatternReader {
  readonly #pattern: string;
  readonly #random: Random;
  #at = 0;
  #steps = 0;

  constructor(pattern: string, random: Random) {
    this.#pattern = pattern;
    this.#random = random;
  }

  get done(): boolean {
    return this.#at >= this.#pattern.length;
  }

  /** Reads `a|b|c` and gives the text of one branch. */
  alternatives(depth: number): string {
    if (depth > LIMITS.depth) throw new Unsupported();
    const branches = [this.#sequence(depth)];
    while (this.#take('|')) branches.push(this.#sequence(depth));
    return this.#random.pick(branches) as string;
  }

  #sequence(depth: number): string {
    let text = '';
    while (!this.done && this.#peek() !== '|' && this.#peek() !== ')') text += this.#repeated(depth);
    return text;
  }

  /** One atom with its quantifier: the atom is read again for each repetition, so that repeats differ. */
  #repeated(depth: number): string {
    const start = this.#at;
    let text = this.#atom(depth);
    const end = this.#at;
    const [least, most] = this.#quantifier();
    const after = this.#at;
    const count = least + this.#random.below(most - least + 1);
    if (count === 0) text = '';
    for (let repeat = 1; repeat < count; repeat += 1) {
      this.#at = start;
      text += this.#atom(depth);
      if (this.#at !== end) throw new Unsupported();
      if (text.length > LIMITS.output) throw new Unsupported();
    }
    this.#at = after;
    return text;
  }

  #atom(depth: number): string {
    this.#steps += 1;
    if (this.#steps > LIMITS.steps) throw new Unsupported();
    const char = this.#next();
    switch (char) {
      case '^':
      case '$':
        return '';
      case '.':
        return this.#oneOf(ANY);
      case '[':
        return this.#oneOf(this.#charClass());
      case '(':
        return this.#group(depth);
      case '\\':
        return this.#oneOf(this.#escape());
      case '*':
      case '+':
      case '?':
      case ')':
        throw new Unsupported();
      default:
        return char;
    }
  }

  #group(depth: number): string {
    if (this.#take('?') && !this.#take(':') && !this.#name()) throw new Unsupported();
    const text = this.alternatives(depth + 1);
    if (!this.#take(')')) throw new Unsupported();
    return text;
  }

  /** The rest of `(?<name>`, after the question mark. */
  #name(): boolean {
    const match = /^<[A-Za-z_]\w*>/.exec(this.#pattern.slice(this.#at, this.#at + 60));
    if (match === null) return false;
    this.#at += match[0].length;
    return true;
  }

  #escape(): string {
    const char = this.#next();
    if (char in SHORTHANDS) return SHORTHANDS[char] as string;
    if (char in ESCAPED) return ESCAPED[char] as string;
    if (/[A-Za-z0-9]/.test(char)) throw new Unsupported();
    return char;
  }

  /** The characters a class admits; a negated class gives what is left of letters, digits and a space. */
  #charClass(): string {
    const negated = this.#take('^');
    let members = '';
    while (!this.#take(']')) {
      const first = this.#take('\\') ? this.#escape() : this.#next();
      const range = first.length === 1 && this.#peek() === '-' && this.#pattern[this.#at + 1] !== ']';
      if (!range) {
        members += first;
        continue;
      }
      this.#at += 1;
      members += charRange(first, this.#take('\\') ? this.#escape() : this.#next());
    }
    if (negated) members = [...`${LOWER}${UPPER}${DIGITS} `].filter((char) => !members.includes(char)).join('');
    if (members === '') throw new Unsupported();
    return members;
  }

  /** `[least, most]` of the quantifier that follows; `[1, 1]` where none does. */
  #quantifier(): [number, number] {
    const match = /^(?:[*+?]|\{\d{1,9}(?:,\d{0,9})?\})/.exec(this.#pattern.slice(this.#at, this.#at + 24));
    if (match === null) return [1, 1];
    this.#at += match[0].length;
    this.#take('?');
    if (match[0] === '*') return [0, MAX_REPEATS];
    if (match[0] === '+') return [1, MAX_REPEATS];
    if (match[0] === '?') return [0, 1];
    const [least = 0, most] = match[0]
      .slice(1, -1)
      .split(',')
      .map((part) => (part === '' ? undefined : Number(part)));
    if (least > LIMITS.output) throw new Unsupported();
    const open = match[0].includes(',') && most === undefined;
    return [least, Math.max(least, Math.min(open ? least + MAX_REPEATS : (most ?? least), least + MAX_COUNTED))];
  }

  #oneOf(chars: string): string {
    return chars[this.#random.below(chars.length)] as string;
  }

  #peek(): string | undefined {
    return this.#pattern[this.#at];
  }

  #next(): string {
    const char = this.#pattern[this.#at];
    if (char === undefined) throw new Unsupported();
    this.#at += 1;
    return char;
  }

  #take(char: string): boolean {
    if (this.#peek() !== char) return false;
    this.#at += 1;
    return true;
  }
}

function charRange(first: string, last: string): string {
  const start = first.charCodeAt(0);
  const end = last.charCodeAt(0);
  if (last.length !== 1 || end < start || end - start > 1000) throw new Unsupported();
  return String.fromCharCode(...Array.from({ length: end - start + 1 }, (_, index) => start + index));
}
