import { type Py, repr } from './value.ts';

/** One word of Python source; `text` is its spelling as Python writes it back. */
export interface Token {
  readonly kind: 'name' | 'number' | 'string' | 'operator' | 'end';
  readonly text: string;
  /** Of a number or string; absent where it has none that is compared: bytes, f-strings, complex numbers. */
  readonly value?: Py;
}

/** The text is no Python expression. */
export class NotPython extends Error {
  override readonly name = 'NotPython';
}

const NAME = /[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{M}\p{N}\p{Pc}]*/uy;
const NUMBER =
  /0[xX](?:_?[\da-fA-F])+|0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|(?:\d(?:_?\d)*)?\.\d(?:_?\d)*(?:[eE][-+]?\d+)?|\d(?:_?\d)*\.?(?:[eE][-+]?\d+)?/y;
const STRING = /([rRuUbBfF]{0,2})("""|'''|"|')/y;
const OPERATOR = /\*\*|\/\/|<<|>>|<=|>=|==|!=|:=|->|\.\.\.|[-+*/%@&|^~<>()[\]{},:.=]/y;
const BLANK = /(?:[ \t\f]|\\\r?\n)+|#[^\n\r]*/y;
const LINE = /\r?\n|\r/y;
const MAX_OPEN = 180;
const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  a: '\x07',
  v: '\v',
  '\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
};

/**
 * Splits one Python expression into words; a line may end only within brackets.
 * @throws NotPython
 */
export function tokens(text: string): Token[] {
  const found: Token[] = [];
  let at = 0;
  let open = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null) at += match[0].length;
    return match;
  };
  while (at < text.length) {
    if (take(BLANK) !== null) continue;
    if (take(LINE) !== null) {
      if (open === 0) throw new NotPython();
      continue;
    }
    const quoted = take(STRING);
    if (quoted !== null) {
      const { token, end } = stringToken(text, at, (quoted[1] as string).toLowerCase(), quoted[2] as string);
      at = end;
      found.push(token);
      continue;
    }
    const number = /[\d.]/.test(text[at] as string) && !text.startsWith('...', at) ? take(NUMBER) : null;
    if (number !== null) {
      found.push(numberToken(number[0], text.slice(at)));
      if (/^[jJ]/.test(text.slice(at, at + 1))) at += 1;
      continue;
    }
    const word = take(NAME) ?? take(OPERATOR);
    if (word === null) throw new NotPython();
    const kind = /^[\p{L}\p{Nl}_]/u.test(word[0]) ? 'name' : 'operator';
    if ('([{'.includes(word[0])) open += 1;
    if (')]}'.includes(word[0])) open -= 1;
    if (open > MAX_OPEN || open < 0) throw new NotPython();
    found.push({ kind, text: kind === 'name' ? word[0].normalize('NFKC') : word[0] });
  }
  found.push({ kind: 'end', text: '' });
  return found;
}

function numberToken(source: string, rest: string): Token {
  if (/^[jJ]/.test(rest)) return { kind: 'number', text: `${source}j` };
  // A number runs into no name and no other number; `0777` is none.
  if (/^[\p{L}\d_]/u.test(rest) || /^0\d*[1-9]\d*$/.test(source)) throw new NotPython();
  const plain = source.replaceAll('_', '');
  const value = /^0[xXbBoO]/.test(plain) || /^\d+$/.test(plain) ? BigInt(plain) : Number(plain);
  return { kind: 'number', text: repr(value), value };
}

function stringToken(text: string, start: number, prefix: string, quote: string): { token: Token; end: number } {
  const raw = prefix.includes('r');
  let value = '';
  let at = start;
  while (!text.startsWith(quote, at)) {
    const char = text[at];
    if (char === undefined || (char === '\n' && quote.length === 1)) throw new NotPython();
    if (char !== '\\') {
      value += char;
      at += 1;
    } else if (raw) {
      value += text.slice(at, at + 2);
      at += 2;
    } else {
      const read = escaped(text, at + 1);
      value += read.value;
      at = read.end;
    }
  }
  const end = at + quote.length;
  const valued = /^[ru]?$/.test(prefix);
  return {
    token: valued
      ? { kind: 'string', text: repr(value), value }
      : { kind: 'string', text: text.slice(start - quote.length - prefix.length, end) },
    end,
  };
}

function escaped(text: string, at: number): { value: string; end: number } {
  const char = text[at] ?? '';
  if (Object.hasOwn(SIMPLE_ESCAPES, char)) return { value: SIMPLE_ESCAPES[char] as string, end: at + 1 };
  const octal = /^[0-7]{1,3}/.exec(text.slice(at, at + 3))?.[0];
  if (octal !== undefined) return { value: String.fromCodePoint(Number.parseInt(octal, 8)), end: at + octal.length };
  const width = { x: 2, u: 4, U: 8 }[char];
  if (width === undefined) {
    if (char === 'N' || char === '') throw new NotPython();
    return { value: `\\${char}`, end: at + 1 };
  }
  const digits = text.slice(at + 1, at + 1 + width);
  const code = Number.parseInt(digits, 16);
  if (digits.length < width || !/^[\da-f]+$/i.test(digits) || code > 0x10ffff) throw new NotPython();
  return { value: String.fromCodePoint(code), end: at + 1 + width };
}
