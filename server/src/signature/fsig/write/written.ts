import type { DocText } from './docs.ts';

/** A schema as `.fsig`: a type, and what only documentation can say. */
export interface WrittenType {
  readonly text: string;
  readonly doc: DocText;
  /** How tight the type binds: what stands around may have to put parentheses. */
  readonly binds: 'atom' | 'word' | 'literal' | 'union' | 'intersection';
}

export interface TypeWriter {
  /** Name of the declared type a `$ref` leads to; undefined for a reference that no declaration stands for. */
  typeName(ref: string): string | undefined;
}
