import { type Json, readJson } from '../../json/index.ts';
import { EventReader } from '../../openai-wire/index.ts';

/** One JSON value of a text and the line it begins on (1-based), or why what stands there is none. */
export type TextValue =
  | { readonly line: number; readonly value: Json }
  | { readonly line: number; readonly problem: string };

/**
 * The JSON values of a text, however they follow each other: one value, JSON Lines, lines with commas behind them, values
 * printed over many lines, values pasted together, or server-sent events.
 */
export function valuesIn(text: string): TextValue[] {
  const whole = readJson(text);
  if ('value' in whole) return [{ line: 1, value: whole.value }];
  if (isEventStream(text)) return eventValues(text);
  return [...valuesOfLines(text.split(/\r?\n/))];
}

/** Whether a text begins as server-sent events do. */
export function isEventStream(text: string): boolean {
  return /^\s*(?:data|event|id|retry)?: ?\S/.test(text) && /^data:/m.test(text);
}

function eventValues(text: string): TextValue[] {
  const reader = new EventReader();
  return [...reader.push(text), ...reader.end()]
    .filter((data) => data.trim() !== '[DONE]')
    .map((data) => ({ line: 1, ...readJson(data) }));
}

function* valuesOfLines(lines: readonly string[]): Generator<TextValue> {
  for (let at = 0; at < lines.length; at += 1) {
    const line = at + 1;
    const text = withoutComma(lines[at] ?? '');
    if (text === '') continue;
    const read = readJson(text);
    const pasted = 'value' in read ? [read] : pastedValues(text).map(readJson);
    if (pasted.length > 0 && pasted.every((one) => 'value' in one)) {
      for (const one of pasted) yield { line, ...one };
      continue;
    }
    const end = endOfPrinted(lines, at);
    yield { line, ...(end === at ? read : readJson(withoutComma(lines.slice(at, end + 1).join('\n')))) };
    at = end;
  }
}

function withoutComma(line: string): string {
  return line.trim().replace(/,$/, '');
}

/**
 * The last line of a value that is printed over many lines from here on: the one that closes it at the left edge. A line
 * that is cut off, with a new value on the next, is a line by itself.
 */
function endOfPrinted(lines: readonly string[], start: number): number {
  if (!/[[{,:]\s*$/.test(lines[start] ?? '')) return start;
  for (let at = start + 1; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (/^[}\]]/.test(line)) return at;
    if (/^[{[]/.test(line)) return at - 1;
  }
  return lines.length - 1;
}

/** The texts of the objects and lists that follow each other without anything between them; none where something does. */
export function pastedValues(text: string): string[] {
  const pieces: string[] = [];
  let [depth, start] = [0, 0];
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (quoted) {
      if (letter === '\\') at += 1;
      else if (letter === '"') quoted = false;
    } else if (letter === '"' && depth > 0) quoted = true;
    else if (letter === '{' || letter === '[') {
      if (depth === 0) start = at;
      depth += 1;
    } else if (letter === '}' || letter === ']') {
      depth -= 1;
      if (depth < 0) return [];
      if (depth === 0) pieces.push(text.slice(start, at + 1));
    } else if (depth === 0 && letter !== undefined && !/[\s,]/.test(letter)) return [];
  }
  return depth === 0 ? pieces : [];
}
