import type { Json } from '../../json/index.ts';
import { holds } from './conditions.ts';
import type { TableModel } from './model.ts';
import { everyRecord, reachDependents, write } from './reach.ts';
import { fieldValue, type Subject } from './records.ts';
import { argumentOf, type Running } from './running.ts';
import type { Of } from './step-of.ts';
import { isoDate, todayOf } from './values/profile.ts';

/** Deals with each record that meets the conditions; how many there were is what the call answers with. */
export function each(running: Running, step: Of<'each'>): undefined {
  const table = running.model.tables.get(step.table);
  if (table === undefined) return undefined;
  const found = everyRecord(running, table).filter((subject) => isMeant(running, subject, table, step));
  for (const subject of found) {
    if (step.gone !== undefined) {
      write(running, subject, { gone: step.gone });
      reachDependents(running, subject, { gone: step.gone });
    } else if (step.to !== undefined && table.state !== undefined) {
      const ended = step.ends === true ? { ended: step.to } : {};
      write(running, subject, { fields: { [table.state]: step.to }, ...ended });
      reachDependents(running, subject, { state: step.to });
    }
  }
  running.total = found.length;
  running.selected = found;
  running.found = found;
  return undefined;
}

function isMeant(running: Running, subject: Subject, table: TableModel, step: Of<'each'>): boolean {
  const read = (field: string): Json => {
    const schema = table.fields.get(field) ?? { type: 'string' };
    return fieldValue(running, subject, field, { name: field, schema });
  };
  if (subject.row?.ended !== undefined && step.state !== subject.row.ended) return false;
  if (step.state !== undefined && (subject.row?.ended ?? read(table.state ?? 'status')) !== step.state) return false;
  if (step.flag !== undefined && read(step.flag) !== true) return false;
  if (step.past !== undefined && !(String(read(step.past)) < isoDate(todayOf(running.state.seed)))) return false;
  if (step.state === undefined && step.to !== undefined && read(table.state ?? 'status') === step.to) return false;
  return step.where.every((condition) => {
    const value = argumentOf(running.call, condition.argument);
    return value === undefined || value === null || holds({ ...condition, value }, read(condition.field));
  });
}
