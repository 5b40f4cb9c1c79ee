import { keyWords, keyWordsOfText } from '../../../english/index.ts';
import { movesTime } from '../deed-verbs.ts';
import { formOf } from '../derive.ts';
import type { TableModel } from '../model.ts';
import { fieldKey } from '../names.ts';
import { isNumber } from '../number-schema.ts';
import type { StepShift, TimeUnit } from '../plan.ts';
import { endsSomething } from '../values/strings.ts';
import type { Compiling } from './types.ts';

/** Words for spans of time, singular, as `keyWords` writes them. */
const UNITS: Readonly<Record<string, TimeUnit>> = {
  second: 'second',
  sec: 'second',
  minute: 'minute',
  hour: 'hour',
  hr: 'hour',
  day: 'day',
  night: 'day',
  week: 'week',
  month: 'month',
  year: 'year',
};

/** `extend_permit(permit_id, months)`, `delayTrain(trainId, minutes)`: the dates of the record move by the number that is given. */
export function shiftStep({ reading, signature, verb }: Compiling, table: TableModel): StepShift | undefined {
  const words = keyWords(signature.name);
  const sign = movesTime(verb) ?? movesTime(words[0] ?? '');
  if (sign === undefined) return undefined;
  for (const { parameter, role } of reading.inputs) {
    if (role === 'key' || role === 'reference' || role === 'paging') continue;
    const schema = signature.parameters.properties?.[parameter];
    if (schema === undefined || !isNumber(schema)) continue;
    const unit = unitOf(parameter, schema.description);
    const fields = unit === undefined ? [] : movedDates(table, shownBy(signature.response), sign === 'later');
    if (unit !== undefined && fields.length > 0) return { do: 'shift', fields, argument: parameter, unit, sign };
  }
  return undefined;
}

function unitOf(parameter: string, description: unknown): TimeUnit | undefined {
  const said = [
    ...keyWords(parameter),
    ...(typeof description === 'string' ? keyWordsOfText(description.slice(0, 80)) : []),
  ];
  return said.map(unitNamed).find((unit) => unit !== undefined);
}

/** The span of time that a word names. */
export function unitNamed(word: string): TimeUnit | undefined {
  return Object.hasOwn(UNITS, word) ? UNITS[word] : undefined;
}

function shownBy(response: Compiling['signature']['response']): ReadonlySet<string> {
  return new Set(Object.keys(response?.properties ?? {}));
}

/** The date that the answer tells; where it tells none, that which the record ends at, else all that lie ahead. */
function movedDates({ name, fields, given }: TableModel, shown: ReadonlySet<string>, later: boolean): string[] {
  const dates = [...fields].filter(([key, schema]) => isDate(key, schema) && given.has(key)).map(([key]) => key);
  const told = dates.filter((key) => [...shown].some((field) => fieldKey(field, name) === key));
  const ahead = dates.filter((key) => !PAST.test(key));
  const ends = ahead.filter((key) => endsSomething(key.split('_')));
  const starts = ahead.filter((key) => !ends.includes(key));
  // What begins later ends later too.
  if (told.some((key) => starts.includes(key))) return [...told, ...ends.filter((key) => !told.includes(key))];
  if (told.length > 0) return told;
  return later && ends.length > 0 && starts.length > 0 ? ends : ahead;
}

const PAST = /(?:^|_)(?:created|updated|birth|born|issued|collected|registered|joined|posted|last|since)(?:_|$)/;

function isDate(key: string, schema: NonNullable<Compiling['signature']['response']>): boolean {
  return formOf(key, schema) !== undefined;
}
