import { nameWords } from './words.ts';

/** Edits (insert, delete, replace) between two texts; gives up above `most`. */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitute = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitute, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? most + 1;
}

/** The candidate a mistyped name can only have meant: the same words in another style, or one slip away. */
export function closest(name: string, candidates: readonly string[]): string | undefined {
  const words = nameWords(name).join(' ');
  const same = candidates.filter((candidate) => nameWords(candidate).join(' ') === words);
  if (same.length === 1) return same[0];
  if (name.length < 4 || name.length > 80) return undefined;
  const most = name.length < 8 ? 1 : 2;
  const near = candidates.filter(
    (candidate) => editDistance(name.toLowerCase(), candidate.toLowerCase(), most) <= most,
  );
  if (near.length === 1) return near[0];
  const longer = candidates.filter((candidate) => ` ${nameWords(candidate).join(' ')} `.includes(` ${words} `));
  return near.length === 0 && longer.length === 1 ? longer[0] : undefined;
}
