/** Checking, converting and importing functions. */

import type { TargetDialect } from '../../signature/index.ts';
import type { Place, Scope } from './functions.ts';

export interface CheckParams extends Scope {
  /** Who will read the functions, as of `magnet check --target`; absent: what the project's settings say. */
  readonly targets?: readonly string[];
}

export interface CheckFinding {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'information' | 'hint';
  readonly message: string;
  /** Absent for problems of the text itself. */
  readonly function?: string;
  readonly place: Place;
}

export interface CheckResult {
  readonly files: number;
  readonly functions: number;
  /** How many there are of each severity, those left out too. */
  readonly counts: Readonly<Record<CheckFinding['severity'], number>>;
  /** The gravest first; at most 1,000. */
  readonly findings: readonly CheckFinding[];
}

export interface MatrixResult {
  readonly page: string;
  /** Functions that each target refuses, by its id. */
  readonly refused: Readonly<Record<string, number>>;
  readonly functions: number;
}

export interface ConvertParams extends Scope {
  readonly to: TargetDialect;
}

export interface ConvertResult {
  readonly text: string;
  readonly language: 'fsig' | 'json' | 'jsonl';
  readonly losses: readonly { readonly function: string; readonly message: string; readonly place: Place }[];
}

/** An MCP server: a command with its arguments, or a URL. The person was asked before a command is sent. */
export interface ImportMcpParams {
  readonly command?: string;
  readonly args?: readonly string[];
  readonly url?: string;
}

export interface ImportMcpResult extends ConvertResult {
  readonly functions: number;
  /** Name that the server gives itself. */
  readonly server: string;
}
