import { keyWords } from '../../english/index.ts';
import type { Json, JsonObject } from '../../json/index.ts';
import { population } from './identifiers.ts';
import { speaksOf } from './kinds.ts';
import type { CatalogModel, FunctionModel, IdentifierSlot } from './model.ts';
import { type Entity, entityOf, type SimulatedState } from './state.ts';

/** One thing of the world: what kind, and which. */
export interface Thing {
  readonly kind: string;
  readonly id: Json;
}

/** A thing named by a call's argument. */
export interface NamedThing extends Thing {
  /** Top-level parameter that named it. */
  readonly parameter: string;
}

/** Names by which people know things themselves; a service need not have issued them. */
const NATURAL = new Set(['name', 'file', 'path', 'directory', 'email', 'username', 'symbol', 'city', 'title']);

/** The identifiers in a call's arguments, items of lists one by one. */
export function thingsNamed(model: FunctionModel, call: JsonObject): NamedThing[] {
  return model.takes.flatMap((slot) =>
    valuesAt(call, slot.path)
      // A default is a thing that is always there.
      .filter((id) => id !== slot.schema.default)
      .map((id) => ({ kind: slot.kind, id, parameter: slot.path[0] as string })),
  );
}

/** The values at a path of parameter names and `[]`; nulls and objects left out. */
export function valuesAt(value: Json, path: readonly string[]): Json[] {
  const [step, ...rest] = path;
  if (step === undefined) return typeof value === 'string' || typeof value === 'number' ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  if (step === '[]') return Array.isArray(value) ? value.flatMap((item) => valuesAt(item, rest)) : [];
  if (Array.isArray(value) || !Object.hasOwn(value, step)) return [];
  return valuesAt(value[step] as Json, rest);
}

/**
 * What a call is about: the thing of the kind that the function's name ends with, else that its answer describes, else the first
 * required one, else the first given. A name that people use (`file_name`, `city`) stands in where there is
 * no identifier.
 */
export function subjectOf(model: FunctionModel, call: JsonObject): Thing | undefined {
  const named = thingsNamed(model, call).filter(({ parameter }) => !Array.isArray(call[parameter]));
  const noun = named.find(({ kind }) => speaksOf(model.subject, kind));
  if (noun !== undefined) return noun;
  const required = new Set(model.takes.filter((slot: IdentifierSlot) => slot.required).map((slot) => slot.path[0]));
  return named.find(({ parameter }) => required.has(parameter)) ?? named[0] ?? naturalThing(model, call);
}

function naturalThing(model: FunctionModel, call: JsonObject): Thing | undefined {
  const required = model.signature.parameters.required ?? [];
  if (model.takes.length > 0 || required.length !== 1) return undefined;
  const name = required[0] as string;
  const words = keyWords(name);
  const value = Object.hasOwn(call, name) ? call[name] : undefined;
  if (typeof value !== 'string' || !NATURAL.has(words.at(-1) ?? '')) return undefined;
  return { kind: `named ${words.slice(words.length > 1 ? -2 : -1).join(' ')}`, id: value };
}

/** Looks things up: those of the session, and those that the world had from the start. */
export class Registry {
  readonly #catalog: CatalogModel;
  readonly #populations = new Map<string, readonly Json[]>();

  constructor(catalog: CatalogModel) {
    this.#catalog = catalog;
  }

  /** Identifiers of the things of a kind that exist from the start; they follow from the seed. */
  population(seed: string, kind: string): readonly Json[] {
    const key = `${seed}\n${kind}`;
    const known = this.#populations.get(key);
    if (known !== undefined) return known;
    const made = population(seed, kind, this.#catalog.schemaOf(kind));
    if (this.#populations.size > 2_000) this.#populations.clear();
    this.#populations.set(key, made);
    return made;
  }

  /** The record of a thing, an empty one for a thing of the start, undefined where nothing is known of it. */
  find(state: SimulatedState, { kind, id }: Thing): Entity | undefined {
    const entity = entityOf(state, kind, String(id));
    if (entity !== undefined) return entity;
    const open = !this.#catalog.issued.has(kind);
    const known = open || this.population(state.seed, kind).some((other) => String(other) === String(id));
    return known ? { version: 0, facts: {}, told: {} } : undefined;
  }
}
