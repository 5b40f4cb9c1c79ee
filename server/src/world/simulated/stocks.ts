import { keyWords } from '../../english/index.ts';
import { insertOf } from './accruals.ts';
import { isSize } from './how-many.ts';
import type { FunctionModel, TableModel } from './model.ts';
import { isNumber } from './number-schema.ts';
import type { Step } from './plan.ts';

/** Names of how many of a thing lie on the shelf. */
const STOCK =
  /^(?:in_stock|stock|on_hand|stock_(?:level|count|quantity)|(?:quantity|number|unit)_(?:in_stock|on_hand)|copy_available|available_copy)$/;
/** Verbs by which some of it goes to somewhere else. */
const GOES =
  /^(?:add|put|use|order|buy|sell|issue|dispense|lend|loan|borrow|rent|fit|mount|install|give|take|ship|book|reserve|checkout|consume)$/;
/** Verbs by which it comes back. */
const COMES = /^(?:return|give|bring|restock|hand|checkin)$/;

/** `add_part_to_job(job_id, part_id, quantity)` of parts that tell how many are in stock: that many less are, and not more than there are can go. */
export function stockSteps(model: FunctionModel, tables: ReadonlyMap<string, TableModel>): Step[] {
  const [first = ''] = keyWords(model.signature.name);
  if (!GOES.test(model.verb) && !GOES.test(first)) return [];
  const amount = model.reading.inputs.find(
    ({ parameter }) => isSize(parameter) && isNumber(model.signature.parameters.properties?.[parameter]),
  )?.parameter;
  return [...model.names].flatMap(([key, name]): Step[] => {
    const table = tables.get(name);
    const field = table === undefined || name === model.plan.table ? undefined : stockOf(table);
    if (field === undefined) return [];
    return [
      { do: 'subtract', field, ...(amount === undefined ? { amount: '', by: 1 } : { amount }), table: name, key },
    ];
  });
}

/** `return_score(loan_id)`: what a loan took one of is there again. */
export function restockSteps(
  model: FunctionModel,
  models: readonly FunctionModel[],
  tables: ReadonlyMap<string, TableModel>,
): Step[] {
  const [first = ''] = keyWords(model.signature.name);
  const table = tables.get(model.plan.table ?? '');
  if (table === undefined || (!COMES.test(model.verb) && !COMES.test(first)) || insertOf(model) !== undefined)
    return [];
  if (!model.plan.steps.some((step) => step.do === 'get' && step.table === table.name)) return [];
  return [...table.references].flatMap(([via, to]): Step[] => {
    const other = tables.get(to);
    const field = other === undefined || other === table ? undefined : stockOf(other);
    const taken = models.some((one) => insertOf(one)?.table === table.name && stockSteps(one, tables).length > 0);
    return field === undefined || !taken ? [] : [{ do: 'add', field, amount: '', by: 1, table: to, via }];
  });
}

function stockOf({ fields, single }: TableModel): string | undefined {
  return single ? undefined : [...fields].find(([key, schema]) => STOCK.test(key) && isNumber(schema))?.[0];
}
