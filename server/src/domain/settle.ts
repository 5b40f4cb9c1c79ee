import { verbClassOf } from '../english/index.ts';
import type { Subject } from './about.ts';
import { identifiedBy, type Nouns } from './noun-facts.ts';
import { withoutUnit } from './nouns.ts';
import type { Profile } from './profile.ts';
import { stemOf } from './stems.ts';
import { firstWordOf, leadOf } from './text-cache.ts';
import { DEPENDENTS } from './thing.ts';
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
  if (subject.view === true && reading.operation === 'get' && leadOf(profile).many)
    return { ...plain, operation: 'list', because: `many of ${subject.noun} are shown` };
  const shown = shownBy(profile, subject, nouns);
  if (shown !== undefined) return { ...plain, operation: 'list', ...shown };
  const issued = issuedBy(profile, subject, nouns);
  if (issued !== undefined) return { ...plain, operation: 'create', ...issued };
  const quoted = reading.operation === 'get' ? quotedBy(profile, nouns) : undefined;
  if (quoted !== undefined) return { ...plain, operation: 'create', ...quoted };
  const made = madeByVerb(profile, subject, nouns);
  if (made !== undefined) return { ...plain, operation: 'create', ...made };
  if (
    (reading.verb === 'connect' || reading.verb === 'disconnect') &&
    reading.operation === 'act' &&
    !profile.inputs.some(({ required }) => required)
  )
    return { ...plain, operation: 'session', noun: undefined, because: 'nothing is named that would be connected' };
  // `sign_out_device(device_id)`: not the caller's own session.
  const signed = reading.operation === 'session' ? ownKeyOf(profile, subject) : undefined;
  if (signed !== undefined && reading.verbClass === 'session')
    return { ...plain, operation: 'act', because: `it is done to what ${signed} names` };
  if (reading.verb === 'unsubscribe' && subject.noun === 'subscription')
    return { ...plain, operation: 'delete', because: 'a subscription ends' };
  if (reading.verb === 'checkout' && reading.operation === 'create' && subject.makes !== true)
    return { ...plain, operation: 'act', because: 'no loan and no order comes of it' };
  if (reading.verb === 'set' && reading.operation === 'update' && setsUp(profile, subject, nouns))
    return { ...plain, operation: 'create', because: `a new ${subject.noun} is set` };
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
  if (reading.operation === 'other') return settleRunning(profile, subject, nouns, plain);
  if (reading.verb === 'attach' && isNew(profile))
    return { ...plain, operation: 'create', noun: 'attachment', because: 'what is attached is brought along' };
  if (reading.operation === 'send' && reading.name.verbClass !== 'send' && ownKeyOf(profile, subject) !== undefined)
    return { ...plain, operation: 'act', because: `the ${subject.noun} that is handed on exists` };
  if (reading.operation === 'act' && isNewThing(profile, subject))
    return { ...plain, operation: 'create', because: `the description speaks of a new ${subject.noun}` };
  const measured = measuredOf(profile, subject, nouns);
  if (measured !== undefined) return { ...plain, operation: 'update', ...measured };
  const joined = joinedTo(profile, subject, nouns);
  if (joined !== undefined) return { ...plain, operation: 'update', ...joined };
  const own = ownKeyOf(profile, subject);
  if (
    reading.verbClass === 'create' &&
    reading.operation === 'create' &&
    own !== undefined &&
    !MAKING.has(reading.verb) &&
    subject.makes !== true &&
    subject.attribute === undefined
  )
    return { ...plain, operation: 'act', because: `${own} exists already` };
  if (reading.verbClass === 'put-in' && reading.operation === 'create')
    return settlePutIn(profile, subject, nouns, plain);
  if (reading.verbClass === 'take-out' && reading.operation === 'delete') return settleTakeOut(profile, subject, plain);
  // `create_guest_profile(name)` makes the guest: none that exists is asked for.
  const whole = reading.operation === 'create' && !profile.keys.some((key) => key.required && key.identifies >= 0.6);
  if (reading.operation === 'create' && subject.attribute !== undefined && subject.makes !== true && !whole)
    return { ...plain, operation: 'update', certainty: plain.certainty * 0.85, because: subject.because };
  if (reading.operation === 'delete' && subject.attribute !== undefined)
    return { ...plain, operation: 'update', certainty: plain.certainty * 0.85, because: subject.because };
  return plain;
}

/**
 * `record_weight(pet_id, weight_kg)` sets a field of the pet: what is recorded is a number of that name, of one thing that
 * others are about, and nothing reads such records.
 */
