import { singularWord, verbClassOf } from '../../english/index.ts';
import type { Subject } from '../about.ts';
import { identifiedBy, type Nouns } from '../noun-facts.ts';
import type { Profile } from '../profile.ts';
import { stemOf } from '../stems.ts';
import { firstWordOf, secondDeeds } from '../text-cache.ts';
import type { Operation } from '../types.ts';
import { OPENERS } from './records.ts';
import { movesSum } from './shown.ts';

/**
 * A documented answer with one identifier on top that nobody gave: `open_ticket(customer_id)` → ticket id made the
 * ticket. What a verb that changes a record answers with is a receipt: `pay_order(order_id)` → receipt id.
 */
export function issuedBy(
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
  const given = new Set(inputs.flatMap(({ name, required }) => (required ? [name] : [])));
  // What was given comes back: `sell_tickets(show_id)` → order id, show id.
  const top = outputs.filter(
    ({ path, name, identifies, many, composite }) =>
      identifies >= 0.75 && !many && !composite && !/[.[]/.test(path) && !given.has(name),
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
export const CLOSING = new Set(
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

/**
 * `take_in_item`, "… and makes out a ticket": what is made, where nobody could ask for the thing that the name says and others
 * take the identifier of what the description says comes of it.
 */
export function toldMade(
  profile: Profile,
  subject: Subject,
  nouns: Nouns,
): { readonly noun: string; readonly because: string } | undefined {
  if (profile.reading.operation !== 'create' || profile.documented || subject.makes === true) return undefined;
  if ((nouns.get(subject.noun ?? '')?.taken ?? 0) > 0) return undefined;
  const noun = secondDeeds(profile)
    .map(singularWord)
    .find((word) => {
      const facts = nouns.get(word);
      return facts !== undefined && facts.taken > 0 && facts.made === 0;
    });
  if (noun === undefined || profile.keys.some((key) => identifiedBy(key) === noun)) return undefined;
  return { noun, because: `the description says that a ${noun} comes of it` };
}

/** `irrigate_field(field_id)` makes an irrigation, where others take the identifier of one. */
export function madeByVerb(
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
export function quotedBy(
  profile: Profile,
  nouns: Nouns,
): { readonly noun: string; readonly because: string } | undefined {
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

/**
 * `suggest_film(title)`, "Suggest a film", where others take the identifier of a suggestion and nothing makes one: what is
 * told is put down. `suggest_films(genre)` only shows some.
 */
export function proposedBy(
  { reading, inputs, keys, documented }: Profile,
  nouns: Nouns,
): { readonly noun: string; readonly because: string } | undefined {
  const shows = reading.operation === 'list' || reading.operation === 'get';
  if (!shows || documented || reading.name.many || reading.text.many) return undefined;
  const noun = nounOfVerb(reading.name.verb, nouns);
  if (noun === undefined || noun === reading.name.verb || keys.some((key) => identifiedBy(key) === noun))
    return undefined;
  if (!inputs.some(({ required, type, identifies }) => required && type === 'string' && identifies < 0.6))
    return undefined;
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
