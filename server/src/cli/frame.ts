import type { LineIndex, Span } from '../signature/index.ts';

/** Characters of a line shown around a place; longer lines (a whole file on one line) are cut. */
const WIDTH = 100;

/** The line a span starts on with the span underlined, as compilers show it. */
export function codeFrame(text: string, lines: LineIndex, span: Span): string {
  const { line, character } = lines.positionAt(span.start);
  const start = lines.lineStart(line);
  const next = line + 1 < lines.lineCount ? lines.lineStart(line + 1) : text.length;
  const content = text.slice(start, next).replace(/[\r\n]+$/, '');
  const from = content.length <= WIDTH ? 0 : Math.max(0, Math.min(character - 30, content.length - WIDTH));
  const cut = content.slice(from, from + WIDTH);
  const head = from > 0 ? '…' : '';
  const tail = from + WIDTH < content.length ? '…' : '';
  const before = head + content.slice(from, character);
  const length = Math.max(1, Math.min(span.end, start + content.length) - span.start);
  const marks = '^'.repeat(Math.max(1, Math.min(length, cut.length + head.length - before.length)));
  const number = String(line + 1);
  const gutter = ' '.repeat(number.length);
  // Tabs are kept, so that the marks stand below what they mark at any tab width.
  const indent = before.replace(/[^\t]/g, ' ');
  return `${gutter} |\n${number} | ${printable(head + cut + tail)}\n${gutter} | ${indent}${marks}`;
}

/** Control characters of a foreign file must not reach the terminal. */
export function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, (character) => (character === '\n' || character === '\t' ? character : '·'));
}
