import { keyWords } from '../../english/index.ts';
import type { FunctionModel, TableModel } from './model.ts';
import { fieldKey } from './names.ts';
import { isNumber } from './number-schema.ts';
import type { Step } from './plan.ts';
import { telling } from './uses-left.ts';

const RAISES = /^(?:raise|increase|grow|lift)$/;
const LOWERS = /^(?:lower|reduce|cut|decrease)$/;
const PERCENT = /(?:^|_)(?:percent|percentage|pct)(?:_|$)/;

/** `raise_rent(lease_id, percent)` moves the rent by a part of itself, and the percent is no field of the lease. */
export function withPercentMoves(model: FunctionModel, tables: ReadonlyMap<string, TableModel>): FunctionModel {
  const { plan, signature, reading } = model;
  const words = keyWords(signature.name);
  const [first = ''] = words;
  const moves = plan.steps.some((step) => step.do === 'add' || step.do === 'subtract');
  const argument = Object.entries(signature.parameters.properties ?? {}).find(
    ([name, schema]) => PERCENT.test(fieldKey(name)) && isNumber(schema),
  )?.[0];
  if (!reading.writes || moves || argument === undefined || !(RAISES.test(first) || LOWERS.test(first))) return model;
  const found = [...model.names].flatMap(([key, name]) => {
    const table = tables.get(name);
    const field = table?.single === false ? fieldNamed(table, words.slice(1)) : undefined;
    return field === undefined ? [] : [{ table: name, key, field }];
  });
  const [only] = found;
  if (only === undefined) return model;
  const steps = plan.steps.flatMap((step): Step[] => {
    if (step.do !== 'update') return [step];
    const set = step.set.filter((one) => one.argument !== argument);
    return set.length === 0 ? [] : [{ ...step, set }];
  });
  const move: Step = { do: RAISES.test(first) ? 'add' : 'subtract', amount: argument, percent: true, ...only };
  const answer = telling(model, move, only.table, only.key);
  return { ...model, plan: { ...plan, steps: [...steps, move], answer } };
}

function fieldNamed({ fields }: TableModel, words: readonly string[]): string | undefined {
  return [...fields].find(
    ([key, schema]) => isNumber(schema) && key.split('_').some((word) => words.includes(word)),
  )?.[0];
}
