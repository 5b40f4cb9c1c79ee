import type { InputReading } from '../../../domain/index.ts';
import type { JsonSchema } from '../../../json/index.ts';
import { typesOf } from '../../../signature/index.ts';
import type { TableModel } from '../model.ts';
import { fieldKey } from '../names.ts';
import type { Step } from '../plan.ts';
import { isMainKey } from '../tables.ts';
import type { Compiling } from './types.ts';

/** The key of the table's field that an input is about. */
export function fieldOf(table: TableModel | undefined, { parameter, of, role }: InputReading): string {
  const last = parameter.replaceAll('[]', '').split('.').at(-1) ?? parameter;
  const own = fieldKey(last, table?.name ?? '');
  if (table === undefined) return own;
  if (of !== undefined && of.entity === table.name) return fieldKey(of.field, table.name);
  if (role === 'reference' && of !== undefined && !table.references.has(own)) {
    const via = [...table.references].filter(([, to]) => to === of.entity);
    if (via.length === 1) return via[0]?.[0] ?? own;
  }
  return own;
}

export function keyInput({ reading }: Compiling, table: TableModel): InputReading | undefined {
  if (table.single) return undefined;
  return reading.inputs.find(
    ({ role, of }) =>
      role === 'key' && (of === undefined || (of.entity === table.name && isMainKey(table.entity, of.field))),
  );
}

export function isList({ signature }: Compiling, { parameter }: InputReading): boolean {
  if (parameter.includes('[]')) return true;
  const schema = signature.parameters.properties?.[parameter];
  return schema !== undefined && typesOf(schema as JsonSchema).includes('array');
}

/** Records of other tables that the arguments name have to be there. */
export function checksOf(compiling: Compiling, table: TableModel | undefined): Step[] {
  const own = table === undefined ? undefined : keyInput(compiling, table);
  return compiling.reading.inputs.flatMap((input): Step[] => {
    const named = input.role === 'key' || input.role === 'reference' ? input.of?.entity : undefined;
    const other = compiling.tables.get(named ?? '');
    if (named === undefined || other === undefined || input === own || other.single) return [];
    if (input.of !== undefined && !isMainKey(other.entity, input.of.field)) return [];
    if (other.bare && compiling.reading.inputs.some((one) => one !== input && isBare(compiling, one))) return [];
    return [{ do: 'check', table: named, key: input.parameter }];
  });
}

/** A reference to what no function is about. */
function isBare({ tables }: Compiling, { role, of }: InputReading): boolean {
  return role === 'reference' && tables.get(of?.entity ?? '')?.bare === true;
}

export function last(parameter: string): string {
  return parameter.replaceAll('[]', '').split('.').at(-1) ?? parameter;
}

export const WHEN = /_(?:at|time|date|on)$/;
