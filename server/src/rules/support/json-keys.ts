import type { Span } from '../../signature/index.ts';

export interface DoubledKey extends Span {
  readonly key: string;
}

const QUOTE = 34;
const BACKSLASH = 92;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;
const OPEN_ARRAY = 91;
const CLOSE_ARRAY = 93;
const COLON = 58;
const COMMA = 44;
const SLASH = 47;

/** Objects deeper than this are not looked into. */
const MAX_DEPTH = 200;

/** Keys that stand twice in one JSON object: one pass over the characters, no tree. Works on broken text too. */
export function doubledKeys(text: string): DoubledKey[] {
  const found: DoubledKey[] = [];
  /** Starts and ends of the keys of each open object, in turn; undefined for an array. */
  const open: (number[] | undefined)[] = [];
  let expectKey = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const end = stringEnd(text, at);
      if (expectKey) addKey(text, at, end, open.at(-1), found);
      expectKey = false;
      at = end - 1;
    } else if (code === OPEN_OBJECT || code === OPEN_ARRAY) {
      if (open.length >= MAX_DEPTH) return found;
      open.push(code === OPEN_OBJECT ? [] : undefined);
      expectKey = code === OPEN_OBJECT;
    } else if (code === CLOSE_OBJECT || code === CLOSE_ARRAY) {
      open.pop();
      expectKey = false;
    } else if (code === COMMA) expectKey = open.at(-1) !== undefined;
    else if (code === COLON) expectKey = false;
    else if (code === SLASH) at = commentEnd(text, at);
  }
  return found;
}

function addKey(text: string, start: number, end: number, keys: number[] | undefined, found: DoubledKey[]): void {
  // Beyond that many keys the object is data, not a schema, and comparing all would be slow.
  if (keys === undefined || keys.length > 2 * MAX_KEYS) return;
  for (let index = 0; index < keys.length; index += 2) {
    const other = keys[index] as number;
    if (end - start !== (keys[index + 1] as number) - other || !sameText(text, start, other, end - start)) continue;
    found.push({ start, end, key: text.slice(start + 1, end - 1) });
    return;
  }
  keys.push(start, end);
}

/** Keys of one object that are compared with each other. */
const MAX_KEYS = 500;

function sameText(text: string, a: number, b: number, length: number): boolean {
  for (let index = 1; index < length; index++) {
    if (text.charCodeAt(a + index) !== text.charCodeAt(b + index)) return false;
  }
  return true;
}

/** Offset after the closing quote, or the text's end. */
function stringEnd(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return at + 1;
  }
  return text.length;
}

/** Offset of the last character of a comment that starts here, or of the slash itself. */
function commentEnd(text: string, start: number): number {
  if (text[start + 1] === '/') {
    const end = text.indexOf('\n', start);
    return end < 0 ? text.length : end;
  }
  if (text[start + 1] !== '*') return start;
  const end = text.indexOf('*/', start + 2);
  return end < 0 ? text.length : end + 1;
}
