import type { Profile } from './profile.ts';
import type { Operation } from './types.ts';
import type { Leaf } from './values.ts';
import { ATTRIBUTE_NOUNS } from './vocabulary.ts';

/** How often the catalog treats a noun as a record. */
export interface NounFacts {
  /** Parameters and outputs that are its identifier. */
  keyed: number;
  /** Of those, parameters. */
  taken: number;
  /** Functions that make or end one. */
  made: number;
  /** Functions that list or get it as a whole. */
  read: number;
}

export type Nouns = ReadonlyMap<string, NounFacts>;

/** Counts, over all profiles, which nouns are identified, made and read. Nouns are joined by `_`. */
export function countNouns(profiles: readonly Profile[]): Nouns {
  const nouns = new Map<string, NounFacts>();
  const of = (noun: string): NounFacts => {
    let facts = nouns.get(noun);
    if (facts === undefined) {
      facts = { keyed: 0, taken: 0, made: 0, read: 0 };
      nouns.set(noun, facts);
    }
    return facts;
  };
  for (const profile of profiles) {
    for (const leaf of profile.inputs) {
      const noun = identifiedBy(leaf);
      if (noun === undefined) continue;
      const facts = of(noun);
      facts.keyed++;
      facts.taken++;
    }
    for (const leaf of profile.outputs) {
      const noun = leaf.identifies >= 0.9 ? identifiedBy(leaf) : undefined;
      if (noun !== undefined) of(noun).keyed++;
    }
    const { operation, name, text } = profile.reading;
    const object = name.object.length > 0 ? name.object : text.object;
    if (object.length === 0) continue;
    const facts = of(object.join('_'));
    if (operation === 'create' || operation === 'delete') facts.made++;
    else if (operation === 'get' || operation === 'list') facts.read++;
  }
  return nouns;
}

const MIN_IDENTIFIER = 0.7;

/** The noun whose identifier a value is, by its name; undefined for bare `id` and for what is none. */
export function identifiedBy(leaf: Leaf): string | undefined {
  if (leaf.identifies < MIN_IDENTIFIER || leaf.owner === undefined || leaf.owner.length === 0) return undefined;
  return leaf.owner.join('_');
}

function isKeyed(noun: string, nouns: Nouns): boolean {
  return (nouns.get(noun)?.keyed ?? 0) > 0;
}

/** A noun the catalog treats as a record: it has an identifier, or something makes it. */
function isKept(noun: string, nouns: Nouns): boolean {
  const facts = nouns.get(noun);
  return facts !== undefined && (facts.keyed > 0 || facts.made > 0);
}

const HOLLOW = new Set(
  'detail information info data list result record summary overview history collection set content response entry stat statistic status'.split(
    ' ',
  ),
);

/** Sums are moved between records; they are none. */
const SUMS = new Set('money fund cash payment amount balance credit'.split(' '));

/** Records that hang on another one and are still kept as records of their own. */
const DEPENDENTS = new Set(
  `comment note review message reply attachment photo event task ticket file commit pull_request issue release branch
  booking order payment invoice transaction reservation appointment charge refund subscription alert notification member
  reminder document page post story user contact lead deal account customer employee shipment package label webhook`.split(
    /\s+/,
  ),
);

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
  claim: ['claim'],
  place: ['order', 'bid', 'hold'],
};
/** Made even where nothing else of the catalog names them. */
const ALWAYS_MADE: Readonly<Record<string, string>> = { book: 'booking', reserve: 'reservation', rent: 'rental' };

export interface Subject {
  /** Noun of the entity; undefined where the function is about none. */
  readonly noun: string | undefined;
  readonly certainty: number;
  readonly because: string;
  /** The verb makes a new record of this noun (`book_flight` makes a booking). */
  readonly makes?: boolean;
  /** The thing named was an attribute: `read_sensor_battery` is about the sensor. */
  readonly attribute?: string;
}

/** What a function is about, as a domain model would keep it. */
export function subjectOf(profile: Profile, nouns: Nouns): Subject {
  const { reading } = profile;
  const deal = dealOf(profile, nouns);
  if (deal !== undefined) return deal;
  const object = reading.name.object.length > 0 ? reading.name.object : objectOfText(profile);
  if (object.length === 0) return subjectOfKeys(profile, nouns);
  return resolve(trimmed(object), profile, nouns);
}

function objectOfText({ reading }: Profile): readonly string[] {
  return reading.text.object;
}

function trimmed(object: readonly string[]): readonly string[] {
  let words = object;
  while (words.length > 1 && HOLLOW.has(words.at(-1) as string)) words = words.slice(0, -1);
  return words.length > 3 ? words.slice(-3) : words;
}

function dealOf({ reading, keys }: Profile, nouns: Nouns): Subject | undefined {
  const made = DEALS[reading.verb];
  if (made === undefined || reading.operation === 'list' || reading.operation === 'get') return undefined;
  const object = reading.name.object.join('_');
  if (made.includes(object))
    return { noun: object, certainty: 0.95, because: `the name says "${object}"`, makes: true };
  // A verb that ends or changes a record of its own kind: `transfer_ticket(ticket_id)`.
  if (reading.operation === 'act' && keys.some((key) => key.required && identifiedBy(key) === object)) return undefined;
  const known = made.find((noun) => isKept(noun, nouns));
  if (known !== undefined && (reading.operation === 'create' || (nouns.get(known)?.taken ?? 0) > 0))
    return { noun: known, certainty: 0.85, because: `who would ${reading.verb} has a ${known}`, makes: true };
  const always = ALWAYS_MADE[reading.verb];
  if (always !== undefined && reading.operation === 'create' && object !== '')
    return { noun: always, certainty: 0.7, because: `who would ${reading.verb} has a ${always}`, makes: true };
  return undefined;
}

