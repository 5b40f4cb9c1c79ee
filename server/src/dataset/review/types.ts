/** What a person decided about a record. An edit is no decision: an edited record is accepted or rejected like any other. */
export const REVIEW_STATES = ['unreviewed', 'accepted', 'rejected', 'flagged'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

/** Which records an export takes: those that were accepted, or all that were not rejected. */
export const REVIEW_FILTERS = ['accepted', 'not-rejected'] as const;
export type ReviewFilter = (typeof REVIEW_FILTERS)[number];

/** One decision about one or many records. */
export interface DecisionStep {
  readonly step: number;
  /** ISO 8601. */
  readonly at: string;
  readonly state: ReviewState;
  readonly ids: readonly string[];
  readonly note?: string;
}

/** One record changed by a person; the whole record as it was before is kept. */
export interface EditStep {
  readonly step: number;
  readonly at: string;
  readonly edited: string;
  readonly reason: string;
  readonly before: unknown;
}

/** An earlier step taken back. */
export interface UndoStep {
  readonly step: number;
  readonly at: string;
  readonly undoes: number;
}

/** One line of a review file. */
export type ReviewStep = DecisionStep | EditStep | UndoStep;

/** What is known of a record's review. */
export interface RecordReview {
  readonly state: ReviewState;
  readonly note?: string;
  /** Why it was edited, oldest first. */
  readonly edits: readonly string[];
}
