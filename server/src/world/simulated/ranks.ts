import { keyWords } from '../../english/index.ts';
import type { Subject } from './memory.ts';
import type { FunctionModel, TableModel } from './model.ts';
import { isNumber } from './number-schema.ts';
import type { Step } from './plan.ts';

type Tables = ReadonlyMap<string, TableModel>;

/** Names of the place that somebody who waits has. */
const PLACE =
  /^(?:position|(?:queue|waitlist|waiting|waiting_list|line|list)_(?:position|place|number)|place|place_in_(?:line|queue|list)|position_in_(?:line|queue|list)|number_in_line)$/;
const WAITS = /(?:^|_)(?:queue|waitlist|waiting|wait|line|hold|waiter|entry|request|turn|ticket)(?:_|$)|waitlist/;
const JOINS = /^(?:join|enqueue|queue|register|sign|add|enter|place|put|request|wait|check|take|get|create|book)$/;

/** The field of a table that says where in the line a record stands, and the field that names what it waits for. */
export interface Rank {
  readonly field: string;
  readonly via?: string;
}

/** Places in a line follow from who came first: nobody sets them. */
export function rankOf(table: TableModel, models: readonly FunctionModel[]): Rank | undefined {
  if (table.single || table.entity.identifiers.length === 0) return undefined;
  const field = [...table.fields].find(
    ([key, schema]) => PLACE.test(key) && isNumber(schema) && !table.settable.has(key),
  )?.[0];
  if (field === undefined) return undefined;
  const makers = models.filter(({ plan }) =>
    plan.steps.some((step) => step.do === 'insert' && step.table === table.name),
  );
  const waits = WAITS.test(table.name) || /queue|wait|line/.test(field);
  if (
    !waits ||
    !makers.some(({ verb, signature }) => JOINS.test(verb) || JOINS.test(keyWords(signature.name)[0] ?? ''))
  )
    return undefined;
  const named = makers.flatMap(({ plan }) =>
    plan.steps.flatMap((step) =>
      step.do === 'insert' && step.table === table.name
        ? step.set.flatMap((one) => (table.references.has(one.field) ? [one.field] : []))
        : [],
    ),
  );
  const listed = models.flatMap(({ plan }) =>
    plan.steps.flatMap((step) =>
      step.do === 'select' && step.table === table.name ? step.where.map((one) => one.field) : [],
    ),
  );
  const vias = [...new Set(named)];
  // Of a thing and somebody who waits for it, the line is that of the thing: it is listed by it.
  const via = vias.length > 1 ? vias.find((one) => listed.includes(one)) : vias[0];
  return via === undefined && vias.length > 1 ? undefined : { field, ...(via === undefined ? {} : { via }) };
}

/** Who came first is first: those that were there before the session, then those that came in it. */
export function inLine(subjects: readonly Subject[]): Subject[] {
  const key = ({ row }: Subject) => (row?.made === true ? 1 : 0);
  return [...subjects].sort(
    (left, right) => key(left) - key(right) || (left.row?.order ?? -1) - (right.row?.order ?? -1),
  );
}

const LEAVES = /^(?:leave|quit|exit|drop|remove|dequeue|cancel|withdraw|take)$/;
const NEXT = /^(?:call|serve|promote|admit|seat|invite|advance|pop|take|notify|process|next|offer|fill)$/;

/** `leave_queue(queue_no)` takes out of the line, `call_next(day_id)` takes the first. */
export function withLine(model: FunctionModel, ranks: ReadonlyMap<string, Rank>, tables: Tables): FunctionModel {
  const { plan, verb, signature, reading } = model;
  const words = keyWords(signature.name);
  const about = plan.table ?? '';
  const leaves = LEAVES.test(verb) || LEAVES.test(words[0] ?? '');
  const over = plan.steps.some(
    (step) =>
      step.do === 'delete' ||
      step.do === 'insert' ||
      (step.do === 'set state' && tables.get(about)?.state !== undefined),
  );
  const own = plan.steps.some((step) => step.do === 'get' && step.table === about && step.key !== undefined);
  if (!reading.writes || !ranks.has(about) || !own || !leaves || over) return model;
  return { ...model, plan: { ...plan, steps: [...plan.steps, { do: 'delete', how: 'removed' }] } };
}

/** The first in a line is called: which table it is of, and the steps. */
export function nextOf(
  { reading, signature, names, verb, plan }: FunctionModel,
  ranks: ReadonlyMap<string, Rank>,
): { readonly table: string; readonly steps: readonly Step[] } | undefined {
  const words = keyWords(signature.name);
  const says =
    words.includes('next') ||
    words.includes('first') ||
    /\b(?:next|first) (?:person|one|in|customer|member|guest|patient|on)\b/i.test(signature.description);
  if (!reading.writes || !says || !(NEXT.test(verb) || NEXT.test(words[0] ?? ''))) return undefined;
  for (const [table, { via }] of ranks) {
    if (via === undefined && names.size > 0) continue;
    const key =
      via === undefined
        ? undefined
        : [...names].find(([, name]) =>
            plan.steps.some((step) => (step.do === 'check' || step.do === 'get') && step.table === name),
          )?.[0];
    if (via !== undefined && key === undefined) continue;
    const where = via === undefined || key === undefined ? [] : [{ field: via, test: '=' as const, argument: key }];
    const checks = plan.steps.filter((step) => step.do === 'check' && step.key === key);
    return { table, steps: [...checks, { do: 'select', table, where, one: true }, { do: 'delete', how: 'called' }] };
  }
  return undefined;
}
