import { canonicalJson, type Json, type JsonObject, type JsonSchema } from '../../json/index.ts';
import { createRandom } from '../../random/index.ts';
import { typesOf } from '../../signature/index.ts';
import {
  type Answer,
  type Answering,
  factsOf,
  factsOfNew,
  inheritedFacts,
  isComposite,
  isWrapper,
  type Mention,
  type Notes,
  type Scope,
  scopeOf,
  thingSeed,
} from './answering.ts';
import { factName, isOpaqueAnswer, valuesFor } from './candidates.ts';
import { givenIdentifier, givenThing, listLength, newIdentifier, newIdOf, ownIdentity } from './identity.ts';
import { plainMaker } from './plain.ts';
import { own } from './state.ts';
import { type Field, type Maker, makeValue } from './values/make.ts';
import { createProfile, type Profile, todayOf } from './values/profile.ts';

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

function rootScope({ model, state, call, subject }: Answering): Scope {
  const nothingGiven = Object.keys(call).length === 0;
  const seed =
    subject !== undefined
      ? thingSeed(state.seed, subject)
      : nothingGiven
        ? `${state.seed} session ${scopeOf(model)}`
        : `${state.seed} ${model.id} ${canonicalJson(call)}`;
  const facts = subject === undefined ? (own(state.session, scopeOf(model)) ?? {}) : factsOf(state, subject);
  const ownSeed = isOpaqueAnswer(model) ? `${seed} ${model.id}` : seed;
  return { thing: subject, ownField: undefined, fresh: false, base: '', seed: ownSeed, facts, nested: false };
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
    draft: () => draftOf(notes),
    enter: (field, properties) => {
      const inner = enterObject(answering, scope, field, properties);
      const maker = outputMaker(answering, inner, notes);
      const { thing, fresh } = inner;
      if (inner.nested) return maker;
      const done = (told: JsonObject) => {
        const opaque = field.path.length === 0 && isOpaqueAnswer(answering.model);
        if (thing !== undefined) notes.mentions.push({ thing, fresh, told: opaque ? {} : told });
        else if (field.path.includes('[]')) notes.items.push(told);
      };
      return Object.assign(maker, { done });
    },
  };
}

/** What is noted from now on can be dropped, and noted again. */
function draftOf({ mentions, items }: Notes): { forget(): () => void } {
  const from = { mentions: mentions.length, items: items.length };
  return {
    forget: () => {
      const dropped = { mentions: mentions.splice(from.mentions), items: items.splice(from.items) };
      return () => {
        mentions.push(...dropped.mentions);
        items.push(...dropped.items);
      };
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
    if (field.path.at(-1) !== '[]') return field.path.length === 0 ? scope : { ...scope, nested: !isWrapper(field) };
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

/** A quick look at type and enum; the whole output is validated afterwards. */
function fitsLoosely(value: Json, schema: JsonSchema): boolean {
  if (Array.isArray(schema.enum)) return schema.enum.some((option) => option === value);
  const types = typesOf(schema);
  if (types.length === 0) return true;
  const type = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  return types.includes(type) || (type === 'number' && types.includes('integer') && Number.isInteger(value));
}
