/** Scripts that are written without blanks between words. */
const UNSPACED = ['Han', 'Hiragana', 'Katakana', 'Thai', 'Lao', 'Khmer', 'Myanmar']
  .map((script) => `\\p{Script=${script}}`)
  .join('');
const HAS_UNSPACED = new RegExp(`[${UNSPACED}]`, 'u');
const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const SEGMENTER = new Intl.Segmenter('und', { granularity: 'word' });

/**
 * The words of a text, so that case, signs, blanks and the form of letters (NFKC) make no difference. Texts in scripts
 * without blanks are cut where Unicode's word rules cut them.
 */
export function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKC').toLowerCase();
  if (!HAS_UNSPACED.test(plain)) return plain.match(WORD) ?? [];
  return [...SEGMENTER.segment(plain)].flatMap(({ segment, isWordLike }) =>
    isWordLike === true ? (segment.match(WORD) ?? []) : [],
  );
}

/** Every run of `length` neighbouring words as one text; of a shorter list, the whole as one. */
export function gramsOf(words: readonly string[], length: number): string[] {
  if (words.length === 0) return [];
  const count = Math.max(1, words.length - length + 1);
  return Array.from({ length: count }, (_, at) => words.slice(at, at + length).join(' '));
}
