import { type Core, type Draft, take } from '../draft.ts';
import { nounPhrase } from '../object/said.ts';
import { lookVerb } from '../verbs.ts';

/** A short description with the thing in its place: "mark invoice IN-1 as paid". */
export function describedWish(draft: Draft): Core | undefined {
  const { words, verb, kind } = draft.deed;
  if (words === undefined) return undefined;
  const host = draft.left.find(
    ({ kind: type, thing, words: own }) =>
      type !== 'list' && type !== 'boolean' && placeIn(words, thing ?? own.noun) !== undefined,
  );
  let rest = words;
  if (host !== undefined) {
    take(draft, host);
    rest = rest.replace(placeIn(words, host.thing ?? host.words.noun) as RegExp, () => nounPhrase(host));
  }
  if (kind === 'look' || kind === 'list')
    return { clause: `${lookVerb(draft)} ${rest}`, noun: rest, own: `see ${rest}` };
  return { clause: `${verb} ${rest}` };
}

/** Where a description speaks of a thing: "a flight", "the invoice". */
function placeIn(text: string, noun: string): RegExp | undefined {
  const escaped = noun.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const pattern = new RegExp(
    `\\b(?:an?|the|one|any|this|every|your|my) (?:existing )?${escaped}(?: (?:id|by id))?\\b`,
    'i',
  );
  return pattern.test(text) ? pattern : undefined;
}
