import type { FunctionSignature } from '../../signature/index.ts';

/** The file beside the signature files that holds a catalog's phrasings; generate uses it where it is. */
export const PHRASES_FILE = 'magnet.phrases.jsonc';

/** Ways to speak of one function, with `{parameter}` where a value is said. */
export interface Phrasing {
  /** What a person wants, from its verb on: "book me {room_type} at {hotel_id}". */
  readonly wish: readonly string[];
  /** How its result is pointed at later: "that reservation". */
  readonly refer: readonly string[];
  /** How the assistant says that it is done; slots are parameters and top-level fields of the output. */
  readonly report: readonly string[];
}

/** Phrasings by the name of their function. */
export type Phrasings = ReadonlyMap<string, Phrasing>;

export type PhrasingKind = keyof Phrasing;
export const PHRASING_KINDS = ['wish', 'refer', 'report'] as const satisfies readonly PhrasingKind[];

/** One phrasing that may not be used, and why. */
export interface RefusedPhrase {
  readonly function: string;
  readonly kind: PhrasingKind;
  readonly text: string;
  readonly reason: string;
}

/** What a phrasing is checked against. */
export type Phrased = Pick<FunctionSignature, 'name' | 'description' | 'parameters' | 'response'>;
