import type { SegmentSpan, SplitText } from '../segment.ts';
import type { SourceText } from '../source-text.ts';
import { EOF, IDENTIFIER, isIdentifierStart, PUNCTUATION, Scanner, STRING } from './scanner.ts';

const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const OPEN_PAREN = 40;
const CLOSE_PAREN = 41;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const SEMICOLON = 59;
const DOT = 46;

/**
 * Cuts a text into declarations that tile it: each begins where the one before ends, comments in front included.
 * `namespace x {` and its `}` are segments of their own, so that the declarations inside stay apart. Where a
 * segment ends depends on nothing before its start: that is what makes an edit local.
 */
export function splitFsig(text: string): SplitText {
  const segments: SegmentSpan[] = [];
  for (let start = 0; start < text.length; ) {
    const end = segmentEnd(text, start);
    segments.push({ start, length: end - start });
    start = end;
  }
  return { segments, frame: undefined, frameKey: '', problems: [] };
}

/** End of the segment that begins at `from`; always greater than `from` inside the text. */
export function segmentEnd(text: SourceText, from: number): number {
  const scanner = new Scanner(text, from);
  scanner.next();
  if (scanner.kind === EOF) return text.length;
  if (scanner.kind === PUNCTUATION && scanner.code === CLOSE_BRACE) return scanner.end;
  while (scanner.isWord('export') || scanner.isWord('declare')) {
    scanner.next();
    if (scanner.kind !== IDENTIFIER) return Math.max(scanner.previousEnd, from + 1);
  }
  if (scanner.isWord('namespace') || scanner.isWord('module')) return namespaceEnd(scanner);
  const block = scanner.isWord('interface') || scanner.isWord('enum');
  return declarationEnd(scanner, block);
}

/** `namespace a.b {` up to its brace; without a brace, up to the last part that fits. */
function namespaceEnd(scanner: Scanner): number {
  for (scanner.next(); ; scanner.next()) {
    if (scanner.kind === PUNCTUATION && scanner.code === OPEN_BRACE) return scanner.end;
    const part =
      scanner.kind === STRING ||
      (scanner.kind === IDENTIFIER && !startsDeclaration(scanner)) ||
      (scanner.kind === PUNCTUATION && scanner.code === DOT);
    if (!part || scanner.afterNewline) return scanner.previousEnd;
  }
}

function declarationEnd(scanner: Scanner, block: boolean): number {
  const open: number[] = [];
  let braces = 0;
  for (let first = true; ; first = false, scanner.next()) {
    if (scanner.kind === EOF) return scanner.previousEnd;
    if (scanner.kind === IDENTIFIER) {
      if (!first && startsDeclaration(scanner)) return scanner.previousEnd;
      continue;
    }
    if (scanner.kind !== PUNCTUATION) continue;
    switch (scanner.code) {
      case OPEN_BRACE:
        braces++;
        open.push(OPEN_BRACE);
        break;
      case OPEN_PAREN:
      case OPEN_BRACKET:
        open.push(scanner.code);
        break;
      case CLOSE_PAREN:
        if (open.at(-1) === OPEN_PAREN) open.pop();
        break;
      case CLOSE_BRACKET:
        if (open.at(-1) === OPEN_BRACKET) open.pop();
        break;
      case CLOSE_BRACE:
        // A brace that opens nothing here closes the namespace around.
        if (braces === 0) return first ? scanner.end : scanner.previousEnd;
        while (open.pop() !== OPEN_BRACE);
        braces--;
        if (block && open.length === 0) return endAfterSemicolon(scanner);
        break;
      case SEMICOLON:
        if (braces === 0) return scanner.end;
        break;
    }
  }
}

function endAfterSemicolon(scanner: Scanner): number {
  scanner.next();
  return scanner.kind === PUNCTUATION && scanner.code === SEMICOLON ? scanner.end : scanner.previousEnd;
}

/**
 * A keyword followed, on its line, by a name: nowhere else legal, so it begins a declaration even where the one
 * before was left open.
 */
function startsDeclaration(scanner: Scanner): boolean {
  const { text, end } = scanner;
  if (!isDeclarationWord(scanner)) return false;
  let at = end;
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++;
  if (at >= text.length) return false;
  const unit = text.charCodeAt(at);
  const quoted = unit === 34 || unit === 39;
  if (scanner.isWord('import')) return quoted || unit === OPEN_BRACE || unit === 42 || isIdentifierStart(unit);
  return at > end && (isIdentifierStart(unit) || (quoted && !scanner.isWord('type')));
}

const WORDS = new Map([
  [4, ['type', 'enum']],
  [6, ['import', 'export', 'module']],
  [7, ['declare']],
  [8, ['function']],
  [9, ['interface', 'namespace']],
]);

function isDeclarationWord(scanner: Scanner): boolean {
  const words = WORDS.get(scanner.end - scanner.start);
  return words?.some((word) => scanner.text.startsWith(word, scanner.start)) === true;
}
