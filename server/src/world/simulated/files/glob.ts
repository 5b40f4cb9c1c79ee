/** Longest pattern that is read; a longer one finds nothing. */
const MAX_LENGTH = 200;

/**
 * Whether a path below a folder fits a pattern: `*`, `?` and `**` as in globs, or, without any of them, a part of its
 * name. Linear in pattern times path: stars are matched without a regular expression.
 */
export function globMatches(pattern: string, path: string, name: string): boolean {
  if (pattern.length > MAX_LENGTH) return false;
  if (!/[*?]/.test(pattern)) return name.toLowerCase().includes(pattern.toLowerCase());
  const plain = pattern.replace(/^(?:\*\*\/)+/, '').replace(/^\.\//, '');
  return plain.includes('/') ? matches(plain.replaceAll('**', '*'), path) : matches(plain, name);
}

/** Wildcards by going back to the last star only. */
function matches(pattern: string, text: string): boolean {
  let [at, place, star, mark] = [0, 0, -1, 0];
  while (place < text.length) {
    if (at < pattern.length && (pattern[at] === '?' || pattern[at] === text[place])) {
      at += 1;
      place += 1;
    } else if (pattern[at] === '*') {
      star = at;
      mark = place;
      at += 1;
    } else if (star >= 0) {
      at = star + 1;
      mark += 1;
      place = mark;
    } else return false;
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}
