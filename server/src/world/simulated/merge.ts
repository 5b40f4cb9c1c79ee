import type { Outcome } from '../types.ts';
import { fail } from './errors.ts';
import { recordsWith, write } from './reach.ts';
import { subjectOf } from './records.ts';
import { type Running, valuesOf } from './running.ts';
import { missing, spoken } from './standing.ts';
import type { Of } from './step-of.ts';

/** Takes another record of the table into the current one: whatever named that one names this, and that one is gone. */
export function merge(running: Running, { table, key }: Of<'merge'>): Outcome | undefined {
  const kept = running.subject;
  if (kept === undefined) return undefined;
  for (const id of valuesOf(running.call, key)) {
    const problem = missing(running, table, id);
    if (problem !== undefined) return problem;
    if (String(id) === String(kept.id)) return fail('conflict', `A ${spoken(table)} cannot be merged into itself.`);
    for (const other of running.model.tables.values())
      for (const [via, to] of other.references) {
        if (to !== table) continue;
        for (const part of recordsWith(running, other, via, id)) write(running, part, { fields: { [via]: kept.id } });
      }
    write(running, subjectOf(running, table, id), { gone: 'merged' });
  }
  running.subject = subjectOf(running, kept.table, kept.id);
  return undefined;
}
