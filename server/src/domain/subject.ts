import { isCommonField } from './field-index.ts';
import { fieldName, nounOf, nounWords } from './nouns.ts';
import type { Profile } from './profile.ts';
import { leadOf } from './text-cache.ts';
import type { Operation } from './types.ts';
import type { Leaf } from './values.ts';
import { ATTRIBUTE_NOUNS, FREE_TEXT, ISSUED_ROLES, PLURAL_OF_ONE, SERIES_NOUNS, TIME_NOUNS } from './vocabulary.ts';

/** How often the catalog treats a noun as a record. */
export interface NounFacts {
  /** Parameters and outputs that are its identifier. */
  keyed: number;
  /** Of those, parameters. */
  taken: number;
  /** Functions whose documented answers hold one. */
  given: number;
  /** Functions that make or end one. */
  made: number;
  /** Functions that list or get it as a whole. */
  read: number;
  /** Functions whose name or description is about it. */
  about: number;
  /** Parameters that are called as it is, where some function is about it. */
  named: number;
}

export type Nouns = ReadonlyMap<string, NounFacts>;

/** People of whom a catalog keeps records, the most general first. */
const PERSONS = ['user', 'employee', 'member', 'person', 'contact', 'agent', 'account'];
/** What such a person is to something: an `assignee_id` is a user's. */
const PERSON_ROLES = `assignee owner author manager creator reporter reviewer requester organizer referrer approver
  supervisor inviter`.split(/\s+/);

/**
 * Nouns that only parameters use, by the noun of what functions are about: `pull_number` names a pull request.
 */
export function shortNouns(
  nouns: Nouns,
  aliases: ReadonlyMap<string, string> = NO_ALIASES,
): ReadonlyMap<string, string> {
  const byLead = new Map<string, string>();
  for (const [noun, { made, read, keyed }] of nouns) {
    const cut = noun.indexOf('_');
    if (
      cut < 0 ||
      cut !== noun.lastIndexOf('_') ||
      keyed > 0 ||
      made + read < 2 ||
      ISSUED_ROLES.has(noun.slice(noun.lastIndexOf('_') + 1))
    )
      continue;
    const lead = noun.slice(0, cut);
    // `spreadsheet_row`, where rows have an identifier of their own: the lead is what holds them.
    if ((nouns.get(noun.slice(cut + 1))?.keyed ?? 0) > 0) continue;
    const other = byLead.get(lead);
    if (other === undefined || other.length > noun.length) byLead.set(lead, noun);
  }
  const short = new Map<string, string>();
  for (const [lead, full] of byLead) {
    const facts = nouns.get(lead);
    if (facts !== undefined && facts.keyed > 0 && facts.made + facts.read === 0) short.set(lead, full);
  }
  for (const [noun, full] of aliases) if (!short.has(noun)) short.set(noun, full);
  const person = PERSONS.find((noun) => (nouns.get(noun)?.about ?? 0) > 0);
  if (person !== undefined)
    for (const role of PERSON_ROLES) if ((nouns.get(role)?.about ?? 0) === 0) short.set(role, person);
  // `home_folder_id` names a folder, where functions are about folders and none about home folders.
  for (const [noun, { keyed, about }] of nouns) {
    const head = noun.slice(noun.lastIndexOf('_') + 1);
    if (keyed > 0 && about === 0 && head !== noun && !short.has(noun) && (nouns.get(head)?.about ?? 0) > 0)
      short.set(noun, head);
  }
  return short;
}

const NO_ALIASES: ReadonlyMap<string, string> = new Map();

/**
 * Nouns that no function is about, by what the functions that take their identifiers are about: `rx_number` of
 * `refill_prescription` and `transfer_prescription` names a prescription.
 */
