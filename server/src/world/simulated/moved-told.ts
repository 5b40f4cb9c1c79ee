import { keyWords } from '../../english/index.ts';
import type { FunctionModel, TableModel } from './model.ts';
import { fieldKey } from './names.ts';
import { isNumber } from './number-schema.ts';
import type { AnswerNode } from './plan.ts';

const NOW = /^(?:left|remaining|current|available|new|total)$/;

/** `take_bottles(wine, bottles)` → `bottles_left`: what a deed moves is what its answer says is left, where the table has no number of that name. */
export function withMovedTold(model: FunctionModel, tables: ReadonlyMap<string, TableModel>): FunctionModel {
  const { plan } = model;
  const table = tables.get(plan.table ?? '');
  const move = plan.steps.find((step) => step.do === 'add' || step.do === 'subtract');
  const { answer } = plan;
  if (table === undefined || answer.is !== 'object' || (move?.do !== 'add' && move?.do !== 'subtract')) return model;
  if (move.table !== undefined || move.percent === true || !table.fields.has(move.field)) return model;
  const says = (name: string) => {
    const words = fieldKey(name, table.name).split('_');
    return words.length > 1 && words.filter((word) => !NOW.test(word)).join('_') === move.field;
  };
  const apart = answer.entries.some(([name]) => says(name) || keyWords(name)[0] === 'new');
  const entries = answer.entries.map(([name, node]): readonly [string, AnswerNode] => {
    if (node.is !== 'value' || !isNumber(node.schema)) return [name, node];
    // What an answer repeats of the argument may be the amount; called as the record's own number it is that number.
    const own = !apart && fieldKey(name, table.name) === move.field && tellsOwn(model, name);
    return says(name) || own ? [name, { ...node, source: { from: 'field', field: move.field } }] : [name, node];
  });
  return { ...model, plan: { ...plan, answer: { ...answer, entries } } };
}

/** Readers tell a number of that very name: `bottles` of a wine is how many there are. */
function tellsOwn({ reading }: FunctionModel, name: string): boolean {
  return reading.inputs.some(
    ({ parameter, of, role }) =>
      parameter === name && role === 'amount' && of?.field === name && of.entity === reading.entity,
  );
}
