import { isAlsoNoun, PREPOSITIONS, verbClassOf } from '../english/index.ts';

const MAX_STEM = 7;
const MIN_STEM = 4;

/** The content words of name and text, cut to what their kin share: `transcribe`, `transcription`, `transcript`. */
export function stemsOf(words: readonly string[]): ReadonlySet<string> {
  const stems = new Set<string>();
  for (const word of words) {
    if (word.length < MIN_STEM || PREPOSITIONS.has(word)) continue;
    const verb = verbClassOf(word);
    if (verb !== undefined && verb !== 'create' && verb !== 'act' && !isAlsoNoun(word)) continue;
    stems.add(stemOf(word));
  }
  return stems;
}

const stems = new Map<string, string>();
/** Words remembered; a catalog has far fewer. */
const MAX_STEMS = 20_000;

export function stemOf(word: string): string {
  let stem = stems.get(word);
  if (stem === undefined) {
    if (stems.size >= MAX_STEMS) stems.clear();
    stem = cut(word);
    stems.set(word, stem);
  }
  return stem;
}

function cut(word: string): string {
  const bare = word.replace(/(?:ions?|ings?|ments?|ers?|ed|es?|y|s)$/, '');
  return (bare.length >= MIN_STEM ? bare : word).slice(0, MAX_STEM);
}
