import type { FunctionModel, TableModel } from './model.ts';
import { nodesOf } from './model.ts';
import { fieldKey } from './names.ts';
import type { AnswerNode, Source } from './plan.ts';

/**
 * `enter_team(tournament_id, …)` → `places_left`, `add_garment(order_no, …)` → `order_total`: what no other answer tells of the new
 * record, and answers tell of the one that it is made for, is that one's.
 */
export function withParentFields(
  models: readonly FunctionModel[],
  tables: ReadonlyMap<string, TableModel>,
): FunctionModel[] {
  const told = toldBy(models);
  const readers = toldBy(models.filter(({ reading }) => !reading.writes));
  return models.map((model) => {
    const { plan } = model;
    const table = tables.get(plan.table ?? '');
    if (table === undefined || plan.answer.is !== 'object' || !model.reading.writes) return model;
    let changed = false;
    const entries = plan.answer.entries.map(([key, node]): readonly [string, AnswerNode] => {
      const source =
        node.is === 'value' ? parentSource(key, node.source, model, table, tables, { told, readers }) : undefined;
      if (source === undefined || node.is !== 'value') return [key, node];
      changed = true;
      return [key, { ...node, source }];
    });
    return changed ? { ...model, plan: { ...plan, answer: { ...plan.answer, entries } } } : model;
  });
}

type Told = ReadonlyMap<string, ReadonlySet<string>>;

/** Functions that tell a field of a table, by both; what only deeds tell may be another record's with all of them. */
function toldBy(models: readonly FunctionModel[]): Told {
  const told = new Map<string, Set<string>>();
  for (const { id, plan } of models)
    for (const node of nodesOf(plan.answer)) {
      if (node.is !== 'value' || (node.source.from !== 'field' && node.source.from !== 'state')) continue;
      const field = node.source.from === 'state' ? 'state' : node.source.field;
      const key = `${plan.table} ${field}`;
      told.set(key, (told.get(key) ?? new Set()).add(id));
    }
  return told;
}

function parentSource(
  name: string,
  source: Source,
  { id, names, plan, signature }: FunctionModel,
  table: TableModel,
  tables: ReadonlyMap<string, TableModel>,
  { told, readers }: { readonly told: Told; readonly readers: Told },
): Source | undefined {
  if (source.from !== 'field' && source.from !== 'state' && source.from !== 'related sum') return undefined;
  const own = source.from === 'state' ? 'state' : source.field;
  const others = [...(readers.get(`${table.name} ${own}`) ?? [])].filter((other) => other !== id);
  const given = Object.keys(signature.parameters.properties ?? {}).some((one) => fieldKey(one) === fieldKey(name));
  const makes = plan.steps.some((step) => step.do === 'insert' && step.aside !== true);
  if (given) return undefined;
  for (const [via, to, named] of parents(table, names, makes)) {
    const parent = tables.get(to);
    if (parent === undefined || parent === table || parent.single) continue;
    const field = fieldOfParent(name, parent);
    if (field === undefined) continue;
    // `invoice_status` says whose it is; a bare `total` is the record's own where another answer tells it.
    if (
      field === parent.state &&
      source.from === 'state' &&
      !fieldKey(name).startsWith(`${parent.name.split('_').at(-1)}_`)
    )
      continue;
    const called = fieldKey(name).startsWith(`${parent.name.split('_').at(-1)}_`);
    if (others.length > 0 && !called) continue;
    const shown = told.get(`${to} ${field === parent.state ? 'state' : field}`);
    if (shown === undefined || (shown.size === 1 && shown.has(id))) continue;
    return named ? { from: 'field of', argument: via, table: to, field } : { from: 'referred', table: to, via, field };
  }
  return undefined;
}

/** What the call names, or what the record refers to. */
function parents(
  table: TableModel,
  names: FunctionModel['names'],
  makes: boolean,
): (readonly [via: string, table: string, named: boolean])[] {
  const named = [...names].map(([argument, to]) => [argument, to, true] as const);
  return makes ? named : [...named, ...[...table.references].map(([via, to]) => [via, to, false] as const)];
}

function fieldOfParent(name: string, parent: TableModel): string | undefined {
  const stripped = fieldKey(name, parent.name);
  const key = fieldKey(name);
  const short = key.startsWith(`${parent.name.split('_').at(-1)}_`) ? key.slice(key.indexOf('_') + 1) : undefined;
  if ((stripped === 'status' || short === 'status') && parent.state !== undefined) return parent.state;
  return [key, stripped, short].find(
    (one) => one !== undefined && parent.fields.has(one) && !parent.references.has(one) && one !== 'id',
  );
}
