import type { FunctionReading } from '../../../domain/index.ts';
import type { FunctionSignature } from '../../../signature/index.ts';
import type { TableModel } from '../model.ts';
import type { Step } from '../plan.ts';

/** What the steps of one function are made from. */
export interface Compiling {
  readonly reading: FunctionReading;
  readonly signature: FunctionSignature;
  readonly verb: string;
  /** Words of the thing its name says the verb is done to. */
  readonly object: readonly string[];
  readonly table: TableModel | undefined;
  readonly tables: ReadonlyMap<string, TableModel>;
  /** Table of the session's own facts. */
  readonly session: string;
}

/** The steps of a function, and whether it selects records. */
export interface CompiledSteps {
  readonly steps: readonly Step[];
  readonly selects?: 'one' | 'many';
  /** Name of the table that steps and answer are about, where it is not the entity's. */
  readonly about?: string;
  readonly naming?: string;
  /** Numbers of the answer tell how many the last step found. */
  readonly counts?: true;
}
