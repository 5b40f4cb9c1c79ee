import type { Json, JsonObject } from '../json/index.ts';

/** A call with actual argument values (fc of the paper). `function` is a catalog id. */
export interface Call {
  readonly function: string;
  readonly arguments: JsonObject;
}

/** What a call gave back (t of the paper): an output, or an error worded as a real API would. */
export type Outcome =
  | { readonly ok: true; readonly output: Json }
  | { readonly ok: false; readonly error: { readonly code: string; readonly message: string } };

/** A world's state is a JSON value that only that world reads; states are never changed, only replaced. */
export type WorldState = Json;

export interface Execution {
  readonly outcome: Outcome;
  readonly state: WorldState;
}

/** One value that is there in a real world, as its initial state or a read-only call shows. */
export interface Fact {
  /** Names it may be asked for by, without case and separators: `id`, `ticketid`; `*` where nothing says what it is. */
  readonly names: readonly string[];
  readonly value: string | number;
  /** Facts of one thing share this. */
  readonly record: string;
}

/** A function of a real world whose answers do not fit its documented response. */
export interface Observation {
  readonly function: string;
  readonly times: number;
  /** What differs in the first such answer, in words. */
  readonly differs: readonly string[];
  readonly output: Json;
}

/** Something that runs calls. Real worlds need trust and consent before they are made. */
export interface World {
  readonly id: 'simulated' | 'mcp' | 'module' | 'http';
  /** A fresh state; for the simulated world it follows from the seed alone. */
  start(seed: string): Promise<WorldState>;
  /** Never throws for a bad call: that is an error outcome. */
  execute(call: Call, state: WorldState, signal?: AbortSignal): Promise<Execution>;
  close(): Promise<void>;
  /**
   * Starts what is behind the world and says what of the catalog it cannot run; the rest still does.
   * @throws WorldError where it can run none of it, with what to do
   */
  open?(signal?: AbortSignal): Promise<readonly string[]>;
  /** What is known to be there at the start, where the world can tell. */
  facts?(signal?: AbortSignal): Promise<readonly Fact[]>;
  /** Functions that answered otherwise than documented so far. */
  observations?(): readonly Observation[];
}

/** A world that cannot be used as it was asked for; the message says why and what to do. */
export class WorldError extends Error {
  override readonly name = 'WorldError';
}