export function aliasesOf(profiles: readonly Profile[], nouns: Nouns): ReadonlyMap<string, string> {
  const votes = new Map<string, Map<string, number>>();
  const foreign = profiles.some(({ lexicon }) => lexicon.foreign);
  const vote = (noun: string, about: string): void => {
    let own = votes.get(noun);
    if (own === undefined) {
      own = new Map();
      votes.set(noun, own);
    }
    own.set(about, (own.get(about) ?? 0) + 1);
  };
  for (const { keys, reading, outputs } of profiles) {
    for (const leaf of outputs) {
      const noun = leaf.path.includes('[]') && leaf.identifies >= 0.9 ? identifiedBy(leaf) : undefined;
      const held = nounOf(nounWords(leaf.holder));
      if (noun !== undefined && isShortFor(noun, held) && (nouns.get(noun)?.about ?? 0) === 0) vote(noun, held);
    }
    // `leser_anlegen`, "Creates a reader", answers with a `leser_nr`.
    const issued =
      foreign && reading.operation === 'create' ? outputs.find((leaf) => !leaf.path.includes('[]')) : undefined;
    const own = issued === undefined ? undefined : identifiedBy(issued);
    if (own !== undefined && (nouns.get(own)?.about ?? 0) === 0) vote(own, reading.name.object.join('_'));
    const named = keys.filter((key) => key.required && !key.many && identifiedBy(key) !== undefined);
    const noun = named.length === 1 && named[0] !== undefined ? identifiedBy(named[0]) : undefined;
    const { operation } = reading;
    if (noun === undefined || operation === 'list' || operation === 'create' || operation === 'send') continue;
    if ((nouns.get(noun)?.about ?? 0) > 0) continue;
    const object = reading.name.object.length > 0 ? reading.name.object : reading.text.object;
    const about = object.filter((word) => !ATTRIBUTE_NOUNS.has(word)).join('_');
    if (about === '' || isKeyed(about, nouns) || about.endsWith(`_${noun}`)) continue;
    vote(noun, about);
  }
  const aliases = new Map<string, string>();
  for (const [noun, own] of votes) {
    // `eid`: of the events, invitations and reminders that its functions speak of it can only be the event's.
    const written = [...own].filter(([about]) => isShortFor(noun, about));
    const counted = written.length > 0 ? written : [...own];
    const total = counted.reduce((sum, [, count]) => sum + count, 0);
    const best = counted.sort((a, b) => b[1] - a[1])[0];
    const least = written.length > 0 || foreign ? 1 : 2;
    if (best !== undefined && best[1] >= least && best[1] * 2 > total) aliases.set(noun, best[0]);
  }
  return aliases;
}

const MAX_SHORT = 3;

/** Whether a few letters stand for a noun: `e` for event, `wo` for work order. */
function isShortFor(letters: string, noun: string): boolean {
  if (letters.length > MAX_SHORT || noun.length <= letters.length) return false;
  return noun.startsWith(letters) || initialsOf(noun) === letters;
}

function initialsOf(noun: string): string {
  return noun
    .split('_')
    .map((word) => word.charAt(0))
    .join('');
}

