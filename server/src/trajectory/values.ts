import { isObject, type Json } from '../json/index.ts';

/** A value found in an output: where, and which item of a list it came from. */
export interface FoundValue {
  readonly value: Json;
  readonly item?: { readonly index: number; readonly of: number };
}

/** A run asks for the same few paths again and again. */
const MAX_PATHS = 10_000;
const steps = new Map<string, readonly string[]>();

/** Steps of a path as `formatFieldPath` writes it: `flights[].id` gives flights, [], id. */
export function pathSteps(path: string): readonly string[] {
  let known = steps.get(path);
  if (known === undefined) {
    known = path
      .replace(/\[\]/g, '.[]')
      .split('.')
      .filter((step) => step !== '');
    if (steps.size >= MAX_PATHS) steps.clear();
    steps.set(path, known);
  }
  return known;
}

/** The values at a field path, lists walked item by item; at most `limit` of them. */
export function valuesAt(root: Json, path: string, limit = 16): FoundValue[] {
  let found: FoundValue[] = [{ value: root }];
  for (const step of pathSteps(path)) {
    const next: FoundValue[] = [];
    for (const at of found) {
      if (next.length >= limit) break;
      if (step === '[]') next.push(...itemsOf(at, limit - next.length));
      else if (isObject(at.value) && Object.hasOwn(at.value, step)) next.push({ ...at, value: at.value[step] as Json });
    }
    found = next;
  }
  return found;
}

function itemsOf(at: FoundValue, limit: number): FoundValue[] {
  if (!Array.isArray(at.value)) return [];
  const of = at.value.length;
  return at.value.slice(0, limit).map((value, index) => ({ value, item: at.item ?? { index, of } }));
}

/** A scalar inside a value, with its path (list items as `[]`). */
export interface Leaf {
  readonly path: string;
  readonly value: string | number | boolean | null;
}

export function leavesOf(root: Json, limit = 400): Leaf[] {
  const leaves: Leaf[] = [];
  const visit = (value: Json, path: string): void => {
    if (leaves.length >= limit) return;
    if (Array.isArray(value)) for (const item of value) visit(item, `${path}[]`);
    else if (isObject(value)) {
      for (const [key, item] of Object.entries(value)) visit(item, path === '' ? key : `${path}.${key}`);
    } else leaves.push({ path, value });
  };
  visit(root, '');
  return leaves;
}
