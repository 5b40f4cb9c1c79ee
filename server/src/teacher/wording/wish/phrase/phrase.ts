/** A value's words and where they stand: behind the request, or as a sentence of their own. */
export interface Phrase {
  readonly text: string;
  readonly sentence: boolean;
  /** Order behind a request: things, then names, places, details, times. */
  readonly rank: number;
}

export const behind = (text: string, rank: number): Phrase => ({ text, sentence: false, rank });

export const alone = (text: string): Phrase => ({ text, sentence: true, rank: 9 });
