/** Questions to a teacher, outside a run and from inside one. */

import type { WorkspaceEdit } from 'vscode-languageserver';
import type { GenerateParams } from './generation.ts';

/** How a teacher may be asked outside a run. */
export type TeacherTerms = Pick<
  GenerateParams,
  'teacher' | 'language' | 'model' | 'baseUrl' | 'apiKey' | 'budgetUsd' | 'price' | 'limits' | 'runId'
>;

/** Asks a teacher for a better description of one function; nothing is written. */
export interface ImproveDescriptionParams extends TeacherTerms {
  /** Catalog id. */
  readonly function: string;
}

export interface ImproveDescriptionResult {
  /** The change, for a person to look at; absent where the function keeps what it has. */
  readonly edit?: WorkspaceEdit;
  /** Why it does. */
  readonly left?: string;
  /** Scores, 0 to 1. */
  readonly before?: number;
  readonly after?: number;
  readonly costUsd: number;
}

/** A question to a language model of the editor; only the client can ask one. */
export interface AskEditorModelParams {
  /** The run it is for: a person agreed to it before it began. */
  readonly runId: string;
  /** `vendor/id`; absent: the first that the editor offers. */
  readonly model?: string;
  readonly system: string;
  readonly prompt: string;
}

export type AskEditorModelResult =
  | { readonly ok: true; readonly text: string; readonly input: number; readonly output: number }
  | {
      readonly ok: false;
      /** `unavailable` ends the run: no model, no consent, an editor that knows none. */
      readonly failure: 'unavailable' | 'refused' | 'server';
      readonly message: string;
    };
