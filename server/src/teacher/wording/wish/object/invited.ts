import { type Draft, take } from '../draft.ts';
import { PEOPLE } from '../phrase/people.ts';
import { indefinite } from '../phrase/shown.ts';
import { hostOf } from './host.ts';
import { linkTo } from './link.ts';
import { nounPhrase } from './said.ts';

/** "ana@example.com as a guest": whom an address names is what the deed is about. */
export function invitedPerson(draft: Draft, object: string): string | undefined {
  const named = appointed(draft, object) ?? ofThatName(draft, object);
  if (named !== undefined) return named;
  if (!/^(?:invite|add|enroll|enrol)$/.test(draft.deed.verb) || !(draft.deed.verb === 'invite' || PEOPLE.test(object)))
    return undefined;
  const slot = draft.left.find(({ words, referred }) => /mail$/.test(words.words.at(-1) ?? '') && !referred);
  if (slot === undefined) return undefined;
  take(draft, slot);
  const name = draft.left.find(
    ({ words, referred, kind, text }) =>
      kind === 'text' && !referred && /^(?:(?:full|display) )?name$/.test(words.words.join(' ')) && !/["\n]/.test(text),
  );
  const who = name === undefined ? slot.text : `${take(draft, name)?.text} (${slot.text})`;
  const host = take(draft, hostOf(draft));
  return `${who} as ${indefinite(object)}${host === undefined ? '' : ` to ${nounPhrase(host)}`}`;
}

/** "assign Ana Ruiz to order 7" for `assign_picker(order_id, worker)`: the person is whom the role is given to. */
function appointed(draft: Draft, object: string): string | undefined {
  if (!/^(?:assign|appoint|allocate|dispatch)$/.test(draft.deed.verb) || !/(?:er|or|ist|ian|agent|crew)$/.test(object))
    return undefined;
  const person = draft.left.find(
    ({ kind, text, referred, thing }) =>
      kind === 'text' && thing === undefined && !referred && /^\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+$/u.test(text),
  );
  const host = draft.left.find(({ thing }) => thing !== undefined);
  if (person === undefined || host === undefined) return undefined;
  take(draft, person);
  take(draft, host);
  return `${person.text} to ${nounPhrase(host)}`;
}

/** "tag Ida Holm on photo 7" for `tag_person(photo_id, person_name)`: the name is the person's. */
function ofThatName(draft: Draft, object: string): string | undefined {
  if (draft.deed.kind !== 'do' || !PEOPLE.test(object)) return undefined;
  const person = draft.left.find(
    ({ words, text, referred, thing }) =>
      !referred &&
      (thing === undefined || thing === object) &&
      words.words.join(' ') === `${object} name` &&
      /^\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)+$/u.test(text),
  );
  if (person === undefined) return undefined;
  take(draft, person);
  const host = take(draft, hostOf(draft));
  const where = host === undefined ? '' : WRITTEN_ON.test(host.thing ?? '') ? 'in' : linkTo(draft, host);
  return host === undefined ? person.text : `${person.text} ${where === 'for' ? 'on' : where} ${nounPhrase(host)}`;
}

/** What one is named in. */
const WRITTEN_ON = /(?:^| )(?:article|document|book|chapter|story|report|video|film|photo|picture|image)$/;
