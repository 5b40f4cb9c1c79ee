import { type Core, type Draft, pick, take } from '../draft.ts';
import { hostOf } from '../object/host.ts';
import { nounPhrase } from '../object/said.ts';
import { vagueObject } from '../object/vague.ts';
import { phraseOf } from '../phrase/value.ts';
import type { Slot } from '../slots.ts';

/** "replace a with b in the file": a list of old and new texts is the deed itself. */
export function replacingWish(draft: Draft): Core | undefined {
  const slot = draft.left.find(
    ({ kind, argument, referred }) => kind === 'list' && !referred && isEdits(argument.value),
  );
  if (slot === undefined || draft.deed.kind !== 'do') return undefined;
  const [own] = [take(draft, slot)];
  const host = take(draft, hostOf(draft));
  const { text } = phraseOf(own as Slot, draft.deed, draft.choices);
  const pairs = text.replace(/^Replace /, '').replace(/\.$/, '');
  const place = host === undefined ? `in ${vagueObject(draft)}` : `in ${nounPhrase(host)}`;
  const one = /^"[^"]*" with "[^"]*"$/.test(pairs) && pick(draft, 'swap', ['replace', 'change']) === 'change';
  return { clause: `${one ? `change ${pairs.replace('" with "', '" to "')}` : `replace ${pairs}`} ${place}` };
}

function isEdits(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every(
      (item) =>
        typeof item === 'object' &&
        item !== null &&
        Object.keys(item).length === 2 &&
        Object.keys(item).some((key) => /^(?:old|before|search|find)/i.test(key)) &&
        Object.keys(item).some((key) => /^(?:new|after|replace)/i.test(key)),
    )
  );
}
