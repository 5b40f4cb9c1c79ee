import type { Json, JsonObject } from '../json/index.ts';

/** A call written as Python: `f(1, unit='km')`. */
export interface PythonCall {
  readonly name: string;
  readonly positional: readonly Json[];
  readonly named: JsonObject;
}

const MAX_DEPTH = 40;
const WORDS: Readonly<Record<string, Json>> = {
  True: true,
  False: false,
  None: null,
  true: true,
  false: false,
  null: null,
};
const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  '0': '\0',
  '\n': '',
};

class Malformed extends Error {}

/**
 * Reads calls written as Python, `[f(a=1), g('x')]` or `f(a=1)`, by a parser of literals: nothing is evaluated.
 * Undefined where the text is anything else.
 */
export function parsePythonCalls(text: string): PythonCall[] | undefined {
  return readWhole(text, (reader) => reader.calls());
}

/** Reads one value written as Python, `{'name': 'f', 'deep': True}`. Undefined where the text is anything else. */
export function parsePythonValue(text: string): Json | undefined {
  return readWhole(text, (reader) => reader.value());
}

/** What is read of a text, where it is all of it. */
function readWhole<T>(text: string, read: (reader: Reader) => T): T | undefined {
  const reader = new Reader(text.trim());
  try {
    const found = read(reader);
    return reader.done ? found : undefined;
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get done(): boolean {
    this.#skip();
    return this.#at >= this.#text.length;
  }

  calls(): PythonCall[] {
    if (!this.#take('[')) return [this.#call()];
    const calls = [this.#call()];
    while (this.#take(',')) {
      if (this.#peek() === ']') break;
      calls.push(this.#call());
    }
    this.#expect(']');
    return calls;
  }

  value(): Json {
    return this.#value(0);
  }

  #call(): PythonCall {
    const name = this.#match(/[\p{L}_][\p{L}\p{N}_]*(?:[.-][\p{L}_][\p{L}\p{N}_]*)*/uy);
    this.#expect('(');
    const positional: Json[] = [];
    const named: [string, Json][] = [];
    while (!this.#take(')')) {
      const key = this.#tryMatch(/[\p{L}_][\p{L}\p{N}_]*(?=\s*=(?!=))/uy);
      if (key === undefined) positional.push(this.#value(0));
      else {
        this.#expect('=');
        named.push([key, this.#value(0)]);
      }
      if (!this.#take(',') && this.#peek() !== ')') throw new Malformed();
    }
    return { name, positional, named: Object.fromEntries(named) };
  }

  #value(depth: number): Json {
    if (depth > MAX_DEPTH) throw new Malformed();
    const char = this.#peek();
    if (char === '[') return this.#list('[', ']', depth);
    if (char === '(') return this.#list('(', ')', depth);
    if (char === '{') return this.#dict(depth);
    if (char === '"' || char === "'") return this.#strings();
    const number = this.#tryMatch(/[-+]?(?:\d[\d_]*\.?\d*|\.\d+)(?:e[-+]?\d+)?/iy);
    if (number !== undefined) return Number(number.replaceAll('_', ''));
    const word = this.#match(/[A-Za-z]+/y);
    if (!Object.hasOwn(WORDS, word)) throw new Malformed();
    return WORDS[word] as Json;
  }

  #list(open: string, close: string, depth: number): Json[] {
    this.#expect(open);
    const items: Json[] = [];
    while (!this.#take(close)) {
      items.push(this.#value(depth + 1));
      if (!this.#take(',') && this.#peek() !== close) throw new Malformed();
    }
    return items;
  }

  #dict(depth: number): JsonObject {
    this.#expect('{');
    const entries: [string, Json][] = [];
    while (!this.#take('}')) {
      const key = this.#value(depth + 1);
      this.#expect(':');
      entries.push([String(key), this.#value(depth + 1)]);
      if (!this.#take(',') && this.#peek() !== '}') throw new Malformed();
    }
    return Object.fromEntries(entries);
  }

  /** One string, or several side by side that Python joins. */
  #strings(): string {
    let text = '';
    while (this.#peek() === '"' || this.#peek() === "'") text += this.#string();
    return text;
  }

  #string(): string {
    const quote = this.#text[this.#at] as string;
    const triple = this.#text.startsWith(quote.repeat(3), this.#at);
    const end = triple ? quote.repeat(3) : quote;
    this.#at += end.length;
    let text = '';
    while (!this.#text.startsWith(end, this.#at)) {
      const char = this.#text[this.#at];
      if (char === undefined) throw new Malformed();
      this.#at += 1;
      text += char === '\\' ? this.#escape() : char;
    }
    this.#at += end.length;
    return text;
  }

  #escape(): string {
    const char = this.#text[this.#at];
    if (char === undefined) throw new Malformed();
    this.#at += 1;
    if (Object.hasOwn(SIMPLE_ESCAPES, char)) return SIMPLE_ESCAPES[char] as string;
    const width = { x: 2, u: 4, U: 8 }[char];
    if (width === undefined) return '\\\'"'.includes(char) ? char : `\\${char}`;
    const digits = this.#text.slice(this.#at, this.#at + width);
    if (!/^[0-9a-f]+$/i.test(digits) || digits.length < width || Number.parseInt(digits, 16) > 0x10ffff)
      throw new Malformed();
    this.#at += width;
    return String.fromCodePoint(Number.parseInt(digits, 16));
  }

  #skip(): void {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at += 1;
  }

  #peek(): string | undefined {
    this.#skip();
    return this.#text[this.#at];
  }

  #take(char: string): boolean {
    if (this.#peek() !== char) return false;
    this.#at += 1;
    return true;
  }

  #expect(char: string): void {
    if (!this.#take(char)) throw new Malformed();
  }

  #tryMatch(pattern: RegExp): string | undefined {
    this.#skip();
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match === null) return undefined;
    this.#at += match[0].length;
    return match[0];
  }

  #match(pattern: RegExp): string {
    const text = this.#tryMatch(pattern);
    if (text === undefined) throw new Malformed();
    return text;
  }
}
