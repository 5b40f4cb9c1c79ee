import type { LineIndex, SourceText, Span } from '../../signature/index.ts';
import { inPlace } from '../gate.ts';

/** Characters of a line shown around a place; longer lines (a whole file on one line) are cut. */
const WIDTH = 100;

/** The line a span starts on with the span underlined, as compilers show it. */
export function codeFrame(text: SourceText, lines: LineIndex, span: Span): string {
  const { line, character } = lines.positionAt(span.start);
  const start = lines.lineStart(line);
  const next = line + 1 < lines.lineCount ? lines.lineStart(line + 1) : text.length;
  const size = contentEnd(text, start, next) - start;
  const from = size <= WIDTH ? 0 : Math.max(0, Math.min(character - 30, size - WIDTH));
  // Only what is shown is cut out: a line can be the whole file, and every finding on it gets a frame.
  const cut = text.slice(start + from, start + Math.min(from + WIDTH, size));
  const head = from > 0 ? '…' : '';
  const tail = from + WIDTH < size ? '…' : '';
  const before = head + cut.slice(0, character - from);
  const length = Math.max(1, Math.min(span.end, start + size) - span.start);
  const marks = '^'.repeat(Math.max(1, Math.min(length, cut.length + head.length - before.length)));
  const number = String(line + 1);
  const gutter = ' '.repeat(number.length);
  // Tabs are kept, so that the marks stand below what they mark at any tab width.
  const indent = before.replace(/[^\t]/g, ' ');
  return `${gutter} |\n${number} | ${inPlace(head + cut + tail)}\n${gutter} | ${indent}${marks}`;
}

function isLineBreak(unit: number): boolean {
  return unit === 10 || unit === 13;
}

/** Where a line's text ends, its line break left off. */
function contentEnd(text: SourceText, start: number, next: number): number {
  let end = next;
  while (end > start && isLineBreak(text.charCodeAt(end - 1))) end -= 1;
  return end;
}
