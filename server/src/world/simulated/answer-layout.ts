import type { FunctionReading } from '../../domain/index.ts';
import type { JsonSchema } from '../../json/index.ts';
import type { TableModel } from './model.ts';

/** What an answer is laid out for. */
export interface Layout {
  readonly reading: FunctionReading;
  readonly response: JsonSchema;
  readonly tables: ReadonlyMap<string, TableModel>;
  /** Table of the record the call is about. */
  readonly table: TableModel | undefined;
  /** The call selects records of that table, one or many. */
  readonly selects: 'one' | 'many' | undefined;
  readonly parameters: JsonSchema;
  readonly computes: boolean;
  /** The table that the steps make a record of beside the one they are about. */
  readonly aside?: string | undefined;
  readonly verb?: string;
  /** The list of the record that the call puts members in or takes them out of. */
  readonly collects?: string | undefined;
}

/** A place of the response schema. */
export interface Place {
  readonly path: readonly string[];
  readonly raw: JsonSchema;
  readonly name: string;
  /** Table of the record around it. */
  readonly table: TableModel | undefined;
  /** Field keys lead to it from the record: an address is `address.city`. */
  readonly prefix: string;
}
