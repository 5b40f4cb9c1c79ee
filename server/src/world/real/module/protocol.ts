import { isRecord, type Json, type JsonObject } from '../../../json/index.ts';

/** First line that a host reads: what to load, and how much it may keep and say. */
export interface HostSetup {
  readonly file: string;
  /** Classes to make one instance of each; [] means that the file's own functions are called. */
  readonly classes: readonly string[];
  /** Initial state, `null` where none is given. */
  readonly state: Json;
  /** Method that takes the initial state, where the author names one. */
  readonly loader?: string;
  /** Methods that save and restore a state, where the author names them. */
  readonly snapshot?: readonly [save: string, restore: string];
  readonly maxBytes: number;
  /** States kept at most: by bytes in Python, by number in Node. State 0, the start, always is. */
  readonly keepBytes: number;
  readonly keepStates: number;
}

/** First line that a host writes. */
export interface HostReady {
  readonly ready: boolean;
  readonly message?: string;
  readonly functions?: readonly string[];
  /** Public methods of each class in the file. */
  readonly classes?: Readonly<Record<string, readonly string[]>>;
  /** Public methods of the instances made. */
  readonly methods?: readonly string[];
  readonly snapshots?: boolean;
  /** Why states cannot be kept inside the process. */
  readonly why?: string;
  readonly digest?: string;
}

export interface HostAsk {
  readonly function: string;
  /** Namespace of the signature; '' where it has none. */
  readonly scope: string;
  readonly arguments: JsonObject;
  /** The signature's parameters in order. */
  readonly order: readonly string[];
  /** What random numbers follow from. */
  readonly seed: string;
  /** State to start from. */
  readonly from?: number;
}

export interface HostAnswer {
  readonly id?: number;
  readonly ok?: boolean;
  /** The output as JSON text. */
  readonly text?: string;
  readonly message?: string;
  readonly code?: string;
  /** The state to start from is no longer kept. */
  readonly gone?: boolean;
  readonly state?: number;
  /** Equal states, equal text; '' where a state cannot be compared. */
  readonly digest?: string;
}

/** A line as an object; undefined for what is none. */
export function readLine<T>(line: string): T | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) ? (value as T) : undefined;
  } catch {
    return undefined;
  }
}
