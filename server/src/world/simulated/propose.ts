import { isRecord, type Json, type JsonObject, type JsonSchema } from '../../json/index.ts';
import type { Random } from '../../random/index.ts';
import { formatFieldPath, resolveSchema, validateValue } from '../../signature/index.ts';
import { choiceLike } from './choices.ts';
import { laterThanKept } from './date-order.ts';
import { proposeFilePart } from './files/propose.ts';
import { sameKey } from './members.ts';
import type { FunctionModel } from './model.ts';
import { REVIVING } from './names.ts';
import { plainMaker } from './plain.ts';
import type { Proposing } from './proposing.ts';
import { inRangeOrder } from './range-order.ts';
import { fieldValue, fitsLoosely, keyAs, populationOf, type Subject, subjectOf } from './records.ts';
import { own, rowsOf } from './state.ts';
import { aboutCall } from './told-of.ts';
import { type Field, type Maker, makeValue } from './values/make.ts';

/** Share of optional parameters without a default that a user mentions. */
const MENTIONS_OPTIONAL = 0.3;
/** Share of searches for something that is there. */
const KNOWN_SEARCH = 0.6;
const TRIES = 8;

/**
 * Believable arguments for a call as a user would give them: every required parameter, and some optional ones. What is
 * in `known` stays as it is; identifiers are of records that exist in the state, those spoken of in this session first.
 */
export function proposeArguments(proposing: Proposing, random: Random, known: JsonObject): JsonObject {
  const { called, knows } = proposing;
  const { parameters } = called.signature;
  const required = new Set(parameters.required ?? []);
  let optional = 0;
  const mayMention = (schema: JsonSchema) =>
    optional < MAX_OPTIONAL && isMentioned(parameters, schema, random) && ++optional > 0;
  const chosen = Object.entries(parameters.properties ?? {}).filter(
    ([name, schema]) => required.has(name) || Object.hasOwn(known, name) || mayMention(schema),
  );
  const more = changeOf(called, chosen, random) ?? soughtBy(called, chosen, known, random);
  if (more !== undefined) chosen.push(more);
  const proposer = new Proposer(proposing, random, known);
  const made = new Map<string, Json>();
  for (const [name, schema] of chosen) {
    const given = own(known, name);
    if (given === undefined && !knows && isIssued(proposing, name)) continue;
    made.set(name, given ?? heldMember(proposing, name, made, random) ?? proposer.propose(parameters, name, schema));
  }
  const given = Object.fromEntries([...made].filter(([name]) => !isSecondEnd(called, name, made, known)));
  return inRangeOrder(
    called.signature,
    called.reading.operation === 'create'
      ? withOwnMail(given, known)
      : laterThanKept(proposing, byOneName(given, known, called), known, random),
    known,
  );
}

/** Who changes a thing changes something of it: one of what can be set, where nothing else says what is new. */
function changeOf(
  { reading, signature, names }: FunctionModel,
  chosen: readonly (readonly [string, JsonSchema])[],
  random: Random,
): [string, JsonSchema] | undefined {
  if (reading.operation !== 'update') return undefined;
  const sets = (name: string) =>
    !names.has(name) && reading.inputs.some(({ parameter, role }) => parameter === name && role === 'attribute');
  if (chosen.some(([name]) => sets(name))) return undefined;
  const possible = Object.entries(signature.parameters.properties ?? {}).filter(
    ([name, schema]) => sets(name) && typeof schema === 'object' && schema.default === undefined,
  );
  return random.pick(possible);
}

/** Whoever asks for one of many says which: by one of the things it can be found by, where none is required. */
function soughtBy(
  { reading, signature }: FunctionModel,
  chosen: readonly (readonly [string, JsonSchema])[],
  known: JsonObject,
  random: Random,
): [string, JsonSchema] | undefined {
  if (reading.operation !== 'get' || chosen.length > 0 || Object.keys(known).length > 0) return undefined;
  const finds = (name: string) =>
    reading.inputs.some(({ parameter, role }) => parameter === name && (role === 'filter' || role === 'key'));
  const possible = Object.entries(signature.parameters.properties ?? {}).filter(
    ([name, schema]) => finds(name) && typeof schema === 'object' && schema.default === undefined,
  );
  return random.pick(possible);
}

