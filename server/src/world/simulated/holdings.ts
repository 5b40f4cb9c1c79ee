import { keyWords } from '../../english/index.ts';
import { directionOf } from './deed-verbs.ts';
import type { FunctionModel, TableModel } from './model.ts';
import { isNumber } from './number-schema.ts';
import type { Assignment, Step } from './plan.ts';

type Tables = ReadonlyMap<string, TableModel>;

/**
 * `buy_shares(portfolio_id, symbol, shares)` makes a trade, and the portfolio's holding of that symbol has so many more: a table that
 * nothing identifies, and that shares with what is made whom it is of, what it is of, and how much.
 */
export function withHoldings(model: FunctionModel, models: readonly FunctionModel[], tables: Tables): FunctionModel {
  const { plan, verb, signature } = model;
  const made = plan.steps.find((step) => step.do === 'insert' && step.aside !== true);
  const way = directionOf(verb, keyWords(signature.name));
  const table = made?.do === 'insert' ? tables.get(made.table) : undefined;
  if (made?.do !== 'insert' || way === undefined || table === undefined) return model;
  const found = [...tables.values()].flatMap((holding): Step[] => {
    if (holding === table || holding.single || holding.entity.identifiers.length > 0) return [];
    const shared = made.set.filter(({ field }) => holding.fields.has(field));
    const amounts = shared.filter(({ field }) => isNumber(holding.fields.get(field)) && !holding.references.has(field));
    const where = shared.filter((one) => !amounts.includes(one));
    const [amount, ...more] = amounts;
    const owned = where.some(({ field }) => isSameReference(field, holding, table));
    if (amount === undefined || more.length > 0 || !owned || where.length < 2) return [];
    const by = listedBy(models, holding.name);
    const base = where.flatMap(({ field }) => (by.has(field) && holding.references.has(field) ? field : []));
    return [{ do: 'hold', table: holding.name, where, base, ...amountOf(amount), way }];
  });
  const [only, ...others] = found;
  if (only === undefined || others.length > 0) return model;
  return { ...model, plan: { ...plan, steps: [...plan.steps, only] } };
}

/** Fields that a table's records are listed by: whose holdings they are. */
function listedBy(models: readonly FunctionModel[], table: string): ReadonlySet<string> {
  const fields = models.flatMap(({ plan }) =>
    plan.steps.flatMap((step) =>
      step.do === 'select' && step.table === table ? step.where.map(({ field }) => field) : [],
    ),
  );
  return new Set(fields);
}

function amountOf({ field, argument }: Assignment): { readonly field: string; readonly amount: string } {
  return { field, amount: argument };
}

function isSameReference(field: string, holding: TableModel, made: TableModel): boolean {
  const to = holding.references.get(field);
  return to !== undefined && made.references.get(field) === to;
}
