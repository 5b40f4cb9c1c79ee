import { isAlsoNoun, verbClassOf, wordsOfName } from '../english/index.ts';
import type { FunctionSignature } from '../signature/index.ts';
import { scopeOf } from './scope-of.ts';

const MIN_FUNCTIONS = 3;
const SHARE = 0.9;
const FIRST_WORD = /^[a-z][a-z0-9]*(?=[_-])/i;

/**
 * The word with which nine of ten names of a scope begin, by scope: `slack` of `slack_post_message` and its like. It
 * names the service, not a thing.
 */
export function servicesOf(signatures: readonly FunctionSignature[]): ReadonlyMap<string, string> {
  const counts = new Map<string, { total: number; words: Map<string, number> }>();
  for (const signature of signatures) {
    const scope = scopeOf(signature);
    let count = counts.get(scope);
    if (count === undefined) {
      count = { total: 0, words: new Map() };
      counts.set(scope, count);
    }
    count.total++;
    const word = FIRST_WORD.exec(signature.name)?.[0]?.toLowerCase();
    if (word !== undefined) count.words.set(word, (count.words.get(word) ?? 0) + 1);
  }
  const services = new Map<string, string>();
  for (const [scope, { total, words }] of counts) {
    if (total < MIN_FUNCTIONS) continue;
    for (const [word, times] of words)
      if (times >= total * SHARE && verbClassOf(word) === undefined) services.set(scope, word);
  }
  return services;
}

/**
 * Scopes whose names say the thing first and the deed last: `pet-register`, `visit-cancel`. A verb that is nothing else
 * tells, and most names must do so.
 */
export function verbLastScopes(signatures: readonly FunctionSignature[]): ReadonlySet<string> {
  const counts = new Map<string, { last: number; first: number }>();
  for (const signature of signatures) {
    const words = wordsOfName(signature.name);
    if (words.length < 2) continue;
    const scope = scopeOf(signature);
    const count = counts.get(scope) ?? { last: 0, first: 0 };
    counts.set(scope, count);
    if (isPlainVerb(words.at(-1) as string)) count.last++;
    if (isPlainVerb(words[0] as string)) count.first++;
  }
  return new Set(
    [...counts].flatMap(([scope, { last, first }]) => (last >= MIN_LAST && last > first * 3 ? [scope] : [])),
  );
}

const MIN_LAST = 3;

function isPlainVerb(word: string): boolean {
  return verbClassOf(word) !== undefined && !isAlsoNoun(word);
}
