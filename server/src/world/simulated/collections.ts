import { keyWords } from '../../english/index.ts';
import type { FunctionModel, TableModel } from './model.ts';
import { fieldKey } from './names.ts';
import type { Step } from './plan.ts';

/** A list that a call puts members in. */
interface Collection {
  readonly table: string;
  readonly field: string;
  /** Argument that names the record that holds it; absent for what a session has one of. */
  readonly key: string | undefined;
  /** Parameters that make a member, with its fields. */
  readonly item: ReadonlyMap<string, string>;
  readonly scope: string;
}

export function collectionsOf(models: readonly FunctionModel[]): Collection[] {
  return models.flatMap(({ plan, scope }): Collection[] => {
    const append = plan.steps.find((step) => step.do === 'append');
    const get = plan.steps.find((step) => step.do === 'get');
    if (append?.do !== 'append' || get?.do !== 'get' || plan.table !== get.table) return [];
    const item = new Map(append.item.map(({ argument, field }) => [argument, field]));
    return [{ table: get.table, field: append.field, key: get.key, item, scope }];
  });
}

const CHANGES = /^(?:update|set|change|edit|modify|adjust)$/;
const CLEARS = /^(?:clear|empty|purge|flush)$/;

/**
 * What a call does to a list that another puts members in: `clear_cart()` takes all of them out, and
 * `update_quantity(product_id, quantity)` changes the one it names. Undefined where it does neither.
 */
export function collectionOfDeed(
  { signature, scope, reading, plan }: FunctionModel,
  collections: readonly Collection[],
): { readonly table: string; readonly steps: readonly Step[] } | undefined {
  const [verb = ''] = keyWords(signature.name);
  if (!reading.writes || plan.steps.some((step) => step.do === 'append' || step.do === 'remove')) return undefined;
  const given = Object.keys(signature.parameters.properties ?? {});
  for (const { table, field, key, item, scope: own } of collections) {
    if (own !== scope) continue;
    const get: Step = { do: 'get', table, ...(key === undefined ? {} : { key }) };
    const rest = given.filter((name) => name !== key);
    const named = key === undefined || given.includes(key);
    if (CLEARS.test(verb) && named && rest.length === 0 && reading.entity === table)
      return { table, steps: [get, { do: 'empty', field }] };
    const [by, ...set] = rest;
    const fits = rest.every((name) => item.has(name) && item.get(name) !== '');
    if (CHANGES.test(verb) && named && by !== undefined && set.length > 0 && fits && by === [...item.keys()][0]) {
      const assign = (name: string) => ({ field: item.get(name) ?? name, argument: name });
      return { table, steps: [get, { do: 'change member', field, by: assign(by), set: set.map(assign) }] };
    }
  }
  return undefined;
}

const TAKES = /^(?:checkout|order|purchase|buy|place|submit|create|confirm)$/;

/**
 * `checkout(address)` makes an order of what the session's one cart holds: the order's list has a place for what makes a member
 * of the cart's, and the call says nothing of either.
 */
export function takenMembers(
  { signature, scope, plan }: FunctionModel,
  collections: readonly Collection[],
  tables: ReadonlyMap<string, TableModel>,
): Step | undefined {
  const insert = plan.steps.find((step) => step.do === 'insert');
  const [verb = '', second = ''] = keyWords(signature.name);
  const named = TAKES.test(verb) || `${verb}${second}` === 'checkout';
  if (insert?.do !== 'insert' || insert.aside === true || !named) return undefined;
  const given = new Set(Object.keys(signature.parameters.properties ?? {}));
  for (const { table, field, key, item, scope: own } of collections) {
    const part = [...item.values()].filter((name) => name !== '');
    const [by] = part;
    if (own !== scope || key !== undefined || table === insert.table || by === undefined) continue;
    if ([...item.keys()].some((name) => given.has(name))) continue;
    const into = [...(tables.get(insert.table)?.fields ?? [])].find(([name, { items }]) => {
      const places = typeof items === 'object' && items !== null ? Object.keys(items.properties ?? {}) : [];
      const set = insert.set.some((one) => one.field === name);
      return !set && places.some((place) => fieldKey(place) === by);
    });
    if (into !== undefined) return { do: 'take members', table, field, into: into[0] };
  }
  return undefined;
}
