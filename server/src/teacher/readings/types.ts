import type { FunctionReading, Operation } from '../../domain/index.ts';
import type { Json, JsonSchema } from '../../json/index.ts';
import type { FunctionSignature } from '../../signature/index.ts';

/** What a teacher says of one function, as it came: nothing is checked yet. */
export type WrittenReading = Readonly<Record<string, Json>>;
export type WrittenReadings = ReadonlyMap<string, WrittenReading>;

/** What held of it and says something else than the catalog does, in the form of `x-magnet` and of the curation file. */
export interface ProposedReading {
  readonly operation?: Operation;
  readonly entity?: string | null;
  readonly writes?: boolean;
  readonly movesTo?: string;
  readonly response?: JsonSchema;
}

/** One function that a teacher reads otherwise. */
export interface ReadingProposal {
  readonly function: string;
  /** As it is read without the teacher. */
  readonly now: Pick<FunctionReading, 'operation' | 'entity' | 'writes' | 'movesTo' | 'confidence'>;
  readonly proposed: ProposedReading;
}

/** Part of an answer that may not be used, and why. */
export interface RefusedReading {
  readonly function: string;
  readonly reason: string;
}

/** A function that is asked about: its signature and what the domain says of it. */
export interface AskedFunction {
  /** Catalog id. */
  readonly id: string;
  readonly signature: FunctionSignature;
  readonly reading: FunctionReading;
}
