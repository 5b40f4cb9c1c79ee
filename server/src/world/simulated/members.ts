import { canonicalJson, isRecord, type Json, type JsonObject, type JsonSchema } from '../../json/index.ts';
import { createRandom } from '../../random/index.ts';
import type { TableModel } from './model.ts';
import { fieldKey } from './names.ts';
import { isNumber } from './number-schema.ts';
import { fieldValue, subjectOf } from './records.ts';
import type { Running } from './running.ts';
import { makeValue } from './values/make.ts';
import { createProfile, todayOf } from './values/profile.ts';

/** Lists that a call gives a record, their members with everything that answers tell of one: an item has its price. */
export function withWholeMembers(running: Running, table: TableModel, set: JsonObject): JsonObject {
  if (!Object.values(set).some(Array.isArray)) return set;
  const entries = Object.entries(set).map(([key, value]): [string, Json] => {
    const items = table.fields.get(key)?.items;
    const lists = Array.isArray(value) && typeof items === 'object' && items !== null && items.properties !== undefined;
    if (!lists) return [key, value];
    return [key, value.map((item) => (isRecord(item) ? wholeMember(running, items, item as JsonObject) : item))];
  });
  return Object.fromEntries(entries);
}

/** A member with what the record that it names has, and the rest made up for good. */
export function wholeMember(running: Running, items: JsonSchema, given: JsonObject): JsonObject {
  const missing = Object.keys(items.properties ?? {}).filter((name) => !Object.hasOwn(given, name));
  if (missing.length === 0) return given;
  const seed = `${running.state.seed} member ${canonicalJson(given)}`;
  const random = (at: string) => createRandom(`${seed} ${at}`);
  const maker = { profile: createProfile(seed, Object.values(given)), today: todayOf(running.state.seed), random };
  const made = makeValue(items, maker) as JsonObject;
  return { ...made, ...given, ...ofNamed(running, items, given, missing) };
}

/** The values of the record that a member names: the price of the product. */
function ofNamed(running: Running, items: JsonSchema, given: JsonObject, missing: readonly string[]): JsonObject {
  const values: [string, Json][] = [];
  for (const [name, id] of Object.entries(given)) {
    const table = running.model.keyNames.get(fieldKey(name));
    const fields = running.model.tables.get(table ?? '')?.fields;
    if (table === undefined || fields === undefined || (typeof id !== 'string' && typeof id !== 'number')) continue;
    const subject = subjectOf(running, table, id);
    for (const other of missing) {
      const key = [fieldKey(other, table), PRICE.test(other) ? 'price' : ''].find((one) => fields.has(one));
      const schema = items.properties?.[other] ?? fields.get(key ?? '');
      if (key === undefined || schema === undefined || /quantity|count/i.test(other)) continue;
      values.push([other, fieldValue(running, subject, key, { name: other, schema })]);
    }
  }
  return Object.fromEntries(values);
}

const PRICE = /^(?:unit_?price|price_?(?:each|per_?unit)|price)$/i;

const BALANCE = /(?:^|_)(?:balance|point|follower_count|like_count|view_count|comment_count|credit|arrear|debt)(?:_|$)/;
/** What a life adds up: games won, money spent, words done. What is left of something is none of it. */
const GATHERED =
  /(?:^|_)(?:spent|used|paid|collected|raised|donated|earned|sold|won|win|lost|loss|draw|tie|done|played|visit|pool|progress|redeemed|logged|worked|completed)(?:_[a-z]+)?$/;
const MOMENT = /_(?:at|on|date|by|time|id)$/;

/** A new account holds nothing yet. */
export function newBalances({ fields, levels }: TableModel): JsonObject {
  const empty = [...fields].filter(([key, schema]) => {
    return (
      isNumber(schema) &&
      !levels.has(key) &&
      (BALANCE.test(key) || isGathered(key)) &&
      !(typeof schema.minimum === 'number' && schema.minimum > 0)
    );
  });
  return Object.fromEntries(empty.map(([key]) => [key, 0]));
}

/** A number that begins at nought and grows with what is done. */
export function isGathered(key: string): boolean {
  return (
    GATHERED.test(key) &&
    !MOMENT.test(key) &&
    !/(?:^|_)(?:left|remaining|max|maximum|per|average|rate)(?:_|$)/.test(key)
  );
}

export function sameKey(name: string, key: string): boolean {
  return name === key || fieldKey(name) === key || name.replaceAll('_', '').toLowerCase() === key.replaceAll('_', '');
}