function measuredOf(
  { reading, inputs, keys }: Profile,
  { noun, makes }: Subject,
  nouns: Nouns,
): { readonly noun: string; readonly because: string } | undefined {
  if (reading.operation !== 'create' || noun === undefined || makes === true || MAKING.has(reading.verb))
    return undefined;
  const facts = nouns.get(noun);
  if (facts !== undefined && facts.keyed + facts.read + facts.given > 0) return undefined;
  const value = inputs.find(
    ({ type, many, words }) => type === 'number' && !many && withoutUnit(words).join('_') === noun,
  );
  const [key, ...others] = keys.filter(({ required, identifies }) => required && identifies >= 0.6);
  const owner = key === undefined || others.length > 0 ? undefined : identifiedBy(key);
  if (value === undefined || owner === undefined || owner === noun || (nouns.get(owner)?.about ?? 0) === 0)
    return undefined;
  const more = inputs.some((input) => input.required && input !== value && input !== key);
  return more ? undefined : { noun: owner, because: `${value.name} is a value of the ${owner}` };
}

/**
 * A documented answer with one identifier on top that nobody gave: `open_ticket(customer_id)` → ticket id made the
 * ticket. What a verb that changes a record answers with is a receipt: `pay_order(order_id)` → receipt id.
 */
function issuedBy(
  profile: Profile,
  subject: Subject,
  nouns: Nouns,
): { readonly noun: string | undefined; readonly because: string } | undefined {
  const { reading, outputs, inputs, keys } = profile;
  // `add_update_subscriber` answers with the one it found as well.
  if (reading.operation === 'update' && reading.verbClass === 'update' && verbClassOf(reading.verb) !== 'update')
    return undefined;
  // `download_episode` → download id: the deed is kept.
  const kept = reading.operation === 'get' && outputs[0] !== undefined ? identifiedBy(outputs[0]) : undefined;
  const asked = inputs.some((input) => input.required && identifiedBy(input) === kept);
  const named = reading.name.verb === '' || reading.name.verb === kept;
  if (kept !== undefined && !asked && named && kept === firstWordOf(profile) && kept !== reading.name.object.at(-1))
    return { noun: kept, because: `${outputs[0]?.name} is new in its answer` };
  if (!ISSUING.has(reading.operation)) return undefined;
  const top = outputs.filter(
    ({ path, identifies, many, composite }) => identifies >= 0.75 && !many && !composite && !/[.[]/.test(path),
  );
  const [issued] = top;
  if (issued === undefined || top.length > 1) return undefined;
  const noun = identifiedBy(issued);
  if (inputs.some((input) => input.name === issued.name || (noun !== undefined && identifiedBy(input) === noun)))
    return undefined;
  const because = `${issued.name} is new in its answer`;
  if (noun !== undefined && noun === subject.noun) return { noun, because };
  // `override_schedule` → override id, `launch_mission` → flight id that other functions take: no receipt, a record.
  if (
    noun !== undefined &&
    reading.operation !== 'other' &&
    !movesSum(profile) &&
    isMade(noun, profile, subject, nouns)
  )
    return { noun, because };
  if (reading.operation === 'create' || reading.operation === 'update') return undefined;
  const opens = OPENERS.has(reading.verb) || reading.operation === 'other';
  return opens && !keys.some((key) => key.required && key.identifies >= 0.6)
    ? { noun: noun ?? subject.noun, because }
    : undefined;
}

const ISSUING: ReadonlySet<Operation> = new Set(['act', 'other', 'create', 'update']);

/** Verbs that decide on what is there, or end it: what they answer with is a receipt. */
const CLOSING = new Set(
  `cancel close end finish complete stop return settle resolve approve accept reject decline confirm pay refund release
  revoke abort terminate suspend redeem checkin deliver`.split(/\s+/),
);

/** Whether a new identifier is that of a record: what the verb is called as a thing, or what other functions take. */
function isMade(noun: string, { reading }: Profile, subject: Subject, nouns: Nouns): boolean {
  if (stemOf(reading.verb) === stemOf(noun)) return true;
  // `schedule_conservation` → appointment id: nothing else knows of conservations.
  if (reading.operation === 'create')
    return subject.makes !== true && (nouns.get(subject.noun ?? '')?.keyed ?? 0) === 0;
  const facts = nouns.get(noun);
  if (reading.operation !== 'act' || CLOSING.has(reading.verb) || facts === undefined) return false;
  return facts.taken > 0 && facts.given <= 1 && facts.made === 0;
}

/** `irrigate_field(field_id)` makes an irrigation, where others take the identifier of one. */
function madeByVerb(
  profile: Profile,
  subject: Subject,
  nouns: Nouns,
): { readonly noun: string; readonly because: string } | undefined {
  const { reading, keys } = profile;
  if (reading.operation !== 'act' && reading.operation !== 'update' && reading.operation !== 'create') return undefined;
  if (movesSum(profile) || subject.makes === true) return undefined;
  const noun =
    nounOfVerb(reading.verb, nouns) ?? (reading.name.verb === '' ? nounOfVerb(firstWordOf(profile), nouns) : undefined);
  if (noun === undefined || noun === subject.noun || keys.some((key) => identifiedBy(key) === noun)) return undefined;
  return { noun, because: `others take the identifier of the ${noun} that it makes` };
}

/** `quote_freight`, "Get a price", where others take the identifier of a quote and nothing else makes one. */
function quotedBy(profile: Profile, nouns: Nouns): { readonly noun: string; readonly because: string } | undefined {
  const noun = firstWordOf(profile);
  const facts = nouns.get(noun);
  if (
    facts === undefined ||
    facts.taken === 0 ||
    facts.made + facts.read > 0 ||
    noun === profile.reading.name.object.at(-1)
  )
    return undefined;
  if (profile.keys.some((key) => identifiedBy(key) === noun)) return undefined;
  return { noun, because: `others take the identifier of the ${noun} that it makes` };
}

const ENDINGS = ['', 'ation', 'ion', 'ment', 'al', 'ing', 'ance', 'ence'];

/** What a verb is called as a thing, where the catalog takes identifiers of such: `irrigate` an irrigation. */
function nounOfVerb(verb: string, nouns: Nouns): string | undefined {
  const stem = verb.replace(/e$/, '');
  return [verb, ...ENDINGS.map((ending) => `${stem}${ending}`)].find((noun) => {
    const facts = nouns.get(noun);
    return facts !== undefined && facts.taken > 0 && facts.made + facts.read === 0;
  });
}

/**
 * What is listed where the name speaks of whose they are: `judge_calendar(judge_id)`, "Hearings before a judge", or a
 * documented answer of nothing but hearings, each with its identifier.
 */
function shownBy(
  profile: Profile,
  { noun, attribute }: Subject,
  nouns: Nouns,
): { readonly noun: string; readonly because: string } | undefined {
  const { reading } = profile;
  if (reading.operation !== 'get' && reading.operation !== 'list') return undefined;
  const known = noun !== undefined && attribute === undefined && reading.operation === 'list' && isRecord(noun, nouns);
  if (known) return undefined;
  const asked = profile.keys.some((key) => key.required && (identifiedBy(key) === noun || key.owner?.length === 0));
  if (noun !== undefined && attribute === undefined && isRecord(noun, nouns) && !asked) return undefined;
  const explicit = reading.name.verbClass !== undefined && reading.name.verbClass !== 'check';
  // `list_merchant_stock` lists items, as its answer says.
  const viewed =
    (attribute !== undefined && reading.operation === 'list') || SHOWING.has(reading.name.object.at(-1) ?? '');
  const listed = explicit && !reading.name.many && !viewed ? undefined : listedRecord(profile);
  const one = profile.keys.some((key) => key.required && identifiedBy(key) === listed);
  if (listed !== undefined && (listed !== noun || reading.operation === 'get') && !one && isRecord(listed, nouns))
    return { noun: listed, because: `the answer is a list of ${listed} records` };
  if (profile.documented || reading.text.verbClass !== undefined) return undefined;
  const lead = leadOf(profile);
  const told = lead.object.at(-1) ?? '';
  const own = told === noun && attribute === undefined;
  if (!lead.many || !isRecord(told, nouns) || (own && reading.operation === 'list')) return undefined;
  return { noun: told, because: `the description speaks of several of ${told}` };
}

/** Things that show other things, one after the other. */
const SHOWING = new Set(
  'schedule history calendar agenda queue timeline log inventory lineup program feed trend'.split(' '),
);

/** `transfer_money(amount)` moves a value: an act, whatever its receipt is called. */
function movesSum({ reading, inputs }: Profile): boolean {
  return reading.operation === 'act' && inputs.some(({ type, words }) => type === 'number' && words.includes('amount'));
}

function isRecord(noun: string, nouns: Nouns): boolean {
  return (nouns.get(noun)?.keyed ?? 0) > 0;
}

/** The noun of the records that a documented answer lists and holds nothing beside but numbers: by their identifier, which comes first. */
function listedRecord({ outputs, reading }: Profile): string | undefined {
  const top = outputs.filter(({ path }) => !path.includes('.') && !path.endsWith('[]'));
  const lists = top.filter(({ composite, many }) => composite && many);
  const [list] = lists;
  if (list === undefined || lists.length > 1 || top.some((leaf) => leaf !== list && leaf.type === 'string'))
    return undefined;
  const first = outputs.find(({ path }) => path.startsWith(`${list.path}[].`));
  if (first === undefined || first.identifies < 0.6) return undefined;
  // `lab_results` → `results[].order_id`: what the name and the list are called.
  if (list.words.at(-1) === reading.name.object.at(-1)) return undefined;
  return identifiedBy(first) ?? (first.owner?.length === 0 ? list.words.join('_') : undefined);
}

/** `process_account(id)`, `screen_applicant(application_id)`: what is done is done to the record whose identifier is asked for. */
function settleRunning({ keys, reading }: Profile, subject: Subject, nouns: Nouns, plain: Settled): Settled {
  const key = keys.find((one) => one.required && !one.many && one.identifies >= 0.75);
  if (key === undefined || reading.verbClass !== 'run') return plain;
  const noun = identifiedBy(key) ?? subject.noun;
  const named = reading.name.object.at(-1);
  if (reading.name.verbClass === 'run' && identifiedBy(key) !== undefined && named !== noun) return plain;
  if (noun === undefined || !(isRecord(noun, nouns) || (nouns.get(noun)?.about ?? 0) > 1)) return plain;
  return { ...plain, operation: 'act', noun, because: `it is done to the ${noun} that ${key.name} names` };
}

/** `set_timer(minutes)`, "Set a timer", where others take or end a timer. */
function setsUp({ reading, keys }: Profile, { noun, attribute }: Subject, nouns: Nouns): boolean {
  if (noun === undefined || attribute !== undefined || reading.name.object.join('_') !== noun) return false;
  const facts = nouns.get(noun);
  const asked = keys.some((key) => identifiedBy(key) === noun || key.owner?.length === 0);
  return facts !== undefined && !asked && facts.taken > 0;
}

/** `cut_release`, "Cut a new release". */
function isNewThing({ signature, keys, reading }: Profile, { noun, attribute }: Subject): boolean {
  if (noun === undefined || attribute !== undefined || reading.text.object.at(-1) !== noun.split('_').at(-1))
    return false;
  if (!/^\W*\w+\s+(?:up\s+|out\s+)?(?:an?|the)\s+(?:brand[- ])?new\s/i.test(signature.description)) return false;
  return !keys.some((key) => key.required && (identifiedBy(key) === noun || key.owner?.length === 0));
}

const GATHERING: ReadonlySet<Operation> = new Set(['create', 'act', 'send']);

/**
 * What is put into a record that exists, whatever the verb: `invite(event_id, emails)`, "Invite people to an event", and
 * `request_reviewers(pull_request_id, reviewers)`, whose things are told by name.
 */
function joinedTo(
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
function isNew({ keys, inputs, reading }: Profile): boolean {
  if (!ATTACHED.has(reading.name.object.at(-1) ?? '')) return false;
  const issued = keys.filter(({ required, identifies }) => required && identifies >= 0.9);
  return issued.length <= 1 && inputs.some(({ words }) => BROUGHT.has(words.at(-1) ?? ''));
}

const ATTACHED = new Set(['file', 'image', 'picture', 'photo', 'document', 'data', 'screenshot', 'attachment', 'pdf']);
const BROUGHT = new Set(['content', 'file', 'url', 'path', 'data', 'text', 'base64', 'image']);

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
  if (subject.makes === true) return plain;
  const own = keys.find((key) => key.required && identifiedBy(key) === noun);
  const into =
    reading.name.preposition === 'to' || reading.name.preposition === 'into' ? reading.name.behind.join('_') : '';
  const holders = keys.filter((key) => key.required && identifiedBy(key) !== undefined && identifiedBy(key) !== noun);
  const holder = holders.find((key) => identifiedBy(key) === into) ?? holders[0];
  if (reading.name.preposition === 'for' && reading.verb === 'apply') return { ...plain, noun: subject.noun };
  if (reading.verb === 'apply' && holder === undefined) return { ...plain, operation: 'act' };
  const brought = profile.inputs.filter(({ required, identifies }) => required && identifies === 0).length;
  if (into !== '' && own === undefined && brought > 1 && hasOwnText(profile.inputs))
    return { ...plain, noun: reading.name.object.join('_'), because: 'it brings what makes a record of its own' };
  if (subject.attribute !== undefined)
    return { ...plain, operation: 'update', noun: subject.noun, because: subject.because };
  if (reading.verb === 'apply')
    return { ...plain, operation: 'update', noun: holder === undefined ? noun : identifiedBy(holder) };
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
