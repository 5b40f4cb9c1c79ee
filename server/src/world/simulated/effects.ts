import { keyWords, keyWordsOfText } from '../../english/index.ts';
import { AMOUNTS, accruals, HELD, insertOf } from './accruals.ts';
import { choiceLike } from './choices.ts';
import type { FunctionModel, Level, TableModel } from './model.ts';
import { isNumber } from './number-schema.ts';
import { freeing, occupiedBy, occupying } from './occupation.ts';
import type { Step } from './plan.ts';
import { restockSteps, stockSteps } from './stocks.ts';
import { participle } from './wording.ts';

type Tables = ReadonlyMap<string, TableModel>;
type Levels = ReadonlyMap<string, ReadonlyMap<string, Level>>;

/**
 * What a deed does to records that it names beside its own: a payment is added to what was paid of an invoice, a booking needs a
 * free place, what is lent is not available until it is returned.
 */
export function withEffects(
  model: FunctionModel,
  models: readonly FunctionModel[],
  tables: Tables,
  levels: Levels,
): FunctionModel {
  const { plan } = model;
  if (!model.reading.writes || plan.steps.some((step) => step.do === 'file')) return model;
  const before: Step[] = [...placeChecks(model, levels), ...occupying(model, tables), ...stockSteps(model, tables)];
  const after: Step[] = [
    ...swaps(model, tables),
    ...accruals(model, tables),
    ...freeing(model, tables),
    ...restockSteps(model, models, tables),
    ...worths(model, tables),
    ...statesOfNamed(model, tables),
  ];
  if (before.length === 0 && after.length === 0) return model;
  const main = plan.steps.findIndex((step) => !['check', 'get', 'select', 'assert state'].includes(step.do));
  const at = main < 0 ? plan.steps.length : main;
  const steps = [...plan.steps.slice(0, at), ...before, ...plan.steps.slice(at), ...after];
  return { ...model, plan: { ...plan, steps } };
}

/** There has to be a place for what is made. */
function placeChecks(model: FunctionModel, levels: Levels): Step[] {
  const made = insertOf(model);
  if (made === undefined) return [];
  return [...model.names].flatMap(([argument, name]): Step[] =>
    [...(levels.get(name) ?? [])].flatMap(([field, { is, takers }]): Step[] => {
      if (is !== 'left' || takers?.table !== made.table) return [];
      if (!made.set.some((one) => one.field === takers.via && one.argument === argument)) return [];
      const size = made.set.find((one) => one.field === takers.size)?.argument;
      return [
        { do: 'assert left', table: name, key: argument, field, ...(size === undefined ? {} : { amount: size }) },
      ];
    }),
  );
}

/** `redeem_voucher(client_id, voucher_code)`: what the voucher is worth is the client's from then on. */
function worths(model: FunctionModel, tables: Tables): Step[] {
  const table = tables.get(model.plan.table ?? '');
  const [first = ''] = keyWords(model.signature.name);
  if (table === undefined || !REDEEMS.test(model.verb || first) || insertOf(model) !== undefined) return [];
  const worth = [...table.fields].find(
    ([key, schema]) => isNumber(schema) && /^(?:value|amount|worth|balance|credit)$/.test(key),
  )?.[0];
  if (worth === undefined) return [];
  return [...model.names].flatMap(([argument, name]): Step[] => {
    const other = tables.get(name);
    const field = [...(other?.fields ?? [])].find(([key, schema]) => isNumber(schema) && HELD.test(key))?.[0];
    if (other === undefined || other === table || field === undefined) return [];
    return [{ do: 'add', field, amount: argument, worth, table: name, key: argument }];
  });
}

const REDEEMS = /^(?:redeem|cash|claim|apply|use|credit)$/;

/** What is made of a record by its name: who pays for an invoice leaves it paid. */
const DONE_BY: readonly (readonly [noun: RegExp, state: string])[] = [
  [/payment/, 'paid'],
  [/refund/, 'refunded'],
  [/return/, 'returned'],
  [/delivery/, 'delivered'],
  [/shipment/, 'shipped'],
];

/** `record_payment(invoice_id)`, `redeem_voucher(client_id, voucher_code)`, "… and the appointment is done": a named record changes its state. */
function statesOfNamed(model: FunctionModel, tables: Tables): Step[] {
  const made = insertOf(model);
  const about = made?.table ?? model.plan.table;
  const text = keyWordsOfText(model.signature.description.slice(0, 300));
  const [first = ''] = keyWords(model.signature.name);
  return [...model.names].flatMap(([argument, name]): Step[] => {
    const table = tables.get(name);
    const choices = table?.fields.get(table.state ?? '')?.enum;
    if (table === undefined || choices === undefined || name === about || occupiedBy(table) !== undefined) return [];
    const noun = name.split('_').at(-1) ?? name;
    const done = DONE_BY.find(([of]) => made !== undefined && of.test(made.table))?.[1];
    const named = [...new Set([model.verb, first])]
      .filter((verb) => verb !== '' && !GENERAL.test(verb))
      .map(participle);
    const words = [done, ...named].flatMap((word) => (word === undefined ? [] : (choiceLike(word, choices) ?? [])));
    const told = choices.find(
      (choice) =>
        typeof choice === 'string' &&
        text.some(
          (word, at) =>
            word === noun && SAYS.test(text[at + 1] ?? '') && text.slice(at + 2, at + 5).includes(choice.toLowerCase()),
        ),
    );
    const state = typeof told === 'string' ? told : words[0];
    if (state === undefined) return [];
    const amount = made?.set.find((one) => AMOUNTS.test(one.field))?.argument;
    const whole = [...table.fields].find(([key, schema]) => isNumber(schema) && TOTALS.test(key))?.[0];
    const full = amount !== undefined && whole !== undefined ? { amount, whole } : {};
    return [{ do: 'set state of', table: name, key: argument, state, ...full }];
  });
}

const GENERAL = /^(?:add|create|make|new|open|book|set|update|get|list|register|post|submit|request)$/;
/** `swap_plots(plot_id, other_plot_id)`: each of two has what the other had. */
function swaps({ names, signature, plan }: FunctionModel, tables: Tables): Step[] {
  const [first = ''] = keyWords(signature.name);
  const own = [...names].filter(([, name]) => name === plan.table).map(([argument]) => argument);
  const [one, other, ...more] = own;
  const fields = [...(tables.get(plan.table ?? '')?.references.keys() ?? [])];
  if (!/^(?:swap|exchange|switch)$/.test(first) || one === undefined || other === undefined || more.length > 0)
    return [];
  return fields.length === 0 || plan.table === undefined
    ? []
    : [{ do: 'swap', table: plan.table, keys: [one, other], fields }];
}

const SAYS = /^(?:is|are|be|becomes|become|gets|get|counts|count)$/;
const TOTALS = /^(?:total|amount|price|fee|fine|total_(?:price|amount|cost)|amount_due|cost)$/;
