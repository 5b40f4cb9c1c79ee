import type { ValueOrigin } from '../../types.ts';

/** One reference in the making. */
export interface Reference {
  readonly noun: string;
  /** "first ", where the value comes out of a list. */
  readonly item: string;
  /** The item alone: "the first one", "the cheapest one"; empty where there is no list. */
  readonly one: readonly string[];
  /** What the list is of: "flight"; empty where it is not known or the noun says so already. */
  readonly of: string;
  /** What sets it apart in the list it was in: `the episode called "Winter"`, "the open issue". */
  readonly marks: readonly string[];
  /** "top", "last": where it stood in its list; empty in the middle. */
  readonly end: string;
  readonly key: string;
  /** The call that gives it has made it. */
  readonly isNew: boolean;
}

export type FromOutput = Extract<ValueOrigin, { from: 'output' }>;
