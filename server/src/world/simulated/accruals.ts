import { keyWords } from '../../english/index.ts';
import { isGathered } from './members.ts';
import type { FunctionModel, TableModel } from './model.ts';
import { isNumber } from './number-schema.ts';
import type { Step } from './plan.ts';

type Tables = ReadonlyMap<string, TableModel>;

type Insert = Extract<Step, { do: 'insert' }>;

export function insertOf({ plan }: FunctionModel): Insert | undefined {
  return plan.steps.find((step): step is Insert => step.do === 'insert' && step.aside !== true);
}

export const AMOUNTS = /(?:^|_)(?:amount|sum|value|price|cost|fee|fine|charge|penalty)$/;

/** Words for what is made with an amount, and for what such amounts come to of the record it is made for. */
const GATHERS: readonly (readonly [made: RegExp, fields: RegExp])[] = [
  [/payment|instal?lment|deposit/, /(?:^|_)(?:paid|collected|received)(?:_|$)/],
  [/expense|cost|purchase|bill|charge|spending|expenditure|fee|fine|penalty/, /(?:^|_)(?:spent|used|charged)(?:_|$)/],
  [/donation|pledge|contribution|gift/, /(?:^|_)(?:raised|donated|collected|pledged)(?:_|$)/],
];

/** `book_expense(production_id, amount)`: what was spent of the production grows. */
export function accruals(model: FunctionModel, tables: Tables): Step[] {
  const made = insertOf(model);
  const amount = made?.set.find(({ field, argument }) => AMOUNTS.test(field) && takesNumber(model, argument));
  if (made === undefined || amount === undefined) return [];
  const said = GATHERS.find(([of]) => of.test(made.table) || of.test(model.verb));
  return [...model.names].flatMap(([argument, name]): Step[] => {
    const parent = tables.get(name);
    // Whatever is put on a bill is to be paid.
    const kind = said ?? (BILLS.test(name) ? GATHERS[1] : undefined);
    if (kind === undefined) return [];
    const own = made.set.some((one) => one.argument === argument);
    const field = [...(parent?.fields ?? [])].find(
      ([key, schema]) => isNumber(schema) && isGathered(key) && kind[1].test(key),
    )?.[0];
    const owed = [...(parent?.fields ?? [])].find(([key, schema]) => isNumber(schema) && OWED.test(key))?.[0];
    if (parent === undefined || parent.single || !own) return [];
    const held = [...parent.fields].find(([key, schema]) => isNumber(schema) && HELD.test(key))?.[0];
    if (field !== undefined) return [{ do: 'add', field, amount: amount.argument, table: name, key: argument }];
    const pays = kind === GATHERS[0];
    if (owed !== undefined && (pays || kind === GATHERS[1]))
      return [{ do: pays ? 'subtract' : 'add', field: owed, amount: amount.argument, table: name, key: argument }];
    // A payment raises what somebody has, a charge lowers it, below nought too.
    if (held === undefined || kind === GATHERS[2]) return [];
    const to = { field: held, amount: amount.argument, table: name, key: argument };
    // The balance of a bill is what is still to be paid.
    const raises = pays !== BILLS.test(name);
    return [raises ? { do: 'add', ...to } : { do: 'subtract', ...to, below: true }];
  });
}

export const HELD = /(?:^|_)(?:credit|balance|point)(?:_|$)/;

/** What gathers charges until it is paid. */
const BILLS = /(?:^|_)(?:folio|tab|bill|invoice|statement|loan|debt|mortgage|fine)$/;

const OWED = /(?:^|_)(?:due|owed|outstanding|debt|arrear)(?:_|$)/;

const TAKES_BACK = /^(?:void|cancel|refund|reverse|delete|remove|undo|waive|revoke)$/;

/** `void_charge(charge_id)`: what the charge had moved when it was made moves back. */
export function withReversals(model: FunctionModel, models: readonly FunctionModel[], tables: Tables): FunctionModel {
  const { plan, signature, verb } = model;
  const [first = ''] = keyWords(signature.name);
  const own = tables.get(plan.table ?? '');
  const about = plan.steps.some((step) => step.do === 'get' && step.table === own?.name);
  const moves = plan.steps.some((step) => step.do === 'add' || step.do === 'subtract');
  if (own === undefined || !about || moves || (!TAKES_BACK.test(verb) && !TAKES_BACK.test(first))) return model;
  const back = models.flatMap((other): Step[] => {
    const made = insertOf(other);
    if (made?.table !== own.name) return [];
    return other.plan.steps.flatMap((step): Step[] => {
      if ((step.do !== 'add' && step.do !== 'subtract') || step.table === undefined || step.worth !== undefined)
        return [];
      const worth = made.set.find(({ argument }) => argument === step.amount)?.field;
      const via = made.set.find(({ argument }) => argument === step.key)?.field;
      if (worth === undefined || via === undefined || own.references.get(via) !== step.table) return [];
      const { field, table, amount } = step;
      const turned = step.do === 'add' ? ('subtract' as const) : ('add' as const);
      return [{ do: turned, field, amount, worth, table, via, below: true }];
    });
  });
  const [only] = back;
  return only === undefined ? model : { ...model, plan: { ...plan, steps: [...plan.steps, only] } };
}

function takesNumber({ signature }: FunctionModel, argument: string): boolean {
  return isNumber(signature.parameters.properties?.[argument]);
}
