import { phraseOfText } from './of-text.ts';
import { nounPhrase, sentenceWords } from './sentence.ts';
import type { Phrase } from './types.ts';

/** The thing a description begins with or speaks of first: `Papers that cite this paper`, `Search archived scenes`. */
export function leadOfText(
  description: string,
  told: Phrase = phraseOfText(description),
): Pick<Phrase, 'object' | 'many'> {
  return told.object.length > 0 ? told : nounPhrase(sentenceWords(description), 0);
}
