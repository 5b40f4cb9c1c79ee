import { isRecord, type Json, type JsonObject } from '../../json/index.ts';

/** Something that the world keeps a record of. */
export interface Entity {
  /** Grows with every change. */
  readonly version: number;
  /** What calls made or changed it to, by field name: part of how the world stands. */
  readonly facts: JsonObject;
  /** All that any answer said of it, `facts` included: no later answer contradicts it. */
  readonly told: JsonObject;
  /** Made in this session, so that lists show it. */
  readonly made?: true;
  /** How it ended: `cancelled`, `deleted`; using it again is an error. */
  readonly gone?: string;
}

/**
 * State of the simulated world: plain JSON, replaced and never changed. What is untouched is shared between states,
 * so a long replay costs what it touches.
 */
export interface SimulatedState {
  readonly seed: string;
  /** By kind, then by identifier as text. */
  readonly entities: Readonly<Record<string, Readonly<Record<string, Entity>>>>;
  /** Facts of the session itself, by scope and field name: the current directory, the speed that was set. */
  readonly session: Readonly<Record<string, JsonObject>>;
  readonly loggedIn: boolean;
  /** Premise functions that have run. */
  readonly done: Readonly<Record<string, true>>;
  /** Items of lists that have no identifier, by what they were told under: `seat=14C` → its fee. */
  readonly items: Readonly<Record<string, JsonObject>>;
  /** Transient failures so far, by call. */
  readonly failures: Readonly<Record<string, number>>;
}

/** An empty world. */
export function startState(seed: string, loggedIn: boolean): SimulatedState {
  return { seed, entities: {}, session: {}, loggedIn, done: {}, items: {}, failures: {} };
}

/** The value as this world's state, or undefined where it is no state of it. */
export function asState(value: Json): SimulatedState | undefined {
  if (!isRecord(value)) return undefined;
  const fields = ['entities', 'session', 'done', 'items', 'failures'];
  const whole =
    typeof value.seed === 'string' && fields.every((name) => typeof value[name] === 'object' && value[name] !== null);
  return whole ? (value as unknown as SimulatedState) : undefined;
}

/** The record of one thing, if it was issued in this session. */
export function entityOf(state: SimulatedState, kind: string, id: string): Entity | undefined {
  const ofKind = own(state.entities, kind);
  return ofKind === undefined ? undefined : own(ofKind, id);
}

/** The state with the record put in place of the one there. */
export function withEntity(state: SimulatedState, kind: string, id: string, entity: Entity): SimulatedState {
  const ofKind = own(state.entities, kind) ?? {};
  return { ...state, entities: { ...state.entities, [kind]: { ...ofKind, [id]: entity } } };
}

/** Name under which an item of a list can be spoken of again: by one of its values. */
export function itemKey(name: string, value: Json): string {
  return `${name}=${JSON.stringify(value)}`;
}

/** The state with session facts added. */
export function withSession(state: SimulatedState, scope: string, facts: JsonObject): SimulatedState {
  return { ...state, session: { ...state.session, [scope]: { ...own(state.session, scope), ...facts } } };
}

/** A property of the record itself: `__proto__` and `constructor` are names like any other. */
export function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
