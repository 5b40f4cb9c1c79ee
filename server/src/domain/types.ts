/**
 * The domain of a catalog: which entities its functions keep, and what each function does to them. Every later stage
 * (graph, rules, world, wording) is a consequence of this reading, so that they cannot disagree.
 *
 * Terms: resources and standard methods (Google AIP-121 to 136), the entity-relationship model, and producer and consumer
 * inference (RESTler). All values are plain JSON and immutable.
 */
import type { JsonSchema } from '../json/index.ts';

export const OPERATIONS = [
  /** A new record comes to be. */
  'create',
  /** One record or one value is read. */
  'get',
  /** Any number of records: list, search, filter, history. */
  'list',
  /** Fields are set, members are put in or taken out. */
  'update',
  'delete',
  /** A domain verb moves a state or a value: cancel, close, transfer. */
  'act',
  /** The answer follows from the arguments alone. */
  'compute',
  /** Login, logout, current directory: what a session has one of. */
  'session',
  /** Something leaves: a message, a notification. */
  'send',
  'other',
] as const;
export type Operation = (typeof OPERATIONS)[number];

/** What a function does, in families of verbs: which of two calls comes first depends on them. */
export const ACTIONS = [
  'create',
  'list',
  'read',
  'update',
  'delete',
  'send',
  'compute',
  'check',
  'login',
  'logout',
  'select',
  'other',
] as const;
export type Action = (typeof ACTIONS)[number];

/** What a function's name, or its description where the name is silent, says is done to what: `get_order_details` → get, order. */
export interface Deed {
  readonly action: Action;
  /** The verb itself, '' when neither holds one. */
  readonly verb: string;
  /** Words of the thing, head last, as names are compared by; [] when neither says. */
  readonly object: readonly string[];
  /** Words after a preposition: `find_user_by_email` → email. */
  readonly by: readonly string[];
  /** What tells the thing from its like: `create_thing7` → `7`. */
  readonly number: string;
  /** The name ends in a plural: `list_directories`, not `list_directory`. */
  readonly plural: boolean;
  /** Some word of the name is a plural, or says list or all. */
  readonly several: boolean;
  /** `get_file_info`: the answer is about the thing, not the thing. */
  readonly about: boolean;
}

/** A field of an entity, by names as `Entity.name` and `Field.name` write them. */
export interface FieldRef {
  readonly entity: string;
  readonly field: string;
}

/** Where a reading comes from, strongest first. */
export const SOURCES = [
  /** An author's doc tag, `x-magnet` or curation file. */
  'stated',
  /** A run or a recording showed it. */
  'observed',
  /** A teacher proposed it, and it passed the checks. */
  'proposed',
  'documented',
  /** Predicted from what the rest of the catalog takes and returns (mirroring). */
  'mirrored',
  /** Predicted from names or descriptions. */
  'prose',
] as const;
export type Source = (typeof SOURCES)[number];

/** Why something is read as it is: shown to the author, never parsed. */
export interface ReadingEvidence {
  readonly source: Source;
  /** A plain sentence part: `the name says "cancel"`, `loan_id is taken by get_loan`. */
  readonly because: string;
}

export interface Field {
  /** In the catalog's own writing, snake case: `order_id`, `total`. */
  readonly name: string;
  readonly schema: JsonSchema;
  /** Unit or currency where one is said: `km`, `USD`. */
  readonly unit?: string;
  /** The entity this field refers to, where it holds another entity's identifier. */
  readonly references?: string;
}

export interface Relation {
  /** Name of the other entity. */
  readonly to: string;
  /** Field that holds it. */
  readonly via: string;
  /** Whether one record of this entity relates to many of the other. */
  readonly many: boolean;
}

export interface Entity {
  /** Singular, snake case: `order`, `gift_card`. Unique in its domain. */
  readonly name: string;
  /** Functions of one scope (namespace, file) share their records; '' where the entity is shared by all. */
  readonly scope: string;
  /** A session has exactly one of it: fuel level, current directory. */
  readonly singleton: boolean;
  /** Fields that name one record, the main one first; [] where nothing does. */
  readonly identifiers: readonly Field[];
  /** Everything any signature says of it or takes for it, identifiers included. */
  readonly fields: readonly Field[];
  readonly relations: readonly Relation[];
  /** Values its state can have, where a verb or an enum tells: `open`, `cancelled`. */
  readonly states: readonly string[];
}

export type InputRole =
  /** Names the record the function works on. */
  | 'key'
  /** Names a record of another entity. */
  | 'reference'
  /** A value that is stored. */
  | 'attribute'
  /** A value that results must have. */
  | 'filter'
  /** A limit that results lie within: `min_price`, `after`. */
  | 'bound'
  /** How much a balance or a total moves. */
  | 'amount'
  | 'paging'
  /** How the function works, not what on: `verbose`, `format`. */
  | 'option'
  /** Free words: a query, a reason, a message. */
  | 'text';

export interface InputReading {
  /** Parameter path as `formatFieldPath` writes it. */
  readonly parameter: string;
  readonly role: InputRole;
  /** The field it names, filters or sets. */
  readonly of?: FieldRef;
  /** Somebody states its role. */
  readonly stated?: true;
}

export type OutputRole =
  | 'key'
  /** The identifier of a record of another entity. */
  | 'reference'
  | 'attribute'
  /** A list of records. */
  | 'collection'
  | 'count'
  | 'total'
  /** Says whether, or that, the deed was done. */
  | 'status'
  /** Repeats an argument. */
  | 'echo'
  | 'computed';

export interface OutputReading {
  /** Output field path as `formatFieldPath` writes it; '' for the whole response. */
  readonly path: string;
  readonly role: OutputRole;
  readonly of?: FieldRef;
  /** For `echo`: the parameter it repeats. */
  readonly parameter?: string;
}

export const RESPONSE_SOURCES = ['documented', 'observed', 'stated', 'proposed', 'predicted'] as const;
export type ResponseSource = (typeof RESPONSE_SOURCES)[number];

/** A member that is put into a record's list or taken out of it: a track, of a playlist. */
export interface MemberReading {
  readonly does: 'put in' | 'take out';
  /** What such a one is called. */
  readonly noun: string;
}

/** What a function does, and what its parameters mean. */
export interface ActionReading {
  /** Catalog id. */
  readonly function: string;
  readonly operation: Operation;
  /** Name of the entity it is about; absent where it is about none. */
  readonly entity?: string;
  /** Whether it changes anything that a later call can see. */
  readonly writes: boolean;
  readonly inputs: readonly InputReading[];
  readonly member?: MemberReading;
}

export interface FunctionReading extends ActionReading {
  readonly outputs: readonly OutputReading[];
  readonly response: { readonly schema: JsonSchema; readonly from: ResponseSource };
  /** State a record is in afterwards, for `act`: `cancelled`. */
  readonly movesTo?: string;
  /** Entities, besides its own, of which it is told that one comes of it: `Accepts an offer; a session is put down`. */
  readonly makes?: readonly string[];
  /** States it may be called in; absent means any. */
  readonly allowedFrom?: readonly string[];
  /** How name and description say it; absent from readings that were put together by hand. */
  readonly deed?: Deed;
  /** The word with which all names of its scope begin, and which names no thing: `slack` of `slack_post_message`. */
  readonly service?: string;
  /** In (0, 1]: how likely operation and entity are right. */
  readonly confidence: number;
  readonly evidence: readonly ReadingEvidence[];
}

export interface Domain {
  readonly entities: readonly Entity[];
  /** In catalog order. */
  readonly functions: readonly FunctionReading[];
}
