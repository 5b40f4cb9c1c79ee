import { keyWords } from '../../../english/index.ts';
import { typesOf } from '../../../signature/index.ts';
import { puts, takesOut } from '../deed-verbs.ts';
import type { TableModel } from '../model.ts';
import { fieldKey } from '../names.ts';
import type { Step } from '../plan.ts';
import { last } from './fields.ts';
import { holdsGiven, noteOfRecord } from './note.ts';
import type { Compiling } from './types.ts';

/** `add_item(order_id, sku)`: the record holds a list of what the name speaks of. */
export function collectionStep(compiling: Compiling, table: TableModel): Step | undefined {
  const { reading, verb, object } = compiling;
  const removes = takesOut(verb) || (!puts(verb) && reading.member?.does === 'take out');
  const field =
    puts(verb) || removes || reading.member !== undefined
      ? collectionOf(compiling, table, object)
      : noteOfRecord(compiling, table);
  if (field === undefined) return undefined;
  const given = reading.inputs.filter(
    ({ role }) => role === 'attribute' || role === 'reference' || role === 'amount' || role === 'text',
  );
  const plain = plainMembers(table, field);
  const item = given.map((input) => ({
    field: plain ? '' : fieldKey(last(input.parameter)),
    argument: input.parameter,
  }));
  return item.length === 0
    ? undefined
    : { do: removes ? 'remove' : 'append', field, item: plain ? item.slice(0, 1) : item };
}

function collectionOf(
  { reading, signature }: Compiling,
  table: TableModel,
  object: readonly string[],
): string | undefined {
  const lists = [...table.fields].filter(([, schema]) => typesOf(schema).includes('array')).map(([key]) => key);
  const told = reading.inputs.flatMap(({ of }) => (of?.entity === table.name ? [fieldKey(of.field, table.name)] : []));
  const said = [...object.slice(-1), ...keyWords(signature.name), reading.member?.noun];
  return (
    lists.find((key) => told.includes(key)) ??
    lists.find((key) => said.includes(key.split('_').at(-1) ?? key)) ??
    lists.find((key) => holdsGiven(table.fields.get(key), reading.inputs))
  );
}

function plainMembers(table: TableModel, field: string): boolean {
  const items = table.fields.get(field)?.items;
  return (
    typeof items === 'object' && items !== null && items.properties === undefined && !typesOf(items).includes('object')
  );
}
