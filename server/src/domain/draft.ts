import type { FunctionSignature } from '../signature/index.ts';
import type { Subject } from './about.ts';
import type { EntityDraft } from './entity.ts';
import type { Profile } from './profile.ts';
import type { Settled } from './settle.ts';
import type { FunctionStatement } from './statements.ts';
import type { Transition } from './states.ts';
import type { InputReading } from './types.ts';

/** A function of a catalog, as every stage after `signature` takes it. */
export interface DomainFunction {
  readonly id: string;
  readonly signature: FunctionSignature;
}

/** One function on its way to a reading. */
export interface Draft {
  readonly id: string;
  readonly profile: Profile;
  readonly subject: Subject;
  readonly settled: Settled;
  readonly entity: EntityDraft | undefined;
  readonly inputs: readonly InputReading[];
  readonly transition: Transition;
  /** The entity a noun means in the function's scope. */
  readonly entityOf: (noun: string) => EntityDraft | undefined;
  /** Name of the entity that a field of this name identifies, whatever its words: `barcode` of a copy. */
  readonly entityByField: (field: string) => string | undefined;
  readonly statement: FunctionStatement | undefined;
}
