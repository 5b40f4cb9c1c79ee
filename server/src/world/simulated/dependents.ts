import type { Dependent, FunctionModel, TableModel } from './model.ts';

/**
 * Of each table those whose records depend on its own: they cannot be made without naming one of it and are made of nothing
 * else, and they are listed by it. What is made from two things, such as a loan of a book to a member, is part of neither.
 */
export function dependentsOf(
  models: readonly FunctionModel[],
  tables: ReadonlyMap<string, TableModel>,
): ReadonlyMap<string, readonly Dependent[]> {
  const listed = new Set(
    models.flatMap(({ plan }) =>
      plan.steps.flatMap((step) =>
        step.do === 'select' ? step.where.map(({ field }) => `${step.table} ${field}`) : [],
      ),
    ),
  );
  const parents = new Map<string, Set<string>>();
  for (const { plan, reading, signature } of models) {
    const made = plan.steps.find((step) => step.do === 'insert' && step.aside !== true);
    if (made?.do !== 'insert') continue;
    const named = parents.get(made.table) ?? new Set<string>();
    parents.set(made.table, named);
    for (const { role, of, parameter } of reading.inputs) {
      if (role !== 'reference' || of === undefined || of.entity === made.table) continue;
      // One that may be left out tells that the record can do without it.
      named.add(signature.parameters.required?.includes(parameter) === true ? of.entity : '');
    }
  }
  const dependents = new Map<string, Dependent[]>();
  for (const [name, named] of parents) {
    const [parent, ...others] = named;
    const table = tables.get(name);
    const via = [...(table?.references ?? [])].find(([, to]) => to === parent)?.[0];
    if (parent === undefined || others.length > 0 || via === undefined || !listed.has(`${name} ${via}`)) continue;
    dependents.set(parent, [...(dependents.get(parent) ?? []), { table: name, via }]);
  }
  return dependents;
}
