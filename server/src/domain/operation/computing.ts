import { unitOf } from '../../english/index.ts';
import type { Leaf } from '../values.ts';
import { COMPUTED_NOUNS, TIME_NOUNS } from '../vocabulary.ts';
import type { Draft, Facts } from './facts.ts';

/** `gallon_to_liter(gallon)`: numbers only, and a unit on either side. */
export function isConversion({ name, inputs }: Facts): boolean {
  const units = unitOf(name.object.at(-1) ?? '') !== undefined || unitOf(name.behind.at(-1) ?? '') !== undefined;
  return name.preposition === 'to' && units && inputs.some(({ type }) => type === 'number');
}

/** What computing is called as a thing: `unit_conversion`. */
export const COMPUTING = new Set(
  'conversion calculation computation estimation calculator converter estimator'.split(' '),
);

/** `tip_amount(bill, percent)`, "What a pass would cost": a sum that follows from numbers, of no record. */
export function isSumOfArguments({ name, signature, inputs }: Facts): boolean {
  if (inputs.some((input) => input.identifies >= 0.7 && input.required)) return false;
  const numbers = inputs.some(
    ({ type, required, words }) => type === 'number' && required && !TIME_NOUNS.has(words.at(-1) ?? ''),
  );
  const would = /\bwould\b/i.test(signature.description.slice(0, 120));
  return numbers && (MONEY.has(name.object.at(-1) ?? '') || would);
}

const MONEY = new Set(
  'amount price cost fee tax quote total premium tip interest charge fare vat duty discount'.split(' '),
);

/** `time_left(lengths)`, "How many seconds are left when …": a question about the numbers that are given. */
export function isQuestionOfNumbers({ signature, inputs }: Facts): boolean {
  const required = inputs.filter((input) => input.required);
  return (
    /^\W*how (?:many|much|long|far)\b/i.test(signature.description) &&
    required.length > 0 &&
    required.every(({ type, identifies }) => type === 'number' && identifies < 0.6)
  );
}

/** `dose_recommendation(method, grams)`, "Recommend …": one thing, which follows from choices and numbers. */
export function isAdviceOfArguments({ phrase, name, text, inputs }: Facts): boolean {
  if (!ADVISING.has(phrase.verb) || name.many || text.many) return false;
  return (
    inputs.some(({ required }) => required) && inputs.every(({ type, schema }) => type === 'number' || schema.enum)
  );
}

const ADVISING = new Set(['recommend', 'suggest']);

/** `get_distance(from_lat, …)`: numbers in, a number of mathematics out. */
export function isComputedGetter(facts: Facts): boolean {
  const { name, text, inputs } = facts;
  // `preview_order(symbol, quantity)`, "Calculates the cost": a symbol or a code is a value of the world, no record of ours.
  const least = text.verbClass === 'compute' ? 0.75 : 0.7;
  if (inputs.some((input) => input.identifies >= least && input.required)) return false;
  const head = name.object.at(-1) ?? '';
  const numbers = inputs.filter(({ type, required }) => type === 'number' && required).length;
  return (
    (COMPUTED_NOUNS.has(head) && numbers >= 1) ||
    isSumOfArguments(facts) ||
    (text.verbClass === 'compute' && text.verb !== 'extract' && inputs.length > 0)
  );
}

/** `is_prime(n)`, `validate_email(email)`: a judgement of the arguments alone. */
export function isJudgement({ inputs, phrase, text }: Facts): boolean {
  if (inputs.length === 0) return false;
  if (text.verbClass === 'compute') return true;
  const words = inputs.filter(({ required }) => required);
  const issued = inputs.some((input) => input.identifies >= 0.6 || input.words.at(-1) === 'latitude');
  const numeric = words.length > 0 && words.every(({ type }) => type === 'number');
  return !issued && (numeric || (phrase.verb === 'is' && words.length === 1));
}

function isSameKind(one: Leaf, other: Leaf): boolean {
  return one.words.at(-1) === other.words.at(-1) && one.words.at(-2) === other.words.at(-2) && one.words.length > 2;
}

export function draftOfComputing({ inputs, phrase, text }: Facts, said: string, sure: number): Draft {
  const keys = inputs.filter((input) => input.required && input.identifies >= 0.9 && !input.many);
  // `validate_ticket(ticket_id)`, "Stamp a ticket when boarding".
  if (keys.length > 0 && phrase.verb === 'validate' && text.verb !== '' && text.verbClass === undefined)
    return { operation: 'act', certainty: 0.6, because: `${said}, and the description tells a deed` };
  // Two records of one kind are compared, or are the ends of a way.
  const alike = keys.length > 1 && keys.some((key, at) => keys.some((other, to) => to > at && isSameKind(key, other)));
  const reads = keys.length > 0 && phrase.verb !== 'validate' && !alike;
  return reads
    ? { operation: 'get', certainty: 0.5, because: `${said}, of a record that it looks up` }
    : { operation: 'compute', certainty: sure, because: said };
}

/** `add(a, b)`: numbers only, and no thing that they are put into. */
const FIGURES = /\b(?:numbers?|integers?|values?|figures?|sums?|floats?)\b/i;

export function isArithmetic({ inputs, name, signature }: Facts): boolean {
  return (
    inputs.length > 1 &&
    name.object.length === 0 &&
    (signature.description === '' || FIGURES.test(signature.description)) &&
    inputs.every(({ type, identifies }) => type === 'number' && identifies < 0.9)
  );
}
