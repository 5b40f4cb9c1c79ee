/** How the functions of the workspace are read. */

import type { Place } from './functions.ts';
import type { TeacherTerms } from './teacher.ts';

/** What one function does to the records of an entity. */
export interface DomainFunctionItem {
  readonly id: string;
  readonly kind: 'makes' | 'reads' | 'changes' | 'ends' | 'other';
  /** `creates booking · returns its key booking_id (predicted)`: plain text. */
  readonly text: string;
  /** How likely operation and entity are right, in (0, 1]. */
  readonly confidence: number;
  /** As likely wrong as right: what is generated builds on it all the same. */
  readonly doubtful: boolean;
  readonly place: Place;
}

export interface DomainEntityItem {
  readonly name: string;
  readonly identifier?: string;
  readonly fields: readonly string[];
  readonly states: readonly string[];
  readonly functions: readonly DomainFunctionItem[];
}

export interface DomainView {
  readonly entities: readonly DomainEntityItem[];
  /** Functions about no entity. */
  readonly others: readonly DomainFunctionItem[];
  readonly version: number;
  /** The catalog is larger than what is read for a tree; the lists are empty then. */
  readonly tooLarge: boolean;
}

/** Asks a teacher how the functions of the workspace are to be read; nothing is written. */
export type ProposeReadingsParams = TeacherTerms;

export interface ProposeReadingsResult {
  /** Functions asked about, those read otherwise, parts of answers that did not hold, functions without an answer. */
  readonly functions: number;
  readonly proposals: number;
  readonly refused: number;
  readonly without: number;
  readonly costUsd: number;
  /** The curation file as a URI, its text as it is (absent: no file), and with all proposals accepted. */
  readonly file: string;
  readonly before?: string;
  readonly after: string;
}
