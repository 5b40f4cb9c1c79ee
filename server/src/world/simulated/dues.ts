import { keyWords } from '../../english/index.ts';
import type { FunctionModel, TableModel } from './model.ts';
import { fieldKey } from './names.ts';
import { isNumber } from './number-schema.ts';
import type { AnswerNode, Step } from './plan.ts';

const PAYS = /^(?:pay|settle)$/;
const DUE = /(?:^|_)(?:due|owed|outstanding|unpaid)(?:_|$)/;
const PAID = /(?:^|_)paid$|^paid_amount$/;

/** `pay_ticket(ticket_id)` → `amount_paid`: where no amount is given, all that is due is paid, and nothing is due then. */
export function withDuesPaid(model: FunctionModel, tables: ReadonlyMap<string, TableModel>): FunctionModel {
  const { plan, signature, verb } = model;
  const [first = ''] = keyWords(signature.name);
  const table = tables.get(plan.table ?? '');
  const about = plan.steps.some((step) => step.do === 'get' && step.table === table?.name && step.key !== undefined);
  const moves = plan.steps.some((step) => step.do === 'add' || step.do === 'subtract' || step.do === 'insert');
  if (table === undefined || !about || moves || !(PAYS.test(verb) || PAYS.test(first))) return model;
  if (Object.values(signature.parameters.properties ?? {}).some((schema) => isNumber(schema))) return model;
  const numbers = [...table.fields].filter(([, schema]) => isNumber(schema)).map(([key]) => key);
  const due = numbers.find((key) => DUE.test(key));
  if (due === undefined) return model;
  const paid = numbers.find((key) => PAID.test(key));
  const steps: Step[] = [
    ...plan.steps,
    ...(paid === undefined ? [] : [{ do: 'add' as const, field: paid, amount: '', worth: due }]),
    { do: 'subtract', field: due, amount: '', worth: due },
  ];
  const { answer } = plan;
  if (answer.is !== 'object') return { ...model, plan: { ...plan, steps } };
  const entries = answer.entries.map(([name, node]): readonly [string, AnswerNode] =>
    node.is === 'value' && isNumber(node.schema) && PAID.test(fieldKey(name))
      ? [name, { ...node, source: { from: 'before', field: due } }]
      : [name, node],
  );
  return { ...model, plan: { ...plan, steps, answer: { ...answer, entries } } };
}
