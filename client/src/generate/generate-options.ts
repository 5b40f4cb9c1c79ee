import type { Uri } from 'vscode';

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
  /** The one file whose functions are used; the whole workspace without. */
  readonly file?: Uri | undefined;
}
