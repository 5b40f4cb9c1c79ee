import type { Json } from './types.ts';

/** Deeper than this no tool's output and no call nests; what walks over a value may run out of stack. */
export const MAX_NESTED = 256;

/** The value that a text is as JSON; undefined where it is none, or nests more than 256 levels deep. */
export function parsedJson(text: string): Json | undefined {
  const read = readJson(text);
  return 'value' in read ? read.value : undefined;
}

/** The value that a text is as JSON, or the text itself: what a tool answers with may be either. */
export function jsonOrText(text: string): Json {
  return parsedJson(text) ?? (text.trim() === 'null' ? null : text);
}

/** The value that a text is as JSON, or a few words on why it is none. */
export function readJson(text: string): { readonly value: Json } | { readonly problem: string } {
  try {
    const value = JSON.parse(text) as Json;
    // A short text cannot nest deeply.
    return text.length > MAX_NESTED && nestsDeeper(value, MAX_NESTED) ? TOO_DEEP : { value };
  } catch (error) {
    // What is cut within a deep value is told as deep.
    if (isDeep(text)) return TOO_DEEP;
    return { problem: `no JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}

const TOO_DEEP = { problem: `no JSON that can be read: nested more than ${MAX_NESTED} levels deep` };

/** Whether a value of JSON holds more levels of lists and objects than that. A third of the work of looking at its text. */
function nestsDeeper(value: Json, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  if (Array.isArray(value)) return value.some((item) => nestsDeeper(item, levels - 1));
  for (const name in value) if (nestsDeeper(value[name] as Json, levels - 1)) return true;
  return false;
}

/** Whether brackets outside of strings nest too deeply. */
function isDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case 34: // "
        at = endOfString(text, at);
        break;
      case 91: // [
      case 123: // {
        depth += 1;
        if (depth > MAX_NESTED) return true;
        break;
      case 93: // ]
      case 125: // }
        depth -= 1;
        break;
      default:
    }
  }
  return false;
}

/** Index of the quote that ends the string which begins at `start`; the end of the text where none does. */
function endOfString(text: string, start: number): number {
  let end = start;
  do {
    end = text.indexOf('"', end + 1);
    if (end < 0) return text.length;
  } while (isEscaped(text, end, start));
  return end;
}

function isEscaped(text: string, quote: number, start: number): boolean {
  let before = quote - 1;
  while (before > start && text.charCodeAt(before) === 92) before -= 1;
  return (quote - before) % 2 === 0;
}
