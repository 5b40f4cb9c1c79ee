import { keyWords, singular } from '../../english/index.ts';
import { directionOf } from './deed-verbs.ts';
import type { FunctionModel, TableModel } from './model.ts';
import { fieldKey } from './names.ts';
import { isNumber } from './number-schema.ts';
import type { AnswerNode, Step } from './plan.ts';

type Tables = ReadonlyMap<string, TableModel>;

const LEFT = /(?:^|_)(?:left|remaining)(?:_|$)/;
const USES =
  /^(?:use|redeem|record|take|consume|spend|punch|stamp|check|log|claim|order|request|attend|book|play|ride|start)$/;

/** `use_wash(card_id)` takes one of the washes that are left on a card, `add_washes(card_id, washes)` puts some on it. */
export function withUsesLeft(model: FunctionModel, tables: Tables): FunctionModel {
  const { plan, names, reading, signature, verb } = model;
  const makes = plan.steps.some((step) => step.do === 'insert' && step.aside !== true);
  const moves = plan.steps.some((step) => step.do === 'add' || step.do === 'subtract' || step.do === 'append');
  const words = keyWords(signature.name);
  const [first = ''] = words;
  // `download_file(purchase_id, file_id)` → `downloads_remaining`: one that only seems to read uses one up.
  const counts = (field: string | undefined) => field?.split('_').includes(first) && tellsNumber(model, field);
  if (makes || moves || signature.annotations.readOnly === true) return model;
  for (const [key, name] of names) {
    const table = tables.get(name);
    const left = table === undefined ? undefined : leftOf(table, words);
    const told = table === undefined || left !== undefined ? undefined : toldLeft(model, table);
    const field = left ?? (USES.test(verb) || USES.test(first) ? told : undefined);
    if (!reading.writes && !counts(field)) continue;
    if (table === undefined || field === undefined) continue;
    const amount = amountOf(model, field);
    const raises = directionOf(verb, words) === 'add' && amount !== undefined;
    if (!raises && !USES.test(verb) && !USES.test(first) && !counts(field)) continue;
    const much = amount === undefined ? { amount: '', by: 1 } : { amount };
    const step: Step = { do: raises ? 'add' : 'subtract', field, ...much, table: name, key };
    return {
      ...model,
      plan: { ...plan, steps: [...stepsBeside(plan.steps, amount), step], answer: telling(model, step, name, key) },
    };
  }
  return model;
}

/** The number of a table that says how many of what the name speaks of are left. */
function leftOf({ fields, single }: TableModel, words: readonly string[]): string | undefined {
  if (single) return undefined;
  return [...fields].find(([key, schema]) => {
    const noun = key.split('_').filter((word) => word !== 'left' && word !== 'remaining');
    return (
      LEFT.test(key) &&
      isNumber(schema) &&
      noun.length > 0 &&
      noun.every((word) => words.some((one) => singular(one) === word))
    );
  })?.[0];
}

/** `use_pass(pass_id)` → `entries_remaining`: the one number of the record's that the answer says is left. */
function toldLeft(model: FunctionModel, { fields, single, name }: TableModel): string | undefined {
  const found = [...fields].filter(
    ([key, schema]) => LEFT.test(key) && isNumber(schema) && tellsNumber(model, key, name),
  );
  return single || found.length !== 1 ? undefined : found[0]?.[0];
}

function tellsNumber({ plan }: FunctionModel, field: string, table = ''): boolean {
  return (
    plan.answer.is === 'object' &&
    plan.answer.entries.some(
      ([name, node]) => node.is === 'value' && isNumber(node.schema) && fieldKey(name, table) === field,
    )
  );
}

function amountOf({ signature }: FunctionModel, field: string): string | undefined {
  const noun = field.split('_').filter((word) => word !== 'left' && word !== 'remaining');
  const numbers = Object.entries(signature.parameters.properties ?? {}).filter(([, schema]) => isNumber(schema));
  return numbers.find(([name]) => {
    const said = fieldKey(name);
    return said === noun.join('_') || /^(?:amount|quantity|count|number)$/.test(said);
  })?.[0];
}

/** The other steps: the number is not set as it is given. */
function stepsBeside(steps: readonly Step[], amount: string | undefined): Step[] {
  return steps.flatMap((step): Step[] => {
    if (step.do !== 'update') return [step];
    const set = step.set.filter(({ argument }) => argument !== amount);
    return set.length === 0 ? [] : [{ ...step, set }];
  });
}

/** An answer that tells a number of the record that an argument names, as the call leaves it. */
export function telling({ plan }: FunctionModel, step: Step, table: string, argument: string): AnswerNode {
  const { answer } = plan;
  if (answer.is !== 'object' || !('field' in step) || typeof step.field !== 'string') return answer;
  const { field } = step;
  const entries = answer.entries.map(([name, node]): (typeof answer.entries)[number] =>
    node.is === 'value' && fieldKey(name, table) === field
      ? [name, { ...node, source: { from: 'field of', argument, table, field } }]
      : [name, node],
  );
  return { ...answer, entries };
}
