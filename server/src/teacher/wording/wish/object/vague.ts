import { isPlural, plural } from '../../../../english/index.ts';
import { type Draft, pick } from '../draft.ts';
import { indefinite } from '../phrase/shown.ts';

export function vagueObject(draft: Draft): string {
  return vagueThing(draft, draft.deed.object === '' ? 'thing' : draft.deed.object);
}

/** A thing that the user means and does not name. */
export function vagueThing(draft: Draft, object: string): string {
  if (isPlural(object)) return `the ${object}`;
  return !(draft.leaveOut !== undefined)
    ? `the ${object}`
    : pick(draft, 'vague', [
        `one of our ${plural(object)}`,
        indefinite(object),
        `that ${object} of mine`,
        `the ${object} I have in mind`,
      ]);
}

/** Objects that name nothing: the value says what is meant. */
export const VAGUE_OBJECT = /^(?:item|record|entry|object|element|entity|resource|thing|element)$/;
