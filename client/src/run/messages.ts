import type {
  CallReport,
  JsonObject,
  OpenRunResult,
  ReadRecordResult,
  SignatureDetail,
} from '../../../server/src/lsp/protocol.ts';

import type { Offer, PastCall } from '../call/history.ts';

/** Extension → panel. */
export type ToRun =
  | {
      readonly type: 'run';
      readonly run: OpenRunResult;
      readonly uri: string;
      readonly index: number;
      /** The record that is shown is still right: only the list is new. */
      readonly stays?: boolean;
    }
  | { readonly type: 'record'; readonly index: number; readonly record: ReadRecordResult }
  | { readonly type: 'failed'; readonly message: string }
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
}
