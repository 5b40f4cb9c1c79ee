import type { Subject } from './about.ts';
import { identifiedBy, isKept, isKeyed, type Nouns } from './noun-facts.ts';
import { isPerson } from './persons.ts';
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
export function dealOf(profile: Profile, nouns: Nouns): Subject | undefined {
  const { reading, keys, inputs } = profile;
  const kinds = DEALS[reading.verb];
  if (kinds === undefined || reading.operation === 'list' || reading.operation === 'get') return undefined;
  const object = reading.name.object.join('_');
  const head = reading.name.object.at(-1) ?? '';
  // Who is hired is no rental.
  const hired = reading.verb === 'hire' && isPerson(head);
  const made = hired ? kinds.filter((noun) => noun !== 'rental') : kinds;
  if (made.includes(head) && reading.operation === 'create')
    return { noun: head, certainty: 0.9, because: `the name says "${head}"`, makes: true };
  // `apply_for_lease`: what is applied for is not there yet.
  if (reading.verb === 'apply' && !isKept(head, nouns) && (nouns.get('application')?.taken ?? 0) > 0)
    return { noun: 'application', certainty: 0.85, because: 'who would apply has an application', makes: true };
  const ordered = reading.verb === 'order' ? orderOf(object, nouns) : undefined;
  if (ordered !== undefined)
    return { noun: ordered, certainty: 0.85, because: `who would order has a ${ordered}`, makes: true };
  // `reserve_slot`, where others ask for the reservation and nobody for the slot.
  const asked = made.find((noun) => isKeyed(noun, nouns) && (nouns.get(noun)?.taken ?? 0) > 0);
  const alone = !isKeyed(object, nouns) && (nouns.get(object)?.read ?? 0) === 0;
  if (asked !== undefined && alone && reading.operation === 'create' && object !== '' && !OWN_OBJECT.has(reading.verb))
    return { noun: asked, certainty: 0.85, because: `others ask for a ${asked}`, makes: true };
  // `book_viewing`: an event is made by booking it.
  if (
    isEvent(head) &&
    reading.operation === 'create' &&
    !keys.some((key) => key.required && identifiedBy(key) === object)
  )
    return { noun: object, certainty: 0.85, because: `the name says "${object}"`, makes: true };
  // `schedule_interview` makes the interview, unless one that exists is asked for.
  const taken = made.some((noun) => (nouns.get(noun)?.taken ?? 0) > 0) && !isKeyed(object, nouns);
  if (
    OWN_OBJECT.has(reading.verb) &&
    !taken &&
    object !== '' &&
    !keys.some((key) => key.required && identifiedBy(key) === object)
  )
    return undefined;
  if (made.includes(object))
    return { noun: object, certainty: 0.95, because: `the name says "${object}"`, makes: true };
  // A verb that ends or changes a record of its own kind: `transfer_ticket(ticket_id)`.
  if (reading.operation === 'act' && keys.some((key) => key.required && identifiedBy(key) === object)) return undefined;
  // `book_expense(amount)`, where others list expenses and nothing else speaks of bookings: the expense is made.
  const given = keys.some((key) => key.required && identifiedBy(key) === object);
  const read = (nouns.get(object)?.read ?? 0) > 0 || isKeyed(object, nouns);
  const named = inputs.some(({ required, words }) => required && words.includes(head));
  const own = object !== '' && !given && !named && ENTERED.has(reading.verb) && (read || hired);
  if (own && reading.operation === 'create' && !made.some((noun) => isSpokenOf(noun, profile, nouns)))
    return { noun: object, certainty: 0.8, because: `the name says "${object}"`, makes: true };
  const known = made.find((noun) => isKept(noun, nouns));
  if (known !== undefined && (reading.operation === 'create' || (nouns.get(known)?.taken ?? 0) > 0))
    return { noun: known, certainty: 0.85, because: `who would ${reading.verb} has a ${known}`, makes: true };
  const always = ALWAYS_MADE[reading.verb];
  if (always !== undefined && reading.operation === 'create' && (object !== '' || keys.length > 0))
    return { noun: always, certainty: 0.7, because: `who would ${reading.verb} has a ${always}`, makes: true };
  return undefined;
}

/** Verbs that also put something down: an expense is booked, a crew is hired. */
const ENTERED = new Set(['book', 'hire', 'buy', 'purchase', 'place']);

/** Whether another function takes or reads what the verb would make, or this one answers with it. */
function isSpokenOf(noun: string, { outputs }: Profile, nouns: Nouns): boolean {
  const facts = nouns.get(noun);
  const told = outputs.some((output) => identifiedBy(output) === noun);
  return told || (facts !== undefined && (facts.taken > 0 || facts.read > 0));
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
