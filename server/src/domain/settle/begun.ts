import { verbClassOf } from '../../english/index.ts';
import type { Subject } from '../about.ts';
import { identifiedBy, type Nouns } from '../noun-facts.ts';
import { isReading } from '../operation/commands.ts';
import type { Profile } from '../profile.ts';
import { isRecord } from './records.ts';
import type { Settled } from './types.ts';

/** `process_account(id)`, `screen_applicant(application_id)`: what is done is done to the record whose identifier is asked for. */
export function settleRunning({ keys, reading }: Profile, subject: Subject, nouns: Nouns, plain: Settled): Settled {
  const key = keys.find((one) => one.required && !one.many && one.identifies >= 0.75);
  if (key === undefined || reading.verbClass !== 'run') return plain;
  const noun = identifiedBy(key) ?? subject.noun;
  const named = reading.name.object.at(-1);
  if (reading.name.verbClass === 'run' && identifiedBy(key) !== undefined && named !== noun) return plain;
  if (noun === undefined || !(isRecord(noun, nouns) || (nouns.get(noun)?.about ?? 0) > 1)) return plain;
  return { ...plain, operation: 'act', noun, because: `it is done to the ${noun} that ${key.name} names` };
}

/** `set_timer(minutes)`, "Set a timer", where others take or end a timer. */
export function setsUp({ reading, keys }: Profile, { noun, attribute }: Subject, nouns: Nouns): boolean {
  if (noun === undefined || attribute !== undefined || reading.name.object.join('_') !== noun) return false;
  const facts = nouns.get(noun);
  const asked = keys.some((key) => identifiedBy(key) === noun || key.owner?.length === 0);
  return facts !== undefined && !asked && facts.taken > 0;
}

/** `plan_trip(date)`, "Plans a trip", where others take a trip and nothing makes one: it is put down, not only worked out. */
export function plansOne({ reading, keys }: Profile, nouns: Nouns): string | undefined {
  const noun = reading.name.object.join('_');
  const facts = nouns.get(noun);
  if (reading.operation !== 'compute' || reading.verb !== 'plan' || facts === undefined) return undefined;
  return facts.taken > 0 && facts.made === 0 && !keys.some((key) => identifiedBy(key) === noun) ? noun : undefined;
}

/** `cut_release`, "Cut a new release". */
export function isNewThing({ signature, keys, reading }: Profile, { noun, attribute }: Subject): boolean {
  if (noun === undefined || attribute !== undefined || reading.text.object.at(-1) !== noun.split('_').at(-1))
    return false;
  if (!/^\W*\w+\s+(?:up\s+|out\s+)?(?:an?|the)\s+(?:brand[- ])?new\s/i.test(signature.description)) return false;
  return !keys.some((key) => key.required && (identifiedBy(key) === noun || key.owner?.length === 0));
}

/** `enter_team(tournament_id, team_name)`: none that exists is asked for, its own texts are given, and others take one. */
export function entersNew({ keys, inputs, reading }: Profile, { noun, attribute }: Subject, nouns: Nouns): boolean {
  if (noun === undefined || attribute !== undefined || reading.name.object.join('_') !== noun) return false;
  if (!isRecord(noun, nouns) || keys.some((key) => identifiedBy(key) === noun || key.owner?.length === 0)) return false;
  return tellsOwn(inputs, noun);
}

/**
 * `convene_hearing(case_id)`: a deed of a verb that tells nothing, upon a thing of which none that exists is asked for; others
 * take one, and nothing makes it.
 */
export function makesUnsaid(profile: Profile, subject: Subject, nouns: Nouns): boolean {
  return verbClassOf(profile.reading.verb) === undefined && makesTaken(profile, subject, nouns);
}

/** Others take one, nothing makes it, and none that exists is asked for. */
export function makesTaken({ keys, reading }: Profile, { noun, attribute }: Subject, nouns: Nouns): boolean {
  if (noun === undefined || attribute !== undefined || reading.name.object.join('_') !== noun) return false;
  if (keys.some((key) => key.owner?.length === 0)) return false;
  const facts = nouns.get(noun);
  return facts !== undefined && facts.taken > 0 && facts.made === 0 && !keys.some((key) => identifiedBy(key) === noun);
}

/** Words for how a thing stands that somebody reports. */
const STANDINGS = /^(?:lost|stolen|missing|broken|damaged|defective|found|dead|sick|late|absent|safe|done|empty|full)$/;

/** `report_lost(garment_id)`: not a thing is reported but how one stands. */
export function reportedAs({ reading, keys }: Profile): string | undefined {
  const [only, ...more] = reading.name.object;
  const stood = standsIn(reading, keys);
  if (stood !== undefined) return stood;
  if (only === undefined || more.length > 0 || !STANDINGS.test(only)) return undefined;
  if (!/^(?:report|mark|flag|declare|set)$/.test(reading.verb)) return undefined;
  const named = keys.filter((key) => key.required && !key.many && identifiedBy(key) !== undefined);
  const [key] = named;
  return named.length === 1 && key !== undefined ? identifiedBy(key) : undefined;
}

/** `visit-arrived(visit_id)`: no verb, a thing whose identifier is all that is asked for, and how it stands from now on. */
function standsIn({ name, text }: Profile['reading'], keys: Profile['keys']): string | undefined {
  const [thing, state, ...more] = name.object;
  if (
    name.verb !== '' ||
    state === undefined ||
    more.length > 0 ||
    !/^(?:[a-z]{3,}(?:ed|en)|done|gone|left|paid|sent)$/.test(state)
  )
    return undefined;
  // `order_shipped(order_id)`, "Whether an order was shipped", only tells.
  if (isReading(text.verbClass)) return undefined;
  const [key] = keys.filter((one) => one.required);
  return key !== undefined && !key.many && identifiedBy(key) === thing ? thing : undefined;
}

/** A required text that is called after the thing: `team_name`. */
export function tellsOwn(inputs: Profile['inputs'], noun: string): boolean {
  const head = noun.split('_').at(-1);
  return inputs.some(
    ({ required, identifies, words, type }) =>
      required && type === 'string' && identifies < 0.6 && words.length > 1 && words[0] === head,
  );
}

export const SESSION_VERBS = new Set('open start begin close end'.split(' '));

export function opensNew({ keys, reading, inputs }: Profile, { noun, attribute }: Subject, nouns: Nouns): boolean {
  if (noun === undefined || attribute !== undefined || reading.name.object.length === 0 || inputs.length === 0)
    return false;
  return (
    (nouns.get(noun)?.taken ?? 0) > 0 && !keys.some((key) => identifiedBy(key) === noun || key.owner?.length === 0)
  );
}
