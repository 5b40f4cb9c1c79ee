import { type Json, type JsonObject, type JsonSchema, put } from '../../json/index.ts';
import { createRandom } from '../../random/index.ts';
import { typesOf } from '../../signature/index.ts';
import type { Outcome } from '../types.ts';
import { assigned, NOTHING } from './assigned.ts';
import { choiceLike } from './choices.ts';
import { conflict } from './errors.ts';
import { freshKey, isTaken } from './fresh-keys.ts';
import { newBalances, withWholeMembers } from './members.ts';
import type { TableModel } from './model.ts';
import { isOver } from './names.ts';
import { select } from './query.ts';
import { type Subject, startState } from './records.ts';
import { Row } from './row.ts';
import { type Running, valuesOf } from './running.ts';
import { ONLY, spoken } from './standing.ts';
import { rowOf, withRow } from './state.ts';
import type { Of } from './step-of.ts';
import { fromOwn, takenFromNamed, takenOver } from './taken-over.ts';
import { firstVersion, journal } from './versions.ts';
import { participle, statusFor } from './wording.ts';

/** Makes the record that a call asks for. */
export function insert(running: Running, step: Of<'insert'>): Outcome | undefined {
  const table = running.model.tables.get(step.table);
  if (table === undefined) return undefined;
  const several = step.once === true ? severalIn(running, step) : undefined;
  if (several !== undefined) return insertEach(running, step, several);
  const given = step.key === undefined ? undefined : valuesOf(running.call, step.key)[0];
  if (given !== undefined && isTaken(running, table, given)) return conflict(spoken(table.name), String(given));
  const there = step.once === true ? alreadyThere(running, table, step) : undefined;
  if (there !== undefined) {
    running.subject = there;
    return undefined;
  }
  const id = given ?? freshKey(running, table);
  const set = withWholeMembers(running, table, assigned(running.call, step.set));
  const state = bornState(running, table, step.state, id);
  const whole: Record<string, Json> = {};
  if (state !== undefined && table.state !== undefined) put(whole, table.state, state);
  const way = step.aside === true ? wayOf(running, table, step.way) : kindByVerb(running, table, set);
  Object.assign(whole, usualAtBirth(table), way, sessionFacts(running, table));
  const beside =
    step.aside === true && running.subject !== undefined ? fromOwn(running, table, running.subject) : NOTHING;
  Object.assign(whole, beside, takenFromNamed(running, table), takenOver(running, table, { ...beside, ...set }), set);
  const row = new Row({ fields: whole, first: whole, version: 1, order: running.state.next, made: true });
  running.state = withRow(running.state, table.name, String(id), row);
  const made = { table: table.name, id, row };
  if (step.aside === true) running.aside = made;
  else running.subject = made;
  return step.aside === true ? undefined : journal(running, step.set);
}

/** The parameter that names several records, each of which is put in: `track_ids` of a playlist. */
function severalIn({ call }: Running, { set }: Of<'insert'>): string | undefined {
  return set.flatMap(({ argument }) => argument ?? []).find((parameter) => Array.isArray(call[parameter]));
}

function insertEach(running: Running, step: Of<'insert'>, parameter: string): Outcome | undefined {
  for (const value of valuesOf(running.call, parameter)) {
    const one: Running = { ...running, call: { ...running.call, [parameter]: value } };
    const failed = insert(one, step);
    if (failed !== undefined) return failed;
    running.state = one.state;
    running.subject = one.subject;
  }
  return undefined;
}

/** The record that has all these values already. */
function alreadyThere(running: Running, table: TableModel, { set }: Of<'insert'>): Subject | undefined {
  const wanted = Object.entries(assigned(running.call, set)).map(([field, value]) => ({
    field,
    test: '=' as const,
    argument: '',
    value,
  }));
  return wanted.length === 0 ? undefined : select(running, table, wanted, { one: false, base: [] }).subjects[0];
}

/** The state a new record is in: the one that is stated, else one that says it was just made. */
function bornState(running: Running, table: TableModel, stated: string | undefined, id: Json): Json | undefined {
  if (table.state === undefined) return undefined;
  const said = saidState(table, table.state, stated, running.called.verb);
  const schema = table.fields.get(table.state) ?? {};
  if (said !== undefined || schema.enum !== undefined) return said;
  return startState(table, schema, createRandom(`${running.state.seed} born ${table.name} ${String(id)}`));
}

const states = new WeakMap<TableModel, Map<string, Json | undefined>>();

