import type { Json } from '../../json/index.ts';
import type { Outcome } from '../types.ts';
import { fail, gone, notFound } from './errors.ts';
import { nodesOf } from './model.ts';
import { REVIVING } from './names.ts';
import type { Plan } from './plan.ts';
import { find, isInPopulation, type Subject } from './records.ts';
import type { Running } from './running.ts';
import { rowOf } from './state.ts';

/** The key of a record that is the only one of its table. */
export const ONLY = 'the only one';

export function spoken(table: string): string {
  return table.replaceAll('_', ' ');
}

/** Nothing is known of it, or it is no more. */
export function missing(running: Running, table: string, id: Json): Outcome | undefined {
  const found = find(running, table, id);
  if (found === 'unknown')
    return isKnownElsewhere(running, table, id) ? undefined : notFound(spoken(table), String(id));
  return found.row?.gone === undefined ? undefined : gone(spoken(table), String(id), found.row.gone);
}

/** A reviewer that no function is about is somebody that another function told of. */
function isKnownElsewhere(running: Running, table: string, id: Json): boolean {
  if (running.model.tables.get(table)?.bare !== true) return false;
  for (const other of running.model.tables.values())
    if (
      other.name !== table &&
      !other.single &&
      (rowOf(running.state, other.name, String(id)) !== undefined || isInPopulation(running, other.name, String(id)))
    )
      return true;
  return false;
}

/** What is over can be looked at where the answer says so, and brought back, but not used again. */
export function overAlready({ called }: Running, { table, id, row }: Subject): Outcome | undefined {
  if (row?.ended === undefined) return undefined;
  const { writes } = called.reading;
  if (writes ? REVIVING.has(called.verb) : tellsState(called.plan)) return undefined;
  const what = `${spoken(table)} '${String(id)}' has already been ${row.ended}`;
  return fail('conflict', `${what[0]?.toUpperCase() ?? ''}${what.slice(1)}.`);
}

/** The state that a call has put a record in. */
export function setState({ model }: Running, { table, row }: Subject): string | undefined {
  const state = row?.fields[model.tables.get(table)?.state ?? 'status'];
  return typeof state === 'string' ? state : undefined;
}

const telling = new WeakMap<Plan, boolean>();

/** Whether an answer says how its record stands. */
export function tellsState(plan: Plan): boolean {
  let known = telling.get(plan);
  if (known === undefined) {
    known = [...nodesOf(plan.answer)].some((node) => node.is === 'value' && node.source.from === 'state');
    telling.set(plan, known);
  }
  return known;
}
