import { PieceText } from './piece-text.ts';
import type { SourceText } from './source-text.ts';

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
