import type { FunctionSignature } from '../../../signature/index.ts';

/** Characters of a description that are read. */
const MAX_READ = 300;

const known = new WeakMap<FunctionSignature, Map<string, string | undefined>>();

/**
 * "Pots standing on a shelf", "List the firings of a kiln": the preposition by which the first sentence of a description
 * ties what it is about to a thing; undefined where it does not speak of that thing.
 */
export function tieOf(signature: FunctionSignature, noun: string): string | undefined {
  let ties = known.get(signature);
  if (ties === undefined) {
    ties = new Map();
    known.set(signature, ties);
  }
  if (!ties.has(noun)) ties.set(noun, read(signature.description, noun));
  return ties.get(noun);
}

function read(description: string, noun: string): string | undefined {
  if (!/^\p{Ll}+(?: \p{Ll}+)?$/u.test(noun)) return undefined;
  const [first = ''] = description.slice(0, MAX_READ).split(/[.\n]/, 1);
  const [, found] =
    new RegExp(`\\b(of|on|at|in|for) (?:(?:an?|the|one|this|given|specific) )+${noun}\\b`, 'i').exec(first) ?? [];
  return found?.toLowerCase();
}
