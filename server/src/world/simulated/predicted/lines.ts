import type { Domain, FunctionReading } from '../../../domain/index.ts';
import type { GraphFunction } from '../../../graph/index.ts';
import { isRecord, type JsonSchema } from '../../../json/index.ts';
import { fieldKey } from '../names.ts';
import { headOf, type Predicting, type PutLines } from './types.ts';

export function linesOf({ inputs }: FunctionReading, { lined }: Predicting): PutLines | undefined {
  return inputs.map(({ of }) => lined.get(of?.entity ?? '')).find((one) => one !== undefined);
}

/** Lines that were bare words before are the records that a function puts there. */
export function withLinesOf(
  { entity }: FunctionReading,
  lines: PutLines | undefined,
  before: JsonSchema,
  after: JsonSchema,
  outputs: FunctionReading['outputs'],
): FunctionReading['outputs'] {
  const changed = Object.entries(after.properties ?? {}).find(
    ([name, { items }]) =>
      isRecord(items) &&
      isRecord(items.properties) &&
      items.properties === lines?.fields &&
      before.properties?.[name] !== undefined,
  );
  // They are known by the record that they name: what only goes with that record has lines of its own.
  if (lines === undefined || changed === undefined || lines.parent !== entity) return outputs;
  const [name] = changed;
  const others = outputs.filter(({ path }) => headOf(path) !== name);
  return [...others, { path: name, role: 'collection', of: { entity: lines.entity, field: '' } }];
}

/** By entity: what is put on the bill of a record, where one function does: a kind and an amount. */
export function linesPut({ functions }: Domain, catalog: readonly GraphFunction[]): ReadonlyMap<string, PutLines> {
  const signatures = new Map(catalog.map(({ id, signature }) => [id, signature]));
  const lines = new Map<string, PutLines>();
  for (const { function: id, operation, inputs, entity } of functions) {
    const parents = inputs.filter(({ role }) => role === 'reference');
    const [parent] = parents;
    const amount = inputs.find(({ parameter }) => /(?:^|_)(?:amount|price|fee|cost)$/.test(fieldKey(parameter)));
    if (operation !== 'create' || parents.length !== 1 || parent?.of === undefined || amount === undefined) continue;
    const properties = signatures.get(id)?.parameters.properties ?? {};
    const own = inputs.filter(({ role }) => role === 'attribute' || role === 'text' || role === 'amount');
    const fields = own.flatMap(({ parameter }): [string, JsonSchema][] => {
      const schema = properties[parameter];
      return isRecord(schema) ? [[parameter, schema as JsonSchema]] : [];
    });
    if (entity !== undefined && !lines.has(parent.of.entity))
      lines.set(parent.of.entity, { parent: parent.of.entity, entity, fields: Object.fromEntries(fields) });
  }
  return lines;
}
