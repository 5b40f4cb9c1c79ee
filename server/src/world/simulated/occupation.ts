import { keyWords } from '../../english/index.ts';
import { typesOf } from '../../signature/index.ts';
import { insertOf } from './accruals.ts';
import type { FunctionModel, TableModel } from './model.ts';
import { flagWord, stateWord } from './occupied.ts';
import type { Step } from './plan.ts';

type Tables = ReadonlyMap<string, TableModel>;

/** Verbs by which a thing is taken by somebody, and by which it is given back. */
const TAKES =
  /^(?:book|reserve|borrow|lend|loan|rent|hire|lease|assign|allocate|admit|check|park|moor|seat|occupy|issue|checkout|place|house|put|use|let)$/;
const GIVES_BACK =
  /^(?:return|release|cancel|end|close|checkout|check|vacate|free|give|delete|remove|unassign|finish|complete|terminate|discharge|hand|stop|leave|exit|depart|evict|retrieve)$/;

/** What is lent, let or assigned must be free, and is so no more. */
export function occupying(model: FunctionModel, tables: Tables): Step[] {
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
export function freeing(model: FunctionModel, tables: Tables): Step[] {
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
