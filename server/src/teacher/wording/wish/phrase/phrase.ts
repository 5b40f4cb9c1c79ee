/** A value's words and where they stand: behind the request, or as a sentence of their own. */
export interface Phrase {
  readonly text: string;
  readonly sentence: boolean;
  /** Order behind a request: things, then names, places, details, times. */
  readonly rank: number;
  /** One of several things that are told together: a unit, or a noun with its value. */
  /** The preposition behind another "to": "to card 7 on board 2". */
  readonly second?: string;
  readonly detail?: { readonly noun: string; readonly text: string } | { readonly unit: string };
}

export const behind = (text: string, rank: number): Phrase => ({ text, sentence: false, rank });

export const alone = (text: string): Phrase => ({ text, sentence: true, rank: 9 });

/** A value that its noun has to be said with; several of them are told in one sentence. */
export const detail = (noun: string, text: string, shown: string, rank: number): Phrase => ({
  text: shown,
  sentence: false,
  rank,
  detail: { noun, text },
});
