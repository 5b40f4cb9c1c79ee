import type { SourceText } from '../source-text.ts';

/** Kinds of token. Punctuation carries its character code; anything no other kind takes is punctuation. */
export const EOF = 0;
export const IDENTIFIER = 1;
export const STRING = 2;
export const NUMBER = 3;
export const PUNCTUATION = 4;

/** Code given to `...`, which is one token. */
export const ELLIPSIS = 0x2026;
/** Code given to `=>`, which is one token. */
export const ARROW = 0x21d2;

const TAB = 9;
const LINE_FEED = 10;
const RETURN = 13;
const SPACE = 32;
const SLASH = 47;
const STAR = 42;
const BACKSLASH = 92;

/**
 * Reads tokens of `.fsig` one at a time. Any text is a sequence of tokens; nothing is refused here. The scanner is
 * the only reader of comments: the last documentation comment before a token is its documentation.
 */
export class Scanner {
  kind = EOF;
  /** Character code of punctuation, 0 for other kinds. */
  code = 0;
  start = 0;
  end = 0;
  /** End of the token before this one. */
  previousEnd = 0;
  /** The last documentation comment before this token, -1 when there is none. */
  docStart = -1;
  docEnd = -1;
  /** A line break lies before this token. */
  afterNewline = false;
  /** Filled with start, end of every comment passed, where somebody asks. */
  comments: number[] | undefined;
  readonly text: SourceText;
  readonly limit: number;
  private position: number;

  constructor(text: SourceText, from = 0, limit = text.length) {
    this.text = text;
    this.position = from;
    this.limit = limit;
    this.end = from;
  }

  /** Moves to the next token. At the end of the text it stays on EOF. */
  next(): void {
    this.previousEnd = this.end;
    this.skipTrivia();
    const { text, limit } = this;
    const start = this.position;
    this.start = start;
    this.code = 0;
    if (start >= limit) {
      this.kind = EOF;
      this.end = start;
      return;
    }
    const unit = text.charCodeAt(start);
    let end = start + 1;
    if (isIdentifierStart(unit)) {
      while (end < limit && isIdentifierPart(text.charCodeAt(end))) end++;
      this.kind = IDENTIFIER;
    } else if (unit === 34 || unit === 39) {
      end = this.stringEnd(start, unit);
      this.kind = STRING;
    } else if (unit >= 48 && unit <= 57) {
      end = this.numberEnd(start);
      this.kind = NUMBER;
    } else {
      this.kind = PUNCTUATION;
      this.code = unit;
      if (unit === 46 && text.charCodeAt(start + 1) === 46 && text.charCodeAt(start + 2) === 46 && start + 2 < limit) {
        this.code = ELLIPSIS;
        end = start + 3;
      } else if (unit === 61 && text.charCodeAt(start + 1) === 62 && start + 1 < limit) {
        this.code = ARROW;
        end = start + 2;
      }
    }
    this.end = end;
    this.position = end;
  }

  /** The token's text. */
  value(): string {
    return this.text.slice(this.start, this.end);
  }

  /** Whether the token is the identifier `word`. */
  isWord(word: string): boolean {
    return this.kind === IDENTIFIER && this.end - this.start === word.length && this.text.startsWith(word, this.start);
  }

  private skipTrivia(): void {
    const { text, limit } = this;
    this.docStart = -1;
    this.docEnd = -1;
    this.afterNewline = false;
    let at = this.position;
    while (at < limit) {
      const unit = text.charCodeAt(at);
      if (unit === SPACE || unit === TAB) at++;
      else if (unit === LINE_FEED || unit === RETURN) {
        this.afterNewline = true;
        at++;
      } else if (unit === SLASH) {
        const end = this.commentEnd(at);
        if (end === at) break;
        at = end;
      } else if (isOtherSpace(unit)) at++;
      else break;
    }
    this.position = at;
  }

  /** End of the comment at `at`, or `at` itself when there is none. An unclosed block comment ends with the text. */
  private commentEnd(at: number): number {
    const { text, limit } = this;
    const second = at + 1 < limit ? text.charCodeAt(at + 1) : 0;
    let end = at;
    if (second === SLASH) {
      end = at + 2;
      while (end < limit && text.charCodeAt(end) !== LINE_FEED && text.charCodeAt(end) !== RETURN) end++;
    } else if (second === STAR) {
      const close = text.indexOf('*/', at + 2);
      end = close < 0 || close + 2 > limit ? limit : close + 2;
      if (text.charCodeAt(at + 2) === STAR && end - at > 4) {
        this.docStart = at;
        this.docEnd = end;
      }
    }
    if (end > at) this.comments?.push(at, end);
    return end;
  }

  /** A string ends at its quote, or, unclosed, at the end of its line. */
  private stringEnd(start: number, quote: number): number {
    const { text, limit } = this;
    for (let at = start + 1; at < limit; at++) {
      const unit = text.charCodeAt(at);
      if (unit === quote) return at + 1;
      if (unit === LINE_FEED || unit === RETURN) return at;
      if (unit === BACKSLASH) {
        const escaped = text.charCodeAt(at + 1);
        if (escaped !== LINE_FEED && escaped !== RETURN) at++;
      }
    }
    return limit;
  }

  private numberEnd(start: number): number {
    const { text, limit } = this;
    let at = start + 1;
    while (at < limit) {
      const unit = text.charCodeAt(at);
      const exponent = (text.charCodeAt(at - 1) | 32) === 101;
      if (isIdentifierPart(unit) || unit === 46 || (exponent && (unit === 43 || unit === 45))) at++;
      else break;
    }
    return at;
  }
}

export function isIdentifierStart(unit: number): boolean {
  return (
    (unit >= 97 && unit <= 122) ||
    (unit >= 65 && unit <= 90) ||
    unit === 95 ||
    unit === 36 ||
    (unit >= 128 && !isOtherSpace(unit))
  );
}

export function isIdentifierPart(unit: number): boolean {
  return isIdentifierStart(unit) || (unit >= 48 && unit <= 57);
}

/** White space beyond blank, tab and line breaks, the byte order mark included. */
function isOtherSpace(unit: number): boolean {
  if (unit < 128) return unit === 11 || unit === 12;
  return (
    unit === 0xa0 ||
    unit === 0xfeff ||
    unit === 0x2028 ||
    unit === 0x2029 ||
    unit === 0x3000 ||
    unit === 0x1680 ||
    (unit >= 0x2000 && unit <= 0x200a) ||
    unit === 0x202f ||
    unit === 0x205f
  );
}
