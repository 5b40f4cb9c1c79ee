import type { Statements } from '../../domain/index.ts';
import type { Span } from '../../signature/index.ts';
import type { EdgeKind } from '../types.ts';

/** What a person said of an edge. */
export const VERDICTS = ['accepted', 'rejected', 'added'] as const;
export type CurationVerdict = (typeof VERDICTS)[number];

/** One entry of `magnet.graph.json`. */
export interface CurationEntry {
  /** Function ids as the catalog writes them (qualified names). */
  readonly from: string;
  readonly to: string;
  readonly verdict: CurationVerdict;
  /** The paper's kind; of an added edge `premise` when left out, of a derived pair what was derived. */
  readonly kind?: EdgeKind;
  /** Where the edge carries a value: which output feeds which parameter. */
  readonly output?: string;
  readonly parameter?: string;
  readonly author?: string;
  readonly note?: string;
  /** The entry's place in the file. */
  readonly span: Span;
}

export const CURATION_PROBLEMS = {
  'curation-syntax': 'error',
  'curation-shape': 'error',
  'curation-version': 'error',
  'curation-self-edge': 'warning',
  'curation-duplicate': 'warning',
  'curation-conflict': 'error',
  'curation-unknown-function': 'warning',
  'curation-unknown-value': 'warning',
  'curation-stale': 'information',
} as const;
export type CurationProblemCode = keyof typeof CURATION_PROBLEMS;

/** Something wrong in the curation file, at its place. */
export interface CurationProblem {
  readonly code: CurationProblemCode;
  readonly severity: (typeof CURATION_PROBLEMS)[CurationProblemCode];
  readonly message: string;
  readonly span: Span;
}

/** A curation file as read: what holds, and what is wrong. */
export interface Curation {
  /** Usable entries in file order: never two of one pair, never a self edge. */
  readonly entries: readonly CurationEntry[];
  readonly problems: readonly CurationProblem[];
  /** What its `entities` and `functions` parts say of the domain; absent where it has neither. */
  readonly statements?: Statements;
  /** Where each function and entity is spoken of in those parts. */
  readonly statementSpans?: ReadonlyMap<string, Span>;
  /** The text cannot be understood as a whole: an edit would lose something, so none is made. */
  readonly broken: boolean;
}
