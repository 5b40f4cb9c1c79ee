import type { Domain, FunctionReading, OutputReading } from '../../domain/index.ts';
import { keyWords, singular } from '../../english/index.ts';
import type { GraphFunction } from '../../graph/index.ts';
import { heldLists } from './held-lists.ts';
import { settleJoinedRows, settleMadeOther } from './joined-rows.ts';
import { settleOwnNames } from './own-names.ts';
import { settleIdentifiers } from './same-kind.ts';
import { COMMON, sharedKeys } from './shared-keys.ts';
import { settleBareKeys, settleTwins } from './twins.ts';

/**
 * What two names of one record have to say to each other, before single functions are settled: a purse is read as its
 * balance and moved as its money, a member of a team is known by both.
 */
export function settleCatalog(domain: Domain, functions: readonly GraphFunction[]): Domain {
  const named = settleIdentifiers(
    sharedKeys(
      settleBareKeys(settleTwins(settleMadeOther(settleJoinedRows(settleOwnNames(domain)))), COMMON),
      functions,
    ),
  );
  return heldLists(joinedMembers(sharedValues(named, functions)), functions);
}

/** Words for a value that amounts are put into and taken out of. */
const HELD = new Set('balance point credit fund money saving cash budget stock total'.split(' '));

/**
 * `get_balance()` reads what `deposit_money(amount)` moves: of records that there is one of each, one that is only moved
 * and one that is only read are the same, where the answers tell the same value or nothing else can be meant.
 */
function sharedValues(domain: Domain, functions: readonly GraphFunction[]): Domain {
  const scopes = new Map(functions.map(({ id, signature }) => [id, signature.namespace || signature.source.uri]));
  const about = new Map<string, FunctionReading[]>();
  for (const reading of domain.functions)
    if (reading.entity !== undefined) about.set(reading.entity, [...(about.get(reading.entity) ?? []), reading]);
  const single = domain.entities.filter(({ identifiers }) => identifiers.length === 0).map(({ name }) => name);
  const read = single.filter((name) => about.get(name)?.every(isReadAlone) === true);
  const moved = single.filter((name) => about.get(name)?.every(isMoved) === true);
  const same = new Map<string, string>();
  for (const name of moved) {
    const readings = about.get(name) ?? [];
    const near = read.filter(
      (other) => scopesOf(about.get(other), scopes).join() === scopesOf(readings, scopes).join(),
    );
    const told = near.filter((other) => sharesValue(readings, about.get(other) ?? []));
    const held = near.filter((other) => keyWords(other).some((word) => HELD.has(singular(word))));
    const silent = readings.every(({ outputs }) => valuesOf(outputs).length === 0);
    const [only, ...more] = told.length > 0 ? told : silent ? held : [];
    if (only !== undefined && more.length === 0) same.set(name, only);
  }
  return same.size === 0 ? domain : renamed(domain, same);
}

function isReadAlone({ operation, inputs }: FunctionReading): boolean {
  return operation === 'get' && inputs.length === 0;
}

function isMoved({ writes, inputs }: FunctionReading): boolean {
  return writes && inputs.some(({ role }) => role === 'amount') && !inputs.some(({ role }) => role === 'key');
}

function scopesOf(readings: readonly FunctionReading[] | undefined, scopes: ReadonlyMap<string, string>): string[] {
  return [...new Set((readings ?? []).map((reading) => scopes.get(reading.function) ?? ''))].sort();
}

function sharesValue(left: readonly FunctionReading[], right: readonly FunctionReading[]): boolean {
  const told = new Set(left.flatMap(({ outputs }) => valuesOf(outputs)));
  return right.some(({ outputs }) => valuesOf(outputs).some((name) => told.has(name)));
}

function valuesOf(outputs: readonly OutputReading[]): string[] {
  return outputs.flatMap(({ path, role }) =>
    role === 'attribute' || role === 'total' ? (path.split('.').at(-1) ?? []) : [],
  );
}

function renamed(domain: Domain, same: ReadonlyMap<string, string>): Domain {
  const now = (name: string) => same.get(name) ?? name;
  const moved = <T extends { readonly of?: { readonly entity: string; readonly field: string } }>(part: T): T =>
    part.of === undefined || !same.has(part.of.entity)
      ? part
      : { ...part, of: { ...part.of, entity: now(part.of.entity) } };
  return {
    entities: domain.entities.flatMap((entity) => {
      if (same.has(entity.name)) return [];
      const joined = domain.entities.filter(({ name }) => same.get(name) === entity.name);
      const known = new Set(entity.fields.map(({ name }) => name));
      const more = joined.flatMap(({ fields }) => fields.filter(({ name }) => !known.has(name)));
      return [more.length === 0 ? entity : { ...entity, fields: [...entity.fields, ...more] }];
    }),
    functions: domain.functions.map((reading) =>
      reading.entity === undefined || !same.has(reading.entity)
        ? { ...reading, inputs: reading.inputs.map(moved), outputs: reading.outputs.map(moved) }
        : {
            ...reading,
            entity: now(reading.entity),
            inputs: reading.inputs.map(moved),
            outputs: reading.outputs.map(moved),
          },
    ),
  };
}

/**
 * `add_member(team, member)` and `remove_member(team, member)`: a record that is known by nothing but its own word, made
 * and ended together with another one, is known by both. One person may be in two teams.
 */
function joinedMembers(domain: Domain): Domain {
  const joined = new Set(domain.entities.flatMap((entity) => (isJoined(entity, domain) ? entity.name : [])));
  if (joined.size === 0) return domain;
  return {
    entities: domain.entities.map((entity) =>
      joined.has(entity.name) ? { ...entity, identifiers: [], fields: withOwnWord(entity) } : entity,
    ),
    functions: domain.functions.map((reading) => {
      if (!joined.has(reading.entity ?? '')) return reading;
      const inputs = reading.inputs.map((input) =>
        names(input) && (input.of?.entity ?? reading.entity) === reading.entity
          ? {
              ...input,
              role: reading.operation === 'create' ? ('attribute' as const) : ('filter' as const),
              of: { entity: reading.entity ?? '', field: input.of?.field ?? input.parameter },
            }
          : input,
      );
      return { ...reading, inputs };
    }),
  };
}

function withOwnWord({ fields, identifiers }: Domain['entities'][number]) {
  const known = new Set(fields.map(({ name }) => name));
  return [...fields, ...identifiers.filter(({ name }) => !known.has(name))];
}

function isJoined({ name, identifiers, singleton }: Domain['entities'][number], { functions }: Domain): boolean {
  const [key, ...more] = identifiers;
  if (singleton || key === undefined || more.length > 0 || singular(key.name) !== name) return false;
  const own = functions.filter(({ entity }) => entity === name);
  const partnersOf = (operation: string) => own.filter((reading) => reading.operation === operation).map(partners);
  const [made = [], ended = []] = [partnersOf('create')[0], partnersOf('delete')[0]];
  const whole = own.every(({ operation }) => operation === 'create' || operation === 'delete' || operation === 'list');
  return whole && made.some((parameter) => ended.includes(parameter));
}

/** What else a call gives beside the record's own word. */
function partners({ inputs, entity }: FunctionReading): string[] {
  return inputs.flatMap((input) => (names(input) && (input.of?.entity ?? entity) === entity ? [] : input.parameter));
}

function names({ role }: { readonly role: string }): boolean {
  return role === 'key' || role === 'reference';
}