/** Counts, over all profiles, which nouns are identified, made and read. Nouns are joined by `_`. */
export function countNouns(profiles: readonly Profile[]): Nouns {
  const nouns = new Map<string, NounFacts>();
  const of = (noun: string): NounFacts => {
    let facts = nouns.get(noun);
    if (facts === undefined) {
      facts = { keyed: 0, taken: 0, given: 0, made: 0, read: 0, about: 0, named: 0 };
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
    const answered = new Set<string>();
    for (const leaf of profile.outputs) {
      const noun = leaf.identifies >= 0.9 ? identifiedBy(leaf) : undefined;
      if (noun === undefined) continue;
      of(noun).keyed++;
      // What comes back because the caller gave it is given by nobody.
      const echoed = profile.inputs.some((input) => input.required && identifiedBy(input) === noun);
      if (!answered.has(noun) && !echoed) of(noun).given++;
      answered.add(noun);
    }
    const { operation, name, text } = profile.reading;
    const object = name.object.length > 0 ? name.object : text.object;
    if (object.length === 0) continue;
    const facts = of(object.join('_'));
    facts.about++;
    if (operation === 'create' || operation === 'delete') facts.made++;
    else if (operation === 'get' || operation === 'list') facts.read++;
  }
  for (const profile of profiles) {
    for (const noun of namedAlone(profile, nouns)) countTaken(of(noun));
    for (const { words, composite } of profile.inputs) {
      const facts = composite ? undefined : nouns.get(nounOf(words));
      if (facts !== undefined && facts.about > 0) facts.named++;
    }
  }
  return nouns;
}

function countTaken(facts: NounFacts): void {
  facts.keyed++;
  facts.taken++;
}

/** Records that texts name by nothing but their noun: `collection` of `drop_collection`, `tableName`. */
function namedAlone({ inputs, reading }: Profile, nouns: Nouns): readonly string[] {
  const found: string[] = [];
  for (const { type, many, composite, required, schema, words, owner, name } of inputs) {
    if (type !== 'string' || many || composite || !required || schema.enum !== undefined) continue;
    const noun = owner !== undefined && owner.length > 0 ? owner.join('_') : words.join('_');
    const last = words.at(-1) ?? '';
    if (FREE_TEXT.has(last) || isCommonField(fieldName(name)) || isCommonField(noun)) continue;
    const facts = nouns.get(noun);
    if (facts === undefined || facts.made === 0 || facts.made + facts.read < 2) continue;
    // `create_note(note)` takes what it makes.
    if (reading.operation === 'create' && (reading.name.object.at(-1) ?? noun) === noun) continue;
    found.push(noun);
  }
  return found;
}

const MIN_IDENTIFIER = 0.7;

/** Counts the identifiers of such nouns for those that functions are about. */
export function withFullNouns(nouns: Nouns, short: ReadonlyMap<string, string>): Nouns {
  if (short.size === 0) return nouns;
  const all = new Map(nouns);
  for (const [lead, full] of short) {
    const [part, whole] = [nouns.get(lead), nouns.get(full)];
    if (part === undefined || whole === undefined) continue;
    all.set(full, { ...whole, keyed: whole.keyed + part.keyed, taken: whole.taken + part.taken });
    all.delete(lead);
  }
  return all;
}

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
export const DEPENDENTS = new Set(
  `comment note review message reply attachment photo event task ticket file commit pull_request issue release branch
  image picture video recording booking order payment invoice transaction reservation appointment charge refund subscription alert notification member
  reminder document page post story user contact lead deal account customer employee shipment package label webhook reaction rating`.split(
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

export interface Subject {
  /** Noun of the entity; undefined where the function is about none. */
  readonly noun: string | undefined;
  readonly certainty: number;
  readonly because: string;
  /** The verb makes a new record of this noun (`book_flight` makes a booking). */
  readonly makes?: boolean;
  /** The thing named was an attribute: `read_sensor_battery` is about the sensor. */
  readonly attribute?: string;
  /** Many of it are shown: by a directory, a chart. */
  readonly view?: boolean;
  /** The noun is what something is put into. */
  readonly into?: boolean;
}

/** What a function is about, as a domain model would keep it. */
export function subjectOf(profile: Profile, nouns: Nouns): Subject {
  const { reading } = profile;
  const deal = dealOf(profile, nouns);
  if (deal !== undefined) return deal;
  const { name } = reading;
  // `save_to_collection`, `move_to_sprint`: what it is put into.
  if (name.object.length === 0 && INTO.has(name.preposition) && name.behind.length > 0 && WRITES.has(reading.operation))
    return {
      noun: name.behind.join('_'),
      certainty: 0.8,
      because: `the name says ${reading.verb === 'respond' ? 'to' : 'into'} what: ${name.behind.join(' ')}`,
      into: true,
    };
  if (reading.operation === 'send') return subjectOfSending(profile, nouns);
  const object = name.object.length > 0 && !isDeedOfText(profile, nouns) ? name.object : objectOfText(profile, nouns);
  const changed = assignedTo(profile, object);
  if (changed !== undefined) return changed;
  const keyed = name.object.length === 0 ? keyedAlone(profile, object, nouns) : undefined;
  if (keyed !== undefined) return keyed;
  const self = selfOf(profile, object, nouns);
  if (self !== undefined) return self;
  if (reading.operation === 'get' && object.length > 0 && object.every((word) => TIME_NOUNS.has(word)))
    return { noun: undefined, certainty: 0.8, because: 'the time belongs to nothing' };
  const found = foundIn(profile, object, nouns);
  if (found !== undefined) return found;
  if (object.length === 0) return subjectOfKeys(profile, nouns);
  const told = calledOtherwise(profile, object, nouns);
  if (told !== undefined) return told;
  if (isKeyed(object.join('_'), nouns)) return resolve(object, profile, nouns);
  if (isCompound(object, nouns))
    return { noun: object.join('_'), certainty: 0.85, because: `functions speak of a ${object.join(' ')}` };
  const thing = unwrapped(trimmed(object), nouns);
  const view = thing !== object && VIEWS.has(object.at(-1) as string) && !VIEWS.has(thing.at(-1) as string);
  // `org_chart(manager_id)` shows those whose identifier it takes.
  if (object.length > 1 && VIEWS.has(thing.at(-1) as string) && !nouns.has(thing.at(-1) as string)) {
    const shown = subjectOfKeys(profile, nouns);
    if (shown.noun !== undefined && isKeyed(shown.noun, nouns)) return { ...shown, view: true };
  }
  const alone = thing.length === 1 && thing.length < object.length && reading.operation === 'get';
  const holder =
    alone && !isKept(thing[0] as string, nouns) ? ownerKey(profile, thing[0] as string, '', nouns) : undefined;
  if (holder !== undefined)
    return {
      noun: holder,
      certainty: 0.75,
      because: `it takes the identifier of ${holder}`,
      attribute: object.at(-1) as string,
    };
  const subject = resolve(thing, profile, nouns);
  return view ? { ...subject, view } : subject;
}

const ALONE: ReadonlySet<Operation> = new Set(['update', 'act', 'delete']);

/** `unsubscribe(subscription_id)`, "Stop alerts": a bare verb works on the record that is asked for. */
function keyedAlone({ keys, reading }: Profile, object: readonly string[], nouns: Nouns): Subject | undefined {
  if (!ALONE.has(reading.operation)) return undefined;
  const issued = keys.filter(
    (key) => key.required && !key.many && key.identifies >= 0.75 && identifiedBy(key) !== undefined,
  );
  const [key] = issued;
  if (issued.length !== 1 || key === undefined || isKept(object.join('_'), nouns)) return undefined;
  return { noun: identifiedBy(key), certainty: 0.8, because: `it takes ${key.name}` };
}

/** `rsvp`, "Answer an invitation": the name says neither what is done nor to which record. */
function isDeedOfText({ reading }: Profile, nouns: Nouns): boolean {
  const { name, text, operation } = reading;
  if (name.verbClass !== undefined || text.verb === '' || !WRITES.has(operation)) return false;
  return !name.object.some((word) => isKept(word, nouns)) && !isKept(name.object.join('_'), nouns);
}

/** `find_opponent`, "Find a player of like strength": the same verb, and a noun that the catalog knows. */
function calledOtherwise({ reading }: Profile, object: readonly string[], nouns: Nouns): Subject | undefined {
  if (reading.operation !== 'get' && reading.operation !== 'list') return undefined;
  const [noun] = object;
  const told = reading.text.object.at(-1) ?? '';
  if (object.length !== 1 || noun === told || reading.text.verb !== reading.name.verb || reading.text.verb === '')
    return undefined;
  if (isKept(noun as string, nouns) || (nouns.get(noun as string)?.about ?? 0) > 1 || !isKeyed(told, nouns))
    return undefined;
  return { noun: told, certainty: 0.8, because: `the description says "${told}"` };
}

/** People who call an interface. */
const CALLERS = ['user', 'employee', 'person'];
/**
 * What a search or a history shows, where the description calls it otherwise: `search_archive`, "Search archived scenes";
 * `channel_history`, "Fetch the messages of a channel".
 */
function foundIn(profile: Profile, object: readonly string[], nouns: Nouns): Subject | undefined {
  if (profile.reading.operation !== 'list' || object.length === 0) return undefined;
  const head = object.at(-1) as string;
  const series = SERIES_NOUNS.has(head);
  if (!series && (object.length > 1 || isKept(head, nouns) || (nouns.get(head)?.about ?? 0) > 1)) return undefined;
  const lead = leadOf(profile);
  const shown = lead.object.at(-1) ?? '';
  if (shown === '' || object.includes(shown) || !lead.many || (ATTRIBUTE_NOUNS.has(shown) && !DEPENDENTS.has(shown)))
    return undefined;
  if (!series && !isKeyed(shown, nouns)) return undefined;
  return { noun: shown, certainty: 0.8, because: `the description speaks of ${lead.object.join(' ')}` };
}

const SELF = /(?:^|[^a-z])(?:[Mm]e|[Mm]y|[Mm]yself)(?![a-z])|[a-z](?:Me|My|Myself)(?![a-z])|whoami/;

/** `get_me`, `get_my_status`: who calls, and what is asked of them is theirs; `list_my_orders` is about orders. */
function selfOf({ signature, reading }: Profile, object: readonly string[], nouns: Nouns): Subject | undefined {
  if (!SELF.test(signature.name)) return undefined;
  const head = object.at(-1) ?? '';
  const alone = object.length === 0 || head === 'me' || head === 'myself' || reading.verb === 'whoami';
  if (!alone && !(object.length === 1 && (HOLLOW.has(head) || head === 'profile') && !isKept(head, nouns)))
    return undefined;
  const noun = CALLERS.find((one) => nouns.has(one)) ?? 'user';
  return {
    noun,
    certainty: 0.85,
    because: `the name speaks of who calls, a ${noun}`,
    ...(alone ? {} : { attribute: head }),
  };
}

/** `get_shopping_list`, `clear_shopping_list`: one thing, where no function is about shoppings. */
function isCompound(object: readonly string[], nouns: Nouns): boolean {
  const [lead = '', head = ''] = object;
  if (object.length !== 2 || !(HOLLOW.has(head) || head === 'list' || head === 'set')) return false;
  const whole = nouns.get(object.join('_'));
  return (whole?.about ?? 0) >= 2 && (nouns.get(lead)?.about ?? 0) === 0 && !isKept(lead, nouns);
}

/** Ways to look at many of a thing. */
const VIEWS = new Set(
  'directory tree catalog catalogue roster registry register chart index dashboard board'.split(' '),
);

/** `employee_directory` shows employees, where the catalog keeps those and no directories. */
function unwrapped(object: readonly string[], nouns: Nouns): readonly string[] {
  const head = object.at(-1) ?? '';
  const lead = object.slice(0, -1);
  if (lead.length === 0 || !VIEWS.has(head) || isKeyed(head, nouns)) return object;
  return isKept(lead.join('_'), nouns) || isKept(lead.at(-1) as string, nouns) || isRead(lead.join('_'), nouns)
    ? lead
    : object;
}

/** A noun that other functions read as a whole. */
function isRead(noun: string, nouns: Nouns): boolean {
  return (nouns.get(noun)?.read ?? 0) > 0;
}

const ASSIGNING = new Set(['assign', 'reassign', 'allocate', 'designate', 'appoint']);
const PERSON =
  /(?:er|or|ist|ant|ian|ee|man|user|patient|guest|student|client|child|tenant|passenger|agent|person|staff|member|team|guide|crew|nurse|pilot)$/;

/** Things whose names end like those of people. */
const NO_PERSONS = new Set(
  `order folder number paper server letter ledger offer transfer tower meter router locker counter center container computer
  printer scooter tracker header footer banner filter layer water power tender trailer charter chapter quarter matter
  cluster register newsletter voucher reminder calendar sensor monitor door floor elevator generator motor vector error
  sector color mirror timer trigger parameter identifier placeholder user_story list checklist waitlist wishlist playlist
  shortlist plant grant tenant_group variant assistant_thread fee tree committee`.split(/\s+/),
);

function isPerson(noun: string): boolean {
  return PERSON.test(noun) && !NO_PERSONS.has(noun.slice(noun.lastIndexOf('_') + 1));
}

/** `assign_driver(trip_id, driver_id)` changes the trip: who is assigned stays who they are. */
function assignedTo({ reading, keys }: Profile, object: readonly string[]): Subject | undefined {
  if (!ASSIGNING.has(reading.verb)) return undefined;
  const noun = object.join('_');
  if (!PERSON.test(noun)) return undefined;
  const { preposition, behind } = reading.name;
  if (preposition === 'to' && behind.length > 0 && !isPerson(behind.join('_')))
    return { noun: behind.join('_'), certainty: 0.85, because: `${noun} is assigned to the ${behind.join(' ')}` };
  const other = keys.find(
    (key) => key.required && !key.many && identifiedBy(key) !== undefined && identifiedBy(key) !== noun,
  );
  const changed = other === undefined ? undefined : identifiedBy(other);
  return changed === undefined || isPerson(changed)
    ? undefined
    : { noun: changed, certainty: 0.85, because: `${noun} is assigned to the ${changed}` };
}

const INTO = new Set(['to', 'into', 'from', 'in']);
const WRITES: ReadonlySet<Operation> = new Set(['create', 'update', 'act', 'delete']);
const RECIPIENTS = new Set(
  'user customer employee member team agent contact person recipient guest patient client channel group staff'.split(
    ' ',
  ),
);

/** What is sent: the thing named, unless that is who gets it. */
function subjectOfSending({ reading, keys }: Profile, nouns: Nouns): Subject {
  const whole = trimmed(reading.name.object);
  // `send_channel_message(channel_id)`: the channel is where it goes.
  const object = whole.length === 2 && isKeyed(whole[0] as string, nouns) ? whole.slice(1) : whole;
  const noun = object.join('_');
  const taken = keys.some((key) => identifiedBy(key) === noun);
  if (taken && ADDRESSING.has(reading.verb) && reading.name.preposition === '')
    return { noun: 'message', certainty: 0.75, because: `who would ${reading.verb} somebody sends a message` };
  if (noun !== '' && !taken && !RECIPIENTS.has(noun))
    return { noun, certainty: 0.8, because: `the name says "${object.join(' ')}"` };
  if (taken && !RECIPIENTS.has(noun) && nouns.has(noun))
    return { noun, certainty: 0.7, because: `it takes the identifier of ${noun}` };
  return { noun: 'message', certainty: 0.7, because: 'what is sent is a message' };
}

/** Verbs whose object is who gets the message. */
const ADDRESSING = new Set(
  'message email notify text alert contact page ping tell remind call dm warn inform'.split(' '),
);

function objectOfText({ reading }: Profile, nouns: Nouns): readonly string[] {
  const { object, behind, preposition } = reading.text;
  // `Changes the room of a booking`: what is changed is the booking.
  const held = preposition === 'of' && (reading.operation === 'update' || reading.operation === 'act');
  return held && isKept(behind.join('_'), nouns) ? behind : object;
}

function trimmed(object: readonly string[]): readonly string[] {
  let words = object;
  // `find_user_id_by_email` gives the identifier of a user.
  if (words.length > 1 && ISSUED_ROLES.has(words.at(-1) as string)) words = words.slice(0, -1);
  while (words.length > 1 && HOLLOW.has(words.at(-1) as string)) words = words.slice(0, -1);
  return words.length > 3 ? words.slice(-3) : words;
}

function dealOf({ reading, keys }: Profile, nouns: Nouns): Subject | undefined {
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
  const patient = isKeyed(whole, nouns) ? dealtWith(whole, ownerKey(profile, whole, whole, nouns), profile) : undefined;
  if (patient !== undefined) return patient;
  if (isKeyed(whole, nouns)) return { noun: whole, certainty: 0.95, because: said };
  const owner = ownerKey(profile, head, whole, nouns);
  const dealt = dealtWith(whole, owner, profile);
  if (dealt !== undefined) return dealt;
  if (words.length === 1) return resolveOne(head, owner, profile, nouns);
  if (isChoice(whole, head, profile, nouns)) return { noun: whole, certainty: 0.8, because: said };
  const suffix = words.slice(1).join('_');
  if (words.length > 2 && isKeyed(words[0] as string, nouns) && (isKept(suffix, nouns) || isRead(suffix, nouns)))
    return { noun: suffix, certainty: 0.8, because: said };
  const before = words.slice(0, -1);
  const lead = before.join('_');
  // `add_checklist_item`, `delete_checklist_item`: members that come and go are records.
  if (MEMBERS.has(head) && (nouns.get(whole)?.made ?? 0) >= 2 && !isKeyed(head, nouns))
    return { noun: whole, certainty: 0.75, because: `functions make and end a ${words.join(' ')}` };
  const holder = holderOfMany(head, profile, nouns);
  if (holder !== undefined)
    return {
      noun: holder,
      certainty: 0.8,
      because: `it takes one ${holder} and several of its ${head}`,
      attribute: head,
    };
  if (isKeyed(head, nouns)) return { noun: headWithLead(whole, head, lead, nouns), certainty: 0.85, because: said };
  // `list_invoice_lines(invoice_id)`: what has no identifier of its own belongs to what has one.
  const leads = [lead, before.at(-1) as string, before[0] as string];
  const known = leads.find((noun) => isKeyed(noun, nouns));
  const { operation } = profile.reading;
  const reads = operation === 'list' || operation === 'create';
  const dependent = DEPENDENTS.has(head)
    ? reads || isKept(head, nouns)
    : operation === 'list' &&
      !ATTRIBUTE_NOUNS.has(head) &&
      !TIME_NOUNS.has(head) &&
      (isKept(head, nouns) || (nouns.get(whole)?.about ?? 0) + (nouns.get(head)?.about ?? 0) > 1);
  if (known !== undefined) {
    if (dependent) return { noun: head, certainty: 0.7, because: said };
    return { noun: known, certainty: 0.85, because: `${said}, and only ${known} has an identifier`, attribute: head };
  }
  // `exchange_rate`: where nothing is known of what stands before, both are one thing.
  const asked = profile.inputs.some(({ required, words }) => required && words.includes(before.at(-1) as string));
  if (
    ATTRIBUTE_NOUNS.has(head) &&
    !HOLLOW.has(head) &&
    owner === undefined &&
    !asked &&
    !leads.some((noun) => nouns.has(noun))
  )
    return { noun: whole, certainty: 0.7, because: said };
  if (ATTRIBUTE_NOUNS.has(head)) {
    // `yield_forecast(field_id)`: what has neither identifier nor maker belongs to what has.
    if (owner !== undefined && operation === 'get' && !isKept(before.at(-1) as string, nouns))
      return { noun: owner, certainty: 0.75, because: `${said}, which ${owner} has`, attribute: head };
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

/** `discharge_patient(admission_id)`, `check_in_guest(reservation_id)`: which person is meant is told by another record. */
function dealtWith(noun: string, owner: string | undefined, { reading, keys }: Profile): Subject | undefined {
  const acts = reading.operation === 'act' || reading.verb === 'checkout';
  if (owner === undefined || !acts || !isPerson(noun) || isPerson(owner)) return undefined;
  if (keys.some((key) => identifiedBy(key) === noun || key.owner?.length === 0)) return undefined;
  return { noun: owner, certainty: 0.75, because: `the ${noun} is told by the ${owner}` };
}

const CHOICES = new Set(['type', 'category', 'level', 'status', 'option', 'method', 'class', 'rate']);

/** `list_event_types`, where other functions take an `event_type`: what is chosen from a list is kept as such. */
function isChoice(whole: string, head: string, { reading }: Profile, nouns: Nouns): boolean {
  const facts = nouns.get(whole);
  return (
    CHOICES.has(head) && facts !== undefined && (facts.named > 0 || (reading.operation === 'list' && reading.name.many))
  );
}

const MEMBERS = new Set(['item', 'entry', 'line', 'row', 'step', 'section', 'page', 'option']);

/** `return_order_items(order_id, item_ids)` changes the order. */
function holderOfMany(head: string, { keys, reading }: Profile, nouns: Nouns): string | undefined {
  if (reading.operation === 'list' || reading.operation === 'get') return undefined;
  if (!keys.some((key) => key.many && identifiedBy(key) === head)) return undefined;
  const holder = keys.find(
    (key) => key.required && !key.many && identifiedBy(key) !== undefined && identifiedBy(key) !== head,
  );
  return holder !== undefined && isKeyed(identifiedBy(holder) as string, nouns) ? identifiedBy(holder) : undefined;
}

/** `list_project_tasks` is about tasks, `redeem_gift_card(card_id)` about gift cards. */
function headWithLead(whole: string, head: string, lead: string, nouns: Nouns): string {
  const own = nouns.get(head);
  const full = nouns.get(whole);
  if (isKeyed(lead, nouns) || isRead(lead, nouns)) return head;
  const fullCount = (full?.made ?? 0) + (full?.read ?? 0);
  const ownCount = (own?.made ?? 0) + (own?.read ?? 0);
  return fullCount > 1 && ownCount === 0 ? whole : head;
}

function resolveOne(head: string, owner: string | undefined, profile: Profile, nouns: Nouns): Subject {
  const { operation } = profile.reading;
  const said = `the name says "${head}"`;
  const kept = isKept(head, nouns);
  if (owner !== undefined && !isKeyed(head, nouns)) {
    if (SETTING.has(profile.reading.verb) && isGivenValue(head, profile))
      return { noun: owner, certainty: 0.75, because: `${said}, which ${owner} has`, attribute: head };
    const moves = operation === 'act' || operation === 'update' || operation === 'session';
    // `read_climate(greenhouse_id)`: what no other function knows, and what is told of one record, is that record's.
    const told = nouns.get(head);
    const lone = !kept && !DEPENDENTS.has(head) && (told?.about ?? 0) <= 1 && (told?.named ?? 0) === 0;
    if (lone && operation === 'get' && !profile.reading.name.many && (nouns.get(owner)?.about ?? 0) > 0)
      return { noun: owner, certainty: 0.75, because: `${said}, which ${owner} has`, attribute: head };
    const listed = operation === 'list' && profile.reading.name.many && !PLURAL_OF_ONE.has(head);
    if (listed) return { noun: head, certainty: 0.75, because: said };
    if (SUMS.has(head) || HOLLOW.has(head))
      return { noun: owner, certainty: 0.85, because: `${said}, which ${owner} has`, attribute: head };
    if (
      ATTRIBUTE_NOUNS.has(head) &&
      !DEPENDENTS.has(head) &&
      (operation !== 'create' || !kept || profile.reading.verbClass === 'put-in')
    )
      return { noun: owner, certainty: 0.8, because: `${said}, which ${owner} has`, attribute: head };
    if (moves && !kept && !DEPENDENTS.has(head))
      return { noun: owner, certainty: 0.7, because: `it takes the identifier of ${owner}`, attribute: head };
  }
  if (SUMS.has(head) && operation === 'act') {
    const account = [...['account', 'wallet', 'card', 'user']].find((noun) => nouns.has(noun));
    if (account !== undefined)
      return { noun: account, certainty: 0.6, because: `${account} has ${head}`, attribute: head };
  }
  return { noun: head, certainty: kept ? 0.95 : 0.8, because: said };
}

/** Verbs that set a value of a record, where the value is a parameter: `record_grade(enrollment_id, grade)`. */
const SETTING = new Set('record set mark enter assign log write note save capture report submit'.split(' '));

function isGivenValue(head: string, { inputs }: Profile): boolean {
  return inputs.some((leaf) => leaf.required && !leaf.composite && leaf.identifies === 0 && leaf.words.at(-1) === head);
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
