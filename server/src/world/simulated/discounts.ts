import { keyWords } from '../../english/index.ts';
import type { JsonSchema } from '../../json/index.ts';
import { isTotal } from './derive.ts';
import type { FunctionModel, Level, TableModel } from './model.ts';
import { fieldKey } from './names.ts';
import { isNumber } from './number-schema.ts';
import type { AnswerNode, StepDiscount } from './plan.ts';

type Tables = ReadonlyMap<string, TableModel>;

const APPLIES = /^(?:apply|redeem|use|enter|add|claim|submit)$/;
const TAKES_OFF = /^(?:remove|clear|delete|cancel|drop|unapply)$/;
/** What lowers a price. */
const LOWERS = /(?:^|_)(?:discount|coupon|voucher|promo|promotion|promocode|rebate|deal|offer|code)(?:_|$)/;
const PERCENT = /(?:^|_)(?:percent|percentage|pct|percent_off)(?:_|$)|^(?:discount|off|reduction|discount_rate)$/;
const AMOUNT = /(?:^|_)amount_off$|^(?:amount|value|worth)$/;

/** Names of what is saved by it. */
const SAVED =
  /^(?:discount|discount_(?:amount|total|value|applied)|total_discount|saved|amount_saved|saving|reduction)$/;

/** What a record has to pay comes to less by what a code is worth: `apply_discount(order_id, code)`. */
export function withDiscount(model: FunctionModel, tables: Tables): FunctionModel {
  const step = discountOf(model, tables);
  if (step === undefined) return model;
  const { plan } = model;
  return { ...model, plan: { ...plan, steps: [...plan.steps, step], answer: toldBy(plan.answer, step, plan.table) } };
}

function discountOf(
  { names, signature, reading, verb, plan }: FunctionModel,
  tables: Tables,
): StepDiscount | undefined {
  const words = keyWords(signature.name);
  const [first = ''] = words;
  if (!reading.writes || plan.steps.some((step) => step.do === 'insert' && step.aside !== true)) return undefined;
  const said = words.some((word) => LOWERS.test(word));
  const paid = [...names].find(([, name]) => sumOf(tables.get(name)) !== undefined);
  if (paid === undefined) return undefined;
  const [key, table] = paid;
  if ((TAKES_OFF.test(verb) || TAKES_OFF.test(first)) && said) return { do: 'discount', table, key };
  if (!APPLIES.test(verb) && !APPLIES.test(first)) return undefined;
  for (const [argument, name] of names) {
    const other = name === table ? undefined : tables.get(name);
    const worth = other === undefined ? undefined : worthOf(other);
    if (worth !== undefined && (said || LOWERS.test(name)))
      return { do: 'discount', table, key, of: { table: name, key: argument, ...worth } };
  }
  // A code that nobody lists is worth what it says: SAVE15.
  const code = Object.keys(signature.parameters.properties ?? {}).find(
    (name) => name !== key && !names.has(name) && LOWERS.test(fieldKey(name)),
  );
  return said && code !== undefined ? { do: 'discount', table, key, code } : undefined;
}

function worthOf({ fields, single }: TableModel): { readonly field: string; readonly percent: boolean } | undefined {
  if (single) return undefined;
  const numbers = [...fields].flatMap(([key, schema]) => (isNumber(schema) ? [key] : []));
  const percent = numbers.find((key) => PERCENT.test(key));
  if (percent !== undefined) return { field: percent, percent: true };
  const amount = numbers.find((key) => AMOUNT.test(key));
  return amount === undefined ? undefined : { field: amount, percent: false };
}

/** What a record comes to, before anything is taken off. */
function sumOf(table: TableModel | undefined): string | undefined {
  if (table === undefined || table.single) return undefined;
  return [...table.fields].find(([key, schema]) => isNumber(schema) && isTotal(key) && key !== 'subtotal')?.[0];
}

/** Numbers of a record that a discount moves: what it comes to, what was taken off, and what it came to before. */
export function reducedLevels({ fields }: TableModel): Map<string, Level> {
  const levels = new Map<string, Level>();
  const numbers = [...fields].flatMap(([key, schema]) => (isNumber(schema) ? [key] : []));
  const whole = numbers.find((key) => isTotal(key) && key !== 'subtotal');
  if (whole === undefined) return levels;
  levels.set(SAVING, { is: 'reduction', whole });
  for (const key of numbers) {
    if (SAVED.test(key)) levels.set(key, { is: 'reduction', whole });
    else if (key === 'subtotal') levels.set(key, { is: 'before reduction', whole });
    else if (isTotal(key)) levels.set(key, { is: 'reduced', whole: key });
  }
  return levels;
}

/** Under this name every record that can be reduced tells what it was reduced by. */
const SAVING = 'reduction';

/** `saved` in the answer about a coupon is what the order was reduced by. */
function toldBy(answer: AnswerNode, { table, key }: StepDiscount, about: string | undefined): AnswerNode {
  if (answer.is !== 'object' || about === table) return answer;
  const entries = answer.entries.map(([name, node]): readonly [string, AnswerNode] => {
    if (node.is !== 'value' || !isNumber(node.schema as JsonSchema) || !SAVED.test(fieldKey(name))) return [name, node];
    return [name, { ...node, source: { from: 'field of', argument: key, table, field: SAVING } }];
  });
  return { ...answer, entries };
}
