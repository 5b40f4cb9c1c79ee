import { nameWords } from '../../graph/index.ts';
import { createRandom, type Random } from '../../path/index.ts';
import {
  type Json,
  type JsonObject,
  type JsonSchema,
  resolveSchema,
  typesOf,
  validateValue,
} from '../../signature/index.ts';
import { compute, convert, rateOf, readConversion } from './convert.ts';
import { isLook } from './effect.ts';
import { isNumeric, makeIdentifier } from './identifiers.ts';
import { speaksOf } from './kinds.ts';
import type { CatalogModel, FunctionModel } from './model.ts';
import { canonicalJson, entityOf, itemKey, own, type SimulatedState } from './state.ts';
import { type Registry, subjectOf, type Thing, thingsNamed } from './things.ts';
import { type Field, type Maker, makeValue } from './values/make.ts';
import { createProfile, type Profile, todayOf } from './values/profile.ts';
import { examplesOf } from './values/prose.ts';
import { makeString } from './values/strings.ts';
import { confirmation, isStatusName, isSuccessName, participle, statusFor } from './wording.ts';

/** A call that passed every check, with what the world knows about it. */
export interface Answering {
  readonly model: FunctionModel;
  readonly catalog: CatalogModel;
  readonly registry: Registry;
  readonly state: SimulatedState;
  /** Arguments with the defaults filled in. */
  readonly call: JsonObject;
  readonly subject: Thing | undefined;
}

/** A thing that an output speaks of, and the object that does. */
export interface Mention {
  readonly thing: Thing;
  /** Newly made by this call. */
  readonly fresh: boolean;
  /** What the output says of it. */
  readonly told: JsonObject;
}

export interface Answer {
  readonly output: Json;
  readonly mentions: readonly Mention[];
  /** Objects of lists that have no identifier. */
  readonly items: readonly JsonObject[];
}

/** What is noted down while an output is made. */
interface Notes {
  readonly mentions: Mention[];
  readonly items: JsonObject[];
}

/** What surrounds a field while an output is made. */
interface Scope {
  /** What the object is about, when it is about one thing. */
  readonly thing: Thing | undefined;
  /** Name of the property that holds the thing's own identifier. */
  readonly ownField: string | undefined;
  readonly fresh: boolean;
  /** Start of `Field.at` that is left off, so that a thing's facts do not depend on where they stand. */
  readonly base: string;
  readonly seed: string;
  readonly facts: JsonObject;
  /** Inside an object that is a part of the thing, such as its address. */
  readonly nested: boolean;
}

/** Arguments that say how many items are wanted. */
const LIMIT = /^(?:limit|max|maximum|top|count|number|size|page size|per page|n)\b|\b(?:limit|result|count)$/;
/** Facts of its own that a new thing does not take over from the things it was made of. */
const PERSONAL = new Set([
  'id',
  'name',
  'title',
  'description',
  'status',
  'state',
  'created',
  'updated',
  'type',
  'message',
]);

/** Prepares a checked call for answering. */
export function prepare(given: Omit<Answering, 'subject'>): Answering {
  return { ...given, subject: subjectOf(given.model, given.call) };
}

/** Makes the output of a call, and says which things it speaks of. */
export function answer(answering: Answering): Answer {
  const notes: Notes = { mentions: [], items: [] };
  const output = makeValue(
    answering.model.response,
    outputMaker(answering, rootScope(answering), notes),
    answering.model.subject,
  );
  return { output, ...notes };
}

/** Makes an output from the response schema alone: the way out where the known values do not fit the schema. */
export function plainAnswer({ model, state, call }: Answering): Json {
  const seed = `${state.seed} ${model.id} ${canonicalJson(call)}`;
  return makeValue(model.response, plainMaker(seed, state.seed), model.subject);
}

/** A maker that knows nothing but its seed. */
export function plainMaker(seed: string, worldSeed: string): Maker {
  return { profile: createProfile(seed), today: todayOf(worldSeed), random: (at) => createRandom(`${seed} ${at}`) };
}

