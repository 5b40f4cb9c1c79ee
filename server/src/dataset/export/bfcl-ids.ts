import { isObject, type Json, type JsonObject } from '../../json/index.ts';

interface Tasks {
  readonly rows: readonly Json[];
  readonly answers: readonly Json[];
}

/**
 * Tasks under ids of their own: records of two runs in one file have the same numbers, and BFCL finds an answer by its id.
 * A number that is taken gives way to the next free one of its category.
 */
export function createBfclIds(): <T extends Tasks>(tasks: T) => T {
  const taken = new Set<string>();
  return (tasks) => {
    const renamed = new Map<string, string>();
    for (const row of tasks.rows) {
      const id = idOf(row);
      if (id === undefined) continue;
      const own = free(id, taken);
      taken.add(own);
      if (own !== id) renamed.set(id, own);
    }
    if (renamed.size === 0) return tasks;
    const under = (item: Json): Json => {
      const own = renamed.get(idOf(item) ?? '');
      return own === undefined ? item : { ...(item as JsonObject), id: own };
    };
    return { ...tasks, rows: tasks.rows.map(under), answers: tasks.answers.map(under) };
  };
}

function idOf(item: Json): string | undefined {
  return isObject(item) && typeof item.id === 'string' ? item.id : undefined;
}

function free(id: string, taken: ReadonlySet<string>): string {
  const [, category = id, number = '0'] = /^(.*)_(\d+)$/.exec(id) ?? [];
  let next = Number(number);
  let own = id;
  while (taken.has(own)) own = `${category}_${++next}`;
  return own;
}
