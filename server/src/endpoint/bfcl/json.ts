import type { Py, PyDict } from './value.ts';

const MAX_DEPTH = 900;
const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?/y;
const PLAIN = /[^"\\\p{Cc}]*/uy;
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};
const WORDS: readonly (readonly [string, Py])[] = [
  ['null', null],
  ['true', true],
  ['false', false],
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
];

/**
 * Reads JSON as Python's `json.loads` does: `5` is an integer and `5.0` a float, `NaN` and `Infinity` are read,
 * the last of equal keys counts.
 * @throws SyntaxError where the text is no JSON
 */
export function readJson(text: string): Py {
  const reader = new JsonReader(text);
  const value = reader.value(0);
  reader.end();
  return value;
}

class JsonReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(depth: number): Py {
    if (depth > MAX_DEPTH) throw new SyntaxError('nested too deeply');
    this.#blanks();
    const char = this.#text[this.#at];
    if (char === '{') return this.#object(depth);
    if (char === '[') return this.#array(depth);
    if (char === '"') return this.#string();
    for (const [word, value] of WORDS) {
      if (!this.#text.startsWith(word, this.#at)) continue;
      this.#at += word.length;
      return value;
    }
    return this.#number();
  }

  end(): void {
    this.#blanks();
    if (this.#at < this.#text.length) throw this.#broken();
  }

  #broken(): SyntaxError {
    return new SyntaxError(`no JSON from character ${this.#at + 1} on`);
  }

  #blanks(): void {
    while (' \t\n\r'.includes(this.#text[this.#at] ?? '!')) this.#at += 1;
  }

  #take(char: string): boolean {
    this.#blanks();
    if (this.#text[this.#at] !== char) return false;
    this.#at += 1;
    return true;
  }

  #expect(char: string): void {
    if (!this.#take(char)) throw this.#broken();
  }

  #match(pattern: RegExp): RegExpExecArray {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match === null) throw this.#broken();
    this.#at += match[0].length;
    return match;
  }

  #number(): Py {
    const [text, fraction, exponent] = this.#match(NUMBER);
    return fraction === undefined && exponent === undefined ? BigInt(text) : Number(text);
  }

  #array(depth: number): Py[] {
    this.#expect('[');
    const items: Py[] = [];
    if (this.#take(']')) return items;
    do items.push(this.value(depth + 1));
    while (this.#take(','));
    this.#expect(']');
    return items;
  }

  #object(depth: number): PyDict {
    this.#expect('{');
    const entries = new Map<Py, Py>();
    if (this.#take('}')) return entries;
    do {
      this.#blanks();
      const key = this.#string();
      this.#expect(':');
      entries.set(key, this.value(depth + 1));
    } while (this.#take(','));
    this.#expect('}');
    return entries;
  }

  #string(): string {
    if (this.#text[this.#at] !== '"') throw this.#broken();
    this.#at += 1;
    let text = '';
    for (;;) {
      text += this.#match(PLAIN)[0];
      const char = this.#text[this.#at];
      // Control characters above U+001F stand in JSON as they are.
      if (char !== undefined && char !== '"' && char !== '\\' && char >= '\u007f') text += char;
      else if (char === '\\') {
        this.#at += 1;
        text += this.#escape();
        continue;
      } else if (char !== '"') throw this.#broken();
      this.#at += 1;
      if (char === '"') return text;
    }
  }

  #escape(): string {
    const char = this.#text[this.#at] ?? '';
    this.#at += 1;
    if (Object.hasOwn(ESCAPES, char)) return ESCAPES[char] as string;
    if (char !== 'u') throw this.#broken();
    return String.fromCharCode(Number.parseInt(this.#match(/[0-9a-fA-F]{4}/y)[0], 16));
  }
}
