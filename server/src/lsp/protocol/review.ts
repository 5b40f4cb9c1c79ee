/** What a person does to a record: verdicts, edits, questions anew, pairs. */

import type { EditedRecord, RecordEdit, ReviewState } from '../../dataset/index.ts';
import type { TeacherId } from '../../teacher/index.ts';
import type { ReviewResult } from './records.ts';

export interface ReviewParams {
  readonly uri: string;
  readonly indices: readonly number[];
  readonly state: ReviewState;
  readonly note?: string;
}

export interface UndoReviewResult extends ReviewResult {
  readonly undone: 'decision' | 'edit' | 'nothing';
}

export interface EditRecordParams {
  readonly uri: string;
  readonly index: number;
  readonly edit: RecordEdit;
  readonly reason?: string;
  /** Write it; else the answer is what the record would become. Needs trust and a reason. */
  readonly save?: boolean;
}

/** The record after the edit, whether it was written, and what is said of each of its calls. */
export type EditRecordResult = EditedRecord & { readonly saved: boolean };

export interface AskAgainParams {
  readonly uri: string;
  readonly index: number;
  readonly turn: number;
  /** What the user asks, or what the agent says at the end of the turn. */
  readonly part: 'query' | 'closing';
  readonly teacher: TeacherId;
  readonly model?: string;
  readonly baseUrl?: string;
  readonly apiKey?: string;
  readonly budgetUsd?: number;
  readonly price?: { readonly input: number; readonly output: number };
}

/** What the teacher wrote, and the record with it; nothing is written. */
export interface AskAgainResult {
  readonly edit: RecordEdit;
  /** Why it would not have been taken while generating; absent where it would. */
  readonly problem?: string;
  readonly costUsd: number;
  readonly result: EditRecordResult;
}

/** A message of the agent's as it would be wrong. */
export interface MakePairParams {
  readonly uri: string;
  readonly index: number;
  readonly edit: RecordEdit;
  readonly reason: string;
}

export interface MakePairResult {
  /** The file of pairs beside the run, as a URI. */
  readonly file: string;
  /** What a classifier sees in it, 1 to 5; 0: nothing. */
  readonly errorType: number;
}
