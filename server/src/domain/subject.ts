import type { Subject } from './about.ts';
import { aggregateOf } from './aggregate.ts';
import { dealOf } from './deals.ts';
import { identifiedBy, isKept, isKeyed, isRead, type Nouns } from './noun-facts.ts';
import { nounWords } from './nouns.ts';
import { assignedTo } from './persons.ts';
import type { Profile } from './profile.ts';
import { asksHowMany, leadOf } from './text-cache.ts';
import { DEPENDENTS, HOLLOW, ownerKey, resolve, trimmed } from './thing.ts';
import { isOnlyHollow, sentRecord, toldSubject } from './told-subject.ts';
import type { Operation } from './types.ts';
import { ATTRIBUTE_NOUNS, SERIES_NOUNS, TIME_NOUNS } from './vocabulary.ts';

/** What a function is about, as a domain model would keep it. */
export function subjectOf(profile: Profile, nouns: Nouns): Subject {
  const { reading } = profile;
  const told = toldSubject(profile, nouns) ?? dealOf(profile, nouns);
  if (told !== undefined) return told;
  const { name } = reading;
  // `deals.moveToStage(dealId, stage)`: what is moved stands before the dot.
  const moved = name.object.length === 0 && name.preposition !== '' ? placeOf(profile) : '';
  if (moved !== '' && profile.keys.some((key) => key.required && !key.many && identifiedBy(key) === moved))
    return { noun: moved, certainty: 0.85, because: `the name says "${moved}"` };
  // `save_to_collection`, `move_to_sprint`: what it is put into.
  if (name.object.length === 0 && INTO.has(name.preposition) && name.behind.length > 0 && WRITES.has(reading.operation))
    return {
      noun: name.behind.join('_'),
      certainty: 0.8,
      because: `the name says ${reading.verb === 'respond' ? 'to' : 'into'} what: ${name.behind.join(' ')}`,
      into: true,
    };
  if (reading.operation === 'send') return subjectOfSending(profile, nouns);
  const named = name.object.length > 0 && !isDeedOfText(profile, nouns) && !isOnlyHollow(profile);
  const object = named ? name.object : objectOfText(profile, nouns);
  const changed = assignedTo(profile, object);
  if (changed !== undefined) return changed;
  const shelved = shelvedIn(profile, nouns);
  if (shelved !== undefined) return shelved;
  const keyed = name.object.length === 0 ? keyedAlone(profile, object, nouns) : undefined;
  if (keyed !== undefined) return keyed;
  const self = selfOf(profile, object, nouns);
  if (self !== undefined) return self;
  if (reading.operation === 'get' && object.length > 0 && object.every((word) => TIME_NOUNS.has(word)))
    return { noun: undefined, certainty: 0.8, because: 'the time belongs to nothing' };
  const counted = countedOf(profile, object, nouns);
  if (counted !== undefined) return counted;
  const found = foundIn(profile, object, nouns);
  if (found !== undefined) return found;
  if (object.length === 0) return subjectOfKeys(profile, nouns);
  const other = calledOtherwise(profile, object, nouns);
  if (other !== undefined) return other;
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

/** `get_loyalty_points(customer_id)`, "How many loyalty points a customer has"; `average_rating(dish_id)`: a number of the record's. */
function countedOf(profile: Profile, object: readonly string[], nouns: Nouns): Subject | undefined {
  const { reading, keys } = profile;
  const sum = aggregateOf(profile);
  const reads = reading.operation === 'get' || reading.operation === 'list';
  if (object.length === 0 || (sum === undefined && !(reads && asksHowMany(profile)))) return undefined;
  const asked = keys.filter((key) => key.required && !key.many && key.identifies >= 0.6);
  const noun = asked[0] === undefined || asked.length > 1 ? undefined : identifiedBy(asked[0]);
  // `concerts.sold_tickets(concert_id)` counts tickets of a concert.
  const counted = object.filter((word) => word !== noun);
  if (noun === undefined || counted.length === 0 || isKeyed(object.join('_'), nouns)) return undefined;
  return {
    noun,
    certainty: 0.8,
    because: `it says how many of ${noun} there are`,
    attribute: sum?.name ?? counted.join('_'),
  };
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

/** The thing before the dot of a name; '' where there is none. */
function placeOf({ signature }: Profile): string {
  return nounWords(signature.name.split('.').at(-2) ?? '').join('_');
}

/**
 * `repertoire.search`, "Searches the pieces that are known": what stands before the dot says where things are kept, and the
 * description what they are, by the same verb. Others take those, and nothing of the name before the dot.
 */
function shelvedIn(profile: Profile, nouns: Nouns): Subject | undefined {
  const { name, text } = profile.reading;
  const place = placeOf(profile);
  if (place === '' || name.object.join('_') !== place || text.verb === '' || text.verb !== name.verb) return undefined;
  const told = text.object.at(-1) ?? '';
  if (told === place || isKeyed(place, nouns) || !isKeyed(told, nouns)) return undefined;
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

const INTO = new Set(['to', 'into', 'from', 'in']);
const WRITES: ReadonlySet<Operation> = new Set(['create', 'update', 'act', 'delete']);
const RECIPIENTS = new Set(
  'user customer employee member team agent contact person recipient guest patient client channel group staff'.split(
    ' ',
  ),
);

/** What is sent: the thing named, unless that is who gets it. */
function subjectOfSending(profile: Profile, nouns: Nouns): Subject {
  const { reading, keys } = profile;
  const record = sentRecord(profile);
  if (record !== undefined) return record;
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