function rootScope({ model, state, call, subject }: Answering): Scope {
  const nothingGiven = Object.keys(call).length === 0;
  const seed =
    subject !== undefined
      ? thingSeed(state.seed, subject)
      : nothingGiven
        ? `${state.seed} session ${scopeOf(model)}`
        : `${state.seed} ${model.id} ${canonicalJson(call)}`;
  const facts = subject === undefined ? (own(state.session, scopeOf(model)) ?? {}) : factsOf(state, subject);
  return { thing: subject, ownField: undefined, fresh: false, base: '', seed, facts, nested: false };
}

/** Functions of one namespace, or of one file, share their session. */
export function scopeOf({ signature }: FunctionModel): string {
  return signature.namespace === '' ? signature.source.uri : signature.namespace;
}

function thingSeed(seed: string, { kind, id }: Thing): string {
  return `${seed} ${kind} ${String(id)}`;
}

function factsOf(state: SimulatedState, { kind, id }: Thing): JsonObject {
  return entityOf(state, kind, String(id))?.told ?? {};
}

function outputMaker(answering: Answering, scope: Scope, notes: Notes): Maker {
  let profile: Profile | undefined;
  return {
    get profile() {
      profile ??= createProfile(scope.seed, [...Object.values(answering.call), ...Object.values(scope.facts)]);
      return profile;
    },
    today: todayOf(answering.state.seed),
    random: (at) => createRandom(`${scope.seed} ${factName(at.slice(scope.base.length))}`),
    decide: (field) => decide(answering, scope, field, notes.mentions),
    length: (field) => listLength(answering, field),
    enter: (field, properties) => {
      const inner = enterObject(answering, scope, field, properties);
      const maker = outputMaker(answering, inner, notes);
      const { thing, fresh } = inner;
      if (inner.nested) return maker;
      const done = (told: JsonObject) => {
        if (thing !== undefined) notes.mentions.push({ thing, fresh, told });
        else if (field.path.includes('[]')) notes.items.push(told);
      };
      return Object.assign(maker, { done });
    },
  };
}

/** The scope inside an object: its own thing where it has an identifier, else the one around it. */
function enterObject(
  answering: Answering,
  scope: Scope,
  field: Field,
  properties: Readonly<Record<string, JsonSchema>>,
): Scope {
  const { model, state } = answering;
  const identity = ownIdentity(answering, field, properties);
  const listed = field.path.includes('[]');
  if (identity === undefined) {
    if (!listed) return field.path.length === 0 ? scope : { ...scope, nested: !isWrapper(field) };
    return { ...scope, thing: undefined, seed: `${scope.seed} ${field.at}`, facts: {}, nested: false };
  }
  const given = listed ? undefined : givenThing(answering, identity.kind);
  const fresh = given === undefined && model.effect === 'create' && !listed;
  const thing = given ?? { kind: identity.kind, id: newIdentifier(answering, scope, identity, field, fresh) };
  // An invoice drawn up for a booking is about the booking: what it says is the booking's.
  const about = given === undefined && (field.path.length === 0 || isWrapper(field));
  const inherited = fresh || about ? inheritedFacts(answering) : {};
  const known = { ...inherited, ...factsOf(state, thing), ...(model.effect === 'update' ? factsOfNew(answering) : {}) };
  const facts = fresh ? inherited : known;
  return {
    thing,
    ownField: identity.name,
    fresh,
    base: field.at === '' ? '' : `${field.at}.`,
    seed: about && !fresh ? scope.seed : thingSeed(state.seed, thing),
    facts,
    nested: false,
  };
}

/** `{returns: {…}}`, `{data: {…}}`: the object inside is the answer itself. */
function isWrapper(field: Field): boolean {
  return (
    field.path.length === 1 &&
    ['return', 'result', 'data', 'response', 'output'].includes(nameWords(field.name)[0] ?? '')
  );
}

interface Identity {
  readonly name: string;
  readonly kind: string;
  readonly schema: JsonSchema;
}