/** No thing is named: the record whose identifier is asked for. */
function subjectOfKeys({ keys, reading, inputs }: Profile, nouns: Nouns): Subject {
  const named = keys.filter((key) => identifiedBy(key) !== undefined);
  const key = named.find(({ required }) => required) ?? named[0];
  if (key !== undefined && reading.operation !== 'compute')
    return { noun: identifiedBy(key), certainty: 0.75, because: `it takes ${key.name}` };
  const whole = inputs.find(({ required, words }) => required && isKept(words.join('_'), nouns));
  if (whole !== undefined) return { noun: whole.words.join('_'), certainty: 0.6, because: `it takes ${whole.name}` };
  return { noun: undefined, certainty: 0.5, because: 'no thing is named' };
}

function resolve(words: readonly string[], profile: Profile, nouns: Nouns): Subject {
  const whole = words.join('_');
  const head = words.at(-1) as string;
  const said = `the name says "${words.join(' ')}"`;
  if (isKeyed(whole, nouns)) return { noun: whole, certainty: 0.95, because: said };
  const owner = ownerKey(profile, head, whole, nouns);
  if (words.length === 1) return resolveOne(head, owner, profile, nouns);
  const before = words.slice(0, -1);
  const lead = before.join('_');
  if (isKeyed(head, nouns)) return { noun: headWithLead(whole, head, lead, nouns), certainty: 0.85, because: said };
  // `list_invoice_lines(invoice_id)`: what has no identifier of its own belongs to what has one.
  const leads = [lead, before.at(-1) as string, before[0] as string];
  const known = leads.find((noun) => isKeyed(noun, nouns));
  const dependent = DEPENDENTS.has(head) && !(ATTRIBUTE_NOUNS.has(head) && !isKept(head, nouns));
  if (known !== undefined) {
    if (dependent) return { noun: head, certainty: 0.7, because: said };
    return { noun: known, certainty: 0.85, because: `${said}, and only ${known} has an identifier`, attribute: head };
  }
  if (ATTRIBUTE_NOUNS.has(head)) {
    const inner = resolve(trimmed(before), profile, nouns);
    return { ...inner, certainty: inner.certainty * 0.9, attribute: head };
  }
  if (
    owner !== undefined &&
    !isKept(whole, nouns) &&
    !isKept(head, nouns) &&
    profile.reading.operation !== 'list' &&
    profile.reading.operation !== 'create'
  )
    return { noun: owner, certainty: 0.65, because: `${said}, which ${owner} has`, attribute: head };
  if (isKept(head, nouns) && !isKept(whole, nouns)) return { noun: head, certainty: 0.8, because: said };
  return { noun: whole, certainty: 0.75, because: said };
}

/** `list_project_tasks` is about tasks, `redeem_gift_card(card_id)` about gift cards. */
function headWithLead(whole: string, head: string, lead: string, nouns: Nouns): string {
  const own = nouns.get(head);
  const full = nouns.get(whole);
  if (isKeyed(lead, nouns)) return head;
  const fullCount = (full?.made ?? 0) + (full?.read ?? 0);
  const ownCount = (own?.made ?? 0) + (own?.read ?? 0);
  return fullCount > 1 && ownCount === 0 ? whole : head;
}

function resolveOne(head: string, owner: string | undefined, profile: Profile, nouns: Nouns): Subject {
  const { operation } = profile.reading;
  const said = `the name says "${head}"`;
  const kept = isKept(head, nouns);
  if (owner !== undefined && !isKeyed(head, nouns)) {
    const moves = operation === 'act' || operation === 'update' || operation === 'session';
    if (SUMS.has(head) || HOLLOW.has(head))
      return { noun: owner, certainty: 0.85, because: `${said}, which ${owner} has`, attribute: head };
    if (
      ATTRIBUTE_NOUNS.has(head) &&
      !DEPENDENTS.has(head) &&
      (operation !== 'create' || !kept || profile.reading.verbClass === 'put-in')
    )
      return { noun: owner, certainty: 0.8, because: `${said}, which ${owner} has`, attribute: head };
    if (moves && !kept)
      return { noun: owner, certainty: 0.7, because: `it takes the identifier of ${owner}`, attribute: head };
    if (operation === 'get' && !kept && (nouns.get(head)?.read ?? 0) < 2 && !DEPENDENTS.has(head))
      return { noun: owner, certainty: 0.65, because: `${said}, which ${owner} has`, attribute: head };
  }
  if (SUMS.has(head) && operation === 'act') {
    const account = [...['account', 'wallet', 'card', 'user']].find((noun) => nouns.has(noun));
    if (account !== undefined)
      return { noun: account, certainty: 0.6, because: `${account} has ${head}`, attribute: head };
  }
  return { noun: head, certainty: kept ? 0.95 : 0.8, because: said };
}

const BARE_READERS: ReadonlySet<Operation> = new Set(['compute']);

/** The known record whose identifier a function requires, other than its own object's. */
function ownerKey({ keys, reading }: Profile, head: string, whole: string, nouns: Nouns): string | undefined {
  if (BARE_READERS.has(reading.operation)) return undefined;
  for (const key of keys) {
    if (!key.required || key.many) continue;
    const noun = identifiedBy(key);
    if (noun !== undefined && noun !== head && noun !== whole && isKeyed(noun, nouns)) return noun;
  }
  return undefined;
}
