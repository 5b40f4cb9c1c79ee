import type { Domain, Entity } from '../../domain/index.ts';
import type { GraphFunction } from '../../graph/index.ts';
import type { JsonSchema } from '../../json/index.ts';
import { typesOf } from '../../signature/index.ts';
import { isNumeric } from './identifiers.ts';
import type { TableModel } from './model.ts';
import { fieldKey, isOver } from './names.ts';
import { birthStates, birthsOf, madeOf, movedStates, startStatesOf } from './tables/births.ts';
import { givenFields, keySchemas, listFields, toldFields, writtenFields } from './tables/fields.ts';
import { isMainKey, isStateKey, issuersOf, reachable, strength } from './tables/keys.ts';

export { mainText } from './tables/fields.ts';
export { isIdentifierKey, isMainKey, isStateKey, strength } from './tables/keys.ts';

/** A table for each entity of the domain; cost is linear in its fields. */
export function buildTables(domain: Domain, functions: readonly GraphFunction[]): Map<string, TableModel> {
  const keys = keySchemas(domain, functions);
  const singles = singleTables(domain);
  const births = birthsOf(domain);
  const told = toldFields(domain, functions);
  const lists = listFields(domain, functions);
  const given = givenFields(domain);
  const written = writtenFields(domain);
  const issuers = issuersOf(domain);
  const reached = reachable(domain, issuers);
  const allowed = startStatesOf(domain);
  const moved = movedStates(domain);
  const born = birthStates(domain, functions);
  const spokenOf = new Set(domain.functions.map(({ entity }) => entity));
  const tables = new Map(
    domain.entities.map((entity) => [
      entity.name,
      tableOf(entity, {
        issuers: issuers.get(entity.name) ?? [],
        issued: reached.has(entity.name),
        allowed: allowed.get(entity.name) ?? [],
        key: keys.get(entity.name),
        single: singles.has(entity.name),
        bare: !spokenOf.has(entity.name),
        moved: moved.get(entity.name) ?? new Set(),
        born: born.get(entity.name) ?? 'active',
        told: told.get(entity.name) ?? new Map(),
        given: given.get(entity.name) ?? new Set(),
        written: written.get(entity.name) ?? new Set(),
        lists: lists.get(entity.name) ?? new Map(),
      }),
    ]),
  );
  return new Map([...tables].map(([name, table]) => [name, { ...table, madeOf: madeOf(table, tables, births) }]));
}

/**
 * Entities of which there is one although they have a name: `set_currency(currency)` and `get_currency()` speak of the
 * one currency that is set.
 */
function singleTables(domain: Domain): Set<string> {
  const singles = new Set(domain.entities.filter(({ singleton }) => singleton).map(({ name }) => name));
  for (const { entity, operation, inputs } of domain.functions) {
    if (entity !== undefined && operation === 'get' && inputs.length === 0) singles.add(entity);
  }
  for (const { entity, operation, inputs } of domain.functions) {
    const keyed = inputs.some(({ role, of }) => role === 'key' && (of?.entity ?? entity) === entity);
    const many = operation === 'list' || operation === 'create' || operation === 'delete' || operation === 'send';
    const stated = domain.entities.find(({ name }) => name === entity)?.singleton === true;
    if (entity !== undefined && !stated && (many || (keyed && !(operation === 'update' && inputs.length === 1))))
      singles.delete(entity);
  }
  return singles;
}

interface Seen {
  readonly issuers: readonly string[];
  readonly issued: boolean;
  readonly allowed: readonly string[];
  readonly key: JsonSchema | undefined;
  readonly single: boolean;
  readonly bare: boolean;
  /** States that functions move records to. */
  readonly moved: ReadonlySet<string>;
  /** State of a record that nothing has been done to, where no schema lists the states. */
  readonly born: string;
  /** Fields that answers tell of the entity. */
  readonly told: ReadonlyMap<string, JsonSchema>;
  /** Fields that functions set or tell of, not merely search by. */
  readonly given: ReadonlySet<string>;
  /** Fields that functions set. */
  readonly written: ReadonlySet<string>;
  /** Lists that its records hold. */
  readonly lists: ReadonlyMap<string, JsonSchema>;
}

function tableOf(
  entity: Entity,
  { issuers, issued, allowed, key: shown, single, bare, moved, born, told, lists, given, written }: Seen,
): TableModel {
  const key = shown ?? entity.identifiers[0]?.schema ?? { type: 'string' };
  const fields = new Map<string, JsonSchema>();
  const references = new Map<string, string>();
  for (const field of entity.fields) {
    const name = fieldKey(field.name, entity.name);
    const known = fields.get(name);
    if (known === undefined || strength(field.schema) > strength(known)) fields.set(name, field.schema);
    if (field.references !== undefined) references.set(name, field.references);
  }
  for (const [name, schema] of told) if (!fields.has(name)) fields.set(name, schema);
  for (const [name, schema] of lists) fields.set(name, schema);
  for (const { to, via, many } of entity.relations) {
    if (!many && via !== '' && to !== entity.name) references.set(fieldKey(via, entity.name), to);
  }
  for (const own of entity.identifiers) {
    if (isMainKey(entity, own.name)) references.delete(fieldKey(own.name, entity.name));
  }
  const address = [...fields.keys()].some((name) => /^(?:city|country|zip|postal_code|postcode)$/.test(name));
  const stateKeys = [...fields.keys()].filter(
    (name) =>
      isStateKey(name) && !typesOf(fields.get(name) ?? {}).includes('boolean') && !(name === 'state' && address),
  );
  const stateKey = stateKeys.find((name) => fields.get(name)?.enum !== undefined) ?? stateKeys[0];
  const state = stateKey ?? (entity.states.length > 0 ? 'status' : undefined);
  const states = [...(fields.get(state ?? '')?.enum ?? []), ...entity.states].filter(
    (value) => typeof value === 'string',
  );
  // States that only a deed brings about are none to start in, where there are others.
  const open = states.filter((value) => !isOver(value));
  const free = open.filter((value) => !moved.has(value));
  const listed = fields.get(state ?? '')?.enum !== undefined;
  const begun = free.length > 0 ? free : listed ? open : [born];
  // What a deed asks for may be what another deed brought about: a life begins with the first of the choices.
  const first = listed && begun[0] !== undefined ? [begun[0]] : [];
  const start = allowed.length > 0 ? [...first, ...allowed] : begun;
  return {
    name: entity.name,
    entity,
    single,
    bare,
    key,
    numeric: isNumeric(key),
    fields,
    references,
    madeOf: new Set(),
    given,
    written,
    narrowed: new Set(),
    settable: new Set(),
    emptyAtFirst: new Set(),
    flags: new Map(),
    levels: new Map(),
    dependents: [],
    state,
    startStates: [...new Set(start)],
    issued: issued && entity.identifiers.length > 0 && !single,
    issuers,
  };
}