/** The property that identifies the object itself: of the object's own kind, else one not given, else the first. */
function ownIdentity(
  answering: Answering,
  field: Field,
  properties: Readonly<Record<string, JsonSchema>>,
): Identity | undefined {
  const { model, catalog } = answering;
  const entity = field.type ?? field.schema.title ?? (field.name === model.subject ? undefined : field.name);
  const found: Identity[] = [];
  for (const [name, raw] of Object.entries(properties)) {
    const { schema, name: type } = resolveSchema(model.response, raw);
    if (isComposite(schema)) continue;
    const kind = catalog.kindOf({ name, nominal: type, entity, subject: model.object }, schema);
    if (kind !== undefined) found.push({ name, kind, schema });
  }
  const owner = nameWords(entity ?? model.subject).join(' ');
  const ofOwnKind = found.find(({ kind, name }) => name === 'id' || speaksOf(owner, kind));
  return ofOwnKind ?? found.find(({ kind }) => model.gives.some((slot) => slot.kind === kind)) ?? found[0];
}

function isComposite(schema: JsonSchema): boolean {
  return schema.properties !== undefined || typesOf(schema).some((type) => type === 'object' || type === 'array');
}

function givenThing({ model, call, subject }: Answering, kind: string): Thing | undefined {
  if (subject?.kind === kind) return subject;
  return thingsNamed(model, call).find((thing) => thing.kind === kind && !Array.isArray(call[thing.parameter]));
}

/** Identifier of a thing that the call did not name: one on record for lists, a new one for what is made. */
function newIdentifier(answering: Answering, scope: Scope, identity: Identity, field: Field, fresh: boolean): Json {
  const { state, model, call } = answering;
  const index = Number(/(?:^|\.)(\d+)(?!.*\.\d)/.exec(field.at)?.[1] ?? 0);
  if (!fresh) {
    const known = own(scope.facts, identity.name);
    if (known !== undefined && !field.path.includes('[]')) return known;
    const onRecord = listedThings(answering, identity.kind)[index];
    if (onRecord !== undefined && isPlainList(answering, field)) return onRecord;
  }
  const made = fresh ? `${model.id} ${canonicalJson(call)}` : `${scope.seed} ${field.at} ${subjectless(answering)}`;
  for (let count = 0; ; count += 1) {
    const id = newIdOf(
      answering,
      identity.kind,
      identity.schema,
      createRandom(`${state.seed} new ${identity.kind} ${made} ${count}`),
    );
    const entity = entityOf(state, identity.kind, String(id));
    if (entity === undefined || (!fresh && entity.gone === undefined) || count > 1000) return id;
  }
}

/** A new identifier in the form that the catalog shows for its kind, where the field's own schema takes that. */
function newIdOf({ catalog }: Answering, kind: string, schema: JsonSchema, random: Random): Json {
  const usual = makeIdentifier(kind, catalog.schemaOf(kind), random);
  return validateValue(schema, usual).length === 0 ? usual : makeIdentifier(kind, schema, random);
}

function subjectless({ model, call, subject }: Answering): string {
  return subject === undefined ? `${model.id} ${canonicalJson(call)}` : '';
}

/** A list of things of the call's own kind, not of things that belong to something else. */
function isPlainList({ model, subject }: Answering, field: Field): boolean {
  return field.path.filter((step) => step === '[]').length === 1 && subject === undefined && model.effect !== 'create';
}

/** What a list shows: first what was made in this session and fits, then, without filters, what was there from the start. */
function listedThings(answering: Answering, kind: string): Json[] {
  const { state, registry, call } = answering;
  const filters = Object.entries(call).filter(([name, value]) => isFilter(name, value));
  const ofKind = own(state.entities, kind) ?? {};
  const made = Object.entries(ofKind).filter(([, entity]) => {
    const fits = filters.every(
      ([name, value]) => own(entity.told, name) === undefined || own(entity.told, name) === value,
    );
    return entity.made === true && entity.gone === undefined && fits;
  });
  const numeric = isNumeric(answering.catalog.schemaOf(kind));
  const ids: Json[] = made.map(([id]) => (numeric ? Number(id) : id));
  if (filters.length > 0) return ids;
  const before = registry.population(state.seed, kind).filter((id) => own(ofKind, String(id))?.gone === undefined);
  return [...ids, ...before];
}

function isFilter(name: string, value: Json): boolean {
  return !LIMIT.test(nameWords(name).join(' ')) && ['string', 'number'].includes(typeof value);
}

