import { keyWords } from '../../english/index.ts';
import { isRecord, type Json, type JsonSchema } from '../../json/index.ts';
import { createRandom } from '../../random/index.ts';
import { typesOf } from '../../signature/index.ts';
import { own, type StoredRow } from './state.ts';
import { isoDate, todayOf } from './values/profile.ts';
import { endsSomething, timeOfDay } from './values/strings.ts';

/** A record as its derived fields see it. */
export interface Deriving {
  readonly seed: string;
  readonly table: string;
  readonly id: Json;
  readonly row: StoredRow | undefined;
  /** Fields of its table; undefined where it is of none. */
  readonly fields: ReadonlyMap<string, JsonSchema> | undefined;
  /** The value of another of its fields. */
  readonly read: (key: string, schema: JsonSchema) => Json;
}

/**
 * What a field has to be for the record's other fields: an end after its start, a total of price and quantity, a day that was
 * asked for. Undefined where the others say nothing.
 */
export function derived(record: Deriving, key: string, schema: JsonSchema): Json | undefined {
  return (
    ended(record, key, schema) ??
    membersHeld(record, key, schema) ??
    totalOf(record, key, schema) ??
    samePrice(record, key) ??
    dateOf(record, key, schema)
  );
}

/** `cancelled: true`, `is_active: false` of what was cancelled. */
function ended({ row }: Deriving, key: string, schema: JsonSchema): Json | undefined {
  if (!typesOf(schema).includes('boolean')) return undefined;
  const words = key.split('_');
  const state = row?.ended ?? row?.gone;
  if (words.some((word) => /^(?:cancelled|canceled|deleted|closed|removed)$/.test(word)))
    return state !== undefined && words.some((word) => word.slice(0, 5) === state.slice(0, 5));
  return state !== undefined && words.includes('active') ? false : undefined;
}

/** `item_count`: as many as the record's list of items holds. */
function membersHeld({ fields, read }: Deriving, key: string, schema: JsonSchema): number | undefined {
  const counted = /^(.+)_count$/.exec(key)?.[1] ?? /^number_of_(.+)$/.exec(key)?.[1];
  const list = counted === undefined ? undefined : fields?.get(counted);
  const number = typesOf(schema).some((type) => type === 'integer' || type === 'number');
  if (counted === undefined || list === undefined || !number || !typesOf(list).includes('array')) return undefined;
  const members = read(counted, list);
  return Array.isArray(members) ? members.length : undefined;
}

const UNIT_PRICE = ['unit_price', 'price_per_unit', 'price', 'price_each', 'rate'];
const QUANTITY = [
  'quantity',
  'count',
  'amount_ordered',
  'night',
  'number_of_night',
  'hour',
  'seat_count',
  'ticket_count',
];

/** Names of what the record's other fields come to. */
export function isTotal(key: string): boolean {
  return /^(?:total|subtotal|total_(?:price|cost|amount)|line_total|amount_due)$/.test(key);
}

function totalOf(record: Deriving, key: string, schema: JsonSchema): Json | undefined {
  if (!isTotal(key)) return undefined;
  const { fields } = record;
  // What has one price of its own costs that, however an answer breaks it down.
  const priced = fields?.has('price') === true && !QUANTITY.some((key) => fields.has(key));
  const total = (priced ? samePrice(record, key) : undefined) ?? sumOfMembers(record) ?? product(record);
  return total !== undefined && typesOf(schema).includes('integer') ? Math.round(total) : total;
}

const PRICES =
  /^(?:total|amount|cost|fare|refund|charge|amount_due|amount_paid|(?:total|refund|invoice)_(?:price|cost|amount))$/;

/** What has one price costs that on its invoice, and that is what is paid back. */
function samePrice({ fields, read }: Deriving, key: string): number | undefined {
  const price = fields?.get('price');
  if (price === undefined || key === 'price' || !PRICES.test(key)) return undefined;
  const value = read('price', price);
  return typeof value === 'number' ? value : undefined;
}

