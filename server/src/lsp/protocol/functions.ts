/** The functions of the workspace, and where they stand. */

import type { JsonSchema } from '../../json/index.ts';

/** 0-based line and UTF-16 character, as in LSP. */
export interface Place {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
}

/** Which functions a request is about; all of the workspace when empty. */
export interface Scope {
  readonly uris?: readonly string[];
}

export interface FunctionItem {
  readonly id: string;
  readonly description: string;
  readonly category: string;
  readonly place: Place;
}

/** What a form for one call needs. */
export interface SignatureDetail {
  readonly id: string;
  readonly description: string;
  /** `type: "object"`, self-contained: named types are its own `$defs`. */
  readonly parameters: JsonSchema;
  readonly response?: JsonSchema;
  readonly place: Place;
}

export interface LookForToolsResult {
  /** Functions at the beginning of the text; 0 where it holds none. */
  readonly functions: number;
  /** The text goes on behind what was looked at. */
  readonly more: boolean;
  /** The file is read as signatures already. */
  readonly covered: boolean;
}
