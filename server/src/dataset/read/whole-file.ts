import { isObject, type Json, parsedJson } from '../../json/index.ts';
import { isEventStream, pastedValues } from './json-values.ts';
import { loneMessage } from './log-lines.ts';
import { holdsRows } from './rows-in.ts';
import { pieceKind } from './streams.ts';

/**
 * How a file of rows is read: by line, as JSON Lines of any size; whole, because it is one value; or whole where it is not too
 * large for that, because one row takes more than one line, or one line holds many rows.
 */
export type HowToRead = 'lines' | 'whole' | 'whole-if-small';

/** Lines that are looked at. */
const MAX_LINES = 20;

/**
 * How to read the file that begins so.
 * @param ended whether this is all of it
 */
export function howToRead(head: string, ended: boolean): HowToRead {
  const text = head.replace(/^\uFEFF/, '').trimStart();
  if (text.startsWith('[')) return 'whole';
  if (isEventStream(text)) return 'whole-if-small';
  const lines = text.split('\n');
  const whole = ended ? lines : lines.slice(0, -1);
  const [first, second = ''] = lines;
  if (whole.length === 0) return hasRowsInside(text) ? 'whole-if-small' : 'lines';
  const value = parsed(first ?? '');
  if (value === undefined) return ofBrokenLine((first ?? '').trim(), second);
  const looked = whole.slice(0, MAX_LINES).map(parsed);
  if (looked.some((one) => one !== undefined && (pieceKind(one) ?? loneMessage(one)) !== undefined))
    return 'whole-if-small';
  return holdsRows(value) ? 'whole-if-small' : 'lines';
}

/** A line that is no JSON: the first of a printed value, values pasted together, or a broken row of JSON Lines. */
function ofBrokenLine(first: string, second: string): HowToRead {
  if (/},\s*$/.test(first)) return 'whole-if-small';
  if (!first.endsWith('}')) return first.startsWith('{') && !second.startsWith('{') ? 'whole' : 'lines';
  return pastedValues(first).length > 1 ? 'whole-if-small' : 'lines';
}

/** Keys of rows as they are, of ours among them. */
const OF_ROWS = /^(?:catalogHash|messages|conversations?|contents|prompt|chosen|query|result|request|inputs?)$/;

/** Whether a line that goes on behind the text is an object with rows in a list, as far as its outermost keys say. */
function hasRowsInside(text: string): boolean {
  const keys = outermostKeys(text);
  return keys.some(({ isNested }) => isNested) && !keys.some(({ key }) => OF_ROWS.test(key));
}

function outermostKeys(text: string): { readonly key: string; readonly isNested: boolean }[] {
  const keys: { key: string; isNested: boolean }[] = [];
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === '"') {
      const start = at + 1;
      for (at = start; at < text.length && text[at] !== '"'; at += 1) if (text[at] === '\\') at += 1;
      const follows = depth === 1 ? /^\s*:\s*([[{])?/.exec(text.slice(at + 1, at + 20)) : null;
      if (follows !== null) keys.push({ key: text.slice(start, at), isNested: follows[1] !== undefined });
    } else if (letter === '{' || letter === '[') depth += 1;
    else if (letter === '}' || letter === ']') depth -= 1;
  }
  return keys;
}

function parsed(line: string): Json | undefined {
  const value = parsedJson(line);
  return isObject(value) || Array.isArray(value) ? value : undefined;
}
