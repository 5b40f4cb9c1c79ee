import { keyWords, type RangeEnds, rangesAmong } from '../../english/index.ts';
import { isRecord, type Json, type JsonSchema } from '../../json/index.ts';
import { createRandom } from '../../random/index.ts';
import { typesOf } from '../../signature/index.ts';
import { unitPriceOf } from './how-many.ts';
import { isNumber } from './number-schema.ts';
import { partOf, wholeOf } from './part-of-whole.ts';
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
  /** The field that says how many of something it takes. */
  readonly many: string | undefined;
  /** The value of another of its fields. */
  readonly read: (key: string, schema: JsonSchema) => Json;
}

/**
 * What a field has to be for the record's other fields: an end after its start, a total of price and quantity, a day that was
 * asked for. Undefined where the others say nothing.
 */
export function derived(record: Deriving, key: string, schema: JsonSchema): Json | undefined {
  for (const rule of rulesFor(key)) {
    const value = rule(record, key, schema);
    if (value !== undefined) return value;
  }
  return undefined;
}

type Rule = (record: Deriving, key: string, schema: JsonSchema) => Json | undefined;

const known = new Map<string, readonly Rule[]>();
const MAX_KNOWN = 20_000;

/** The rules that can say anything of a field of such a name, found once: most say nothing of most names. */
function rulesFor(key: string): readonly Rule[] {
  let rules = known.get(key);
  if (rules === undefined) {
    rules = RULES.flatMap(([named, rule]) => (named === undefined || named.test(key) ? [rule] : []));
    if (known.size > MAX_KNOWN) known.clear();
    known.set(key, rules);
  }
  return rules;
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
  if (counted === undefined || list === undefined || !isNumber(schema) || !typesOf(list).includes('array'))
    return undefined;
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

const TOTAL =
  /^(?:total|subtotal|total_(?:price|cost|amount|value|worth|due|sum|fare|fee|charge|rent)|line_total|amount_due)$/;

/** Names of what the record's other fields come to. */
export function isTotal(key: string): boolean {
  return TOTAL.test(key);
}

function totalOf(record: Deriving, key: string, schema: JsonSchema): Json | undefined {
  if (!isTotal(key)) return undefined;
  const { fields } = record;
  // What has one price of its own costs that, however an answer breaks it down.
  const one = record.many === undefined && !QUANTITY.some((name) => fields?.has(name));
  const priced = fields?.has('price') === true && one;
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

const PER_DAY = [
  'price_per_day',
  'daily_rate',
  'rate_per_day',
  'price_per_night',
  'nightly_rate',
  'rate_per_night',
  'day_rate',
];

/** What costs so much a day, for as many days as there are between its two dates. */
function byDays({ fields, row }: Deriving): number | undefined {
  const price = PER_DAY.map((key) => (row === undefined ? undefined : own(row.fields, key))).find(
    (value): value is number => typeof value === 'number',
  );
  if (price === undefined) return undefined;
  const dates = [...(fields?.keys() ?? [])].flatMap((key): [string, number][] => {
    const value = row === undefined ? undefined : own(row.fields, key);
    return typeof value === 'string' && DAY.test(value) && !PAST.test(key) ? [[key, Date.parse(value)]] : [];
  });
  const [from, to] = [Math.min(...dates.map(([, time]) => time)), Math.max(...dates.map(([, time]) => time))];
  return dates.length === 2 && to > from ? Number((price * Math.round((to - from) / DAY_MS)).toFixed(2)) : undefined;
}

function product(record: Deriving): number | undefined {
  const days = byDays(record);
  if (days !== undefined) return days;
  const { many, fields } = record;
  const each = many === undefined || fields === undefined ? undefined : unitPriceOf(fields, many);
  const price = numberField(record, each === undefined ? UNIT_PRICE : [each]);
  const quantity = numberField(record, many === undefined ? QUANTITY : [many]);
  return price === undefined || quantity === undefined ? undefined : Number((price * quantity).toFixed(2));
}

/** Lists whose sums are the sum of the record. */
const BILLED = /^(?:item|line|line_item|charge|position|service|invoice_item|invoice_line|order_line)$/;
const LINE_SUM = /^(?:amount|line_total|subtotal|total|sum|cost)$/;

/** What the members of the record's list come to, each its price times its quantity. */
function sumOfMembers({ fields, read }: Pick<Deriving, 'fields' | 'read'>): number | undefined {
  for (const [key, schema] of fields ?? []) {
    const items = typeof schema.items === 'object' && schema.items !== null ? schema.items : undefined;
    const names = Object.keys(items?.properties ?? {});
    const each = names.find((name) => UNIT_PRICE.includes(keyWords(name).join('_')));
    // A line of a bill comes to its amount, however many there are of it.
    const line = BILLED.test(key) ? names.find((name) => LINE_SUM.test(keyWords(name).join('_'))) : undefined;
    const price = each ?? line;
    if (price === undefined) continue;
    const quantity = each === undefined ? undefined : names.find((name) => QUANTITY.includes(keyWords(name).join('_')));
    const members = read(key, schema);
    if (!Array.isArray(members)) continue;
    const sums = members.map((member) => worth(member, price, quantity));
    return Number(sums.reduce((sum, value) => sum + value, 0).toFixed(2));
  }
  return undefined;
}

/** `parts_total` of a record whose list has parts with a price. */
function totalOfList({ fields, read }: Deriving, key: string, schema: JsonSchema): number | undefined {
  const list = /^(.+)_(?:total|sum|cost)$/.exec(key)?.[1];
  const held = list === undefined ? undefined : fields?.get(list);
  if (list === undefined || held === undefined || !isNumber(schema)) return undefined;
  return sumOfMembers({ fields: new Map([[list, held]]), read });
}

/** `total_quantity` of a record whose list has members with a quantity. */
function totalOfMembers({ fields, read }: Deriving, key: string, schema: JsonSchema): number | undefined {
  const summed = /^total_(.+)$/.exec(key)?.[1];
  if (summed === undefined || !isNumber(schema)) return undefined;
  for (const [list, { items }] of fields ?? []) {
    const properties = typeof items === 'object' && items !== null ? items.properties : undefined;
    const name = Object.keys(properties ?? {}).find((one) => keyWords(one).join('_') === summed);
    if (name === undefined || !isNumber(properties?.[name] as JsonSchema)) continue;
    const members = read(list, fields?.get(list) as JsonSchema);
    if (!Array.isArray(members)) continue;
    const values = members.map((member) => (isRecord(member) ? Number(member[name]) : 0));
    return Number(values.reduce((sum, value) => sum + (Number.isFinite(value) ? value : 0), 0).toFixed(2));
  }
  return undefined;
}

/** Numbers of members that are averaged where the name of the average says no more. */
const AVERAGED = /^(?:score|rating|star|grade|mark|point|value|price|amount)$/;

/** `average` of a record whose list has members with a score, `average_rating` of one whose reviews have a rating. */
function averageOfMembers({ fields, read }: Deriving, key: string, schema: JsonSchema): number | undefined {
  const about = /^(?:average|avg|mean)(?:_(.+))?$/.exec(key);
  if (about === null || !isNumber(schema)) return undefined;
  for (const [list, { items }] of fields ?? []) {
    const properties = typeof items === 'object' && items !== null ? items.properties : undefined;
    const name = Object.keys(properties ?? {}).find((one) => {
      const own = keyWords(one).join('_');
      return about[1] === undefined ? AVERAGED.test(own) : own === about[1];
    });
    if (name === undefined || !isNumber(properties?.[name] as JsonSchema)) continue;
    const members = read(list, fields?.get(list) as JsonSchema);
    const values = Array.isArray(members)
      ? members.flatMap((member) =>
          isRecord(member) && typeof member[name] === 'number' ? [member[name] as number] : [],
        )
      : [];
    if (values.length === 0) return undefined;
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return typesOf(schema).includes('integer') ? Math.round(mean) : Number(mean.toFixed(2));
  }
  return undefined;
}

const PLACES_LEFT =
  /^(?:place|seat|spot|slot|space)_?(?:left|remaining|available)$|^(?:remaining|available|free)_(?:place|seat|spot|slot|space)$/;

/** `places_left` of what takes so many at most and has a list of those who are in. */
function placesLeft({ fields, read }: Deriving, key: string, schema: JsonSchema): number | undefined {
  if (!isNumber(schema) || !PLACES_LEFT.test(key)) return undefined;
  const most = [...(fields ?? [])].find(
    ([name, of]) => /^(?:maximum|max)_|(?:^|_)capacity$/.test(name) && isNumber(of),
  );
  const lists = [...(fields ?? [])].filter(([, of]) => typesOf(of).includes('array'));
  const plain = lists.filter(([, { items }]) => typeof items === 'object' && items?.properties === undefined);
  const [list, ...others] = plain.length > 0 ? plain : lists;
  if (most === undefined || list === undefined || others.length > 0) return undefined;
  const [all, members] = [read(most[0], most[1]), read(list[0], list[1])];
  return typeof all === 'number' && Array.isArray(members) ? Math.max(0, all - members.length) : undefined;
}

/** `score` of a `max_score`, `ready_replicas` of the replicas: no more than there are. */
function ofItsWhole({ seed, table, id, fields, read }: Deriving, key: string, schema: JsonSchema): number | undefined {
  const whole = isNumber(schema) ? wholeOf(key, fields) : undefined;
  if (whole === undefined) return undefined;
  return partOf(read(whole, fields?.get(whole) as JsonSchema), `${seed} ${table} ${String(id)} ${key}`, schema);
}

const EXCERPTS = /^(?:snippet|excerpt|preview|teaser)$/;
const BODIES = ['body', 'content', 'text', 'description', 'message', 'note'];
const EXCERPT_LENGTH = 80;

/** The beginning of the record's own text. */
function excerptOf({ fields, read }: Deriving, key: string, schema: JsonSchema): string | undefined {
  if (!EXCERPTS.test(key) || !typesOf(schema).includes('string')) return undefined;
  const body = BODIES.find((name) => typesOf(fields?.get(name) ?? {}).includes('string'));
  const text = body === undefined ? undefined : read(body, fields?.get(body) as JsonSchema);
  if (typeof text !== 'string') return undefined;
  return text.length <= EXCERPT_LENGTH ? text : `${text.slice(0, EXCERPT_LENGTH).replace(/\s+\S*$/, '')}…`;
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
/** When something was done: `saved_at`, `given_on`. */
const DONE = /(?:[a-z]{2}ed|en|ent|ought|ade|paid|sold|held|told|met|built)_(?:at|on)$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const STARTS =
  /(?:^|_)(?:departs?|departure|starts?|begin|from|pickup|check_in|checkin|open|opens|ordered|issued|created)(?:_|$)/;
/** Names of the moment that something begins at. */
const BEGINS = /^(?:start|starts|begin|begins|time|departure|departs)(?:_(?:at|time))?$/;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

type DateForm = 'date' | 'date-time';

function dateOf(record: Deriving, key: string, schema: JsonSchema): Json | undefined {
  const form = formOf(key, schema);
  if (form === undefined) return undefined;
  const words = keyWords(key.replaceAll('.', '_'));
  const random = createRandom(`${record.seed} ${record.table} ${String(record.id)} ${key} date`);
  if (record.row?.made && (NOW.test(key) || DONE.test(key) || /^(?:date|time|timestamp)$/.test(key)))
    return written(todayOf(record.seed) + 9 * 60 * MINUTE_MS, form);
  const range = rangeOf(record, key);
  const start =
    range !== undefined
      ? range.end === key
        ? momentOf(record, range.start)
        : undefined
      : endsSomething(words)
        ? ((words.includes('due') ? lastOf(record) : undefined) ?? startOf(record, key))
        : undefined;
  if (start !== undefined) {
    const lasts = minutesOf(record);
    if (lasts !== undefined && form === 'date-time') return written(start + lasts * MINUTE_MS, form);
    const after = form === 'date' ? (1 + random.below(6)) * DAY_MS : (60 + random.below(96) * 5) * MINUTE_MS;
    return written(start + after, form);
  }
  if (PAST.test(key)) return undefined;
  // What is on a day starts on that day.
  const on = form === 'date-time' && BEGINS.test(key) ? record.fields?.get('date') : undefined;
  const date = on === undefined ? undefined : record.read('date', on);
  if (typeof date === 'string' && DAY.test(date)) return `${date}T${timeOfDay(words, random)}:00Z`;
  const day = Object.entries(record.row?.first ?? {}).find(
    ([name, value]) => typeof value === 'string' && DAY.test(value) && !PAST.test(name),
  )?.[1];
  if (day === undefined) return undefined;
  return form === 'date' ? day : `${String(day)}T${timeOfDay(words, random)}:00Z`;
}

const LASTS: readonly (readonly [key: RegExp, minutes: number])[] = [
  [/^(?:minute|duration|duration_minute|length_minute|minute_long)$/, 1],
  [/^(?:hour|duration_hour)$/, 60],
];

/** How long a record lasts, where it was given a number of minutes or hours. */
function minutesOf({ row }: Deriving): number | undefined {
  for (const [key, value] of Object.entries(row?.fields ?? {})) {
    const unit = LASTS.find(([pattern]) => pattern.test(key))?.[1];
    if (unit !== undefined && typeof value === 'number' && value > 0 && value < 2_000) return value * unit;
  }
  return undefined;
}

/** Milliseconds of a text; one without a zone is taken as it stands. */
function timeOf(text: string): number {
  return Date.parse(/T\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/.test(text) ? `${text}Z` : text);
}

/** How a date is written: as the schema says, else as a field of its name is that says nothing else of its text. */
export function formOf(key: string, schema: JsonSchema): DateForm | undefined {
  if (schema.format === 'date' || schema.format === 'date-time') return schema.format;
  const plain = typesOf(schema).join() === 'string' && schema.format === undefined && schema.pattern === undefined;
  if (!plain || schema.enum !== undefined || schema.examples !== undefined || schema.description !== undefined)
    return undefined;
  if (/_at$/.test(key)) return 'date-time';
  return /_(?:on|date)$/.test(key) ? 'date' : undefined;
}

/** The last day that the record was given: what is due is due after it. */
function lastOf({ row }: Deriving): number | undefined {
  const days = Object.values(row?.first ?? {}).filter((value) => typeof value === 'string' && DAY.test(value));
  return days.length === 0 ? undefined : Math.max(...days.map((day) => Date.parse(String(day))));
}

/** The range of two days of the record that a field begins or ends: arrival and departure of a stay. */
function rangeOf({ fields, table }: Deriving, key: string): RangeEnds | undefined {
  if (!/arriv|depart/.test(key)) return undefined;
  const dates = [...(fields ?? [])].flatMap(([name, schema]) => (formOf(name, schema) === undefined ? [] : [name]));
  return rangesAmong(dates, table).find(({ start, end }) => start === key || end === key);
}

function momentOf({ fields, read }: Deriving, key: string): number | undefined {
  const value = read(key, fields?.get(key) as JsonSchema);
  const time = typeof value === 'string' ? timeOf(value) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}

/** Milliseconds of the date that the record starts at, where it has one. */
function startOf({ fields, read }: Deriving, key: string): number | undefined {
  for (const [other, schema] of fields ?? []) {
    const starts = other !== key && STARTS.test(other) && !endsSomething(other.split('_'));
    if (!starts || formOf(other, schema) === undefined) continue;
    const value = read(other, schema);
    const time = typeof value === 'string' ? timeOf(value) : Number.NaN;
    if (!Number.isNaN(time)) return time;
  }
  return undefined;
}

function written(time: number, form: DateForm): string {
  return form === 'date' ? isoDate(time) : `${new Date(time).toISOString().slice(0, 19)}Z`;
}

/** Whoever is looked for under `farid.ahmed@example.com` is called Farid Ahmed, where nothing else was said. */
function nameInAddress({ row }: Deriving, key: string): string | undefined {
  const address = row === undefined ? undefined : (own(row.fields, 'email') ?? own(row.fields, 'email_address'));
  const [, first = '', last = ''] = /^([a-z]{2,})\.([a-z]{2,})@/.exec(typeof address === 'string' ? address : '') ?? [];
  if (first === '') return undefined;
  const names = [first, last].map((name) => name.charAt(0).toUpperCase() + name.slice(1));
  if (key.startsWith('first')) return names[0];
  return key.startsWith('last') ? names[1] : names.join(' ');
}

/** The first that says something counts. A rule without a pattern looks at the record's other fields or at the schema. */
const RULES: readonly (readonly [named: RegExp | undefined, rule: Rule])[] = [
  [/(?:^|_)(?:cancelled|canceled|deleted|closed|removed|active)(?:_|$)/, ended],
  [/^.+_count$|^number_of_.+$/, membersHeld],
  [/^(?:full_?)?name$|^(?:first|last)_?name$/, nameInAddress],
  [TOTAL, totalOf],
  [/^total_.+$/, totalOfMembers],
  [/^.+_(?:total|sum|cost)$/, totalOfList],
  [/^(?:average|avg|mean)(?:_|$)/, averageOfMembers],
  [PLACES_LEFT, placesLeft],
  [undefined, ofItsWhole],
  [EXCERPTS, excerptOf],
  [PRICES, samePrice],
  [undefined, dateOf],
];
