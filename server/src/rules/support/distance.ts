import { splitWords } from '../../english/index.ts';

/**
 * Edits (insert, delete, replace) between two texts; gives up above `most`. Only places at most `most` apart can be on
 * the way, so that two long names cost little more than two short ones.
 */
export function editDistance(a: string, b: string, most: number): number {
  const beyond = most + 1;
  if (Math.abs(a.length - b.length) > most) return beyond;
  const row = Array.from({ length: b.length + 1 }, (_, index) => Math.min(index, beyond));
  for (let i = 1; i <= a.length; i++) {
    const from = Math.max(1, i - most);
    const to = Math.min(b.length, i + most);
    let diagonal = row[from - 1] ?? beyond;
    row[from - 1] = from === 1 ? Math.min(i, beyond) : beyond;
    let least = row[from - 1] ?? beyond;
    for (let j = from; j <= to; j++) {
      const above = j === i + most ? beyond : (row[j] ?? beyond);
      const substitute = diagonal + (a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1);
      diagonal = row[j] ?? beyond;
      const edits = Math.min(substitute, above + 1, (row[j - 1] ?? beyond) + 1, beyond);
      row[j] = edits;
      if (edits < least) least = edits;
    }
    // No later row holds less than this one.
    if (least > most) return beyond;
  }
  return row[b.length] ?? beyond;
}

/** Finds among the same candidates the one that a mistyped name can only have meant. */
export type NameFinder = (name: string) => string | undefined;

/**
 * Prepares candidates for many names: what is looked for is the same words in another style, or a name one slip away,
 * or the only one that holds all the words.
 */
export function nameFinder(candidates: readonly string[]): NameFinder {
  const prepared = candidates.map((candidate) => ({
    candidate,
    lower: candidate.toLowerCase(),
    words: splitWords(candidate).join(' '),
  }));
  return (name) => {
    const words = splitWords(name).join(' ');
    const same = prepared.filter((each) => each.words === words);
    if (same.length === 1) return same[0]?.candidate;
    if (name.length < 4 || name.length > 80) return undefined;
    const most = name.length < 8 ? 1 : 2;
    const lower = name.toLowerCase();
    const near = prepared.filter((each) => editDistance(lower, each.lower, most) <= most);
    if (near.length === 1) return near[0]?.candidate;
    const longer = prepared.filter((each) => ` ${each.words} `.includes(` ${words} `));
    return near.length === 0 && longer.length === 1 ? longer[0]?.candidate : undefined;
  };
}
