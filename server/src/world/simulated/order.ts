import type { FunctionReading } from '../../domain/index.ts';
import { keyWords } from '../../english/index.ts';
import type { Json, JsonSchema } from '../../json/index.ts';
import { typesOf } from '../../signature/index.ts';
import { formOf } from './derive.ts';
import type { TableModel } from './model.ts';
import type { Sorting } from './plan.ts';
import { fieldValue, type Reader, type Subject } from './records.ts';
import { argumentOf, type Running } from './running.ts';

const BY = /^(?:sort(?: by)?|order by|sort field|sort key|order)$/;
const DIRECTION = /^(?:sort |order )?(?:direction|order|dir)$/;

/** How a list is sorted is no condition on what it holds. */
export function isOrderName(parameter: string): boolean {
  const said = keyWords(parameter).join(' ');
  return BY.test(said) || DIRECTION.test(said);
}

/** The order that a list comes in, by its parameters and what its description says; undefined where nothing does. */
export function sortingOf(reading: FunctionReading, description: string, table: TableModel): Sorting | undefined {
  const names = reading.inputs.map(({ parameter }) => parameter);
  const by = names.find((name) => BY.test(keyWords(name).join(' ')));
  const direction = names.find((name) => name !== by && DIRECTION.test(keyWords(name).join(' ')));
  const otherwise = saidOrder(description, table);
  if (by === undefined && otherwise === undefined) return undefined;
  return {
    ...(by === undefined ? {} : { by }),
    ...(direction === undefined ? {} : { direction }),
    ...(otherwise === undefined ? {} : { otherwise }),
  };
}

function saidOrder(description: string, table: TableModel): Sorting['otherwise'] {
  const newest = /\b(?:newest|latest|most recent)(?: \w+)? first\b|\breverse chronological/i.test(description);
  const oldest = /\boldest(?: \w+)? first\b|\bin chronological order\b/i.test(description);
  const field = newest || oldest ? dateField(table) : undefined;
  return field === undefined ? undefined : { field, down: newest };
}

/** The field that tells when a record came to be or is due. */
export function dateField({ fields }: Pick<TableModel, 'fields'>): string | undefined {
  const dates = [...fields].filter(([key, schema]) => formOf(key, schema) !== undefined);
  const keys = dates.map(([key]) => key);
  return (
    keys.find((key) => /^(?:date|time|timestamp|start|start_time|start_date|created_at|created)$/.test(key)) ?? keys[0]
  );
}

/** Records in the order that a call asks for; those alike stay as they are. */
export function inOrder(
  running: Running,
  table: TableModel,
  sorting: Sorting,
  subjects: readonly Subject[],
): readonly Subject[] {
  const asked = wished(running, table, sorting) ?? sorting.otherwise;
  if (asked === undefined) return subjects;
  const schema = table.fields.get(asked.field) ?? {};
  const keyed = subjects.map((subject) => ({ subject, value: sortValue(running, subject, asked.field, schema) }));
  const sign = asked.down ? -1 : 1;
  return keyed.sort((left, right) => sign * compare(left.value, right.value)).map(({ subject }) => subject);
}

function sortValue(reader: Reader, subject: Subject, field: string, schema: JsonSchema): Json {
  return field === 'id' ? subject.id : fieldValue(reader, subject, field, { name: field, schema });
}

function compare(left: Json, right: Json): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  const [a, b] = [String(left), String(right)];
  return a < b ? -1 : a > b ? 1 : 0;
}

const DOWN = /^(?:desc|descending|down|decreasing|high|highest|newest|latest|recent|most|best|top)$/;
const UP = /^(?:asc|ascending|up|increasing|low|lowest|oldest|earliest|least|cheapest)$/;
const NO_FIELD = /^(?:to|first|by)$/;

/** `price_asc`, `-price`, `rating` with `direction: desc`, `newest`. */
function wished({ call }: Running, table: TableModel, { by, direction }: Sorting): Sorting['otherwise'] {
  const value = by === undefined ? undefined : argumentOf(call, by);
  if (typeof value !== 'string') return undefined;
  const words = keyWords(value);
  const rest = words.filter((word) => !DOWN.test(word) && !UP.test(word) && !NO_FIELD.test(word)).join('_');
  const field = rest === '' ? byWord(words, table) : fieldLike(rest, table);
  if (field === undefined) return undefined;
  const given = direction === undefined ? undefined : argumentOf(call, direction);
  const ways = [
    ...words,
    ...(typeof given === 'string' ? keyWords(given) : []),
    ...(value.startsWith('-') ? ['desc'] : []),
  ];
  // "High to low" goes down, "low to high" up: the first word decides.
  const way = ways.find((word) => DOWN.test(word) || UP.test(word));
  return { field, down: way === undefined ? rest === 'rating' && direction === undefined : DOWN.test(way) };
}

function fieldLike(key: string, table: TableModel): string | undefined {
  if (table.fields.has(key)) return key;
  const scalars = [...table.fields].filter(([, schema]) => !typesOf(schema).includes('array')).map(([name]) => name);
  const like = scalars.find((name) => name.startsWith(`${key}_`) || name.endsWith(`_${key}`));
  return like ?? (key === 'date' ? dateField(table) : undefined);
}

function byWord(words: readonly string[], table: TableModel): string | undefined {
  if (words.some((word) => /^(?:newest|latest|recent|oldest|earliest)$/.test(word))) return dateField(table);
  return words.includes('cheapest') && table.fields.has('price') ? 'price' : undefined;
}
