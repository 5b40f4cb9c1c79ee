import type { Uri } from 'vscode';
import type { GivenPath } from '../../../server/src/lsp/protocol.ts';

export interface GenerateOptions {
  readonly count: number;
  readonly seed: string;
  readonly teacher: 'offline' | 'gemini' | 'openai' | 'editor';
  readonly model: string;
  readonly baseUrl: string;
  /** US dollars; 0 where nothing is to be paid. */
  readonly budgetUsd: number;
  /** A folder that does not exist yet. */
  readonly out: Uri;
  /** Function every path starts at. */
  readonly start?: string;
  /** The records are made from exactly these paths; the function and the seed of walks have no say. */
  readonly paths?: readonly GivenPath[];
  /** The one file whose functions are used; the whole workspace without. */
  readonly file?: Uri | undefined;
}
