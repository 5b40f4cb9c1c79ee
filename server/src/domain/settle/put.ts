import type { Subject } from '../about.ts';
import { identifiedBy, type Nouns } from '../noun-facts.ts';
import type { Profile } from '../profile.ts';
import { DEPENDENTS } from '../thing.ts';
import type { Operation } from '../types.ts';
import { isRecord, MAKING } from './records.ts';
import type { Settled } from './types.ts';

const GATHERING: ReadonlySet<Operation> = new Set(['create', 'act', 'send']);

/**
 * What is put into a record that exists, whatever the verb: `invite(event_id, emails)`, "Invite people to an event", and
 * `request_reviewers(pull_request_id, reviewers)`, whose things are told by name.
 */
export function joinedTo(
  { reading, keys, inputs }: Profile,
  subject: Subject,
  nouns: Nouns,
): { readonly noun: string; readonly because: string } | undefined {
  if (!GATHERING.has(reading.operation) || subject.makes === true || MAKING.has(reading.verb)) return undefined;
  const { text, name } = reading;
  const holder = keys.find((key) => key.required && !key.many && isRecord(identifiedBy(key) ?? '', nouns));
  const noun = holder === undefined ? undefined : identifiedBy(holder);
  if (noun === undefined) return undefined;
  const into = text.preposition === 'to' || text.preposition === 'into' ? text.behind.at(-1) : undefined;
  const puts = text.verbClass === 'put-in' || (reading.verb === 'invite' && text.verb === 'invite');
  const object = name.object.join('_');
  const isNew = isRecord(object, nouns) && !keys.some((key) => identifiedBy(key) === object);
  if (puts && !isNew && into !== undefined && (into === noun || noun.endsWith(`_${into}`)) && !hasOwnText(inputs))
    return { noun, because: `something is put into the ${noun} that ${holder?.name} names` };
  const head = name.object.at(-1);
  const listed =
    name.many && inputs.some((leaf) => leaf.many && !leaf.composite && leaf.required && leaf.words.at(-1) === head);
  if (listed && head !== noun && !isRecord(head ?? '', nouns))
    return { noun, because: `the ${head} is told by name, and put into what ${holder?.name} names` };
  return undefined;
}

/** `add_comment(issue_id, body)`: a text of its own makes a record. */
function hasOwnText(inputs: Profile['inputs']): boolean {
  return inputs.some(
    ({ words, required }) =>
      required &&
      /^(?:body|text|content|title|name|comment|description|amount|price|message)$/.test(words.at(-1) ?? ''),
  );
}

/** What is attached has no identifier: it is a file or a text that the call brings along. */
export function isNew({ keys, inputs, reading }: Profile): boolean {
  if (!ATTACHED.has(reading.name.object.at(-1) ?? '')) return false;
  const issued = keys.filter(({ required, identifies }) => required && identifies >= 0.9);
  return issued.length <= 1 && inputs.some(({ words }) => BROUGHT.has(words.at(-1) ?? ''));
}

const ATTACHED = new Set(['file', 'image', 'picture', 'photo', 'document', 'data', 'screenshot', 'attachment', 'pdf']);

const BROUGHT = new Set(['content', 'file', 'url', 'path', 'data', 'text', 'base64', 'image']);

export const POSTING = new Set(['post', 'reply', 'broadcast']);

export const SENT = new Set(['message', 'sms', 'email', 'notification', 'mail', 'text_message', 'direct_message']);

/** `add_track(playlist_id, track_id)` changes the playlist; `add_comment(issue_id, body)` makes a comment. */
export function settlePutIn(profile: Profile, subject: Subject, nouns: Nouns, plain: Settled): Settled {
  const { keys, reading } = profile;
  const noun = subject.noun;
  if (subject.makes === true) return plain;
  const own = keys.find((key) => key.required && identifiedBy(key) === noun);
  const into =
    reading.name.preposition === 'to' || reading.name.preposition === 'into' ? reading.name.behind.join('_') : '';
  const holders = keys.filter((key) => key.required && identifiedBy(key) !== undefined && identifiedBy(key) !== noun);
  const holder = holders.find((key) => identifiedBy(key) === into) ?? holders[0];
  if (reading.name.preposition === 'for' && reading.verb === 'apply') return { ...plain, noun: subject.noun };
  // `apply_for_permit(zone_code)`: what is applied for is made, and has its identifier from then on.
  const wanted = /^apply_?for/i.test(profile.signature.name) && own === undefined;
  if (wanted && noun !== undefined && (nouns.get(noun)?.taken ?? 0) > 0) return plain;
  if (reading.verb === 'apply' && holder === undefined) return { ...plain, operation: 'act' };
  const brought = profile.inputs.filter(({ required, identifies }) => required && identifies === 0).length;
  if (into !== '' && own === undefined && brought > 1 && hasOwnText(profile.inputs))
    return { ...plain, noun: reading.name.object.join('_'), because: 'it brings what makes a record of its own' };
  if (subject.attribute !== undefined)
    return { ...plain, operation: 'update', noun: subject.noun, because: subject.because };
  if (reading.verb === 'apply')
    return { ...plain, operation: 'update', noun: holder === undefined ? noun : identifiedBy(holder) };
  // `store_unit(unit_id, fridge_id, shelf)`, "Puts a unit onto a shelf": only the description puts, the name works on the unit.
  if (own !== undefined && reading.name.verbClass !== 'put-in' && reading.name.object.at(-1) === noun)
    return { ...plain, operation: 'update', because: `where ${own.name} is kept changes` };
  if (own !== undefined) {
    const target = holder === undefined ? (into !== '' ? into : noun) : identifiedBy(holder);
    return { ...plain, operation: 'update', noun: target, because: `${own.name} exists already, so it is put in` };
  }
  if (holder !== undefined && PUTTING.has(reading.verb) && !isRecord(noun ?? '', nouns) && !DEPENDENTS.has(noun ?? ''))
    return {
      ...plain,
      operation: 'update',
      noun: identifiedBy(holder),
      because: `it is put into what ${holder.name} names`,
    };
  if (into !== '' && !(noun !== undefined && (nouns.get(noun)?.keyed ?? 0) > 0))
    return { ...plain, operation: 'update', noun: into, because: `the name says into what it is put: ${into}` };
  return plain;
}

/** Verbs that put a value where it stays a part. */
const PUTTING = new Set(['attach', 'include', 'append', 'put']);

/** `remove_track(playlist_id, track_id)` changes the playlist; `remove_track(track_id)` ends the track. */
export function settleTakeOut(profile: Profile, subject: Subject, plain: Settled): Settled {
  const { keys, reading } = profile;
  const from = reading.name.preposition === 'from' ? reading.name.behind.join('_') : '';
  // `clear_old_notices`, "Deletes all notices before a date".
  if (reading.text.verbClass === 'delete' && reading.name.many && from === '') return plain;
  if (reading.verb === 'clear' || reading.verb === 'empty' || reading.verb === 'unset')
    return { ...plain, operation: 'update', because: `the verb "${reading.verb}" empties what stays` };
  if (from !== '') return { ...plain, operation: 'update', noun: from, because: `the name says from what: ${from}` };
  if (subject.attribute !== undefined) return { ...plain, operation: 'update', because: subject.because };
  const holder = keys.find(
    (key) => key.required && identifiedBy(key) !== undefined && identifiedBy(key) !== subject.noun,
  );
  const own = keys.find((key) => key.required && identifiedBy(key) === subject.noun);
  if (holder !== undefined && own !== undefined)
    return { ...plain, operation: 'update', noun: identifiedBy(holder), because: `it is taken out of ${holder.name}` };
  return plain;
}