/** What is taken out of a record's list, or changed in it, is one of its members. */
function heldMember(
  { called, model, memory, state, knows }: Proposing,
  name: string,
  made: ReadonlyMap<string, Json>,
  random: Random,
): Json | undefined {
  const { steps } = called.plan;
  const [step] = steps.flatMap((one) =>
    one.do === 'remove'
      ? [{ field: one.field, by: one.item[0] }]
      : one.do === 'change member'
        ? [{ field: one.field, by: one.by }]
        : [],
  );
  const get = steps.find((one) => one.do === 'get');
  if (!knows || get?.do !== 'get' || step === undefined) return undefined;
  const { by } = step;
  const id = get.key === undefined ? ONLY : made.get(get.key);
  const schema = model.tables.get(get.table)?.fields.get(step.field);
  if (by?.argument !== name || schema === undefined || (typeof id !== 'string' && typeof id !== 'number'))
    return undefined;
  const reader = { model, memory, state };
  const members = fieldValue(reader, subjectOf(reader, get.table, id), step.field, { name: step.field, schema });
  const member = random.pick(Array.isArray(members) ? members : []);
  if (by.field === '' || !isRecord(member)) return isRecord(member) ? undefined : member;
  const own = Object.keys(member).find((key) => sameKey(key, by.field));
  return own === undefined ? undefined : (member as JsonObject)[own];
}

const ONLY = 'the only one';

/** Whoever is entered has an address under their own name. */
function withOwnMail(values: JsonObject, known: JsonObject): JsonObject {
  const text = (pattern: RegExp) =>
    Object.entries(values).find(([name, value]) => pattern.test(name) && typeof value === 'string');
  const mail = text(/^(?:\w+_)?e?_?mail(?:_?address)?$/i);
  const whole = text(/^(?:full_?|\w+_full_?)name$/i)?.[1] as string | undefined;
  const [first, last] = [text(/^(?:first|given)_?name$/i)?.[1], text(/^(?:last|family|sur)_?name$/i)?.[1]];
  const name = whole ?? (first === undefined || last === undefined ? undefined : `${String(first)} ${String(last)}`);
  if (mail === undefined || name === undefined || Object.hasOwn(known, mail[0])) return values;
  const local = name.toLowerCase().replace(/[^a-z]+/g, '.');
  return /@example\.com$/.test(mail[1] as string) ? { ...values, [mail[0]]: `${local}@example.com` } : values;
}

/** A person is looked for under a name or an address: two that are drawn apart would be of two persons. */
function byOneName(values: JsonObject, known: JsonObject, { reading, signature }: FunctionModel): JsonObject {
  if (reading.operation !== 'get' && reading.operation !== 'list') return values;
  const mail = Object.keys(values).find((name) => /^e?_?mail(?:_?address)?$/i.test(name));
  const named = Object.keys(values).some((name) => /^(?:full_?)?name$/i.test(name));
  if (mail === undefined || !named || Object.hasOwn(known, mail)) return values;
  if (signature.parameters.required?.includes(mail) === true) return values;
  const { [mail]: _apart, ...rest } = values;
  return rest;
}

/** The first lines of a file or the last ones are asked for, not both. */
function isSecondEnd(
  { plan }: FunctionModel,
  name: string,
  made: ReadonlyMap<string, Json>,
  known: JsonObject,
): boolean {
  const step = plan.steps[0];
  if (step?.do !== 'file' || step.with.tail !== name || step.with.head === undefined) return false;
  return made.has(step.with.head) && !Object.hasOwn(known, name);
}

/** Optional parameters of one call that are given at most. */
const MAX_OPTIONAL = 200;

/** Only the world that issued such an identifier knows which there are. */
function isIssued({ called, model }: Proposing, parameter: string): boolean {
  const named = [...called.names].filter(
    ([path]) => path === parameter || path.startsWith(`${parameter}.`) || path.startsWith(`${parameter}[`),
  );
  return named.some(([, table]) => model.tables.get(table)?.issued === true);
}

function isMentioned(parameters: JsonSchema, raw: JsonSchema, random: Random): boolean {
  if (typeof raw !== 'object' || raw === null) return false;
  const { schema } = resolveSchema(parameters, raw);
  return schema.default === undefined && schema.deprecated !== true && random.chance(MENTIONS_OPTIONAL);
}

class Proposer {
  readonly #proposing: Proposing;
  readonly #maker: Maker;
  /** Each record fills one place of a call: nobody exchanges an item for itself. */
  readonly #taken = new Map<string, string>();
  readonly #made: Map<string, Json>;

