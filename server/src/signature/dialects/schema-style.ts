import type { ProblemSink } from './found.ts';

/** How a dialect writes schemas. */
export interface SchemaStyle {
  /** Foreign type names (`dict`, `float`, …) are the dialect's own: mapped without a word. */
  readonly foreignTypes: boolean;
  /** OpenAPI 3.0's words: `nullable`, `example`, boolean `exclusiveMinimum`. */
  readonly openapi: boolean;
  /** Protobuf's JSON writes 64-bit integers, which Gemini's limits are, as texts: read as the numbers they are. */
  readonly textCounts?: boolean;
}

export interface Walk {
  readonly style: SchemaStyle;
  readonly sink: ProblemSink;
}
