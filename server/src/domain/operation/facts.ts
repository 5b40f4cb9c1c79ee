import type { VerbClass } from '../../english/index.ts';
import type { FunctionSignature } from '../../signature/index.ts';
import type { Phrase } from '../phrase.ts';
import type { Operation, ReadingEvidence } from '../types.ts';
import type { Leaf } from '../values.ts';

/** What one signature alone tells of its operation; the catalog may still turn it (`settle` in entity.ts). */
export interface OperationReading {
  readonly operation: Operation;
  readonly verb: string;
  readonly verbClass: VerbClass | undefined;
  readonly certainty: number;
  readonly name: Phrase;
  readonly text: Phrase;
  /** The words of the name in which the verb was looked for. */
  readonly words: readonly string[];
  readonly evidence: readonly ReadingEvidence[];
}

export interface Draft {
  readonly operation: Operation;
  readonly certainty: number;
  readonly because: string;
}

export interface Facts {
  readonly signature: FunctionSignature;
  readonly inputs: readonly Leaf[];
  readonly outputs: readonly Leaf[];
  readonly name: Phrase;
  readonly text: Phrase;
  /** The phrase whose verb counts. */
  readonly phrase: Phrase;
}

export const READING: ReadonlySet<Operation> = new Set(['get', 'list', 'compute', 'session', 'other']);

/** What a function is about: the nouns of its name; those of its description where the name has none. */
export function objectOfReading({ name, text }: Pick<OperationReading, 'name' | 'text'>): readonly string[] {
  return name.object.length > 0 ? name.object : text.object;
}