/** What deed and choices say of the state of a new record, worked out once for each verb; undefined where they say nothing. */
function saidState(table: TableModel, key: string, stated: string | undefined, verb: string): Json | undefined {
  let known = states.get(table);
  if (known === undefined) {
    known = new Map();
    states.set(table, known);
  }
  const asked = stated === undefined ? verb : `${verb} ${stated}`;
  if (known.has(asked)) return known.get(asked);
  const schema = table.fields.get(key) ?? {};
  const choices = schema.enum ?? table.startStates;
  const state =
    stated === undefined
      ? firstState(choices, table.startStates, schema, verb)
      : (choiceLike(stated, choices) ?? stated);
  known.set(asked, state);
  return state;
}

/** What came of a request, and no state of a thing. */
const RESULT = /^(?:success|ok$|fail|error)/i;

function firstState(
  choices: readonly Json[],
  starts: readonly string[],
  schema: JsonSchema,
  verb: string,
): Json | undefined {
  const open = choices.filter((choice) => typeof choice === 'string' && !isOver(choice));
  const free = open.filter((choice) => starts.includes(String(choice)));
  const begun = free.length > 0 ? free : open;
  const named = begun.find((choice) => choice === verb) ?? choiceLike(participle(verb || 'create'), begun);
  if (schema.enum === undefined || begun.some((choice) => RESULT.test(String(choice))))
    return named ?? statusFor('create', open);
  // Choices are written in the order of a life: the first that no deed brings about is where it begins.
  return named ?? begun[0];
}

/** Words for what raises and what lowers a level, as a movement tells them. */
const WAYS = {
  add: /^(?:in|incoming|inbound|credit|deposit|add|addition|receipt|received?|top.?up|earn(?:ed)?|increase|plus|load)$/i,
  subtract:
    /^(?:out|outgoing|outbound|debit|withdraw(?:al)?|issued?|payment|spend|spent|redeem(?:ed)?|decrease|minus)$/i,
} as const;

/** The kind of a movement, where the table has a choice of kinds: `in` for what was received. */
function wayOf({ called }: Running, table: TableModel, way: Of<'insert'>['way']): JsonObject {
  if (way === undefined) return NOTHING;
  const verb = called.verb.slice(0, 5).toLowerCase();
  for (const [key, schema] of table.fields) {
    if (schema.enum === undefined || key === table.state) continue;
    const texts = schema.enum.filter((choice): choice is string => typeof choice === 'string');
    const found =
      texts.find((text) => verb.length > 2 && text.toLowerCase().startsWith(verb)) ??
      texts.find((text) => WAYS[way].test(text));
    if (found !== undefined) return { [key]: found };
  }
  return NOTHING;
}

/** `buy_shares` makes a trade whose side is `buy`: a kind that is called after the deed. */
function kindByVerb({ called }: Running, table: TableModel, set: JsonObject): JsonObject {
  const verb = called.verb.toLowerCase();
  if (verb.length < 3) return NOTHING;
  for (const [key, schema] of table.fields) {
    if (schema.enum === undefined || key === table.state || Object.hasOwn(set, key)) continue;
    const found = schema.enum.find((choice) => typeof choice === 'string' && isCalledAfter(choice.toLowerCase(), verb));
    if (found !== undefined) return { [key]: found };
  }
  return NOTHING;
}

function isCalledAfter(choice: string, verb: string): boolean {
  return (
    choice === verb || choice === participle(verb) || (choice.startsWith(verb) && choice.length <= verb.length + 3)
  );
}

const usual = new WeakMap<TableModel, JsonObject>();

/** What every new record of a table begins with. */
function usualAtBirth(table: TableModel): JsonObject {
  let known = usual.get(table);
  if (known === undefined) {
    known = { ...newBalances(table), ...firstVersion(table), ...flagsAtBirth(table) };
    usual.set(table, known);
  }
  return known;
}

/** Nothing was done yet to what is new, and it can be used. */
function flagsAtBirth({ fields, flags }: TableModel): JsonObject {
  const free = [...flags].filter(([key]) => typesOf(fields.get(key) ?? {}).includes('boolean'));
  return free.length === 0 ? NOTHING : Object.fromEntries(free);
}

/** What the session knows of whoever makes a record: the name that somebody logged in with. */
function sessionFacts(running: Running, table: TableModel): JsonObject {
  const row = rowOf(running.state, `session ${running.called.scope}`, ONLY);
  if (row === undefined) return NOTHING;
  return Object.fromEntries(Object.entries(row.fields).filter(([key]) => table.fields.has(key)));
}
