import type { Domain } from '../../../domain/index.ts';
import type { GraphFunction } from '../../../graph/index.ts';
import type { JsonSchema } from '../../../json/index.ts';
import { formatFieldPath, resolveSchema, schemaFields, typesOf } from '../../../signature/index.ts';
import { isNumeric, showsForm } from '../identifiers.ts';
import { MEMBERSHIP } from '../memberships.ts';
import type { TableModel } from '../model.ts';
import { fieldKey } from '../names.ts';
import { isIdentifierKey, isMainKey } from './keys.ts';

/** Of the schemas that identify an entity's records, the one that shows what an identifier looks like. */
export function keySchemas(domain: Domain, functions: readonly GraphFunction[]): Map<string, JsonSchema> {
  const signatures = new Map(functions.map(({ id, signature }) => [id, signature]));
  const best = new Map<string, JsonSchema>();
  for (const { function: id, entity, inputs } of domain.functions) {
    for (const { parameter, role, of } of inputs) {
      const name = of?.entity ?? entity;
      const schema = signatures.get(id)?.parameters.properties?.[parameter];
      const found = domain.entities.find((one) => one.name === name);
      if (
        (role !== 'key' && role !== 'reference') ||
        found === undefined ||
        typeof schema !== 'object' ||
        schema === null
      )
        continue;
      if (!isMainKey(found, of?.field ?? parameter) || !showsForm(schema) || schema.enum !== undefined) continue;
      if (isNumeric(schema) === isNumeric(found.identifiers[0]?.schema ?? {}) && !best.has(found.name))
        best.set(found.name, schema);
    }
  }
  return best;
}

/** Fields that answers tell of entities, with their schemas: a balance that only a getter speaks of. */
export function toldFields(domain: Domain, functions: readonly GraphFunction[]): Map<string, Map<string, JsonSchema>> {
  const signatures = new Map(functions.map(({ id, signature }) => [id, signature]));
  const told = new Map<string, Map<string, JsonSchema>>();
  for (const { function: id, outputs, response } of domain.functions) {
    const attributes = outputs.filter(({ role, of }) => of !== undefined && (role === 'attribute' || role === 'total'));
    if (attributes.length === 0) continue;
    const all = schemaFields(signatures.get(id)?.response ?? response.schema);
    const schemas = new Map(all.map((field) => [formatFieldPath(field.path), field.schema]));
    for (const { path, of } of attributes) {
      const schema = schemas.get(path);
      if (of === undefined || schema === undefined) continue;
      const fields = told.get(of.entity) ?? new Map<string, JsonSchema>();
      told.set(of.entity, fields);
      const key = fieldKey(of.field, of.entity);
      if (!fields.has(key)) fields.set(key, schema);
    }
  }
  return told;
}

export function givenFields(domain: Domain): Map<string, Set<string>> {
  const given = writtenFields(domain);
  for (const { outputs } of domain.functions)
    for (const { of } of outputs) if (of !== undefined) note(given, of.entity, of.field);
  return given;
}

/** Fields that functions set, by what they take. */
export function writtenFields({ functions }: Domain): Map<string, Set<string>> {
  const written = new Map<string, Set<string>>();
  for (const { writes, inputs, entity } of functions)
    if (writes) for (const { parameter, of } of inputs) note(written, of?.entity ?? entity, of?.field ?? parameter);
  return written;
}

function note(all: Map<string, Set<string>>, entity: string | undefined, field: string): void {
  if (entity === undefined) return;
  const fields = all.get(entity) ?? new Set<string>();
  all.set(entity, fields);
  fields.add(fieldKey(field, entity));
}

/**
 * Lists that records hold: those that make, change or show one take or tell them. Of two writings the one with more to a
 * member stands.
 */
export function listFields(domain: Domain, functions: readonly GraphFunction[]): Map<string, Map<string, JsonSchema>> {
  const signatures = new Map(functions.map(({ id, signature }) => [id, signature]));
  const plurals = new Set(domain.entities.map(({ name }) => name));
  // Of the records of others, those are held that something puts in: tracks of a playlist.
  const held = new Set(
    domain.functions.flatMap(({ entity, member }) => (member?.does === 'put in' ? `${entity} ${member.noun}` : [])),
  );
  const lists = new Map<string, Map<string, JsonSchema>>();
  for (const { function: id, entity, operation, response, inputs } of domain.functions) {
    const signature = signatures.get(id);
    const keyed = inputs.some(({ role, of }) => role === 'key' && (of?.entity ?? entity) === entity);
    if (entity === undefined || signature === undefined || operation === 'list' || operation === 'compute') continue;
    // One of the table's records is one that is in one, however many a call puts in.
    if (entity.endsWith(MEMBERSHIP)) continue;
    const fields = lists.get(entity) ?? new Map<string, JsonSchema>();
    lists.set(entity, fields);
    const stored = operation === 'create' || operation === 'update' ? signature.parameters.properties : {};
    const told = signature.response ?? response.schema;
    const places = [
      ...Object.entries(stored ?? {}).map(([name, schema]) => [name, schema, signature.parameters] as const),
      ...Object.entries(told.properties ?? {}).map(([name, schema]) => [name, schema, told] as const),
    ];
    for (const [name, raw, root] of places) {
      const schema = wholeList(root, raw);
      if (schema === undefined) continue;
      const key = fieldKey(name, entity);
      // Many of the entity itself are its records, no list that each of them holds.
      if (
        (key === entity && (membersOf(schema) > 1 || !keyed)) ||
        (plurals.has(key) && membersOf(schema) > 1 && !held.has(`${entity} ${key}`))
      )
        continue;
      const known = fields.get(key);
      if (known === undefined || membersOf(schema) > membersOf(known)) fields.set(key, schema);
    }
  }
  return lists;
}

/** The schema of a list by itself; undefined where it is none or cannot stand alone. */
function wholeList(root: JsonSchema, raw: JsonSchema): JsonSchema | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { schema } = resolveSchema(root, raw);
  if (!typesOf(schema).includes('array') || typeof schema.items !== 'object' || schema.items === null) return undefined;
  const whole = { ...schema, items: resolveSchema(root, schema.items as JsonSchema).schema };
  return JSON.stringify(whole).includes('"$ref"') ? undefined : whole;
}

function membersOf({ items }: JsonSchema): number {
  return typeof items === 'object' && items !== null ? Object.keys(items.properties ?? {}).length + 1 : 0;
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
