import { isRecord, type Json, type JsonObject, type JsonSchema } from '../../json/index.ts';
import type { Outcome } from '../types.ts';
import { assigned, NOTHING } from './assigned.ts';
import { change } from './changes.ts';
import { isTotal } from './derive.ts';
import { fail } from './errors.ts';
import { sameKey, wholeMember } from './members.ts';
import { fieldKey } from './names.ts';
import type { Assignment } from './plan.ts';
import { fieldValue, type Subject, subjectOf } from './records.ts';
import { SUM_BEFORE } from './reduced-sum.ts';
import { Row } from './row.ts';
import { argumentOf, type Running } from './running.ts';
import { ONLY, spoken } from './standing.ts';
import { withRow } from './state.ts';
import type { Of } from './step-of.ts';

/** Puts members into the list of a record, or takes them out of it. */
export function changeCollection(running: Running, step: Of<'append' | 'remove'>): Outcome | undefined {
  const { subject, model } = running;
  if (subject === undefined) return undefined;
  const schema: JsonSchema = model.tables.get(subject.table)?.fields.get(step.field) ?? { type: 'array' };
  const before = fieldValue(running, subject, step.field, { name: step.field, schema });
  const members = Array.isArray(before) ? before : [];
  const given = membersOf(running, step.item, schema);
  const kept = members.filter((item) => !given.some((member) => isMember(item, member.given)));
  if (step.do === 'remove' && kept.length === members.length)
    return fail('not_found', `There is no such ${spoken(step.field)} to remove.`);
  const plain = given.filter(({ whole }) => isRecord(whole) || !members.includes(whole));
  const names = plain.flatMap(({ given: one }) => keyOfMember(running, step.item, one));
  const after = step.do === 'append' ? plain.reduce((all, one) => withMember(all, one, names[0]), members) : kept;
  const told = step.do === 'append' ? toldOfRecord(running, subject, given) : NOTHING;
  // A total that was asked for is from now on what the members come to.
  return change(running, (row) => ({
    fields: {
      ...withoutTotals(row.fields),
      ...told,
      [step.field]: after,
    },
  }));
}

/** The name by which a member says which record it is of: `item_id`. */
function keyOfMember({ model }: Running, [first]: readonly Assignment[], given: Json): string[] {
  if (first === undefined || !isRecord(given) || !model.keyNames.has(fieldKey(first.field))) return [];
  return Object.keys(given).filter((name) => sameKey(name, first.field));
}

/** One line for each record: what is put in a second time is the same line, with more of it. */
function withMember(members: readonly Json[], { given, whole }: { given: Json; whole: Json }, key?: string): Json[] {
  const own = key === undefined || !isRecord(given) ? undefined : given[key];
  const at = members.findIndex((item) => own !== undefined && isRecord(item) && item[key as string] === own);
  if (at < 0) return [...members, whole];
  const line = members[at] as JsonObject;
  const more = Object.entries(given as JsonObject).map(([name, value]): [string, Json] => [
    name,
    typeof value === 'number' && /quantity|count/i.test(name) && typeof line[name] === 'number'
      ? line[name] + value
      : value,
  ]);
  return members.map((item, place) => (place === at ? { ...line, ...Object.fromEntries(more) } : item));
}

export function withoutTotals(fields: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => !isTotal(key) && key !== SUM_BEFORE));
}

/** Names of what a record comes to. */
const SUMS = ['total', 'subtotal', 'total_price', 'total_amount', 'amount'];

