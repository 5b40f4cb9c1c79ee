import { singular } from '../../english/index.ts';
import { isRecord, type Json, type JsonObject } from '../../json/index.ts';

/** A record in an output that its own identifier names. */
export interface NamedRecord {
  /** `ticketid`: name of the identifier, with what it is of. */
  readonly kind: string;
  readonly id: string;
  readonly fields: JsonObject;
}

/** A name without case and separators. */
export function plain(name: string): string {
  let known = plains.get(name);
  if (known === undefined) {
    known = name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
    if (name.length > MAX_NAME_LENGTH) return known;
    if (plains.size >= MAX_NAMES) plains.clear();
    plains.set(name, known);
  }
  return known;
}

/** The names of fields repeat in every answer; longer texts are values. */
const MAX_NAME_LENGTH = 60;
const MAX_NAMES = 20_000;
const plains = new Map<string, string>();

export function isScalar(value: Json | undefined): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

const IDENTIFIER = /(?:_id|Id|ID)$/;

/** Whether a field's name says that it names a thing of some kind; a bare `id` does not say of which. */
export function isIdentifier(name: string): boolean {
  return IDENTIFIER.test(name) && name.length > 3;
}

/** What names a record by itself: what stands after it may be another thing's identifier. */
const NAMING = /^(?:id|key|uuid|name|title|subject|summary|number|code)$/i;

/**
 * Records anywhere in an output that their own identifier names, each with its fields: the identifier called as the list is
 * (`items`: `item_id`), else the first one, unless the record has another name before it or a bare `id`. Inside another record only what stands at
 * the start names it: a payment ends with the card it was made by.
 */
export function recordsIn(output: Json): readonly NamedRecord[] {
  if (typeof output !== 'object' || output === null) return [];
  const known = records.get(output) ?? findRecords(output);
  records.set(output, known);
  return known;
}

/** Every later call is compared with an output: its records are found once. */
const records = new WeakMap<object, readonly NamedRecord[]>();

function findRecords(output: Json): NamedRecord[] {
  const found: NamedRecord[] = [];
  const visit = (value: Json, depth: number, holder: string): void => {
    if (depth > 8) return;
    if (Array.isArray(value)) for (const item of value) visit(item, depth + 1, holder);
    else if (isRecord(value)) {
      const own = ownIdentifier(value as JsonObject, holder);
      if (own !== undefined)
        found.push({ kind: plain(own), id: String(value[own]), fields: ofRecord(value as JsonObject, own, holder) });
      for (const [name, item] of Object.entries(value)) visit(item as Json, depth + 1, name);
    }
  };
  visit(output, 0, '');
  return found;
}

/** How many of a thing a line of an order has: of the line, and no fact of the thing. */
const OF_LINE = /^(?:quantity|qty|count|amount|units?|subtotal|linetotal|total)$/;

/** What a line of a list tells of the thing that it names, where it is not named as the list is. */
function ofRecord(fields: JsonObject, own: string, holder: string): JsonObject {
  if (holder === '' || plain(own) === `${plain(singular(holder.toLowerCase()))}id`) return fields;
  if (!Object.keys(fields).some((name) => OF_LINE.test(plain(name)))) return fields;
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !OF_LINE.test(plain(name))));
}

function ownIdentifier(fields: JsonObject, holder: string): string | undefined {
  const names = Object.keys(fields).filter((name) => isScalar(fields[name]));
  const identifiers = names.filter(isIdentifier);
  if (identifiers.length === 0) return undefined;
  const called = holder === '' ? undefined : `${plain(singular(holder.toLowerCase()))}id`;
  const named = identifiers.find((name) => plain(name) === called);
  if (named !== undefined) return named;
  const [first] = identifiers;
  if (first === undefined || Object.hasOwn(fields, 'id')) return undefined;
  if (holder !== '' && names[0] !== first) return undefined;
  return names.slice(0, names.indexOf(first)).some((name) => NAMING.test(name)) ? undefined : first;
}

/** The records of a list that an output is or holds; undefined where there is no one list of records. */
export function listIn(output: Json): JsonObject[] | undefined {
  const lists = Array.isArray(output) ? [output] : isRecord(output) ? Object.values(output).filter(Array.isArray) : [];
  const [only] = lists;
  if (lists.length !== 1 || only === undefined || !only.every(isRecord)) return undefined;
  return only as JsonObject[];
}

/** Whether a value stands anywhere in another, as itself. */
export function mentions(value: Json, wanted: string): boolean {
  if (Array.isArray(value)) return value.some((item) => mentions(item, wanted));
  if (isRecord(value)) return Object.values(value).some((item) => mentions(item as Json, wanted));
  return isScalar(value) && String(value) === wanted;
}

/** Two scalars that say the same, however they are written: case, blanks, `5` and `"5.0"`, a part of a longer text. */
export function agree(left: string | number | boolean, right: string | number | boolean): boolean {
  const [one, other] = [String(left).trim().toLowerCase(), String(right).trim().toLowerCase()];
  if (one === other) return true;
  if (one !== '' && other !== '' && Number.isFinite(Number(one)) && Number.isFinite(Number(other)))
    return Math.abs(Number(one) - Number(other)) <= 1e-6 * Math.max(1, Math.abs(Number(one)));
  if (typeof left !== 'string' || typeof right !== 'string') return false;
  const [a, b] = [plain(one), plain(other)];
  return a === '' || b === '' || a.includes(b) || b.includes(a);
}

/** A field of an object by its name, however that is written. */
export function fieldNamed(fields: JsonObject, name: string): Json | undefined {
  const wanted = plain(name);
  const key = Object.keys(fields).find((item) => plain(item) === wanted);
  return key === undefined ? undefined : fields[key];
}
