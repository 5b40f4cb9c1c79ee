import type { JsonSchema } from '../../json/index.ts';
import { typesOf } from '../../signature/index.ts';
import { type FunctionModel, nodesOf, type TableModel } from './model.ts';
import { fieldKey } from './names.ts';
import type { AnswerNode } from './plan.ts';
import { strength } from './tables.ts';

type Fields = Map<string, Map<string, JsonSchema>>;

/** Fields that answers speak of, by table, each with the schema that says most of its values. */
export function seenFields(models: readonly FunctionModel[], tables: ReadonlyMap<string, TableModel>): Fields {
  const seen: Fields = new Map();
  const see = (node: AnswerNode, table: string | undefined): void => {
    if (node.is === 'list')
      see(node.item, node.rows.of === 'related' || node.rows.of === 'named' ? node.rows.table : table);
    else if (node.is === 'object') {
      const inner = node.about.record === 'referred' ? node.about.table : table;
      for (const [, entry] of node.entries) see(entry, inner);
    } else if (table !== undefined) {
      const state = node.source.from === 'state' ? tables.get(table)?.state : undefined;
      const key = node.source.from === 'field' ? node.source.field : state;
      // Many of the table's own word are records of it, no list that each of them holds.
      const many = key === table && typesOf(node.schema).includes('array');
      if (key !== undefined && !key.includes('.') && !many) note(seen, table, key, node.schema);
    }
  };
  for (const { plan, reading, signature } of models) {
    see(plan.answer, plan.table);
    for (const step of plan.steps) {
      if (step.do !== 'insert') continue;
      for (const { field, argument } of step.set) {
        const schema = signature.parameters.properties?.[argument];
        if (typeof schema === 'object' && schema !== null && schema.enum !== undefined && schema.$ref === undefined)
          note(seen, step.table, field, schema);
      }
    }
    for (const { parameter, of, role } of reading.inputs) {
      const schema = signature.parameters.properties?.[parameter];
      const said = role === 'filter' || role === 'attribute' || role === 'key';
      if (of !== undefined && said && typeof schema === 'object' && schema !== null && schema.$ref === undefined)
        note(seen, of.entity, fieldKey(of.field, of.entity), schema);
    }
  }
  return seen;
}

function note(seen: Fields, table: string, key: string, schema: JsonSchema): void {
  const fields = seen.get(table) ?? new Map<string, JsonSchema>();
  seen.set(table, fields);
  fields.set(key, merged(fields.get(key), schema));
}

/** The schema that says more; of two lists of choices, both together. */
function merged(known: JsonSchema | undefined, schema: JsonSchema): JsonSchema {
  if (known === undefined) return schema;
  const stronger = strength(schema) > strength(known) ? schema : known;
  if (known.enum === undefined || schema.enum === undefined || known.enum === schema.enum) return stronger;
  const choices = [...new Set([...known.enum, ...schema.enum])];
  return choices.length === stronger.enum?.length ? stronger : { ...stronger, enum: choices };
}

export function withSeenFields(table: TableModel, seen: Fields): TableModel {
  const fields = new Map(table.fields);
  for (const [key, schema] of seen.get(table.name) ?? []) {
    fields.set(key, merged(fields.get(key), schema));
  }
  return { ...table, fields };
}

/** Fields that calls give to records of a table: what none gave is empty. */
export function settableFields(models: readonly FunctionModel[]): ReadonlyMap<string, ReadonlySet<string>> {
  const settable = new Map<string, Set<string>>();
  for (const { plan } of models)
    for (const step of plan.steps) {
      if (step.do !== 'insert' && step.do !== 'update' && step.do !== 'choose') continue;
      const table = step.do === 'insert' ? step.table : plan.table;
      if (table === undefined) continue;
      const fields = settable.get(table) ?? new Set<string>();
      settable.set(table, fields);
      for (const { field } of step.set) fields.add(field);
    }
  return settable;
}

/** Fields that lists are narrowed by, by table. */
export function narrowedFields(models: readonly FunctionModel[]): ReadonlyMap<string, ReadonlySet<string>> {
  const narrowed = new Map<string, Set<string>>();
  for (const { plan } of models)
    for (const step of plan.steps) {
      if (step.do !== 'select') continue;
      const fields = narrowed.get(step.table) ?? new Set<string>();
      narrowed.set(step.table, fields);
      for (const { field, test } of step.where) if (test === '=') fields.add(field);
    }
  return narrowed;
}

/**
 * Lists that begin empty: those that calls put members in, and those that what makes a record does not tell of. A service
 * that answers with a list when it makes something has filled it itself.
 */
export function emptyAtFirst(
  models: readonly FunctionModel[],
  tables: ReadonlyMap<string, TableModel>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const filled = new Map<string, Set<string>>();
  const born = new Map<string, Set<string>>();
  const note = (fields: Map<string, Set<string>>, table: string, field: string) =>
    fields.set(table, (fields.get(table) ?? new Set()).add(field));
  for (const { plan } of models)
    for (const step of plan.steps) {
      if (step.do === 'append' && plan.table !== undefined) note(filled, plan.table, step.field);
      if (step.do !== 'insert') continue;
      for (const node of nodesOf(plan.answer))
        if (node.is === 'value' && node.source.from === 'field') note(born, step.table, node.source.field);
    }
  return new Map(
    [...tables].map(([name, { fields }]) => {
      const lists = [...fields].filter(
        ([, schema]) => typesOf(schema).includes('array') && !(Number(schema.minItems) > 0),
      );
      const empty = lists.filter(([key]) => filled.get(name)?.has(key) === true || born.get(name)?.has(key) !== true);
      return [name, new Set(empty.map(([key]) => key))];
    }),
  );
}

type Flags = ReadonlyMap<string, ReadonlyMap<string, boolean>>;

/** What deeds set of yes-or-no fields, turned round: nothing was done yet to a new record. What turns on and off is on. */
export function flagsOf(models: readonly FunctionModel[]): Flags {
  const flags = new Map<string, Map<string, boolean>>();
  for (const { plan } of models)
    for (const step of plan.steps) {
      if (step.do !== 'set flag' || plan.table === undefined) continue;
      const fields = flags.get(plan.table) ?? new Map<string, boolean>();
      flags.set(plan.table, fields);
      const switched = /(?:^|_)(?:active|enabled|open)$/.test(step.field);
      fields.set(step.field, switched);
    }
  return flags;
}

type Uses = ReadonlyMap<string, ReadonlySet<string>>;

export function withUses(table: TableModel, settable: Uses, narrowed: Uses, empty: Uses, flags: Flags): TableModel {
  const choices = [...(narrowed.get(table.name) ?? [])].filter(
    (field) => (table.fields.get(field)?.enum?.length ?? 0) > 1,
  );
  return {
    ...table,
    settable: settable.get(table.name) ?? table.settable,
    narrowed: new Set(choices),
    emptyAtFirst: empty.get(table.name) ?? table.emptyAtFirst,
    flags: flags.get(table.name) ?? table.flags,
  };
}
