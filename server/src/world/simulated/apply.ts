import { keyWords } from '../../english/index.ts';
import { isRecord, type Json, type JsonObject } from '../../json/index.ts';
import { type Answer, type Answering, type Mention, scopeOf } from './answering.ts';
import { isOpaqueAnswer, saysNothing } from './candidates.ts';
import { definesItself } from './check.ts';
import { isLook } from './effect.ts';
import { type Entity, entityOf, itemKey, own, type SimulatedState, withEntity, withSession } from './state.ts';
import { type Thing, thingsNamed } from './things.ts';
import { isStatusName, isSuccessName, participle } from './wording.ts';

const ACCOUNT = /user|account|email|login/i;

/** The state after a call: what its output told is remembered, and what it did is done. */
export function applyCall(answering: Answering, { output, mentions, items }: Answer): SimulatedState {
  const only = mentions.length === 1;
  const spoken = mentions.reduce((state, mention) => remember(state, answering, mention, only), answering.state);
  const told = rememberItems(spoken, items);
  const done = markDone(told, answering);
  switch (answering.model.effect) {
    case 'login':
      return { ...withSession(done, scopeOf(answering.model), accountOf(answering.call)), loggedIn: true };
    case 'logout':
      return { ...done, loggedIn: false };
    case 'create':
      return afterCreate(done, answering, output, mentions);
    case 'update':
      return afterUpdate(done, answering, output);
    case 'delete':
      return afterDelete(done, answering);
    default:
      return done;
  }
}

/** Who logged in; secrets are not kept. */
function accountOf(call: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(scalarsOf(call)).filter(([name]) => ACCOUNT.test(name)));
}

function markDone(state: SimulatedState, { model, catalog }: Answering): SimulatedState {
  if (!catalog.premises.has(model.id) || own(state.done, model.id) === true) return state;
  return { ...state, done: { ...state.done, [model.id]: true } };
}

/**
 * Keeps what an output said of a thing, so that no later answer contradicts it. What a thing was found by is so of it,
 * where it was the only one found: the user found by a name has that name.
 */
function remember(
  state: SimulatedState,
  answering: Answering,
  { thing, told, fresh }: Mention,
  only: boolean,
): SimulatedState {
  const before = entityOf(state, thing.kind, String(thing.id));
  const { model, call } = answering;
  const foundBy = only && isLook(model.effect) && !thingsNamed(model, call).some(({ kind }) => kind === thing.kind);
  const links = {
    ...(before === undefined ? linksOf(answering, thing.kind) : {}),
    ...(foundBy ? scalarsOf(answering.call) : {}),
  };
  const facts = fresh ? scalarsOf(answering.call) : {};
  const entity: Entity = {
    version: 0,
    facts,
    ...before,
    told: { ...links, ...facts, ...before?.told, ...scalarsOf(told) },
    ...(fresh ? { version: 1, made: true } : {}),
  };
  return withEntity(state, thing.kind, String(thing.id), entity);
}

/** Items of one list that are kept, and of all lists. */
const MOST_ITEMS = 20;

/** Keeps what lists said of things without an identifier, under each text that can name them again. */
function rememberItems(state: SimulatedState, items: readonly JsonObject[]): SimulatedState {
  if (items.length === 0) return state;
  const known = items.slice(0, MOST_ITEMS).flatMap((item) => {
    const facts = scalarsOf(item);
    const names = Object.entries(facts).filter(([, value]) => typeof value === 'string' && value !== '');
    return names.map(([name, value]): [string, JsonObject] => [itemKey(name, value), facts]);
  });
  return { ...state, items: { ...state.items, ...Object.fromEntries(known) } };
}

/** The identifiers a thing was told of by belong to its facts: an order listed for a user is that user's. */
function linksOf({ model, call }: Answering, kind: string): JsonObject {
  const named = thingsNamed(model, call).filter(({ parameter }) => typeof call[parameter] !== 'object');
  if (named.some((thing) => thing.kind === kind)) return {};
  return Object.fromEntries(named.map(({ parameter, id }) => [parameter, id]));
}

function scalarsOf(value: Json): JsonObject {
  if (!isRecord(value)) return {};
  return Object.fromEntries(Object.entries(value).filter(([, field]) => isScalar(field)));
}

function isScalar(value: Json): boolean {
  return Array.isArray(value) ? value.every((item) => typeof item !== 'object') : typeof value !== 'object';
}

function afterCreate(
  state: SimulatedState,
  answering: Answering,
  output: Json,
  mentions: readonly Mention[],
): SimulatedState {
  if (mentions.some((mention) => mention.fresh)) return state;
  const { subject, model, call } = answering;
  if (subject !== undefined && definesItself(model, subject.kind)) {
    const facts = scalarsOf(call);
    const told = { ...facts, ...(isOpaqueAnswer(model) ? {} : scalarsOf(output)) };
    return withEntity(state, subject.kind, String(subject.id), { version: 1, made: true, facts, told });
  }
  return afterUpdate(state, answering, output);
}

function afterUpdate(state: SimulatedState, answering: Answering, output: Json): SimulatedState {
  const { subject, model, call } = answering;
  const changes = changedFacts(call);
  const said = isOpaqueAnswer(model) ? {} : scalarsOf(output);
  if (subject === undefined) return withSession(state, scopeOf(model), { ...changes, ...lasting(said) });
  const named = thingsNamed(model, call).filter((thing) => thing.id === subject.id);
  const links = new Set(named.map(({ parameter }) => parameter));
  const facts = Object.fromEntries(Object.entries(changes).filter(([name]) => !links.has(name)));
  // What is known by a name only, a directory or a file, is also what the session now works on.
  const session = subject.kind.startsWith('named ') ? withSession(state, scopeOf(model), lasting(said)) : state;
  return changed(session, subject, ({ facts: before, told, ...entity }) => ({
    ...entity,
    facts: { ...before, ...facts },
    told: { ...told, ...facts, ...said },
  }));
}

/** What still holds when the call is over: a confirmation is of this call only. */
function lasting(said: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(said).filter(([name]) => {
      const words = keyWords(name);
      return !saysNothing(words) && !isSuccessName(words) && !isStatusName(words);
    }),
  );
}

/** Arguments as the facts they change: `new_flight_id` is from now on the `flight_id`. */
function changedFacts(call: JsonObject): JsonObject {
  const scalars = Object.entries(scalarsOf(call));
  return Object.fromEntries(scalars.map(([name, value]) => [name.replace(/^new[_-]?(?=.)/i, ''), value]));
}

function afterDelete(state: SimulatedState, answering: Answering): SimulatedState {
  const { subject, model } = answering;
  if (subject === undefined) return state;
  const takenOut = thingsNamed(model, answering.call).length > 1 && keyWords(model.signature.name).includes('from');
  if (takenOut) return changed(state, subject, (entity) => entity);
  const how = participle(model.verb || 'delete');
  return changed(state, subject, (entity) => ({ ...entity, gone: how }));
}

function changed(state: SimulatedState, { kind, id }: Thing, change: (entity: Entity) => Entity): SimulatedState {
  const before = entityOf(state, kind, String(id)) ?? { version: 0, facts: {}, told: {} };
  return withEntity(state, kind, String(id), { ...change(before), version: before.version + 1 });
}
