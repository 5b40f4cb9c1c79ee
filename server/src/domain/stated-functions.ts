import { isObject, type JsonObject } from '../json/index.ts';
import { type Catalog, type FunctionSignature, STATEMENT_KEYWORD } from '../signature/index.ts';
import type { DomainFunction } from './draft.ts';
import { readDomain } from './read.ts';
import type { EntityStatement, FunctionStatement, Statements } from './statements.ts';

/** Signatures with a statement in them, so that the same two give the same object again. */
const made = new WeakMap<FunctionSignature, { readonly stated: string; readonly signature: FunctionSignature }>();

/**
 * The functions with what is stated of them in their signatures, as if their authors had written it there: every
 * stage then reads the same, whoever hands the functions on. What is stated of an entity goes to the functions about it. Functions
 * that nothing is stated of are the same objects.
 */
export function statedFunctions<F extends DomainFunction>(
  functions: readonly F[],
  statements: Statements | undefined,
): readonly F[] {
  if (statements === undefined || (statements.functions.length === 0 && statements.entities.length === 0))
    return functions;
  const byFunction = new Map(statements.functions.map((statement) => [statement.function, statement]));
  const byEntity = new Map(statements.entities.map((statement) => [statement.entity, statement]));
  const about =
    byEntity.size === 0
      ? new Map<string, string | undefined>()
      : new Map(readDomain(functions, statements).functions.map((reading) => [reading.function, reading.entity]));
  return functions.map((one) => {
    const own = byFunction.get(one.id);
    const entity = byEntity.get(about.get(one.id) ?? '');
    if (own === undefined && entity === undefined) return one;
    return { ...one, signature: withStatement(one.signature, own, entity) };
  });
}

/** A catalog of such functions. */
export function statedCatalog(catalog: Catalog, statements: Statements | undefined): Catalog {
  const entries = statedFunctions(catalog.entries, statements);
  if (entries === catalog.entries) return catalog;
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return {
    ...catalog,
    entries,
    get: (id) => byId.get(id),
    lookup: (...asked) => catalog.lookup(...asked).map((entry) => byId.get(entry.id) ?? entry),
  };
}

function withStatement(
  signature: FunctionSignature,
  own: FunctionStatement | undefined,
  entity: EntityStatement | undefined,
): FunctionSignature {
  const known = signature.parameters[STATEMENT_KEYWORD];
  const statement: JsonObject = {
    ...(isObject(known) ? known : {}),
    ...(own === undefined ? {} : functionJson(own)),
    ...(entity === undefined ? {} : { entities: { [entity.entity]: entityJson(entity) } }),
  };
  const stated = JSON.stringify(statement);
  const before = made.get(signature);
  if (before?.stated === stated) return before.signature;
  const now = { ...signature, parameters: { ...signature.parameters, [STATEMENT_KEYWORD]: statement } };
  made.set(signature, { stated, signature: now });
  return now;
}

/** As `x-magnet` writes it. */
function functionJson({ function: _id, source: _source, inputs, unknown, ...plain }: FunctionStatement): JsonObject {
  const operation = unknown?.[0];
  return {
    ...(plain as unknown as JsonObject),
    ...(operation === undefined ? {} : { operation }),
    ...(inputs === undefined
      ? {}
      : { inputs: Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, inputJson(input)])) }),
  };
}

function inputJson({ role, of }: NonNullable<FunctionStatement['inputs']>[string]): JsonObject {
  if (role === 'key') return { key: true };
  const field = of === undefined ? undefined : of.field === '' ? of.entity : `${of.entity}.${of.field}`;
  if (role === 'reference' && field !== undefined) return { reference: field };
  return { ...(role === undefined ? {} : { role }), ...(field === undefined ? {} : { of: field }) };
}

function entityJson({ entity: _name, ...plain }: EntityStatement): JsonObject {
  return plain as unknown as JsonObject;
}
