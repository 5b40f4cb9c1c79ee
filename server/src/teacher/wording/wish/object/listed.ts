import { isUncounted, plural, singular } from '../../../../english/index.ts';
import { type Draft, take } from '../draft.ts';
import { isSelfEvident } from '../noun.ts';
import { makesAnew } from './makes.ts';
import { ROLE_NEW } from './roles.ts';
import { around } from './same-noun.ts';

/** Things that hold others: asked to be listed, what they hold is meant. */
export const CONTAINER = /(?:^| )(?:director(?:y|ies)|folders?|dirs?|buckets?|archives?)$/;

/** Values that are several of the object: "items 1 and 2". */
export function listedThings(draft: Draft, object: string): string | undefined {
  const slot = draft.left.find(
    ({ kind, thing, words, argument }) =>
      kind === 'list' &&
      thing !== undefined &&
      !JSON.stringify(argument.value).includes('{') &&
      !ROLE_NEW.test(words.words[0] ?? '') &&
      object.split(' ').some((word) => singular(word) === singular(thing.split(' ').at(-1) ?? '')),
  );
  if (slot === undefined) return listedPaths(draft, object);
  take(draft, slot);
  if (slot.referred) return slot.text;
  const items = Array.isArray(slot.argument.value) ? slot.argument.value : [];
  const behindIt = around(object, singular(slot.thing ?? ''))?.after ?? '';
  const noun = items.length === 1 ? singular(slot.thing ?? '') : plural(slot.thing ?? '');
  const parts =
    behindIt === '' ? '' : isUncounted(behindIt) ? `the ${behindIt} on ` : `the ${plural(singular(behindIt))} of `;
  if (!items.every((item) => typeof item === 'string' && isSelfEvident(item))) return `${parts}${noun} ${slot.text}`;
  const inside = parts === '' && CONTAINER.test(object) && draft.deed.kind !== 'do' && !makesAnew(draft);
  return `${inside ? 'the contents of ' : parts}${slot.text}`;
}

/** Several paths or addresses are what is meant: "a.txt and b.txt", "new directories a and b". */
function listedPaths(draft: Draft, object: string): string | undefined {
  const slot = draft.left.find(
    ({ kind, argument, referred }) =>
      kind === 'list' &&
      !referred &&
      Array.isArray(argument.value) &&
      argument.value.length > 0 &&
      argument.value.every((item) => typeof item === 'string' && isSelfEvident(item)),
  );
  if (slot === undefined || !PATHED.test(object)) return undefined;
  take(draft, slot);
  if (makesAnew(draft)) return `new ${plural(singular(object))} at ${slot.text}`;
  return CONTAINER.test(object) && draft.deed.kind !== 'do' ? `the contents of ${slot.text}` : slot.text;
}

const PATHED = /(?:^| )(?:files?|paths?|documents?|pages?|images?|urls?|links?|director(?:y|ies)|folders?)$/;
