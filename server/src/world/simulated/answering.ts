import { keyWords } from '../../english/index.ts';
import type { Json, JsonObject, JsonSchema } from '../../json/index.ts';
import { typesOf } from '../../signature/index.ts';
import type { CatalogModel, FunctionModel } from './model.ts';
import { entityOf, own, type SimulatedState } from './state.ts';
import { type Registry, subjectOf, type Thing, thingsNamed } from './things.ts';
import type { Field } from './values/make.ts';

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
export interface Notes {
  readonly mentions: Mention[];
  readonly items: JsonObject[];
}

/** What surrounds a field while an output is made. */
export interface Scope {
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

/** Prepares a checked call for answering. */
export function prepare(given: Omit<Answering, 'subject'>): Answering {
  return { ...given, subject: subjectOf(given.model, given.call) };
}

/** Functions of one namespace, or of one file, share their session. */
export function scopeOf({ signature }: FunctionModel): string {
  return signature.namespace === '' ? signature.source.uri : signature.namespace;
}

/** Seed of all that is made up about a thing. */
export function thingSeed(seed: string, { kind, id }: Thing): string {
  return `${seed} ${kind} ${String(id)}`;
}

/** All that any answer said of a thing. */
export function factsOf(state: SimulatedState, { kind, id }: Thing): JsonObject {
  return entityOf(state, kind, String(id))?.told ?? {};
}

/** `{returns: {…}}`, `{data: {…}}`: the object inside is the answer itself. */
export function isWrapper(field: Field): boolean {
  return (
    field.path.length === 1 &&
    ['return', 'result', 'data', 'response', 'output'].includes(keyWords(field.name)[0] ?? '')
  );
}

/** Holds other values. */
export function isComposite(schema: JsonSchema): boolean {
  return schema.properties !== undefined || typesOf(schema).some((type) => type === 'object' || type === 'array');
}

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

/** Facts that come with what a thing is moved to: the price of the new flight. */
export function factsOfNew({ model, call, state }: Answering): JsonObject {
  const moved = thingsNamed(model, call).find(({ parameter }) => keyWords(parameter)[0] === 'new');
  const facts = Object.entries(moved === undefined ? {} : factsOf(state, moved));
  return Object.fromEntries(facts.filter(([name]) => !PERSONAL.has(keyWords(name).at(-1) ?? '')));
}

/** Facts that a new thing takes over from the things it was made of: the price of the flight that is booked. */
export function inheritedFacts({ model, call, state }: Answering): JsonObject {
  const facts: [string, Json][] = Object.entries(own(state.session, scopeOf(model)) ?? {});
  for (const thing of thingsNamed(model, call)) {
    for (const [name, value] of Object.entries(factsOf(state, thing))) {
      if (!PERSONAL.has(keyWords(name).at(-1) ?? '')) facts.push([name, value]);
    }
  }
  return Object.fromEntries(facts);
}
