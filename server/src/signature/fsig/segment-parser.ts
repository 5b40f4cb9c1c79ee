import type { Span } from '../types.ts';
import type { NameNode, ParseError } from './ast.ts';
import { unquote } from './quote.ts';
import { ARROW, ELLIPSIS, EOF, IDENTIFIER, PUNCTUATION, Scanner, STRING } from './scanner.ts';

const CODES = new Map([
  ['...', ELLIPSIS],
  ['=>', ARROW],
]);
const codeOf = (sign: string): number => CODES.get(sign) ?? sign.charCodeAt(0);

/** Reads the tokens of one segment, reports what is wrong with them and passes over what it cannot read. */
export class SegmentParser {
  protected readonly scanner: Scanner;
  protected readonly errors: ParseError[] = [];
  private readonly text: string;
  private readonly commentOffsets: number[] = [];

  constructor(text: string) {
    this.text = text;
    this.scanner = new Scanner(text);
    this.scanner.comments = this.commentOffsets;
  }

  /** The documentation before the current token. */
  protected doc(): Span | undefined {
    const { docStart, docEnd } = this.scanner;
    return docStart < 0 ? undefined : { start: docStart, end: docEnd };
  }

  protected commentSpans(): Span[] {
    const spans: Span[] = [];
    for (let index = 0; index + 1 < this.commentOffsets.length; index += 2) {
      spans.push({ start: this.commentOffsets[index] as number, end: this.commentOffsets[index + 1] as number });
    }
    return spans;
  }

  /** Only the last comment of a text can be without its end. */
  protected checkClosedComment(span: Span | undefined): void {
    if (span === undefined || !this.text.startsWith('/*', span.start)) return;
    if (span.end - span.start >= 4 && this.text.slice(span.end - 2, span.end) === '*/') return;
    this.error('this comment is never closed', { start: span.start, end: span.start + 2 });
  }

  protected isCode(sign: string): boolean {
    return this.scanner.kind === PUNCTUATION && this.scanner.code === codeOf(sign);
  }

  protected take(sign: string): boolean {
    if (!this.isCode(sign)) return false;
    this.scanner.next();
    return true;
  }

  protected expect(sign: string): boolean {
    if (this.take(sign)) return true;
    this.error(`'${sign}' expected`);
    return false;
  }

  protected expectWord(word: string): void {
    if (this.scanner.isWord(word)) this.scanner.next();
    else this.error(`'${word}' expected`);
  }

  /** Reports at the current token, once a place: a second error there says nothing new. */
  protected error(message: string, span: Span = this.here()): void {
    this.report('syntax-error', message, span);
  }

  protected unsupported(message: string, span: Span = this.here()): void {
    this.report('unsupported-construct', message, span);
  }

  private report(code: ParseError['code'], message: string, span: Span): void {
    if (this.errors.at(-1)?.start === span.start || this.errors.length >= 50) return;
    this.errors.push({ code, message, start: span.start, end: span.end });
  }

  /** The current token, or, at the end, the last character read. */
  private here(): Span {
    const { scanner } = this;
    if (scanner.kind !== EOF) return { start: scanner.start, end: scanner.end };
    return { start: Math.max(0, scanner.previousEnd - 1), end: scanner.previousEnd };
  }

  /** A plain or quoted name; an empty one where there is none. */
  protected name(what: string): NameNode {
    const { scanner } = this;
    const { start, end } = scanner;
    if (scanner.kind === IDENTIFIER || scanner.kind === STRING) {
      const text = scanner.kind === STRING ? unquote(scanner.value()) : scanner.value();
      if (scanner.kind === STRING) this.checkClosed();
      scanner.next();
      return { text, start, end };
    }
    this.error(`${what} was expected`);
    return { text: '', start: scanner.previousEnd, end: scanner.previousEnd };
  }

  protected checkClosed(): void {
    const token = this.scanner.value();
    if (token.length < 2 || token.at(-1) !== token[0]) this.error('this string is not closed');
  }

  /** Passes tokens up to the bracket that closes what surrounds the current place, or to a separator there. */
  protected skipBalanced(): void {
    const { scanner } = this;
    for (let open = 0; scanner.kind !== EOF; scanner.next()) {
      if (scanner.kind !== PUNCTUATION) continue;
      const sign = String.fromCharCode(scanner.code);
      if ('([{<'.includes(sign)) open++;
      else if (')]}>'.includes(sign)) {
        if (open === 0) return;
        open--;
      } else if (open === 0 && (sign === ',' || sign === ';')) return;
    }
  }

  protected skipTo(...signs: string[]): void {
    const { scanner } = this;
    for (let open = 0; scanner.kind !== EOF; scanner.next()) {
      if (scanner.kind !== PUNCTUATION) continue;
      if (open === 0 && signs.some((sign) => this.isCode(sign))) return;
      const sign = String.fromCharCode(scanner.code);
      if ('([{'.includes(sign)) open++;
      else if (')]}'.includes(sign)) open = Math.max(0, open - 1);
    }
  }

  protected unsupportedBlock(message: string): void {
    this.unsupported(message);
    while (this.scanner.kind !== EOF) this.scanner.next();
  }

  protected slice(span: Span): string {
    return this.text.slice(span.start, span.end);
  }
}
