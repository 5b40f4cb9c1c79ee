import { isObject, type JsonObject, type JsonSchema } from '../json/index.ts';
import { type FunctionSignature, STATEMENT_KEYWORD } from '../signature/index.ts';
import type { ObservedResponse } from './observed.ts';
import { type FieldRef, type InputRole, OPERATIONS, type Operation, type Source } from './types.ts';

/** What somebody says of one function; it wins over every reading of names. */
export interface FunctionStatement {
  readonly function: string;
  readonly source: Extract<Source, 'stated' | 'proposed'>;
  readonly operation?: Operation;
  /** null: it is about no entity. */
  readonly entity?: string | null;
  readonly writes?: boolean;
  readonly movesTo?: string;
  readonly allowedFrom?: readonly string[];
  readonly inputs?: Readonly<Record<string, { readonly role?: InputRole; readonly of?: FieldRef }>>;
  readonly response?: JsonSchema;
  /** What is stated as the operation though there is none of that name. */
  readonly unknown?: readonly string[];
}

/** What somebody says of one entity. */
export interface EntityStatement {
  readonly entity: string;
  readonly identifier?: string;
  readonly states?: readonly string[];
  readonly singleton?: boolean;
}

export interface Statements {
  readonly functions: readonly FunctionStatement[];
  readonly entities: readonly EntityStatement[];
  /** What functions answered when they ran; it is read where no author says what comes back. */
  readonly observed?: readonly ObservedResponse[];
}

export const NO_STATEMENTS: Statements = { functions: [], entities: [] };

/** Something stated that cannot hold, in words for its author. */
export interface StatementProblem {
  readonly message: string;
  /** The function or entity it was stated of. */
  readonly about: string;
}

/** Name of an entity as statements write it, in the domain's writing: `GiftCard` → `gift_card`. */
export function statedName(name: string): string {
  return name
    .trim()
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[\s-]+/g, '_')
    .toLowerCase();
}

/** `Booking.status` → entity and field; undefined where there is no field. */
function fieldRef(text: string): FieldRef | undefined {
  const cut = text.indexOf('.');
  return cut <= 0 || cut === text.length - 1
    ? undefined
    : { entity: statedName(text.slice(0, cut)), field: text.slice(cut + 1) };
}

const ROLES: ReadonlySet<string> = new Set<InputRole>([
  'key',
  'reference',
  'attribute',
  'filter',
  'bound',
  'amount',
  'paging',
  'option',
  'text',
]);

/** What the author of a signature states in it: doc tags of `.fsig` and `x-magnet` of JSON come as one keyword. */
export function statementIn(id: string, { parameters }: FunctionSignature): FunctionStatement | undefined {
  const inputs: Record<string, { role?: InputRole; of?: FieldRef }> = {};
  for (const [name, schema] of Object.entries(parameters.properties ?? {})) {
    const stated = recordOf(schema?.[STATEMENT_KEYWORD]);
    if (stated === undefined) continue;
    const reading = inputStatement(stated);
    if (reading !== undefined) inputs[name] = reading;
  }
  const own = recordOf(parameters[STATEMENT_KEYWORD]);
  if (own === undefined && Object.keys(inputs).length === 0) return undefined;
  const statement = own === undefined ? { function: id, source: 'stated' as const } : functionStatement(id, own);
  return Object.keys(inputs).length === 0 ? statement : { ...statement, inputs: { ...inputs, ...statement.inputs } };
}

/** What is stated of entities in a signature's own keyword: see `statedFunctions`. */
export function entityStatementsIn({ parameters }: FunctionSignature): readonly EntityStatement[] {
  return entityStatements(recordOf(recordOf(parameters[STATEMENT_KEYWORD])?.entities) ?? {});
}

function entityStatements(stated: JsonObject): EntityStatement[] {
  return Object.entries(stated).flatMap(([name, value]) => {
    const one = recordOf(value);
    return one === undefined ? [] : [entityStatement(name, one)];
  });
}

function inputStatement(stated: JsonObject): { role?: InputRole; of?: FieldRef } | undefined {
  if (stated.key === true) return { role: 'key' };
  const { reference, role, of } = stated;
  if (typeof reference === 'string')
    return { role: 'reference', of: fieldRef(reference) ?? { entity: statedName(reference), field: '' } };
  const field = typeof of === 'string' ? fieldRef(of) : undefined;
  const known = typeof role === 'string' && ROLES.has(role) ? (role as InputRole) : undefined;
  return known === undefined && field === undefined
    ? undefined
    : { ...(known === undefined ? {} : { role: known }), ...(field === undefined ? {} : { of: field }) };
}

/** One function of `x-magnet`, or of the `functions` part of a curation file. */
export function functionStatement(
  id: string,
  stated: JsonObject,
  source: FunctionStatement['source'] = 'stated',
): FunctionStatement {
  const { operation, entity, writes, movesTo, allowedFrom, response } = stated;
  const inputs = recordOf(stated.inputs);
  return {
    function: id,
    source,
    ...(operation === undefined
      ? {}
      : typeof operation === 'string' && isOperation(operation)
        ? { operation }
        : { unknown: [typeof operation === 'string' ? operation : JSON.stringify(operation)] }),
    ...(entity === null ? { entity: null } : typeof entity === 'string' ? { entity: statedName(entity) } : {}),
    ...(typeof writes === 'boolean' ? { writes } : {}),
    ...(typeof movesTo === 'string' ? { movesTo } : {}),
    ...(Array.isArray(allowedFrom) ? { allowedFrom: allowedFrom.filter((one) => typeof one === 'string') } : {}),
    ...(recordOf(response) === undefined ? {} : { response: response as unknown as JsonSchema }),
    ...(inputs === undefined ? {} : { inputs: inputStatements(inputs) }),
  };
}

function inputStatements(inputs: JsonObject): NonNullable<FunctionStatement['inputs']> {
  const all: Record<string, { role?: InputRole; of?: FieldRef }> = {};
  for (const [name, value] of Object.entries(inputs)) {
    const stated = recordOf(value);
    const reading = stated === undefined ? undefined : inputStatement(stated);
    if (reading !== undefined) all[name] = reading;
  }
  return all;
}

/** The `entities` and `functions` parts of a curation file: objects by name. What is neither is left to the file's reader. */
export function statementsIn(file: JsonObject): Statements {
  const functions = Object.entries(recordOf(file.functions) ?? {}).flatMap(([id, value]) => {
    const stated = recordOf(value);
    return stated === undefined ? [] : [functionStatement(id, stated)];
  });
  return { functions, entities: entityStatements(recordOf(file.entities) ?? {}) };
}

function entityStatement(name: string, { identifier, states, singleton }: JsonObject): EntityStatement {
  return {
    entity: statedName(name),
    ...(typeof identifier === 'string' ? { identifier } : {}),
    ...(Array.isArray(states) ? { states: states.filter((state) => typeof state === 'string') } : {}),
    ...(typeof singleton === 'boolean' ? { singleton } : {}),
  };
}

function isOperation(text: string): text is Operation {
  return (OPERATIONS as readonly string[]).includes(text);
}

function recordOf(value: unknown): JsonObject | undefined {
  return isObject(value) ? value : undefined;
}
