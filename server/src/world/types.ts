import type { Json, JsonObject } from '../signature/index.ts';

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

/** Something that runs calls. Real worlds need trust and consent before they are made. */
export interface World {
  readonly id: 'simulated' | 'mcp' | 'module' | 'http';
  /** A fresh state; for the simulated world it follows from the seed alone. */
  start(seed: string): Promise<WorldState>;
  /** Never throws for a bad call: that is an error outcome. */
  execute(call: Call, state: WorldState, signal?: AbortSignal): Promise<Execution>;
  close(): Promise<void>;
}
