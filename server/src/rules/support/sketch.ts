/**
 * Sketches of word sets (MinHash with banding, Broder 1997): two sets that share most words share a band with high
 * probability, and sets that share few almost never do. Filing functions by band finds near duplicates without pairs.
 */
const BANDS = 4;
const ROWS = 3;

/** The bands of a set of words; none for fewer than three words. */
export function sketch(words: readonly string[]): string[] {
  const hashes = [...new Set(words)].map(hash);
  if (hashes.length < 3) return [];
  return Array.from({ length: BANDS }, (_, band) => {
    const rows = Array.from({ length: ROWS }, (__, row) => least(hashes, band * ROWS + row + 1));
    return `${band}:${rows.join(':')}`;
  });
}

function least(hashes: readonly number[], seed: number): number {
  let smallest = 0xffffffff;
  for (const value of hashes) smallest = Math.min(smallest, mix(value ^ Math.imul(seed, 0x9e3779b1)));
  return smallest;
}

/** FNV-1a, 32 bits. */
function hash(word: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < word.length; index++) value = Math.imul(value ^ word.charCodeAt(index), 0x01000193);
  return value >>> 0;
}

/** The finaliser of MurmurHash3. */
function mix(input: number): number {
  let value = input;
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
