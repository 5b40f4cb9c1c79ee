import type { Json, JsonSchema } from '../../json/index.ts';
import type { Step } from './plan-steps.ts';

/**
 * Plans: what a function does to the tables, and how its answer is read off them. Plain JSON, made from the domain's
 * reading of a function, shown to its author, and corrected by what the author states of the domain.
 */

export * from './plan-steps.ts';

/** Where a value of an answer comes from. */
export type Source =
  | { readonly from: 'key' }
  | { readonly from: 'field'; readonly field: string }
  | { readonly from: 'state' }
  | { readonly from: 'success' }
  | { readonly from: 'confirmation' }
  /** How many records there are, or how many of them are shown. */
  | { readonly from: 'count'; readonly shown?: true }
  | { readonly from: 'paging'; readonly what: PagingWhat }
  | {
      readonly from: 'aggregate';
      readonly how: 'sum' | 'average' | 'least' | 'most' | 'count';
      readonly table: string;
      readonly field: string;
      /** Of those alone that stand so. */
      readonly state?: string;
    }
  /** How many records of another table refer to this one. */
  | { readonly from: 'related count'; readonly table: string; readonly via: string; readonly state?: string }
  /** A field of the record that one of the current one's fields names. */
  | { readonly from: 'referred'; readonly table: string; readonly via: string; readonly field: string }
  /** A field of the record that an argument names. */
  | { readonly from: 'field of'; readonly argument: string; readonly table: string; readonly field: string }
  /** The record made beside the one that the call is about. */
  | { readonly from: 'aside'; readonly table: string; readonly field?: string }
  /** What a field of the record was before the call. */
  | { readonly from: 'before'; readonly field: string }
  /** What the records that refer to one record come to in a field: those beside the current one, or those of it. */
  | {
      readonly from: 'related sum';
      readonly table: string;
      readonly via: string;
      readonly field: string;
      readonly beside: boolean;
    }
  | { readonly from: 'argument'; readonly argument: string }
  | { readonly from: 'computed'; readonly what: 'result' | 'rate' | 'unit' }
  | { readonly from: 'logged in' }
  | { readonly from: 'file'; readonly what: FileWhat }
  | { readonly from: 'constant'; readonly value: Json };

export type PagingWhat = 'page' | 'size' | 'offset' | 'pages' | 'more';

/** What a file step found, as an answer can tell it. */
export type FileWhat =
  | 'text'
  | 'name'
  | 'path'
  | 'type'
  | 'size'
  | 'is folder'
  | 'exists'
  | 'number'
  | 'modified'
  | 'created'
  | 'entries';

/** Records that a list of an answer shows. */
export type Rows =
  | { readonly of: 'selected' }
  /** Records of a table that refer to the current one. */
  | { readonly of: 'related'; readonly table: string; readonly via: string }
  /** Records that a list of keys in the current one names. */
  | { readonly of: 'named'; readonly table: string; readonly field: string }
  /** Members that the record itself holds. */
  | { readonly of: 'members'; readonly field: string }
  /** Keys of records that the current one refers to. */
  | { readonly of: 'entries' };

/** A place of an answer: the response schema with its sources. */
export type AnswerNode =
  | {
      readonly is: 'object';
      /** The record its fields are of: the current one, or that which a field of it refers to. */
      readonly about:
        | { readonly record: 'current' }
        | { readonly record: 'referred'; readonly table: string; readonly via: string };
      readonly entries: readonly (readonly [key: string, node: AnswerNode])[];
      /** Keys that are left out where nobody gave the record a value. */
      readonly optional?: readonly string[];
    }
  | { readonly is: 'list'; readonly rows: Rows; readonly item: AnswerNode; readonly most: number }
  | { readonly is: 'value'; readonly source: Source; readonly name: string; readonly schema: JsonSchema };

export interface Plan {
  /** Catalog id. */
  readonly function: string;
  readonly steps: readonly Step[];
  readonly answer: AnswerNode;
  /** Argument that says how many entries the lists of an answer have at most, where no search counts them. */
  readonly limit?: string;
  /** Table of the record that steps and answer are about; absent where each call is about itself. */
  readonly table?: string;
  /** Why (part of) the answer is made from the response schema alone. */
  readonly unfilled?: string;
}
