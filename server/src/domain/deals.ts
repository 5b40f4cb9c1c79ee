import type { Subject } from './about.ts';
import { identifiedBy, isKept, isKeyed, type Nouns } from './noun-facts.ts';
import type { Profile } from './profile.ts';

/** What a verb makes of its object: who books a flight has a booking. The first that the catalog knows counts. */
const DEALS: Readonly<Record<string, readonly string[]>> = {
  book: ['booking', 'reservation', 'appointment'],
  reserve: ['reservation', 'booking', 'hold'],
  rent: ['rental', 'booking'],
  buy: ['purchase', 'order', 'transaction'],
  purchase: ['purchase', 'order', 'transaction'],
  order: ['order'],
  subscribe: ['subscription'],
  pay: ['payment', 'transaction'],
  borrow: ['loan'],
  checkout: ['loan', 'order', 'checkout'],
  lend: ['loan'],
  enroll: ['enrollment', 'enrolment', 'registration'],
  enrol: ['enrolment', 'enrollment'],
  register: ['registration'],
  apply: ['application'],
  schedule: ['appointment', 'meeting', 'event'],
  invite: ['invitation', 'invite'],
  donate: ['donation'],
  bid: ['bid'],
  transfer: ['transfer', 'transaction'],
  deposit: ['deposit', 'transaction'],
  withdraw: ['withdrawal', 'transaction'],
  refund: ['refund'],
  hire: ['employee', 'rental'],
  prescribe: ['prescription'],
  admit: ['admission', 'stay'],
  checkin: ['stay', 'visit'],
  claim: ['claim'],
  place: ['order', 'bid', 'hold'],
  rate: ['rating', 'review'],
  review: ['review'],
  refer: ['referral'],
  request: ['request'],
  dispute: ['dispute'],
  nominate: ['nomination'],
  comment: ['comment'],
  mention: ['mention'],
  report: ['report'],
};
/** Verbs whose object is mostly what they make. */
const OWN_OBJECT = new Set(['schedule', 'report', 'invite', 'register', 'apply']);

/** Made even where nothing else of the catalog names them. */
const ALWAYS_MADE: Readonly<Record<string, string>> = {
  book: 'booking',
  prescribe: 'prescription',
  enroll: 'enrollment',
  enrol: 'enrolment',
  donate: 'donation',
  bid: 'bid',
  reserve: 'reservation',
  rent: 'rental',
  rate: 'rating',
  refer: 'referral',
  dispute: 'dispute',
  nominate: 'nomination',
  comment: 'comment',
  review: 'review',
  mention: 'mention',
};

/** The record that a verb of dealing makes: the booking of `book_flight`; undefined where the verb makes none. */
export function dealOf({ reading, keys }: Profile, nouns: Nouns): Subject | undefined {
  const made = DEALS[reading.verb];
  if (made === undefined || reading.operation === 'list' || reading.operation === 'get') return undefined;
  const object = reading.name.object.join('_');
  const head = reading.name.object.at(-1) ?? '';
  if (made.includes(head) && reading.operation === 'create')
    return { noun: head, certainty: 0.9, because: `the name says "${head}"`, makes: true };
  // `apply_for_lease`: what is applied for is not there yet.
  if (reading.verb === 'apply' && !isKept(head, nouns) && (nouns.get('application')?.taken ?? 0) > 0)
    return { noun: 'application', certainty: 0.85, because: 'who would apply has an application', makes: true };
  const ordered = reading.verb === 'order' ? orderOf(object, nouns) : undefined;
  if (ordered !== undefined)
    return { noun: ordered, certainty: 0.85, because: `who would order has a ${ordered}`, makes: true };
  // `book_viewing`: an event is made by booking it.
  if (
    isEvent(head) &&
    reading.operation === 'create' &&
    !keys.some((key) => key.required && identifiedBy(key) === object)
  )
    return { noun: object, certainty: 0.85, because: `the name says "${object}"`, makes: true };
  // `schedule_interview` makes the interview, unless one that exists is asked for.
  const given = made.some((noun) => (nouns.get(noun)?.taken ?? 0) > 0) && !isKeyed(object, nouns);
  if (
    OWN_OBJECT.has(reading.verb) &&
    !given &&
    object !== '' &&
    !keys.some((key) => key.required && identifiedBy(key) === object)
  )
    return undefined;
  if (made.includes(object))
    return { noun: object, certainty: 0.95, because: `the name says "${object}"`, makes: true };
  // A verb that ends or changes a record of its own kind: `transfer_ticket(ticket_id)`.
  if (reading.operation === 'act' && keys.some((key) => key.required && identifiedBy(key) === object)) return undefined;
  const known = made.find((noun) => isKept(noun, nouns));
  if (known !== undefined && (reading.operation === 'create' || (nouns.get(known)?.taken ?? 0) > 0))
    return { noun: known, certainty: 0.85, because: `who would ${reading.verb} has a ${known}`, makes: true };
  const always = ALWAYS_MADE[reading.verb];
  if (always !== undefined && reading.operation === 'create' && (object !== '' || keys.length > 0))
    return { noun: always, certainty: 0.7, because: `who would ${reading.verb} has a ${always}`, makes: true };
  return undefined;
}

/** `order_lab_test` makes a lab order, where others take one. */
function orderOf(object: string, nouns: Nouns): string | undefined {
  const noun = `${object.split('_')[0]}_order`;
  return isKeyed(noun, nouns) ? noun : undefined;
}

const EVENTS = new Set(
  `visit tour trip ride session lesson class course interview call demo test exam ceremony show repair slot shift
  delivery pickup collection service`.split(/\s+/),
);

/** Things that take place, and so are there once they are booked: viewing, appointment, inspection, visit. */
function isEvent(noun: string): boolean {
  return EVENTS.has(noun) || (noun.length > 5 && /(?:ing|ment|[ts]ion|ance)$/.test(noun));
}
