import type { JsonObject } from '../json/index.ts';
import type { FunctionSignature } from '../signature/index.ts';
import { valueErrors } from '../world/index.ts';
import type { Fault } from './verdict/labels.ts';

const MAX_PROBLEMS = 20;

/** What is wrong with a call's arguments by its signature, one line a field; empty where nothing is. */
export function argumentProblems(signature: FunctionSignature, given: JsonObject): string[] {
  return argumentFaults(signature, given).map(({ text }) => text);
}

/** The same with the label of each. */
export function argumentFaults(signature: FunctionSignature, given: JsonObject): Fault[] {
  const { parameters } = signature;
  const known = parameters.properties;
  const open = parameters.additionalProperties !== undefined && parameters.additionalProperties !== false;
  const unexpected =
    known === undefined || open || parameters.patternProperties !== undefined
      ? []
      : Object.keys(given).filter((name) => !Object.hasOwn(known, name));
  const wrong = valueErrors(parameters, given).filter((error) => error.keyword !== 'additionalProperties');
  return [
    ...unexpected.map(
      (name): Fault => ({ label: 'undeclared-argument', text: `'${name}' is no parameter of ${signature.name}` }),
    ),
    ...wrong.map(
      (error): Fault => ({
        label: error.keyword === 'required' ? 'missing-argument' : 'wrong-value',
        text: error.path.length === 0 ? `the arguments ${error.message}` : error.message,
      }),
    ),
  ].slice(0, MAX_PROBLEMS);
}

/** The offered name that a wrong one most likely meant: the same letters, or one within two edits. */
export function nearestName(name: string, offered: Iterable<string>): string | undefined {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  let best: { name: string; distance: number } | undefined;
  for (const candidate of offered) {
    const distance = editDistance(plain(name), plain(candidate), 2);
    if (distance <= 2 && distance < (best?.distance ?? 3)) best = { name: candidate, distance };
  }
  return best?.name;
}

/** Levenshtein distance, or `most + 1` where it is more than `most`. */
function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}
