import { isPlural, isUncounted } from './number.ts';

/** Beginnings whose first sound is not their first letter's, the longer before the shorter. */
const SOUNDS: readonly (readonly [string, 'a' | 'an'])[] = [
  ['hour', 'an'],
  ['honest', 'an'],
  ['honor', 'an'],
  ['honour', 'an'],
  ['heir', 'an'],
  ['unin', 'an'],
  ['unim', 'an'],
  ['uni', 'a'],
  ['use', 'a'],
  ['usual', 'a'],
  ['uti', 'a'],
  ['uri', 'a'],
  ['url', 'a'],
  ['uuid', 'a'],
  ['eu', 'a'],
  ['one', 'a'],
  ['once', 'a'],
  ['id', 'an'],
  ['sms', 'an'],
];

/** "a" or "an", by the sound the noun begins with. */
export function article(noun: string): 'a' | 'an' {
  const word = /[\p{L}\p{N}]+/u.exec(noun)?.[0] ?? '';
  if (/^(?:8|11|18)(?!\d)/.test(word)) return 'an';
  if (/^\d/.test(word)) return 'a';
  if (/^[A-Z]{2,5}$/.test(word)) return /^[AEFHILMNORSX]/.test(word) ? 'an' : 'a';
  const lower = word.toLowerCase();
  const sound = SOUNDS.find(([start]) => lower.startsWith(start));
  if (sound !== undefined) return sound[1];
  return /^[aeiou]/.test(lower) ? 'an' : 'a';
}

/** The noun with its article; plurals and uncounted nouns take none. */
export function withArticle(noun: string): string {
  return isPlural(noun) || isUncounted(noun) ? noun : `${article(noun)} ${noun}`;
}
