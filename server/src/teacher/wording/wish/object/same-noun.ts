import { singular } from '../../../../english/index.ts';

export function sameNoun(object: string, noun: string): boolean {
  return (
    around(object, noun) !== undefined ||
    (noun.includes(' ') && noun.endsWith(object)) ||
    singular(object) === singular(noun)
  );
}

/** What stands before and after a noun in a deed's object: "pending", "address" around order. */
export function around(object: string, noun: string): { before: string; after: string } | undefined {
  const words = object.split(' ').map((word) => singular(word));
  const wanted = noun.split(' ').map((word) => singular(word));
  for (let at = 0; at + wanted.length <= words.length; at += 1) {
    if (!wanted.every((word, index) => words[at + index] === word)) continue;
    const original = object.split(' ');
    return { before: original.slice(0, at).join(' '), after: original.slice(at + wanted.length).join(' ') };
  }
  return undefined;
}
