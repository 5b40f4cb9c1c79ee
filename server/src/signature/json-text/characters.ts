import type { SourceText } from '../source-text.ts';

/** Keys longer than this tell nothing of how an element begins. */
const MAX_KEY = 256;
const TAB = 9;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
export const SPACE = 32;
export const QUOTE = 34;
const STAR = 42;
export const COMMA = 44;
export const SLASH = 47;
export const COLON = 58;
export const OPEN_BRACKET = 91;
const BACKSLASH = 92;
export const CLOSE_BRACKET = 93;
export const OPEN_BRACE = 123;
export const CLOSE_BRACE = 125;
export const BYTE_ORDER_MARK = 0xfeff;

export function isBracket(code: number): boolean {
  return code === OPEN_BRACE || code === CLOSE_BRACE || code === OPEN_BRACKET || code === CLOSE_BRACKET;
}

/** Offset after the string that opens at `at`; a line end closes it as well, since JSON's strings have none. */
export function skipString(text: SourceText, at: number): number {
  for (let index = at + 1; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) return index + 1;
    if (code === BACKSLASH) index++;
    else if (code === LINE_FEED || code === CARRIAGE_RETURN) return index;
  }
  return text.length;
}

/** Offset after the comment at `at`; `at` itself when there is none. */
export function skipComment(text: SourceText, at: number): number {
  const second = text.charCodeAt(at + 1);
  if (second !== SLASH && second !== STAR) return at;
  const end = second === SLASH ? text.indexOf('\n', at) : text.indexOf('*/', at + 2);
  if (end < 0) return text.length;
  return second === SLASH ? end : end + 2;
}

/** Offset of the first character from `at` on that is neither white space nor in a comment. */
export function skipBlanks(text: SourceText, at: number): number {
  let index = at;
  for (; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code <= SPACE || code === BYTE_ORDER_MARK) continue;
    if (code !== SLASH) return index;
    const after = skipComment(text, index);
    if (after === index) return index;
    index = after - 1;
  }
  return index;
}

/** Offset of the value after a key that ends at `at`, or of whatever stands there. */
export function valueAfter(text: SourceText, at: number): number {
  const colon = skipBlanks(text, at);
  return text.charCodeAt(colon) === COLON ? skipBlanks(text, colon + 1) : text.length;
}

export function trimEnd(text: SourceText, start: number, end: number): number {
  let index = end;
  while (index > start + 1 && (text.charCodeAt(index - 1) <= SPACE || text.charCodeAt(index - 1) === COMMA)) index--;
  return index;
}

/** Columns before `at` when only blanks stand before it on its line; else undefined. */
export function indentOf(text: SourceText, at: number): number | undefined {
  let index = at;
  while (index > 0) {
    const code = text.charCodeAt(index - 1);
    if (code === LINE_FEED || code === CARRIAGE_RETURN || code === BYTE_ORDER_MARK) break;
    if (code !== SPACE && code !== TAB) return undefined;
    index--;
  }
  return at - index;
}

/** Text of the first key of the object that opens at `at`, '' when it begins with none, or a very long one. */
export function firstKey(text: SourceText, at: number): string {
  const start = skipBlanks(text, at + 1);
  if (text.charCodeAt(start) !== QUOTE) return '';
  const end = skipString(text.slice(start, start + MAX_KEY), 0);
  return end < MAX_KEY ? text.slice(start, start + end) : '';
}
