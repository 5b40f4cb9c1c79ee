import { singular } from '../../english/index.ts';
import { typesOf } from '../../signature/index.ts';
import type { Level, TableModel } from './model.ts';
import { isNumber } from './number-schema.ts';

/** Names of how good somebody finds something. */
const MARKS = /^(?:score|rating|star|grade|mark|point|vote)$/;
const MEAN = /^(?:average|avg|mean|overall)_(.+)$/;

/**
 * `average_rating` of a film that ratings with stars refer to, `rating` of a recipe that reviews rate: the mean of those, and
 * no number of the record's own.
 */
export function averageOf(
  key: string,
  table: TableModel,
  tables: ReadonlyMap<string, TableModel>,
  made: ReadonlySet<string>,
): Level | undefined {
  const schema = table.fields.get(key);
  const named = MEAN.exec(key)?.[1];
  const plain = named === undefined && MARKS.test(key) && !typesOf(schema ?? {}).includes('integer') ? key : undefined;
  const about = named ?? plain;
  if (about === undefined) return undefined;
  const found = [...tables.values()].flatMap((other) => {
    const via = [...other.references].find(([, to]) => to === table.name)?.[0];
    if (via === undefined || other === table || other.single || !made.has(other.name)) return [];
    const size = markOf(other, about);
    return size === undefined ? [] : [{ table: other.name, via, size }];
  });
  const [takers] = found;
  return takers === undefined || found.length > 1 ? undefined : { is: 'average', takers };
}

/** The number of a table that the mean is of: by its name, or the one mark that ratings have. */
function markOf({ name, fields }: TableModel, about: string): string | undefined {
  if (isNumber(fields.get(about))) return about;
  const marks = [...fields].filter(([key, schema]) => isNumber(schema) && MARKS.test(key)).map(([key]) => key);
  const called = singular(name.split('_').at(-1) ?? '') === about || MARKS.test(about);
  return called && marks.length === 1 ? marks[0] : undefined;
}