function product(record: Deriving): number | undefined {
  const price = numberField(record, UNIT_PRICE);
  const quantity = numberField(record, QUANTITY);
  return price === undefined || quantity === undefined ? undefined : Number((price * quantity).toFixed(2));
}

/** What the members of the record's list come to, each its price times its quantity. */
function sumOfMembers({ fields, read }: Deriving): number | undefined {
  for (const [key, schema] of fields ?? []) {
    const items = typeof schema.items === 'object' && schema.items !== null ? schema.items : undefined;
    const names = Object.keys(items?.properties ?? {});
    const price = names.find((name) => UNIT_PRICE.includes(keyWords(name).join('_')));
    if (price === undefined) continue;
    const quantity = names.find((name) => QUANTITY.includes(keyWords(name).join('_')));
    const members = read(key, schema);
    if (!Array.isArray(members)) continue;
    const sums = members.map((member) => worth(member, price, quantity));
    return Number(sums.reduce((sum, value) => sum + value, 0).toFixed(2));
  }
  return undefined;
}

function worth(member: Json, price: string, quantity: string | undefined): number {
  if (!isRecord(member)) return 0;
  const [each, count] = [member[price], quantity === undefined ? 1 : member[quantity]];
  return (typeof each === 'number' ? each : 0) * (typeof count === 'number' ? count : 1);
}

function numberField({ fields, row, read }: Deriving, keys: readonly string[]): number | undefined {
  for (const key of keys) {
    const set = row === undefined ? undefined : own(row.fields, key);
    if (typeof set === 'number') return set;
    const schema = fields?.get(key);
    if (schema === undefined) continue;
    const value = read(key, schema);
    if (typeof value === 'number') return value;
  }
  return undefined;
}

const PAST = /(?:^|_)(?:created|updated|posted|issued|sent|birth|since|joined|registered|modified|last)(?:_|$)/;
const NOW = /(?:^|_)(?:created|ordered|booked|placed|issued|sent|posted)(?:_|$)/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const STARTS =
  /(?:^|_)(?:departs?|departure|starts?|begin|from|pickup|check_in|checkin|open|opens|ordered|issued|created)(?:_|$)/;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

type DateForm = 'date' | 'date-time';

function dateOf(record: Deriving, key: string, schema: JsonSchema): Json | undefined {
  const form = schema.format;
  if (form !== 'date' && form !== 'date-time') return undefined;
  const words = keyWords(key.replaceAll('.', '_'));
  const random = createRandom(`${record.seed} ${record.table} ${String(record.id)} ${key} date`);
  if (record.row?.made && (NOW.test(key) || /^(?:date|time|timestamp)$/.test(key)))
    return written(todayOf(record.seed) + 9 * 60 * MINUTE_MS, form);
  const start = endsSomething(words) ? startOf(record, key) : undefined;
  if (start !== undefined) {
    const after = form === 'date' ? (1 + random.below(6)) * DAY_MS : (60 + random.below(96) * 5) * MINUTE_MS;
    return written(start + after, form);
  }
  if (PAST.test(key)) return undefined;
  const day = Object.values(record.row?.first ?? {}).find((value) => typeof value === 'string' && DAY.test(value));
  if (day === undefined) return undefined;
  return form === 'date' ? day : `${String(day)}T${timeOfDay(words, random)}:00Z`;
}

/** Milliseconds of the date that the record starts at, where it has one. */
function startOf({ fields, read }: Deriving, key: string): number | undefined {
  for (const [other, schema] of fields ?? []) {
    const starts = other !== key && STARTS.test(other) && !endsSomething(other.split('_'));
    if (!starts || (schema.format !== 'date' && schema.format !== 'date-time')) continue;
    const value = read(other, schema);
    const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
    if (!Number.isNaN(time)) return time;
  }
  return undefined;
}

function written(time: number, form: DateForm): string {
  return form === 'date' ? isoDate(time) : `${new Date(time).toISOString().slice(0, 19)}Z`;
}
