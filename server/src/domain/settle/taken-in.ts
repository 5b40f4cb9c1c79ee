import type { Subject } from '../about.ts';
import { identifiedBy, type Nouns } from '../noun-facts.ts';
import { fieldName } from '../nouns.ts';
import type { Profile } from '../profile.ts';
import type { Operation } from '../types.ts';
import type { Leaf } from '../values.ts';
import { CLOSING } from './made.ts';
import type { Settled } from './types.ts';

/** Operations that a verb which nobody knows, or one with two meanings, is read as. */
const UNSURE: ReadonlySet<Operation> = new Set(['get', 'act', 'compute', 'other', 'update']);
/** Verbs that are read as getting something, and that also bring something in. */
const TAKES_IN = new Set('take collect pick pull receive'.split(' '));
/** As sure as an order number. */
const MIN_ISSUED = 0.75;
/** Verbs that ask which record is meant. */
const SEEKS = new Set('resolve identify match recognize recognise detect determine'.split(' '));
const SECRET = /pass(?:word|phrase|code)?$|secret|^pin$|^otp$|token/i;

/**
 * `take_in_bike(customer_name, problem)` → job id, beside `get_job(job_id)` → customer name, problem: what is given is what
 * records of another name tell, and the answer has the identifier of one that nobody named. So one is made, whatever the
 * verb.
 */
export function takenIn(profile: Profile, subject: Subject, nouns: Nouns): Partial<Settled> | undefined {
  const { reading, inputs, outputs, documented, signature } = profile;
  if (!documented || !UNSURE.has(reading.operation) || signature.annotations.readOnly === true) return undefined;
  const top = outputs.filter(
    ({ path, identifies, many, composite }) => identifies >= MIN_ISSUED && !many && !composite && !/[.[]/.test(path),
  );
  const [issued] = top;
  const noun = issued === undefined || top.length > 1 ? undefined : identifiedBy(issued);
  const facts = nouns.get(noun ?? '');
  if (noun === undefined || facts === undefined || facts.taken === 0 || facts.tells === undefined) return undefined;
  const given = inputs.filter(({ required, identifies, composite }) => required && identifies < 0.6 && !composite);
  const tells = ({ name }: Leaf) => facts.tells?.has(fieldName(name)) === true;
  const own = inputs.some((leaf) => leaf.identifies >= 0.6 && identifiedBy(leaf) === noun);
  const others = inputs.filter((leaf) => leaf.required && leaf.identifies >= 0.6);
  if (own || given.length === 0 || inputs.some(({ name }) => SECRET.test(name))) return undefined;
  // `park_car(plate, space_id)` → ticket id: whatever else is named, the new record tells that too.
  if (others.length > 0 && (CLOSING.has(reading.verb) || !others.every(tells))) return undefined;
  const told = given.filter(tells);
  if (told.length * 2 < given.length || told.length === 0) return undefined;
  const because = `${issued?.name} is new in its answer, and ${noun} records tell what it is given`;
  const about = reading.name.object.includes(noun) || subject.noun === noun;
  if (SEEKS.has(reading.verb)) return about ? { operation: 'get', noun, because } : undefined;
  return bringsIn(profile, about) ? { operation: 'create', noun, because } : undefined;
}

/** No verb that is known to read: one that brings in, one that is followed by "in", or one of no known meaning. */
function bringsIn({ reading, signature }: Profile, about: boolean): boolean {
  const { verb, verbClass, name, text } = reading;
  if (TAKES_IN.has(verb)) return verb === 'take' || !about;
  const inward = /(?:^|[a-z_. ])[_ -]?in(?:[_ A-Z]|$)/.test(signature.name) && /^(?:check|sign)$/.test(verb);
  if (verbClass === 'check') return inward;
  if (verbClass === 'get' || verbClass === 'list') return false;
  if (verbClass === undefined && verb === '')
    return !about && text.verb !== ''
      ? text.verbClass !== 'get' && text.verbClass !== 'list'
      : !about && name.object.length > 0;
  return verbClass !== 'compute' || !about;
}

/**
 * `deposit_sample(species, grams, donor)` beside `get_sample(sample_id)`, where nothing is documented and nothing else makes
 * one: a deed that asks for no sample that exists, and for several values, makes it.
 */
export function givesNew(profile: Profile, { noun, attribute }: Subject, nouns: Nouns): boolean {
  const { reading, inputs, documented } = profile;
  const facts = nouns.get(noun ?? '');
  if (documented || noun === undefined || facts === undefined || attribute !== undefined) return false;
  if (reading.verbClass !== 'act' || CLOSING.has(reading.verb) || reading.name.object.join('_') !== noun) return false;
  if (facts.made > facts.ended || facts.taken === 0 || facts.read === 0) return false;
  const required = inputs.filter((leaf) => leaf.required);
  const naming = inputs.some((leaf) => leaf.identifies >= 0.6 || leaf.words.join('_') === noun);
  return !naming && required.length >= MIN_GIVEN;
}

/** One value alone may be a name by which the thing is known. */
const MIN_GIVEN = 2;
