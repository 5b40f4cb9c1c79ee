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
