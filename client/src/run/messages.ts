import type {
  AskAgainParams,
  CallReport,
  EditRecordResult,
  JsonObject,
  OpenRunResult,
  QueryFieldItem,
  ReadRecordResult,
  RecordEdit,
  RecordSummary,
  ReviewResult,
  ReviewState,
  RunIndexed,
  SearchRunResult,
  ShareForm,
  SignatureDetail,
} from '../../../server/src/lsp/protocol.ts';

import type { Offer, PastCall } from '../call/history.ts';
import type { Nothing } from './nothing.ts';

/** Extension → panel. */
export type ToRun =
  | {
      readonly type: 'run';
      readonly run: OpenRunResult;
      readonly uri: string;
      readonly index: number;
      /** What the filter understands. */
      readonly fields?: readonly QueryFieldItem[];
      /** The record that is shown is still right: only the list is new. */
      readonly stays?: boolean;
      /** Of a run without a record: why, or what it waits for. */
      readonly nothing?: Nothing;
    }
  | { readonly type: 'record'; readonly index: number; readonly record: ReadRecordResult }
  | { readonly type: 'failed'; readonly message: string }
  /** Summaries that the page asked for, and how far the run is read. */
  | { readonly type: 'rows'; readonly rows: readonly RecordSummary[] }
  | ({ readonly type: 'indexed' } & Omit<RunIndexed, 'uri'>)
  /** What a query finds from an index on. */
  | ({ readonly type: 'found'; readonly query: string; readonly from: number } & SearchRunResult)
  | ({ readonly type: 'reviewed'; readonly undone?: boolean } & ReviewResult)
  /** What a record becomes by an edit: looked at, or written. */
  | {
      readonly type: 'edited';
      readonly index: number;
      readonly edit: RecordEdit;
      readonly result: EditRecordResult;
      /** What a teacher wrote, with what speaks against it. */
      readonly asked?: { readonly problem?: string; readonly costUsd: number };
    }
  | { readonly type: 'paired' }
  | { readonly type: 'editFailed'; readonly index: number; readonly message: string }
  /** A test call: the same page shows a form and the report. */
  | {
      readonly type: 'call';
      readonly signature: SignatureDetail;
      readonly arguments?: JsonObject;
      readonly endpoint: { readonly url: string; readonly model: string; readonly local: boolean };
      /** What a question offers to the model, and how many functions there are. */
      readonly offer?: Offer;
      readonly functions?: number;
    }
  | { readonly type: 'past'; readonly calls: readonly PastCall[] }
  | { readonly type: 'sending' }
  | { readonly type: 'report'; readonly report: CallReport };

/** Panel → extension. */
export type FromRun =
  | { readonly type: 'ready' }
  | { readonly type: 'read'; readonly index: number }
  | { readonly type: 'openSignature'; readonly function: string }
  | { readonly type: 'copy'; readonly text: string }
  | { readonly type: 'openSource' }
  | { readonly type: 'dropped' }
  | { readonly type: 'card' }
  | { readonly type: 'rows'; readonly indices: readonly number[] }
  | { readonly type: 'search'; readonly query: string; readonly from: number }
  | {
      readonly type: 'review';
      readonly indices: readonly number[];
      readonly state: ReviewState;
      readonly note?: string;
    }
  | { readonly type: 'undoReview' }
  | {
      readonly type: 'edit';
      readonly index: number;
      readonly edit: RecordEdit;
      readonly reason?: string;
      readonly save?: boolean;
    }
  | { readonly type: 'askAgain'; readonly index: number; readonly turn: number; readonly part: AskAgainParams['part'] }
  | { readonly type: 'makePair'; readonly index: number; readonly edit: RecordEdit; readonly reason: string }
  | { readonly type: 'share'; readonly index: number; readonly as: ShareForm }
  | { readonly type: 'shareRun' }
  | { readonly type: 'resend'; readonly function: string; readonly arguments: JsonObject }
  | { readonly type: 'send'; readonly ask?: string; readonly arguments?: JsonObject }
  | { readonly type: 'startEndpoint' }
  /** `'these'` asks which. */
  | { readonly type: 'offer'; readonly offer: 'this' | 'all' | 'these' }
  | { readonly type: 'past'; readonly id: string; readonly action: 'pin' | 'replay' | 'curl' | 'json' }
  | { readonly type: 'saveTest' };

/** What the panel keeps across reloads of the window. */
export interface RunState {
  readonly uri?: string;
  readonly index: number;
  readonly function?: string;
  /** What the list is filtered by. */
  readonly query?: string;
}
