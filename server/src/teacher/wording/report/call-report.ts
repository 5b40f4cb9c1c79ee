import { ENGLISH_TELLING as BOOK } from '../../phrases/telling.ts';
import type { PastCall } from '../../types.ts';
import type { Choices } from '../choose.ts';
import type { Deed } from '../wish/deed.ts';
import { doneText } from './done.ts';

/** One call that is told of. */
export interface CallReport {
  readonly call: PastCall;
  readonly deed: Deed;
  readonly choices: Choices;
  /** It opens the answer: what follows has no lead of its own. */
  readonly first: boolean;
  /** What tells this call from the others of its function in the answer: "patient 7". */
  readonly apart?: string;
  /** What the answer has said of which thing: nothing is said twice. */
  readonly told: Set<string>;
}

/** The call only shows something. */
export function shows({ deed }: CallReport): boolean {
  return deed.kind === 'look' || deed.kind === 'list';
}

/** The call changes something. */
export function changes({ deed }: CallReport): boolean {
  return deed.kind === 'do' || deed.kind === 'make';
}

/** What was done, in words: "I have moved issue 5 to sprint 7." */
export function sayDone({ call, choices, first }: CallReport): string {
  return doneText(call, choices, BOOK, first);
}
