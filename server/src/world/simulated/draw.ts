import type { Json } from '../../json/index.ts';
import { createRandom } from '../../random/index.ts';
import type { Outcome } from '../types.ts';
import { change } from './changes.ts';
import { fail } from './errors.ts';
import { isOver } from './names.ts';
import { select } from './query.ts';
import { fieldValue, subjectOf } from './records.ts';
import { type Running, valuesOf } from './running.ts';
import { setState, spoken } from './standing.ts';
import type { Of } from './step-of.ts';

/** Picks one of the records that name the current one, and tells this which. */
export function choose(running: Running, { table: name, via, set }: Of<'choose'>): Outcome | undefined {
  const { subject, model } = running;
  const table = model.tables.get(name);
  if (subject === undefined || table === undefined) return undefined;
  const found = select(running, table, [{ field: via, test: '=', argument: '', value: subject.id }], {
    one: false,
    base: undefined,
  });
  running.state = found.state;
  const there = found.subjects.filter((one) => one.row?.ended === undefined && !isOver(setState(running, one) ?? ''));
  const random = createRandom(`${running.state.seed} draw ${subject.table} ${String(subject.id)}`);
  const winner = random.pick(there);
  if (winner === undefined)
    return fail('conflict', `The ${spoken(subject.table)} '${String(subject.id)}' has no ${spoken(name)} to draw.`);
  const told = set.map(({ field, of }): [string, Json] => [
    field,
    of === undefined ? winner.id : fieldValue(running, winner, of, { name: of, schema: table.fields.get(of) ?? {} }),
  ]);
  return change(running, (row) => ({ fields: { ...row.fields, ...Object.fromEntries(told) } }));
}

/** What was drawn once is not drawn again, and nobody enters any more. */
export function assertUnset(running: Running, { table, key, field }: Of<'assert unset'>): Outcome | undefined {
  for (const id of valuesOf(running.call, key)) {
    const now = subjectOf(running, table, id).row?.fields[field];
    if (now !== undefined && now !== null)
      return fail('conflict', `The ${spoken(table)} '${String(id)}' has already been drawn.`);
  }
  return undefined;
}