  constructor(proposing: Proposing, random: Random, known: JsonObject) {
    this.#proposing = proposing;
    this.#made = new Map(Object.entries(known));
    for (const [name, value] of Object.entries(known)) {
      const table = proposing.called.names.get(name);
      if (table !== undefined) this.#taken.set(`${table} ${String(value)}`, name);
    }
    const plain = plainMaker(
      `${proposing.state.seed} arguments ${random.uint32()}`,
      proposing.state.seed,
      Object.values(known),
    );
    this.#maker = {
      ...plain,
      about: aboutCall(proposing.called, proposing.model.tables),
      decide: (field) => this.#decide(field, plain.random(field.at)),
      length: () => 1 + plain.random('length').below(2),
    };
  }

  /** One argument; made anew where a first try does not fit its own schema. */
  propose(parameters: JsonSchema, name: string, schema: JsonSchema): Json {
    const root = rootOf(parameters, name, schema);
    let value: Json = null;
    let spent = false;
    const say = () => {
      spent = true;
    };
    for (let attempt = 0; attempt < TRIES && !spent; attempt += 1) {
      const again: Maker = { ...this.#maker, spent: say, random: (at) => this.#maker.random(`${attempt} ${at}`) };
      value = own(makeValue(root, again) as JsonObject, name) ?? null;
      if (validateValue(root, { [name]: value }).length === 0) break;
    }
    this.#made.set(name, value);
    return value;
  }

  #decide(field: Field, random: Random): Json | undefined {
    const { called, knows } = this.#proposing;
    if (field.path.length === 0 || !knows) return undefined;
    const path = formatFieldPath(field.path);
    const step = called.plan.steps[0];
    if (step?.do === 'file') return proposeFilePart(this.#proposing, step, path, field, this.#made, random);
    if (field.schema.type === 'object' || field.schema.type === 'array') return undefined;
    const table = called.names.get(path) ?? called.names.get(path.replace(/\[\]$/, ''));
    if (table !== undefined) return called.naming.has(path) ? undefined : this.#record(table, field, path, random);
    return this.#amount(path, field, random) ?? this.#searched(path, field, random) ?? this.#end(path, field);
  }

  /** `from` and `to` of a function that converts currencies, units or languages are two of those. */
  #end(path: string, field: Field): Json | undefined {
    const { signature } = this.#proposing.called;
    if (!/^(?:from|to|source|target)$/.test(path) || field.schema.enum !== undefined) return undefined;
    const about = `${signature.name.replaceAll('_', ' ')} ${signature.description.slice(0, 120)}`;
    const kind = /\b(currenc|unit|languag|translat)/i.exec(about)?.[1]?.toLowerCase();
    if (kind === undefined) return undefined;
    const noun = kind === 'currenc' ? 'currency' : kind === 'unit' ? 'unit' : 'language';
    return makeValue(field.schema, { ...this.#maker, decide: () => undefined }, `${path}_${noun}`);
  }

  #record(table: string, field: Field, path: string, random: Random): Json | undefined {
    const all = candidates(this.#proposing, table);
    const allowed = all.filter((subject) => this.#allows(path, subject));
    const subjects = allowed.length > 0 ? allowed : all;
    const free = subjects.filter(({ id }) => (this.#taken.get(`${table} ${String(id)}`) ?? field.at) === field.at);
    const spoken = free.filter(({ row }) => row !== undefined);
    const chosen = random.pick(spoken.length > 0 ? spoken : free) ?? random.pick(subjects);
    if (chosen === undefined) return undefined;
    this.#taken.set(`${table} ${String(chosen.id)}`, field.at);
    return keyAs(chosen.id, field.schema);
  }

  /** The record is in a state that the function may be called in. */
  #allows(path: string, subject: Subject): boolean {
    const { called, model } = this.#proposing;
    if (subject.row?.ended !== undefined) return REVIVING.has(called.verb) && called.reading.writes;
    const get = called.plan.steps.find((step) => step.do === 'get' && step.key === path);
    const assert = called.plan.steps.find((step) => step.do === 'assert state');
    const table = model.tables.get(subject.table);
    if (get === undefined || assert?.do !== 'assert state') return true;
    if (assert.not !== undefined) return !assert.not.includes(String(subject.row?.fields[table?.state ?? 'status']));
    if (table?.state === undefined) return true;
    const schema = table.fields.get(table.state) ?? { type: 'string' };
    const state = String(fieldValue(this.#proposing, subject, table.state, { name: table.state, schema }));
    return assert.in.some((one) => one.toLowerCase() === state.toLowerCase() || choiceLike(one, [state]) !== undefined);
  }

  /** No more than there is. */
  #amount(path: string, field: Field, random: Random): Json | undefined {
    const { called, model } = this.#proposing;
    const step = called.plan.steps.find((one) => one.do === 'subtract' && one.amount === path);
    const get = called.plan.steps.find((one) => one.do === 'get');
    if (step?.do !== 'subtract' || get?.do !== 'get') return undefined;
    const table = step.table ?? get.table;
    const key = step.key ?? get.key;
    const id = key === undefined ? 'the only one' : this.#made.get(key);
    if (id === undefined) return undefined;
    const schema = model.tables.get(table)?.fields.get(step.field) ?? { type: 'number' };
    const balance = fieldValue(this.#proposing, subjectOf(this.#proposing, table, id), step.field, {
      name: step.field,
      schema,
    });
    if (typeof balance !== 'number' || balance <= 0) return undefined;
    const amount = Math.max(1, Math.floor(balance * (0.1 + random.next() * 0.5)));
    return fitsLoosely(amount, field.schema) ? Math.min(amount, balance) : undefined;
  }

  /** What one searches by is mostly so of something that is there. */
  #searched(path: string, field: Field, random: Random): Json | undefined {
    const { called, model } = this.#proposing;
    const select = called.plan.steps.find((step) => step.do === 'select');
    if (
      select?.do !== 'select' ||
      field.schema.enum !== undefined ||
      !random.chance(
        KNOWN_SEARCH + (select.where.some(({ argument, test }) => argument === path && test === 'contains') ? 0.3 : 0),
      )
    )
      return undefined;
    const condition = select.where.find(({ argument }) => argument === path);
    const table = model.tables.get(select.table);
    const schema = table?.fields.get(condition?.field ?? '');
    if (condition === undefined || table === undefined || schema === undefined) return undefined;
    const subject = random.pick(candidates(this.#proposing, table.name).filter(({ row }) => row?.ended === undefined));
    if (subject === undefined) return undefined;
    const told = fieldValue(this.#proposing, subject, condition.field, { name: condition.field, schema });
    const value =
      condition.test === '='
        ? told
        : condition.test === 'contains'
          ? wordOf(told, random)
          : asBound(told, condition.test, field.schema);
    return value !== undefined && fitsLoosely(value, field.schema) && validateValue(field.schema, value).length === 0
      ? value
      : undefined;
  }
}

/** What somebody types who looks for a text: a name as it is, of a longer one the last word that says something. */
function wordOf(text: Json, random: Random): Json | undefined {
  if (typeof text !== 'string' || text === '') return undefined;
  const words = text.split(/\s+/).filter((word) => /^\p{L}{4,}$/u.test(word));
  return text.split(/\s+/).length <= 2 && random.chance(0.5) ? text : words.at(-1)?.toLowerCase();
}

/** A round number that a record is within; a day for a time. */
function asBound(value: Json, test: string, schema: JsonSchema): Json | undefined {
  if (test === 'one of') return undefined;
  if (typeof value === 'number') return test === '>=' ? Math.floor(value) : Math.ceil(value);
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d/.test(value)) return undefined;
  return schema.format === 'date' ? value.slice(0, 10) : value;
}

/** Records that are there: those spoken of in this session, and those there from the start. */
function candidates(proposing: Proposing, table: string): Subject[] {
  const numeric = proposing.model.tables.get(table)?.numeric === true;
  const rows = rowsOf(proposing.state, table);
  const there = rows.filter(([, row]) => row.gone === undefined);
  const known = new Set(rows.map(([id]) => id));
  const before = populationOf(proposing, table).filter((id) => !known.has(String(id)));
  // Where all were deleted, one of those is asked for: it was there.
  const stored = there.length + before.length === 0 ? rows : there;
  return [
    ...stored.map(([id, row]): Subject => ({ table, id: numeric ? Number(id) : id, row })),
    ...before.map((id): Subject => ({ table, id })),
  ];
}

const roots = new WeakMap<JsonSchema, Map<string, JsonSchema>>();

/** The schema of one parameter by itself: one object each, so that what is read from it is read once. */
function rootOf(parameters: JsonSchema, name: string, schema: JsonSchema): JsonSchema {
  let known = roots.get(parameters);
  if (known === undefined) {
    known = new Map();
    roots.set(parameters, known);
  }
  let root = known.get(name);
  if (root === undefined) {
    root = { ...definitionsOf(parameters), properties: { [name]: schema }, required: [name], type: 'object' };
    known.set(name, root);
  }
  return root;
}

function definitionsOf({ $defs, definitions }: JsonSchema & { definitions?: unknown }): JsonSchema {
  return {
    ...($defs === undefined ? {} : { $defs }),
    ...(typeof definitions === 'object' ? { definitions } : {}),
  } as JsonSchema;
}