export function takeMembers(running: Running, { table: name, field, into }: Of<'take members'>): Outcome | undefined {
  const { subject: made, model } = running;
  const [from, to] = [model.tables.get(name), model.tables.get(made?.table ?? '')];
  if (made?.row === undefined || from === undefined || to === undefined) return undefined;
  const held = subjectOf(running, name, ONLY);
  const members = fieldValue(running, held, field, {
    name: field,
    schema: from.fields.get(field) ?? { type: 'array' },
  });
  if (!Array.isArray(members) || members.length === 0) return fail('conflict', `The ${spoken(name)} is empty.`);
  const totals = SUMS.flatMap((key): [string, Json][] => {
    const [schema, own] = [from.fields.get(key), to.fields.get(key)];
    if (schema === undefined || own === undefined) return [];
    return [[key, fieldValue(running, held, key, { name: key, schema })]];
  });
  const fields = { ...made.row.fields, [into]: members, ...Object.fromEntries(totals) };
  const row = new Row({ ...made.row, fields, first: fields });
  running.state = withRow(running.state, made.table, String(made.id), row);
  running.subject = held;
  change(running, ({ fields: rest }) => ({ fields: { ...withoutTotals(rest), [field]: [] } }));
  running.subject = { ...made, row };
  return undefined;
}

/** Another quantity of the item in the cart; none of it left where that is nought. */
export function changeMember(running: Running, step: Of<'change member'>): Outcome | undefined {
  const { subject, model } = running;
  if (subject === undefined) return undefined;
  const schema: JsonSchema = model.tables.get(subject.table)?.fields.get(step.field) ?? { type: 'array' };
  const before = fieldValue(running, subject, step.field, { name: step.field, schema });
  const members = Array.isArray(before) ? before : [];
  const named = memberOf(running, [step.by], schema).given;
  const found = members.find((item) => isMember(item, named));
  if (found === undefined) return fail('not_found', `There is no such ${spoken(step.field)} to change.`);
  const set = memberOf(running, step.set, schema).given as JsonObject;
  const gone = Object.entries(set).some(([name, value]) => value === 0 && /quantity|count/i.test(name));
  const after = members.flatMap((item) =>
    item !== found ? [item] : gone ? [] : [{ ...(item as JsonObject), ...set }],
  );
  return change(running, (row) => ({ fields: { ...withoutTotals(row.fields), [step.field]: after } }));
}

/** What an answer tells of the member as if it were the record's own: when the vaccine that was given is due again. */
function toldOfRecord(
  { called, model }: Running,
  { table }: Subject,
  given: readonly { readonly whole: Json }[],
): JsonObject {
  const [only] = given;
  if (given.length !== 1 || only === undefined || !isRecord(only.whole)) return NOTHING;
  const fields = model.tables.get(table)?.fields;
  const shown = called.response.properties ?? {};
  return Object.fromEntries(
    Object.entries(only.whole as JsonObject)
      .filter(([name]) => Object.hasOwn(shown, name) && fields?.has(fieldKey(name, table)) === true)
      .map(([name, value]) => [fieldKey(name, table), value]),
  );
}

/** Members that a call names: each value of a list is one. */
function membersOf(running: Running, item: readonly Assignment[], schema: JsonSchema): { given: Json; whole: Json }[] {
  const { given, whole } = memberOf(running, item, schema);
  return Array.isArray(given) ? given.map((value) => ({ given: value, whole: value })) : [{ given, whole }];
}

function memberOf(running: Running, item: readonly Assignment[], schema: JsonSchema): { given: Json; whole: Json } {
  const first = item[0];
  if (first?.field === '') {
    const value = argumentOf(running.call, first.argument) ?? null;
    return { given: value, whole: value };
  }
  const set = assigned(running.call, item);
  const items = typeof schema.items === 'object' && schema.items !== null ? schema.items : {};
  const properties = Object.keys(items.properties ?? {});
  const named = Object.fromEntries(
    Object.entries(set).map(([key, value]) => [properties.find((name) => sameKey(name, key)) ?? key, value] as const),
  );
  return { given: named, whole: wholeMember(running, items, named) };
}

function isMember(item: Json, given: Json): boolean {
  if (!isRecord(given)) return item === given;
  if (!isRecord(item)) return false;
  const same = Object.entries(given).filter(([key]) => Object.hasOwn(item, key));
  return same.length > 0 && same.every(([key, value]) => item[key] === value);
}
