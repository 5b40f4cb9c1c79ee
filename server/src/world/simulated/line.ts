import type { Lookups, Subject } from './memory.ts';
import type { TableModel } from './model.ts';
import { isOver } from './names.ts';
import { select } from './query.ts';
import { inLine } from './ranks.ts';
import { fieldValue } from './records.ts';
import { own } from './state.ts';

export const placeInLine: Lookups['placeInLine'] = (reader, subject, table, via) => {
  const value =
    via === undefined
      ? undefined
      : fieldValue(reader, subject, via, { name: via, schema: table.fields.get(via) ?? table.key });
  const wanted =
    via === undefined || value === undefined ? [] : [{ field: via, test: '=' as const, argument: '', value }];
  const { subjects } = select(reader, table, wanted, { one: false, base: undefined });
  const line = inLine(subjects.filter((one) => one.row?.ended === undefined && !isOver(setStateOf(one, table))));
  const at = line.findIndex(({ id }) => String(id) === String(subject.id));
  return at < 0 ? undefined : at + 1;
};

export const numbersOf: Lookups['numbersOf'] = (reader, { id }, takers) => {
  const table = reader.model.tables.get(takers?.table ?? '');
  const schema = table?.fields.get(takers?.size ?? '');
  if (takers?.size === undefined || table === undefined || schema === undefined) return undefined;
  const { via, size } = takers;
  const { subjects } = select(reader, table, [{ field: via, test: '=', argument: '', value: id }], {
    one: false,
    base: undefined,
  });
  return subjects.flatMap((member) => {
    const value = fieldValue(reader, member, size, { name: size, schema });
    return typeof value === 'number' ? value : [];
  });
};

function setStateOf({ row }: Subject, { state }: TableModel): string {
  const set = row === undefined || state === undefined ? undefined : own(row.fields, state);
  return typeof set === 'string' ? set : '';
}
