import type { Json, JsonSchema } from '../../json/index.ts';
import { typesOf } from '../../signature/index.ts';
import type { Subject } from './memory.ts';
import type { TableModel, WorldModel } from './model.ts';
import { todayOf } from './values/profile.ts';

/** What days are read with. */
export interface DayReader {
  readonly model: WorldModel;
  readonly seed: string;
  readonly value: (subject: Subject, key: string, schema: JsonSchema) => Json;
  readonly subject: (table: string, id: Json) => Subject;
}

const LATE = /^(?:is_)?(?:late|overdue|past_due)$/;
const DUE = /^(?:due|deadline)(?:_|$)|_due$/;
const DONE =
  /^(?:submitted|returned|paid|completed|finished|delivered|handed_in|turned_in|closed)(?:_(?:at|on|date))?$/;

/** Whether a record is late: by the day it is due, its own or that of what it is for, and the day it was done or today. */
export function isLate(reader: DayReader, subject: Subject, key: string, schema: JsonSchema): boolean | undefined {
  const table = reader.model.tables.get(subject.table);
  if (!LATE.test(key) || table === undefined || !typesOf(schema).includes('boolean')) return undefined;
  const due = dayOf(reader, subject, table, DUE) ?? dueElsewhere(reader, subject, table);
  if (due === undefined) return undefined;
  const done = dayOf(reader, subject, table, DONE) ?? new Date(todayOf(reader.seed)).toISOString();
  return done.slice(0, 10) > due.slice(0, 10);
}

function dueElsewhere(reader: DayReader, subject: Subject, table: TableModel): string | undefined {
  for (const [via, other] of table.references) {
    const there = reader.model.tables.get(other);
    if (there === undefined || ![...there.fields.keys()].some((name) => DUE.test(name))) continue;
    const id = reader.value(subject, via, there.key);
    if (typeof id === 'string' || typeof id === 'number') return dayOf(reader, reader.subject(other, id), there, DUE);
  }
  return undefined;
}

/** The first of a record's fields of such a name that holds a day. */
function dayOf(reader: DayReader, subject: Subject, table: TableModel, named: RegExp): string | undefined {
  for (const [name, schema] of table.fields) {
    if (!named.test(name)) continue;
    const value = reader.value(subject, name, schema);
    if (typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value)) return value;
  }
  return undefined;
}