function listLength({ call }: Answering, field: Field): number | undefined {
  if (field.path.filter((step) => step === '[]').length > 0) return undefined;
  const limit = Object.entries(call).find(
    ([name, value]) => Number.isInteger(value) && LIMIT.test(nameWords(name).join(' ')),
  );
  return limit === undefined ? undefined : Math.max(0, Math.min(limit[1] as number, 3));
}

/** Facts that come with what a thing is moved to: the price of the new flight. */
function factsOfNew({ model, call, state }: Answering): JsonObject {
  const moved = thingsNamed(model, call).find(({ parameter }) => nameWords(parameter)[0] === 'new');
  const facts = Object.entries(moved === undefined ? {} : factsOf(state, moved));
  return Object.fromEntries(facts.filter(([name]) => !PERSONAL.has(nameWords(name).at(-1) ?? '')));
}

/** Facts that a new thing takes over from the things it was made of: the price of the flight that is booked. */
function inheritedFacts({ model, call, state }: Answering): JsonObject {
  const facts: [string, Json][] = Object.entries(own(state.session, scopeOf(model)) ?? {});
  for (const thing of thingsNamed(model, call)) {
    for (const [name, value] of Object.entries(factsOf(state, thing))) {
      if (!PERSONAL.has(nameWords(name).at(-1) ?? '')) facts.push([name, value]);
    }
  }
  return Object.fromEntries(facts);
}

/** The value of a field that is not left to chance. */
function decide(answering: Answering, scope: Scope, field: Field, mentions: Mention[]): Json | undefined {
  if (field.path.length === 0 && isComposite(field.schema)) return undefined;
  const kind = kindOfField(answering, field);
  const candidates =
    kind === undefined ? valuesFor(answering, scope, field) : identifiersFor(answering, scope, field, kind);
  for (const value of candidates) {
    if (value === undefined || !fitsLoosely(value, field.schema)) continue;
    const isOwn = scope.ownField === field.name;
    if (kind !== undefined && !isOwn && value !== null)
      mentions.push({ thing: { kind, id: value }, fresh: false, told: {} });
    return value;
  }
  return undefined;
}

function kindOfField({ catalog, model }: Answering, field: Field): string | undefined {
  const { name, schema } = field;
  if (isComposite(schema)) return undefined;
  return catalog.kindOf({ name, nominal: field.type, entity: field.entity, subject: model.object }, schema);
}

/** What an identifier can be, best first: the thing's own, one that was given, one on record, a new one. */
function* identifiersFor(answering: Answering, scope: Scope, field: Field, kind: string): Generator<Json | undefined> {
  const { model, state } = answering;
  const { name, schema } = field;
  const direct = field.path.at(-1) !== '[]';
  const changes = model.effect === 'update' || model.effect === 'create';
  if (direct && scope.ownField === name && scope.thing !== undefined) yield scope.thing.id;
  if (direct && changes) yield givenIdentifier(answering, kind, name);
  if (direct) yield own(scope.facts, name);
  if (direct) yield givenIdentifier(answering, kind, name);
  const seed = `${scope.seed} ${field.at.slice(scope.base.length)}`;
  yield newIdOf(answering, kind, schema, createRandom(`${state.seed} new ${kind} ${seed}`));
}

/** What any other value can be, best first: worked out, echoed, how things stand, known of the thing. */
function* valuesFor(answering: Answering, scope: Scope, field: Field): Generator<Json | undefined> {
  const { model, call, state } = answering;
  const { name } = field;
  if (field.path.at(-1) === '[]') return;
  const words = nameWords(name);
  const isPart = scope.nested && isStatusName(words);
  yield* worked(answering, field);
  if (/\b(?:login|logged|authenticated|session)\b/.test(words.join(' ')) && model.effect === 'read')
    yield state.loggedIn;
  if (!isLook(model.effect) || model.effect === 'find') yield echoed(call, name);
  if (!isPart) yield endedStatus(answering, field, scope);
  if (!isPart) yield statusOf(answering, field, scope);
  yield own(scope.facts, name);
  yield echoed(call, name);
  if (!field.path.includes('[]')) yield itemFact(answering, name);
  yield choiceOfParameter(answering, scope, field);
  if (!isLook(model.effect)) yield echoedThing(call, words);
  if (!scope.fresh) yield sameMoney(scope.facts, field);
  if (model.effect === 'find' || model.effect === 'create') yield onTheDay(call, field, scope);
  if (!saysNothing(words)) return;
  if (!isLook(model.effect)) yield confirmed(answering);
  else if (words.at(-1) !== 'message') yield* namedAfterSubject(answering, scope, field);
}

