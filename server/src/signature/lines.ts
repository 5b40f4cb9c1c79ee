import type { SourceText } from './source-text.ts';

/** 0-based line and UTF-16 character, as in LSP. */
export interface TextPosition {
  readonly line: number;
  readonly character: number;
}

/** Translates between offsets and positions of one text. Lines end at `\n`, `\r\n` or a lone `\r`. */
export interface LineIndex {
  readonly lineCount: number;
  /** Offset of the first character of a line. */
  lineStart(line: number): number;
  positionAt(offset: number): TextPosition;
  /** Clamped into the text, and a character past the end of its line to that line's end. */
  offsetAt(position: TextPosition): number;
}

/** Index of the line starts of a text: one scan, then O(log n) a question. */
export function lineIndex(text: SourceText): LineIndex {
  const starts = lineStarts(text.toString());
  const lineOf = (offset: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const lineEnd = (line: number): number => {
    let end = line + 1 < starts.length ? (starts[line + 1] ?? text.length) : text.length;
    const start = starts[line] ?? 0;
    while (end > start && (text.charCodeAt(end - 1) === 10 || text.charCodeAt(end - 1) === 13)) end--;
    return end;
  };
  return {
    lineCount: starts.length,
    lineStart: (line) => starts[Math.max(0, Math.min(line, starts.length - 1))] ?? 0,
    positionAt(offset) {
      const clamped = Math.max(0, Math.min(offset, text.length));
      const line = lineOf(clamped);
      return { line, character: clamped - (starts[line] ?? 0) };
    },
    offsetAt({ line, character }) {
      if (line < 0) return 0;
      const start = starts[line];
      if (start === undefined) return text.length;
      return Math.min(start + Math.max(0, character), lineEnd(line));
    },
  };
}

/** Offsets of the first characters of all lines: 0, then one behind each line break. */
export function lineStarts(text: string): Uint32Array {
  return text.includes('\r') ? startsOfAnyBreak(text) : startsOfLineFeeds(text);
}

function startsOfLineFeeds(text: string): Uint32Array {
  let count = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
  // A list that grows costs several times its numbers.
  const starts = new Uint32Array(count);
  for (let line = 1, at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts[line++] = at + 1;
  return starts;
}

function startsOfAnyBreak(text: string): Uint32Array {
  const starts: number[] = [0];
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit === 10 || (unit === 13 && text.charCodeAt(index + 1) !== 10)) starts.push(index + 1);
  }
  return Uint32Array.from(starts);
}
