import { PieceText } from './piece-text.ts';

/**
 * What readers need of a text. Every string is one; so is a long text in pieces, of which a keystroke copies one piece
 * and not many megabytes.
 */
export interface SourceText {
  readonly length: number;
  charCodeAt(index: number): number;
  slice(start?: number, end?: number): string;
  indexOf(words: string, from?: number): number;
  startsWith(words: string, at?: number): boolean;
  toString(): string;
}

/** A shorter text costs less as a string than in pieces. */
const LONG = 64 * 1024;

/** The form in which a text is kept: a long one in pieces. */
export function keptText(text: SourceText): SourceText {
  return typeof text !== 'string' || text.length < LONG ? text : PieceText.of(text);
}

/** The text with the characters from `start` to `end` replaced. The work follows the edit where the text is long. */
export function editText(text: SourceText, start: number, end: number, inserted: string): SourceText {
  const kept = keptText(text);
  if (kept instanceof PieceText) return kept.edit(start, end, inserted);
  return keptText(kept.slice(0, start) + inserted + kept.slice(end));
}