const EMPTY_NAMES = new Set([
  'message',
  'confirmation',
  'return',
  'result',
  'output',
  'response',
  'detail',
  'text',
  'content',
  'value',
]);

function saysNothing(words: readonly string[]): boolean {
  return words.length <= 1 && EMPTY_NAMES.has(words[0] ?? 'value');
}

/** A value that a list told beside one that the call names: the fee of the seat that is now chosen. */
function itemFact({ call, state }: Answering, name: string): Json | undefined {
  for (const [parameter, value] of Object.entries(call)) {
    const item = own(state.items, itemKey(parameter, value));
    const known = item === undefined ? undefined : own(item, name);
    if (known !== undefined) return known;
  }
  return undefined;
}

/** One of the choices of the parameter of the same name, where the call left it open. */
function choiceOfParameter({ model, call }: Answering, scope: Scope, field: Field): Json | undefined {
  const { parameters } = model.signature;
  const { name, schema } = field;
  if (schema.enum !== undefined || Object.hasOwn(call, name)) return undefined;
  if (!Object.hasOwn(parameters.properties ?? {}, name)) return undefined;
  const choices = resolveSchema(parameters, parameters.properties?.[name] ?? {}).schema.enum;
  return createRandom(`${scope.seed} ${field.at.slice(scope.base.length)}`).pick(choices ?? []);
}

/** Last words of names that say what kind of value it is, not of what. */
const VAGUE = new Set([
  'id',
  'name',
  'status',
  'state',
  'type',
  'value',
  'amount',
  'number',
  'date',
  'time',
  'count',
  'list',
  'result',
  'code',
]);

/** The one argument that names the same thing under another name: `speed` for `currentSpeed`. */
function echoedThing(call: JsonObject, words: readonly string[]): Json | undefined {
  const head = words.at(-1) ?? '';
  if (head === '' || VAGUE.has(head)) return undefined;
  const [only, ...others] = Object.entries(call).filter(([name]) => nameWords(name).at(-1) === head);
  return others.length > 0 ? undefined : only?.[1];
}

/** A value whose own name says nothing is what the function's name says. */
function* namedAfterSubject({ model }: Answering, scope: Scope, field: Field): Generator<Json | undefined> {
  const words = nameWords(model.object);
  if (words.length === 0 || !typesOf(field.schema).includes('string')) return;
  const maker = plainMaker(scope.seed, scope.seed);
  yield makeString({
    words,
    entity: [],
    schema: field.schema,
    profile: maker.profile,
    today: maker.today,
    random: maker.random(field.at),
  });
}

/** How a thing that is over stands: `cancelled`. */
function endedStatus({ state }: Answering, field: Field, { thing }: Scope): Json | undefined {
  if (thing === undefined || !isStatusName(nameWords(field.name))) return undefined;
  const ended = entityOf(state, thing.kind, String(thing.id))?.gone;
  return ended === undefined || field.schema.enum === undefined ? ended : statusFor('delete', field.schema.enum);
}

function confirmed({ model, subject }: Answering): string {
  return confirmation(model.verb || 'handle', model.subject, subject === undefined ? undefined : String(subject.id));
}

function givenIdentifier({ model, call }: Answering, kind: string, name: string): Json | undefined {
  const same = thingsNamed(model, call).filter((thing) => thing.kind === kind && !Array.isArray(call[thing.parameter]));
  const changed = same.find(({ parameter }) => nameWords(parameter)[0] === 'new');
  return (changed ?? same.find(({ parameter }) => parameter === name) ?? same[0])?.id;
}

