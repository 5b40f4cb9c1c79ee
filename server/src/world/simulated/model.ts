import type { Domain, Entity, FunctionReading } from '../../domain/index.ts';
import type { JsonSchema } from '../../json/index.ts';
import type { FunctionSignature } from '../../signature/index.ts';
import type { AnswerNode, Plan } from './plan.ts';

/** A table whose records are parts of another's: cards of an account, shows of a production. */
export interface Dependent {
  readonly table: string;
  /** Field that names the record they are part of. */
  readonly via: string;
}

/** A number of a record that follows from others of it, and from the records that take of it. */
export interface Level {
  readonly is: 'left' | 'used' | 'average' | 'reduced' | 'reduction' | 'before reduction' | 'rank';
  /** The field that names what records of one line wait for. */
  readonly via?: string | undefined;
  /** The number that all of it is. */
  readonly whole?: string;
  /** The number that is taken of it. */
  readonly used?: string;
  /** Records that take of it: bookings of a sailing, with how many places each. */
  readonly takers?: { readonly table: string; readonly via: string; readonly size?: string } | undefined;
}

/** A table: one entity, with what the world needs to know of it. */
export interface TableModel {
  readonly name: string;
  readonly entity: Entity;
  /** There is one record: a setting of the session. */
  readonly single: boolean;
  /** No function is about it: its records are only referred to. */
  readonly bare: boolean;
  /** Schema of its identifier; `{}` where it has none. */
  readonly key: JsonSchema;
  readonly numeric: boolean;
  /** Field keys of the entity's fields, with their schemas. */
  readonly fields: ReadonlyMap<string, JsonSchema>;
  /** Field key → table that it refers to. */
  readonly references: ReadonlyMap<string, string>;
  /** Tables that it takes values over from: those it refers to that do not lead back to it. */
  readonly madeOf: ReadonlySet<string>;
  /** Fields that calls write, by what they take. */
  readonly written: ReadonlySet<string>;
  /** Fields that records are given or tell of; others are known from searches alone. */
  readonly given: ReadonlySet<string>;
  /** Fields with a choice of values that lists are narrowed by: each value is there. */
  readonly narrowed: ReadonlySet<string>;
  /** Fields that calls set. */
  readonly settable: ReadonlySet<string>;
  /** Yes-or-no fields that deeds set, with what they are of a new record. */
  readonly flags: ReadonlyMap<string, boolean>;
  /** Lists that a record made in a session begins with none in. */
  readonly emptyAtFirst: ReadonlySet<string>;
  /** Table that keeps the versions of its records, and the field there that refers to them. */
  readonly journal?: { readonly table: string; readonly via: string };
  /** Numbers that follow from others. */
  readonly levels: ReadonlyMap<string, Level>;
  /** Tables whose records depend on those of this one. */
  readonly dependents: readonly Dependent[];
  /** Key of the field that says how a record stands. */
  readonly state: string | undefined;
  /** States a record can be in from the start. */
  readonly startStates: readonly string[];
  /** Some function that can be reached issues the identifiers: any other is an error. */
  readonly issued: boolean;
  /** Ids of functions that issue its identifiers, in catalog order. */
  readonly issuers: readonly string[];
}

/** One function: reading, plan and what is checked before a call. */
export interface FunctionModel {
  readonly id: string;
  readonly signature: FunctionSignature;
  readonly reading: FunctionReading;
  readonly plan: Plan;
  readonly response: JsonSchema;
  /** Verb of its name, '' where it has none. */
  readonly verb: string;
  /** What it is about, as people say it. */
  readonly subject: string;
  /** Functions of one scope share their session. */
  readonly scope: string;
  /** Parameter path → table whose record it names. */
  readonly names: ReadonlyMap<string, string>;
  /** Parameters that name a record that the call makes. */
  readonly naming: ReadonlySet<string>;
  readonly premises: readonly string[];
  readonly needsLogin: boolean;
}

export interface WorldModel {
  readonly domain: Domain;
  readonly tables: ReadonlyMap<string, TableModel>;
  readonly functions: ReadonlyMap<string, FunctionModel>;
  /** Names of identifiers, as field keys, with the table whose records they name. */
  readonly keyNames: ReadonlyMap<string, string>;
  /** Functions that another names as its premise. */
  readonly premises: ReadonlySet<string>;
}

/** Every place of an answer, itself first. */
export function* nodesOf(node: AnswerNode): Generator<AnswerNode> {
  yield node;
  if (node.is === 'object') for (const [, inner] of node.entries) yield* nodesOf(inner);
  else if (node.is === 'list') yield* nodesOf(node.item);
}
