import type { Domain, Entity, FunctionReading } from '../../domain/index.ts';
import type { JsonSchema } from '../../json/index.ts';
import { typesOf } from '../../signature/index.ts';
import { isNumeric, showsForm } from '../simulated/identifiers.ts';
import type { TableModel } from './model.ts';
import { fieldKey, isOver } from './names.ts';

/** A table for each entity of the domain; cost is linear in its fields. */
export function buildTables(domain: Domain): Map<string, TableModel> {
  const issuers = issuersOf(domain);
  const reached = reachable(domain, issuers);
  const allowed = startStatesOf(domain);
  const tables = new Map(
    domain.entities.map((entity) => [
      entity.name,
      tableOf(entity, issuers.get(entity.name) ?? [], reached.has(entity.name), allowed.get(entity.name) ?? []),
    ]),
  );
  return new Map([...tables].map(([name, table]) => [name, { ...table, madeOf: madeOf(table, tables) }]));
}

/** The referred tables from which no reference leads back. */
function madeOf(table: TableModel, tables: ReadonlyMap<string, TableModel>): Set<string> {
  const others = new Set(table.references.values());
  return new Set([...others].filter((other) => !leadsTo(other, table.name, tables)));
}

function leadsTo(from: string, to: string, tables: ReadonlyMap<string, TableModel>): boolean {
  const seen = new Set([from]);
  for (const name of seen) {
    if (name === to) return true;
    for (const next of tables.get(name)?.references.values() ?? []) seen.add(next);
  }
  return false;
}

function tableOf(entity: Entity, issuers: readonly string[], issued: boolean, allowed: readonly string[]): TableModel {
  const key = entity.identifiers[0]?.schema ?? { type: 'string' };
  const fields = new Map<string, JsonSchema>();
  const references = new Map<string, string>();
  for (const field of entity.fields) {
    const name = fieldKey(field.name, entity.name);
    const known = fields.get(name);
    if (known === undefined || strength(field.schema) > strength(known)) fields.set(name, field.schema);
    if (field.references !== undefined && field.references !== entity.name) references.set(name, field.references);
  }
  for (const { to, via, many } of entity.relations) {
    if (!many && via !== '' && to !== entity.name) references.set(fieldKey(via, entity.name), to);
  }
  for (const own of entity.identifiers) references.delete(fieldKey(own.name, entity.name));
  const stateKey = [...fields.keys()].find(
    (name) => isStateKey(name) && !typesOf(fields.get(name) ?? {}).includes('boolean'),
  );
  const state = stateKey ?? (entity.states.length > 0 ? 'status' : undefined);
  const states = [...(fields.get(state ?? '')?.enum ?? []), ...entity.states].filter(
    (value) => typeof value === 'string',
  );
  const start = allowed.length > 0 ? allowed : states.filter((value) => !isOver(value));
  return {
    name: entity.name,
    entity,
    key,
    numeric: isNumeric(key),
    fields,
    references,
    madeOf: new Set(),
    state,
    startStates: [...new Set(start)],
    issued: issued && entity.identifiers.length > 0,
    issuers,
  };
}

/** How much a schema says of its values: the one that says most stands for the field. */
export function strength(schema: JsonSchema): number {
  const { enum: choices, pattern, format, examples, minimum, maximum, description, type } = schema;
  const said = [
    choices !== undefined ? 8 : 0,
    pattern !== undefined || format !== undefined || showsForm(schema) ? 4 : 0,
  ];
  said.push(examples !== undefined || minimum !== undefined || maximum !== undefined ? 2 : 0);
  return (
    said.reduce((sum, value) => sum + value, 0) + (description === undefined ? 0 : 1) + (type === undefined ? 0 : 1)
  );
}

export function isStateKey(key: string): boolean {
  return /^(?:status|state|[a-z]+_status)$/.test(key);
}

/** Functions that tell an identifier of an entity that they were not given. */
function issuersOf(domain: Domain): Map<string, string[]> {
  const issuers = new Map<string, string[]>();
  for (const reading of domain.functions) {
    const given = new Set(reading.inputs.filter(isKeyInput).map(({ of }) => of?.entity));
    const told = new Set(keysTold(domain, reading).filter((entity) => !given.has(entity)));
    for (const entity of told) issuers.set(entity, [...(issuers.get(entity) ?? []), reading.function]);
  }
  return issuers;
}

function isKeyInput({ role }: { readonly role: string }): boolean {
  return role === 'key' || role === 'reference';
}

function keysTold({ entities }: Domain, reading: FunctionReading): string[] {
  return reading.outputs.flatMap(({ role, of }) => {
    if (role === 'key') return of === undefined ? (reading.entity ?? []) : of.entity;
    if (role !== 'reference' || of === undefined) return [];
    const entity = entities.find(({ name }) => name === of.entity);
    const field = entity?.fields.find(({ name }) => name === of.field);
    return field?.references ?? of.entity;
  });
}

/** Entities whose identifiers can be had from nothing: told by a function whose own required keys can be had. */
function reachable(domain: Domain, issuers: ReadonlyMap<string, readonly string[]>): Set<string> {
  const readings = new Map(domain.functions.map((reading) => [reading.function, reading]));
  const reached = new Set<string>();
  for (let before = -1; before !== reached.size; ) {
    before = reached.size;
    for (const [entity, functions] of issuers) {
      const open = functions.some((id) => {
        const needs = (readings.get(id)?.inputs ?? []).filter(isKeyInput).map(({ of }) => of?.entity ?? '');
        return needs.every((name) => reached.has(name) || !issuers.has(name));
      });
      if (open) reached.add(entity);
    }
  }
  return reached;
}

/** States in which something can be done to an entity's records. */
function startStatesOf(domain: Domain): Map<string, string[]> {
  const states = new Map<string, string[]>();
  for (const { entity, allowedFrom } of domain.functions) {
    if (entity === undefined || allowedFrom === undefined) continue;
    const open = allowedFrom.filter((state) => !isOver(state));
    states.set(entity, [...(states.get(entity) ?? []), ...open]);
  }
  return states;
}

/** The field that a text search looks for its words in. */
export function mainText(table: TableModel): string {
  const texts = [...table.fields].filter(
    ([key, schema]) =>
      typesOf(schema).includes('string') &&
      schema.enum === undefined &&
      schema.format === undefined &&
      !table.references.has(key),
  );
  const keys = texts.map(([key]) => key).filter((key) => !isIdentifierKey(table, key));
  for (const word of [
    'title',
    'name',
    'subject',
    'headline',
    'label',
    'text',
    'content',
    'body',
    'message',
    'summary',
    'description',
  ]) {
    const found = keys.find((key) => key.split('_').at(-1) === word);
    if (found !== undefined) return found;
  }
  return keys[0] ?? 'title';
}

/** Whether a field key is that of the table's own identifier. */
export function isIdentifierKey(table: TableModel, key: string): boolean {
  return (
    key === 'id' ||
    table.entity.identifiers.some(({ name }) => fieldKey(name) === key || fieldKey(name, table.name) === key)
  );
}
