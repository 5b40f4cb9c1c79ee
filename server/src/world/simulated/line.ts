import type { PlaceInLine, Subject } from './memory.ts';
import type { TableModel } from './model.ts';
import { isOver } from './names.ts';
import { select } from './query.ts';
import { inLine } from './ranks.ts';
import { fieldValue } from './records.ts';
import { own } from './state.ts';

/** Where in its line a record stands, from 1; undefined where it waits no more. */
export const placeInLine: PlaceInLine = (reader, subject, table, via) => {
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

function setStateOf({ row }: Subject, { state }: TableModel): string {
  const set = row === undefined || state === undefined ? undefined : own(row.fields, state);
  return typeof set === 'string' ? set : '';
}
