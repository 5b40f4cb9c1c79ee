import { leadOfText } from './phrase.ts';
import type { Profile } from './profile.ts';
import { identifiedBy, type Nouns, type Subject } from './subject.ts';
import type { Operation } from './types.ts';

/** What the catalog makes of an operation that the signature alone leaves open. */
export interface Settled {
  readonly operation: Operation;
  readonly noun: string | undefined;
  readonly certainty: number;
  readonly because?: string;
}

/** Verbs of dealing: they make a record where the catalog keeps one of it, else they move the thing dealt with. */
export function settle(profile: Profile, subject: Subject, nouns: Nouns): Settled {
  const { reading } = profile;
  const plain: Settled = { operation: reading.operation, noun: subject.noun, certainty: reading.certainty };
  if (subject.view === true && reading.operation === 'get' && leadOfText(profile.signature.description).many)
    return { ...plain, operation: 'list', because: `many of ${subject.noun} are shown` };
  const issued = issuedBy(profile, subject);
  if (issued !== undefined) return { ...plain, operation: 'create', ...issued };
  if (
    (reading.verb === 'connect' || reading.verb === 'disconnect') &&
    reading.operation === 'act' &&
    !profile.inputs.some(({ required }) => required)
  )
    return { ...plain, operation: 'session', noun: undefined, because: 'nothing is named that would be connected' };
  if (subject.noun === 'session' && SESSION_VERBS.has(reading.verb) && (nouns.get('session')?.taken ?? 0) === 0)
    return { ...plain, operation: 'session', because: 'nothing takes the session it is about' };
  if (subject.makes === true && reading.operation === 'act')
    return { ...plain, operation: 'create', because: subject.because };
  if (subject.into === true && reading.verb !== 'respond')
    return { ...plain, operation: 'update', because: subject.because };
  if (reading.operation === 'create' && POSTING.has(reading.verb) && SENT.has(subject.noun ?? ''))
    return { ...plain, operation: 'send', because: `a ${subject.noun} that is posted leaves` };
  if (reading.operation === 'act' && OPENERS.has(reading.verb) && opensNew(profile, subject, nouns))
    return {
      ...plain,
      operation: 'create',
      because: `no ${subject.noun} that exists is asked for, and others take one`,
    };
  const own = ownKeyOf(profile, subject);
  if (
    reading.verbClass === 'create' &&
    reading.operation === 'create' &&
    own !== undefined &&
    !MAKING.has(reading.verb) &&
    subject.makes !== true
  )
    return { ...plain, operation: 'act', because: `${own} exists already` };
  if (reading.verbClass === 'put-in' && reading.operation === 'create')
    return settlePutIn(profile, subject, nouns, plain);
  if (reading.verbClass === 'take-out' && reading.operation === 'delete') return settleTakeOut(profile, subject, plain);
  if (reading.operation === 'create' && subject.attribute !== undefined && subject.makes !== true)
    return { ...plain, operation: 'update', certainty: plain.certainty * 0.85, because: subject.because };
  if (reading.operation === 'delete' && subject.attribute !== undefined)
    return { ...plain, operation: 'update', certainty: plain.certainty * 0.85, because: subject.because };
  return plain;
}

/**
 * A documented answer with one identifier on top that nobody gave: `open_ticket(customer_id)` → ticket id made the
 * ticket. What a verb that changes a record answers with is a receipt: `pay_order(order_id)` → receipt id.
 */
function issuedBy(
  { reading, outputs, inputs, keys }: Profile,
  subject: Subject,
): { readonly noun: string | undefined; readonly because: string } | undefined {
  if (reading.operation !== 'act' && reading.operation !== 'other') return undefined;
  const top = outputs.filter(
    ({ path, identifies, many, composite }) => identifies >= 0.9 && !many && !composite && !/[.[]/.test(path),
  );
  const [issued] = top;
  if (issued === undefined || top.length > 1) return undefined;
  const noun = identifiedBy(issued);
  if (inputs.some((input) => input.name === issued.name || (noun !== undefined && identifiedBy(input) === noun)))
    return undefined;
  const because = `${issued.name} is new in its answer`;
  if (noun !== undefined && noun === subject.noun) return { noun, because };
  const opens = OPENERS.has(reading.verb) || reading.operation === 'other';
  return opens && !keys.some((key) => key.required && key.identifies >= 0.6)
    ? { noun: noun ?? subject.noun, because }
    : undefined;
}

const POSTING = new Set(['post', 'reply', 'broadcast']);
const SENT = new Set(['message', 'sms', 'email', 'notification', 'mail', 'text_message', 'direct_message']);

/** Verbs that make a new record even where they name one: of a name that the caller chooses, or after another. */
const MAKING = new Set(
  'create new make register mkdir touch provision clone duplicate fork copy cp mint init compose draft upload write save generate'.split(
    ' ',
  ),
);

/** The required identifier of the very thing a function is about. */
function ownKeyOf({ keys }: Profile, { noun }: Subject): string | undefined {
  return keys.find((key) => key.required && !key.many && key.identifies >= 0.75 && identifiedBy(key) === noun)?.name;
}

const SESSION_VERBS = new Set('open start begin close end'.split(' '));

/** Verbs that begin something: a new record where none that exists is named. */
const OPENERS = new Set('open start begin launch trigger raise initiate deploy'.split(' '));

function opensNew({ keys, reading, inputs }: Profile, { noun, attribute }: Subject, nouns: Nouns): boolean {
  if (noun === undefined || attribute !== undefined || reading.name.object.length === 0 || inputs.length === 0)
    return false;
  return (
    (nouns.get(noun)?.taken ?? 0) > 0 && !keys.some((key) => identifiedBy(key) === noun || key.owner?.length === 0)
  );
}

/** `add_track(playlist_id, track_id)` changes the playlist; `add_comment(issue_id, body)` makes a comment. */
function settlePutIn(profile: Profile, subject: Subject, nouns: Nouns, plain: Settled): Settled {
  const { keys, reading } = profile;
  const noun = subject.noun;
  const own = keys.find((key) => key.required && identifiedBy(key) === noun);
  const holder = keys.find((key) => key.required && identifiedBy(key) !== undefined && identifiedBy(key) !== noun);
  const into =
    reading.name.preposition === 'to' || reading.name.preposition === 'into' ? reading.name.behind.join('_') : '';
  if (reading.name.preposition === 'for' && reading.verb === 'apply') return { ...plain, noun: subject.noun };
  if (reading.verb === 'apply' && holder === undefined) return { ...plain, operation: 'act' };
  if (subject.attribute !== undefined)
    return { ...plain, operation: 'update', noun: subject.noun, because: subject.because };
  if (reading.verb === 'apply')
    return { ...plain, operation: 'update', noun: holder === undefined ? noun : identifiedBy(holder) };
  if (own !== undefined) {
    const target = holder === undefined ? (into !== '' ? into : noun) : identifiedBy(holder);
    return { ...plain, operation: 'update', noun: target, because: `${own.name} exists already, so it is put in` };
  }
  if (into !== '' && !(noun !== undefined && (nouns.get(noun)?.keyed ?? 0) > 0))
    return { ...plain, operation: 'update', noun: into, because: `the name says into what it is put: ${into}` };
  return plain;
}

/** `remove_track(playlist_id, track_id)` changes the playlist; `remove_track(track_id)` ends the track. */
function settleTakeOut(profile: Profile, subject: Subject, plain: Settled): Settled {
  const { keys, reading } = profile;
  const from = reading.name.preposition === 'from' ? reading.name.behind.join('_') : '';
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
