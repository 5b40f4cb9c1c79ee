import type { FunctionSignature } from '../../../signature/index.ts';

/** Characters of a description that are read. */
const MAX_READ = 300;

const known = new WeakMap<FunctionSignature, Map<string, string | undefined>>();

/**
 * "Pots standing on a shelf", "List the firings of a kiln": the preposition by which the first sentence of a description
 * ties what it is about to a thing; undefined where it does not speak of that thing.
 */
export function tieOf(signature: FunctionSignature, noun: string): string | undefined {
  return tied(signature, noun, known, OF_A_LIST);
}

/** "Adds a marker to a film": the same for what is done, where a thing goes or comes from. */
export function goalOf(signature: FunctionSignature, noun: string): string | undefined {
  return tied(signature, noun, goals, OF_A_DEED);
}

const OF_A_LIST = 'of|on|at|in|for';
const OF_A_DEED = 'to|into|onto|from';
const goals: typeof known = new WeakMap();

function tied(
  signature: FunctionSignature,
  noun: string,
  known_: typeof known,
  prepositions: string,
): string | undefined {
  let ties = known_.get(signature);
  if (ties === undefined) {
    ties = new Map();
    known_.set(signature, ties);
  }
  if (!ties.has(noun)) ties.set(noun, read(signature.description, noun, prepositions));
  return ties.get(noun);
}

function read(description: string, noun: string, prepositions: string): string | undefined {
  if (!/^\p{Ll}+(?: \p{Ll}+)?$/u.test(noun)) return undefined;
  const [first = ''] = description.slice(0, MAX_READ).split(/[.\n]/, 1);
  const [, found] =
    new RegExp(`\\b(${prepositions}) (?:(?:an?|the|one|this|given|specific) )+${noun}\\b`, 'i').exec(first) ?? [];
  return found?.toLowerCase();
}
