import type { JsonSchema } from '../json/index.ts';
import type { Profile } from './profile.ts';
import type { Operation } from './types.ts';

/** What every answer about such things has, whoever made the interface: a place lies somewhere, what is sold costs something. */

const PLACES = new Set('place location city address destination venue landmark poi coordinate geocode'.split(' '));
const PRICED = new Set(
  `order booking reservation cart invoice bill product item room flight ticket trip quote offer rental purchase
  payment transaction transfer fare rate price cost fee total`.split(/\s+/),
);
const TOLD_SUM = /\b(?:price|cost|fee|fare|refund|quote|total|payment|charge)s?\b/i;
const POSITION = /\b(?:coordinates|latitude|geocod\w*)\b/i;
const LATITUDE = /^lat(?:itude)?$/i;

const READING: ReadonlySet<Operation> = new Set(['get', 'list', 'compute']);
const DEALING: ReadonlySet<Operation> = new Set(['get', 'list', 'create', 'act']);

/** Whether a function turns sums of one currency into another: then sums are worth telling. */
export function convertsMoney({ reading, inputs }: Profile): boolean {
  if (reading.operation !== 'compute' && reading.operation !== 'get') return false;
  const currency = reading.name.object.includes('currency') || inputs.some(({ words }) => words.includes('currency'));
  return currency && inputs.some(({ type, words }) => type === 'number' && words.includes('amount'));
}

/** @param noun what the answer is about; '' where it is about nothing */
export function customaryFields(
  { signature, inputs }: Profile,
  operation: Operation,
  noun: string,
  sums: boolean,
): Readonly<Record<string, JsonSchema>> {
  const fields: Record<string, JsonSchema> = {};
  const head = noun.slice(noun.lastIndexOf('_') + 1);
  const placed = PLACES.has(head) || POSITION.test(signature.description.slice(0, 160));
  if (placed && READING.has(operation) && !inputs.some(({ name }) => LATITUDE.test(name))) {
    fields.latitude = { type: 'number' };
    fields.longitude = { type: 'number' };
  }
  const priced = (PRICED.has(head) && operation !== 'act') || TOLD_SUM.test(signature.description.slice(0, 160));
  if (sums && priced && DEALING.has(operation)) fields.price = { type: 'number' };
  return fields;
}
