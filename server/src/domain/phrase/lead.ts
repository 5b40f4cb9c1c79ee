import { phraseOfText } from './of-text.ts';
import { nounPhrase, sentenceWords } from './sentence.ts';
import type { Phrase } from './types.ts';

/** The thing a description begins with or speaks of first: `Papers that cite this paper`, `Search archived scenes`. */
export function leadOfText(
  description: string,
  told: Phrase = phraseOfText(description),
): Pick<Phrase, 'object' | 'many'> {
  if (told.object.length > 0) return told;
  const words = sentenceWords(description);
  const first = nounPhrase(words, 0);
  // `Everything on a claim`, `Details of an order`: the thing stands behind.
  const hollow = first.object.length > 0 && first.object.every((word) => ALL_OF.has(word));
  return hollow && BEHIND.has(words[first.end] ?? '') ? nounPhrase(words, first.end + 1) : first;
}

const ALL_OF = new Set(['everything', 'detail', 'information', 'info', 'overview', 'summary']);
const BEHIND = new Set(['of', 'on', 'about']);
