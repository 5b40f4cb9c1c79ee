import type { Json, JsonSchema } from '../../json/index.ts';
import { typesOf } from '../../signature/index.ts';
import { isTotal } from './derive.ts';
import { howManyOf, unitPriceOf } from './how-many.ts';
import type { TableModel, WorldModel } from './model.ts';

/** Where the price of one of so many stands: in the record that this field names. */
interface Priced {
  readonly via: string;
  readonly table: TableModel;
  readonly field: string;
  readonly many: string;
}

const known = new WeakMap<TableModel, Priced | { readonly via: undefined }>();

/** `total_fare` of a booking: the fare of its sailing for each of its passengers. */
export function pricedBy(model: WorldModel, table: TableModel): Priced | undefined {
  let priced = known.get(table);
  if (priced === undefined) {
    priced = findPriced(model, table) ?? { via: undefined };
    known.set(table, priced);
  }
  return priced.via === undefined ? undefined : priced;
}

function findPriced({ tables }: WorldModel, table: TableModel): Priced | undefined {
  const many = howManyOf(table);
  // What one costs may stand in the record itself, which is then the nearer.
  if (many === undefined || unitPriceOf(table.fields, many) !== undefined) return undefined;
  const found = [...table.references].flatMap(([via, to]): Priced[] => {
    const other = table.madeOf.has(to) ? tables.get(to) : undefined;
    const field = other === undefined ? undefined : unitPriceOf(other.fields, many);
    return other === undefined || field === undefined ? [] : [{ via, table: other, field, many }];
  });
  return found.length === 1 ? found[0] : undefined;
}

/** What so many of one price come to. */
export function timesPrice(price: Json, many: Json, schema: JsonSchema): number | undefined {
  if (typeof price !== 'number' || typeof many !== 'number') return undefined;
  return typesOf(schema).includes('integer') ? Math.round(price * many) : Number((price * many).toFixed(2));
}

/** Names of what a record comes to that is made of so many of something. */
export function isSumOfMany(key: string): boolean {
  return isTotal(key) || /^(?:amount|cost|charge|sum)$/.test(key);
}

/** Whether a sum follows from how many the record takes, so that it is no other record's. */
export function followsFromMany(model: WorldModel, table: TableModel, key: string): boolean {
  const many = isSumOfMany(key) ? howManyOf(table) : undefined;
  if (many === undefined) return false;
  return unitPriceOf(table.fields, many) !== undefined || pricedBy(model, table) !== undefined;
}
