import { keyWords, keyWordsOfText } from '../../english/index.ts';
import { typesOf } from '../../signature/index.ts';
import { choiceLike } from './choices.ts';
import { isGathered } from './members.ts';
import type { FunctionModel, Level, TableModel } from './model.ts';
import { isNumber } from './number-schema.ts';
import { flagWord, stateWord } from './occupied.ts';
import type { Step } from './plan.ts';
import { participle } from './wording.ts';

type Tables = ReadonlyMap<string, TableModel>;
type Levels = ReadonlyMap<string, ReadonlyMap<string, Level>>;

/**
 * What a deed does to records that it names beside its own: a payment is added to what was paid of an invoice, a booking needs a
 * free place, what is lent is not available until it is returned.
 */
export function withEffects(model: FunctionModel, tables: Tables, levels: Levels): FunctionModel {
  const { plan } = model;
  if (!model.reading.writes || plan.steps.some((step) => step.do === 'file')) return model;
  const before: Step[] = [...placeChecks(model, levels), ...occupying(model, tables)];
  const after: Step[] = [
    ...swaps(model, tables),
    ...accruals(model, tables),
    ...freeing(model, tables),
    ...worths(model, tables),
    ...statesOfNamed(model, tables),
  ];
  if (before.length === 0 && after.length === 0) return model;
  const main = plan.steps.findIndex((step) => !['check', 'get', 'select', 'assert state'].includes(step.do));
  const at = main < 0 ? plan.steps.length : main;
  const steps = [...plan.steps.slice(0, at), ...before, ...plan.steps.slice(at), ...after];
  return { ...model, plan: { ...plan, steps } };
}

type Insert = Extract<Step, { do: 'insert' }>;

function insertOf({ plan }: FunctionModel): Insert | undefined {
  return plan.steps.find((step): step is Insert => step.do === 'insert' && step.aside !== true);
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

const AMOUNTS = /(?:^|_)(?:amount|sum|value|price|cost|fee|fine|charge|penalty)$/;

/** Words for what is made with an amount, and for what such amounts come to of the record it is made for. */
const GATHERS: readonly (readonly [made: RegExp, fields: RegExp])[] = [
  [/payment|instal?lment|deposit/, /(?:^|_)(?:paid|collected|received)(?:_|$)/],
  [/expense|cost|purchase|bill|charge|spending|expenditure|fee|fine|penalty/, /(?:^|_)(?:spent|used|charged)(?:_|$)/],
  [/donation|pledge|contribution|gift/, /(?:^|_)(?:raised|donated|collected|pledged)(?:_|$)/],
];

/** `book_expense(production_id, amount)`: what was spent of the production grows. */
function accruals(model: FunctionModel, tables: Tables): Step[] {
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

const HELD = /(?:^|_)(?:credit|balance|point)(?:_|$)/;

/** What gathers charges until it is paid. */
const BILLS = /(?:^|_)(?:folio|tab|bill|invoice|statement|loan|debt|mortgage|fine)$/;

const OWED = /(?:^|_)(?:due|owed|outstanding|debt|arrear)(?:_|$)/;

/** Verbs by which a thing is taken by somebody, and by which it is given back. */
const TAKES =
  /^(?:book|reserve|borrow|lend|loan|rent|hire|lease|assign|allocate|admit|check|park|moor|seat|occupy|issue|checkout|place|house|put|use|let)$/;
const GIVES_BACK =
  /^(?:return|release|cancel|end|close|checkout|check|vacate|free|give|delete|remove|unassign|finish|complete|terminate|discharge|hand|stop)$/;

/** What is lent, let or assigned must be free, and is so no more. */
function occupying(model: FunctionModel, tables: Tables): Step[] {
  const [first = ''] = keyWords(model.signature.name);
  if (!TAKES.test(model.verb) && !TAKES.test(first)) return [];
  const about = model.plan.table;
  return [...model.names].flatMap(([argument, name]): Step[] => {
    const table = tables.get(name);
    const single = typesOf(model.signature.parameters.properties?.[argument] ?? {}).includes('array');
    const free = table === undefined ? undefined : occupiedBy(table);
    if (table === undefined || single || free === undefined) return [];
    // Of the record itself the deed says how it stands, where a state does.
    if (name === about && (free === table.state || insertOf(model) !== undefined)) return [];
    return [{ do: 'occupy', table: name, key: argument }];
  });
}

/** What a record took is free again when it ends. */
function freeing(model: FunctionModel, tables: Tables): Step[] {
  const [first = ''] = keyWords(model.signature.name);
  const table = tables.get(model.plan.table ?? '');
  if (table === undefined || (!GIVES_BACK.test(model.verb) && !GIVES_BACK.test(first)) || insertOf(model) !== undefined)
    return [];
  if (!model.plan.steps.some((step) => step.do === 'get' && step.table === table.name)) return [];
  return [...table.references].flatMap(([via, to]): Step[] => {
    const other = tables.get(to);
    return other === undefined || other === table || occupiedBy(other) === undefined
      ? []
      : [{ do: 'set free', table: to, via }];
  });
}

/** The field that says whether a thing is free. */
export function occupiedBy(table: TableModel): string | undefined {
  for (const [key, schema] of table.fields)
    if (typesOf(schema).includes('boolean') && flagWord(key) !== undefined) return key;
  const choices = table.fields.get(table.state ?? '')?.enum ?? [];
  return stateWord(choices, 'free') !== undefined && stateWord(choices, 'taken') !== undefined
    ? table.state
    : undefined;
}

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

function takesNumber({ signature }: FunctionModel, argument: string): boolean {
  return isNumber(signature.parameters.properties?.[argument]);
}
