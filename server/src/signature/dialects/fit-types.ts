import type { DialectId, ReadOnlyDialect } from '../types.ts';
/** A parameter that is written under another name. */
export interface RenamedKey {
  readonly original: string;
  readonly name: string;
}

/** The JSON dialects that can be written. */
export type WritableDialect = Exclude<DialectId, ReadOnlyDialect | 'fsig'>;
