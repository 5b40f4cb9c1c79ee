import type { Json } from '../json/index.ts';

/** Steps of reading for each character: what fails is tried again further in, and must not be so for ever. */
const STEPS_EACH = 8;
const MAX_DEPTH = 100;

/** Stands for what is computed: a call, a name, a text with holes. */
const COMPUTED = Symbol('computed');
type Value = Json | typeof COMPUTED;

class NoLiteral extends Error {}

/** Where something stands in the program: a key, where there is one, and its value. */
export interface LiteralPlace {
  readonly key: number;
  readonly value: number;
}

export interface Literals {
  readonly values: readonly Json[];
  /** Where the items of a list or the entries of an object stand, each under its number or key. */
  readonly places: WeakMap<object, ReadonlyMap<string, LiteralPlace>>;
}

/**
 * The lists and objects that a Python, TypeScript or JavaScript program writes down as they are, outermost ones, read and
 * never run. What is computed inside of one is left out of it.
 */
export function literalsOf(text: string): Literals {
  const reader = new Reader(text);
  const values: Json[] = [];
  while (reader.toNextBracket()) {
    const value = reader.tryLiteral();
    if (value !== undefined) values.push(value);
  }
  return { values, places: reader.places };
}

class Reader {
  readonly places = new WeakMap<object, ReadonlyMap<string, LiteralPlace>>();
  readonly #text: string;
  #at = 0;
  readonly #most: number;
  #steps = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
    this.#most = STEPS_EACH * text.length;
  }

  /** Goes to the next bracket that is no part of a text or a comment. */
  toNextBracket(): boolean {
    while (this.#at < this.#text.length && this.#steps < this.#most) {
      this.#steps += 1;
      const sign = this.#text[this.#at] ?? '';
      if (sign === '[' || sign === '{') return true;
      if (this.#skipComment()) continue;
      if (sign === '"' || sign === "'" || sign === '`') this.#skipText();
      else this.#at += 1;
    }
    return false;
  }

  /** The literal here, behind which it goes on; undefined where it is none, and then it goes on inside. */
  tryLiteral(): Json | undefined {
    const start = this.#at;
    try {
      this.#depth = 0;
      const value = this.#value();
      return value === COMPUTED ? undefined : value;
    } catch (error) {
      if (!(error instanceof NoLiteral)) throw error;
      this.#at = start + 1;
      return undefined;
    }
  }

  #skipText(): void {
    const start = this.#at;
    try {
      this.#string();
    } catch {
      this.#at = start + 1;
    }
  }

  #skipComment(): boolean {
    const sign = this.#text[this.#at];
    const next = this.#text[this.#at + 1];
    if (sign === '#' || (sign === '/' && next === '/')) {
      const end = this.#text.indexOf('\n', this.#at);
      this.#at = end < 0 ? this.#text.length : end;
      return true;
    }
    if (sign !== '/' || next !== '*') return false;
    const end = this.#text.indexOf('*/', this.#at + 2);
    this.#at = end < 0 ? this.#text.length : end + 2;
    return true;
  }

  #space(): void {
    for (;;) {
      this.#steps += 1;
      if (this.#steps > this.#most) throw new NoLiteral();
      const sign = this.#text[this.#at] ?? '';
      if (sign !== '' && /\s/.test(sign)) this.#at += 1;
      else if (!((sign === '/' || sign === '#') && this.#skipComment())) return;
    }
  }

  #next(): string {
    this.#space();
    return this.#text[this.#at] ?? '';
  }

  /** Where what comes next begins. */
  #start(): number {
    this.#space();
    return this.#at;
  }

  #take(sign: string): boolean {
    if (this.#next() !== sign) return false;
    this.#at += 1;
    return true;
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    this.#space();
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found !== null) this.#at += found[0].length;
    return found;
  }

  #value(): Value {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw new NoLiteral();
    const value = this.#bare();
    this.#match(/(?:as|satisfies)\s+[\w.<>[\]]+/y);
    this.#depth -= 1;
    return value;
  }

  #bare(): Value {
    const sign = this.#next();
    if (sign === '[') return this.#list();
    if (sign === '{') return this.#object();
    if (sign === '(') {
      this.#at += 1;
      const inner = this.#value();
      this.#take(',');
      if (!this.#take(')')) throw new NoLiteral();
      return inner;
    }
    if (/^[rRbBuU]?["'`]/.test(this.#text.slice(this.#at, this.#at + 2))) return this.#strings();
    const number = this.#match(/-?(?:\d[\d_]*\.?\d*(?:[eE][+-]?\d+)?|\.\d+)/y);
    if (number !== null) return Number(number[0].replaceAll('_', ''));
    return this.#name();
  }

  #name(): Value {
    const word = this.#match(/(?:new\s+)?[\p{L}_$][\p{L}\p{N}_$.]*/uy)?.[0];
    if (word === undefined) throw new NoLiteral();
    if (word === 'true' || word === 'True') return true;
    if (word === 'false' || word === 'False') return false;
    if (word === 'null' || word === 'None' || word === 'undefined') return null;
    if (['"', "'"].includes(this.#text[this.#at] ?? '')) {
      // A text with holes, `f"…{x}"`.
      this.#string();
      return COMPUTED;
    }
    while (this.#next() === '(') this.#skipCall();
    // `Type.STRING` of a vendor's library stands for its word.
    const constant = /(?:^|\.)(?:Schema)?Type\.([A-Z]+)$/.exec(word);
    return constant === null ? COMPUTED : (constant[1] ?? '').toLowerCase();
  }

  /** A call and what is called on it: `z.object({…}).strict()`. */
  #skipCall(): void {
    let open = 0;
    do {
      const sign = this.#next();
      if (sign === '') throw new NoLiteral();
      if (sign === '"' || sign === "'" || sign === '`') {
        this.#string();
        continue;
      }
      if ('([{'.includes(sign)) open += 1;
      if (')]}'.includes(sign)) open -= 1;
      this.#at += 1;
    } while (open > 0);
    this.#match(/(?:\.[\p{L}_$][\p{L}\p{N}_$]*)+/uy);
  }

  #list(): Json {
    const items: Json[] = [];
    const places = new Map<string, LiteralPlace>();
    this.#at += 1;
    while (!this.#take(']')) {
      if (this.#match(/\.\.\.|\*/y) !== null) this.#value();
      else {
        const start = this.#start();
        const value = this.#value();
        if (value !== COMPUTED) places.set(String(items.push(value) - 1), { key: start, value: start });
      }
      if (!this.#take(',') && this.#next() !== ']') throw new NoLiteral();
    }
    this.places.set(items, places);
    return items;
  }

  #object(): Json {
    const entries: [string, Json][] = [];
    const places = new Map<string, LiteralPlace>();
    this.#at += 1;
    while (!this.#take('}')) {
      if (this.#match(/\.\.\.|\*\*/y) !== null) this.#value();
      else {
        const start = this.#start();
        const key = this.#key();
        const given = this.#take(':');
        const place = { key: start, value: this.#start() };
        const value = given ? this.#value() : COMPUTED;
        if (value !== COMPUTED) {
          entries.push([key, value]);
          places.set(key, place);
        }
      }
      if (!this.#take(',') && this.#next() !== '}') throw new NoLiteral();
    }
    const object = Object.fromEntries(entries);
    this.places.set(object, places);
    return object;
  }

  #key(): string {
    if (['"', "'"].includes(this.#next())) return this.#string();
    const name = this.#match(/[\p{L}_$][\p{L}\p{N}_$]*|\d+/uy);
    if (name === null) throw new NoLiteral();
    return name[0];
  }

  /** Texts one after the other, or joined by `+`, are one. */
  #strings(): Value {
    let text = '';
    let computed = false;
    do {
      this.#match(/[rRbBuU](?=["'])/y);
      if (/["'`]/.test(this.#next())) {
        const piece = this.#string();
        computed ||= piece.includes('${');
        text += piece;
      } else computed ||= this.#name() === COMPUTED;
    } while (this.#match(/\+/y) !== null || /^[rRuU]?["']/.test(this.#text.slice(this.#at, this.#at + 2)));
    return computed ? COMPUTED : text;
  }

  #string(): string {
    this.#space();
    const found = this.#match(
      /"""([\s\S]*?)"""|'''([\s\S]*?)'''|"((?:[^"\\\n]|\\[\s\S])*)"|'((?:[^'\\\n]|\\[\s\S])*)'|`((?:[^`\\]|\\[\s\S])*)`/y,
    );
    if (found === null) throw new NoLiteral();
    return unescaped(found.slice(1).find((part) => part !== undefined) ?? '');
  }
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', '0': '\0', '\n': '' };

function unescaped(text: string): string {
  return text.replace(
    /\\(?:u\{([\da-fA-F]+)\}|u([\da-fA-F]{4})|x([\da-fA-F]{2})|([\s\S]))/g,
    (_whole, ...parts: string[]) => {
      const [braced, four, two, other = ''] = parts;
      const code = braced ?? four ?? two;
      if (code === undefined) return ESCAPES[other] ?? other;
      const point = Number.parseInt(code, 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : '';
    },
  );
}