/** Place of a fact in its thing; whatever an answer calls the thing's price, it is one fact. */
function factName(at: string): string {
  return MONEY.has(nameWords(at).at(-1) ?? '') && !at.includes('.') ? 'price' : at;
}

const MONEY = new Set(['price', 'total', 'amount', 'cost', 'fare', 'refund']);

/** A thing has one price: what an earlier answer called its price is the total of its invoice and its refund. */
function sameMoney(facts: JsonObject, field: Field): Json | undefined {
  const isMoney = (name: string) => MONEY.has(nameWords(name).at(-1) ?? '');
  if (!isMoney(field.name)) return undefined;
  return Object.entries(facts).find(([name, value]) => isMoney(name) && typeof value === 'number')?.[1];
}

const PAST = /\b(?:created|updated|posted|issued|sent|birth|since)\b/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Dates of an answer fall on the day that was asked for. */
function onTheDay(call: JsonObject, field: Field, scope: Scope): Json | undefined {
  const { format } = field.schema;
  if ((format !== 'date' && format !== 'date-time') || PAST.test(nameWords(field.name).join(' '))) return undefined;
  const day = Object.values(call).find((value) => typeof value === 'string' && DAY.test(value));
  if (day === undefined || format === 'date') return day;
  const random = createRandom(`${scope.seed} ${field.at.slice(scope.base.length)}`);
  const [hour, minute] = [6 + random.below(16), random.below(12) * 5];
  return `${String(day)}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00Z`;
}

/** An argument of the same name, or of the name with `new` before it. */
function echoed(call: JsonObject, name: string): Json | undefined {
  return own(call, `new_${name}`) ?? own(call, name);
}

/** Results of conversions and arithmetic. */
function* worked({ model, call, state }: Answering, field: Field): Generator<Json | undefined> {
  const words = nameWords(field.name);
  const numeric = typesOf(field.schema).some((type) => type === 'number' || type === 'integer');
  if (model.effect === 'convert') {
    const conversion = readConversion(model.signature.name, call);
    if (conversion === undefined) return;
    if (numeric)
      yield words.includes('rate')
        ? rateOf(conversion, state.seed)
        : Number(convert(conversion, state.seed).toFixed(2));
    else if (/\b(?:currency|unit)$/.test(words.join(' ')) && !words.includes('from')) yield conversion.to;
  } else if (isLook(model.effect) && model.takes.length === 0 && field.path.length <= 1) {
    const result = compute(model.signature.name, call);
    if (result !== undefined) yield numeric ? result : String(result);
  }
}

/** How things stand after the call: the status that fits what was done, `true` for what worked. */
function statusOf({ model, call }: Answering, field: Field, scope: Scope): Json | undefined {
  const words = nameWords(field.name);
  if (field.path.includes('[]')) return undefined;
  if (typesOf(field.schema).includes('boolean')) {
    return isSuccessName(words) || model.effect !== 'read' ? true : undefined;
  }
  if (!isStatusName(words)) return undefined;
  const values: readonly Json[] = field.schema.enum ?? examplesOf(field.schema);
  if (values.length > 0) return optionFor(call, values) ?? statusFor(model.effect, values);
  const done: Partial<Record<string, string>> = {
    create: 'created',
    update: 'updated',
    delete: participle(model.verb || 'delete'),
  };
  return scope.thing === undefined && model.effect === 'update' ? 'success' : done[model.effect];
}

/** The option that an argument asked for: `released` after `mode: 'release'`. */
function optionFor(call: JsonObject, options: readonly Json[]): string | undefined {
  const texts = options.filter((option) => typeof option === 'string');
  const asked = Object.values(call).filter((value) => typeof value === 'string' && value.length > 1);
  return texts.find((option) => asked.some((value) => option.toLowerCase().startsWith(String(value).toLowerCase())));
}

/** A quick look at type and enum; the whole output is validated afterwards. */
function fitsLoosely(value: Json, schema: JsonSchema): boolean {
  if (Array.isArray(schema.enum)) return schema.enum.some((option) => option === value);
  const types = typesOf(schema);
  if (types.length === 0) return true;
  const type = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  return types.includes(type) || (type === 'number' && types.includes('integer') && Number.isInteger(value));
}
