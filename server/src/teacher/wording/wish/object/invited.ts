import { type Draft, take } from '../draft.ts';
import { PEOPLE } from '../phrase/people.ts';
import { indefinite } from '../phrase/shown.ts';
import { hostOf } from './host.ts';
import { nounPhrase } from './said.ts';

/** "ana@example.com as a guest": whom an address names is what the deed is about. */
export function invitedPerson(draft: Draft, object: string): string | undefined {
  if (!/^(?:invite|add|enroll|enrol)$/.test(draft.deed.verb) || !PEOPLE.test(object)) return undefined;
  const slot = draft.left.find(({ words, referred }) => /mail$/.test(words.words.at(-1) ?? '') && !referred);
  if (slot === undefined) return undefined;
  take(draft, slot);
  const host = take(draft, hostOf(draft));
  return `${slot.text} as ${indefinite(object)}${host === undefined ? '' : ` to ${nounPhrase(host)}`}`;
}
