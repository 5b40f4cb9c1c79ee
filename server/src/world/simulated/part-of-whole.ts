import type { Json, JsonSchema } from '../../json/index.ts';
import { createRandom } from '../../random/index.ts';
import { typesOf } from '../../signature/index.ts';
import { isNumber } from './number-schema.ts';

/** Words for that part of a number which is so. */
const PARTS = new Set(
  'used ready filled available sold booked taken passed done completed finished free occupied answered correct solved healthy running active paid present reserved spent delivered received shipped'.split(
    ' ',
  ),
);
const MOST = ['max', 'maximum', 'total'];

/** The field that a number is a part of: `max_score` for score, `replicas` for ready_replicas; undefined where there is none. */
export function wholeOf(key: string, fields: ReadonlyMap<string, JsonSchema> | undefined): string | undefined {
  if (fields === undefined) return undefined;
  let known = wholes.get(fields);
  if (known === undefined) {
    known = new Map();
    wholes.set(fields, known);
  }
  if (!known.has(key)) known.set(key, findWhole(key, fields));
  return known.get(key);
}

const wholes = new WeakMap<ReadonlyMap<string, JsonSchema>, Map<string, string | undefined>>();

function findWhole(key: string, fields: ReadonlyMap<string, JsonSchema>): string | undefined {
  if (MOST.some((word) => key.startsWith(`${word}_`))) return undefined;
  const words = key.split('_');
  const rest = words.filter((word) => !PARTS.has(word)).join('_');
  const isPart = rest !== '' && rest !== key;
  const names = [
    ...MOST.slice(0, 2).flatMap((word) => [`${word}_${key}`, `${key}_${word}`]),
    ...(isPart ? [rest, ...MOST.flatMap((word) => [`${word}_${rest}`, `${rest}_${word}`])] : []),
  ];
  return names.find((name) => name !== key && isNumber(fields.get(name)));
}

/** Some of the whole, mostly more than half of it; the same for a record each time. */
export function partOf(whole: Json, seed: string, schema: JsonSchema): number | undefined {
  if (typeof whole !== 'number' || whole < 0) return undefined;
  const part = whole * (0.4 + createRandom(`${seed} part`).next() * 0.6);
  return typesOf(schema).includes('integer') || Number.isInteger(whole) ? Math.floor(part) : Number(part.toFixed(2));
}
