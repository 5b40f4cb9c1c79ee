import { singular } from '../../../../english/index.ts';
import { type Core, type Draft, take } from '../draft.ts';
import { named } from '../noun.ts';
import { sameNoun } from '../object/same-noun.ts';
import type { Slot } from '../slots.ts';

/** "link issue 5 to issue 7": two identifiers of one kind of thing, whatever their parts are called. */
export function pairedWish(draft: Draft): Core | undefined {
  const { verb, object } = draft.deed;
  if (!/^(?:link|connect|relate|merge|compare|swap|pair|associate)$/.test(verb) || object === '') return undefined;
  const [one, other, ...more] = draft.left.filter(
    ({ kind, thing }) => thing !== undefined && kind !== 'list' && kind !== 'object' && kind !== 'number',
  );
  if (one === undefined || other === undefined || more.length > 0) return undefined;
  const tail = (slot: Slot) => slot.words.words.at(-1);
  if (tail(one) !== tail(other) || sameNoun(object, one.thing ?? '') !== sameNoun(object, other.thing ?? ''))
    return undefined;
  take(draft, one);
  take(draft, other);
  const noun = singular(object);
  const said = (slot: Slot) => (slot.referred ? slot.text : named(noun, slot.text));
  return {
    clause: `${verb} ${said(one)} ${/^(?:merge|compare|swap|pair|associate)$/.test(verb) ? 'with' : 'to'} ${said(other)}`,
  };
}
