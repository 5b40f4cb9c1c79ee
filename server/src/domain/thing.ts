import type { Subject } from './about.ts';
import { identifiedBy, isKept, isKeyed, isRead, type Nouns } from './noun-facts.ts';
import { isPerson } from './persons.ts';
import type { Profile } from './profile.ts';
import { tellsOwn } from './settle/begun.ts';
import type { Operation } from './types.ts';
import { ATTRIBUTE_NOUNS, ISSUED_ROLES, PLURAL_OF_ONE, TIME_NOUNS } from './vocabulary.ts';

/** Words that say only how much of a thing is meant. */
export const HOLLOW = new Set(
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

/** The words of a thing without those that add nothing to it. */
export function trimmed(object: readonly string[]): readonly string[] {
  let words = object;
  // `find_user_id_by_email` gives the identifier of a user.
  if (words.length > 1 && ISSUED_ROLES.has(words.at(-1) as string)) words = words.slice(0, -1);
  while (words.length > 1 && HOLLOW.has(words.at(-1) as string)) words = words.slice(0, -1);
  return words.length > 3 ? words.slice(-3) : words;
}

/** The thing that some words name, as the catalog keeps it. */
export function resolve(words: readonly string[], profile: Profile, nouns: Nouns): Subject {
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
  // `create_customer_need`, `delete_customer_need(id)`: the identifier that ends one is its own, whatever customers have.
  const facts = nouns.get(whole);
  if (facts !== undefined && facts.made >= 2 && facts.endedById > 0 && !isKeyed(head, nouns))
    return {
      noun: whole,
      certainty: 0.8,
      because: `functions make a ${words.join(' ')} and end one by its identifier`,
    };
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
function dealtWith(noun: string, owner: string | undefined, { reading, keys, inputs }: Profile): Subject | undefined {
  const acts = reading.operation === 'act' || reading.verb === 'checkout';
  if (owner === undefined || !acts || !isPerson(noun) || isPerson(owner)) return undefined;
  if (keys.some((key) => identifiedBy(key) === noun || key.owner?.length === 0)) return undefined;
  if (tellsOwn(inputs, noun)) return undefined;
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
    // `log_progress(job_id, words)`: nobody looks at progresses, a job has it.
    const facts = nouns.get(head);
    const unread = head === 'progress' && (facts?.read ?? 0) === 0 && (facts?.keyed ?? 0) === 0;
    if (SETTING.has(profile.reading.verb) && (isGivenValue(head, profile) || unread))
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
export function ownerKey({ keys, reading }: Profile, head: string, whole: string, nouns: Nouns): string | undefined {
  if (BARE_READERS.has(reading.operation)) return undefined;
  for (const key of keys) {
    if (!key.required || key.many) continue;
    const noun = identifiedBy(key);
    if (noun !== undefined && noun !== head && noun !== whole && isKeyed(noun, nouns)) return noun;
  }
  return undefined;
}
