import { keyWords } from '../../english/index.ts';
import type { JsonSchema } from '../../json/index.ts';
import { typesOf } from '../../signature/index.ts';
import type { FunctionModel, TableModel } from './model.ts';

/** Names that mean another thing in each record that has them. */
const OWN =
  /^(?:status|state|stage|phase|type|kind|category|mode|sort|order|action|result|role|level|priority|reason)$/;

/**
 * The choices of each field of two words that a catalog spells out in one place alone: what one function calls a
 * `room_type` is one of the room types that the others take.
 */
export function sharedChoicesOf(
  tables: ReadonlyMap<string, TableModel>,
  functions: readonly Pick<FunctionModel, 'signature'>[],
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Map<string, readonly string[]>>();
  const note = (name: string, { enum: choices }: JsonSchema) => {
    const key = keyWords(name).join('_');
    if (!Array.isArray(choices) || !key.includes('_') || OWN.test(key)) return;
    const texts = choices.filter((choice): choice is string => typeof choice === 'string');
    if (texts.length < 2) return;
    const known = found.get(key) ?? new Map<string, readonly string[]>();
    found.set(key, known.set(texts.join('\n'), texts));
  };
  for (const { fields } of tables.values()) for (const [name, schema] of fields) note(name, schema);
  for (const { signature } of functions)
    for (const [name, schema] of Object.entries(signature.parameters.properties ?? {}))
      if (typeof schema === 'object') note(name, schema);
  const shared = new Map<string, readonly string[]>();
  for (const [key, sets] of found) if (sets.size === 1) shared.set(key, [...sets.values()][0] as readonly string[]);
  return shared;
}

/** The table with such fields choosing among what the catalog spells out. */
export function withSharedChoices(table: TableModel, shared: ReadonlyMap<string, readonly string[]>): TableModel {
  const open = ([key, schema]: readonly [string, JsonSchema]) =>
    shared.has(key) && schema.enum === undefined && schema.pattern === undefined && typesOf(schema).join() === 'string';
  if (shared.size === 0 || ![...table.fields].some(open)) return table;
  const fields = [...table.fields].map((field): [string, JsonSchema] =>
    open(field) ? [field[0], { ...field[1], enum: [...(shared.get(field[0]) ?? [])] }] : [field[0], field[1]],
  );
  return { ...table, fields: new Map(fields) };
}
