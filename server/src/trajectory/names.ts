import type { GraphFunction } from '../graph/index.ts';
import { qualifiedName } from '../signature/index.ts';

/** Catalog id → the name a model calls it by. Reversible: no two functions share a name. */
export interface ToolNames {
  nameOf(id: string): string;
  idOf(name: string): string | undefined;
}

const MAX_NAME = 64;

/**
 * Names that every provider takes: letters, digits, `_` and `-`, at most 64. The bare name where it is the only one of
 * the catalog, else with its namespace, else numbered.
 */
export function toolNames(functions: Iterable<GraphFunction>): ToolNames {
  const all = [...functions];
  const uses = new Map<string, number>();
  for (const { signature } of all) {
    const bare = clean(signature.name);
    uses.set(bare, (uses.get(bare) ?? 0) + 1);
  }
  const byId = new Map<string, string>();
  const byName = new Map<string, string>();
  const numbers = new Map<string, number>();
  for (const { id, signature } of all) {
    const bare = clean(signature.name);
    const wanted = uses.get(bare) === 1 ? bare : clean(qualifiedName(signature));
    const name = free(wanted, byName, numbers);
    byId.set(id, name);
    byName.set(name, id);
  }
  return { nameOf: (id) => byId.get(id) ?? clean(id), idOf: (name) => byName.get(name) };
}

function clean(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9_-]+/g, '_').slice(0, MAX_NAME);
  return plain === '' ? 'tool' : plain;
}

/** The name, or with the first free number; `numbers` holds the last number given to each, so that none is tried twice. */
function free(wanted: string, taken: ReadonlyMap<string, string>, numbers: Map<string, number>): string {
  if (!taken.has(wanted)) return wanted;
  for (let number = (numbers.get(wanted) ?? 1) + 1; ; number += 1) {
    const suffix = `_${number}`;
    const name = wanted.slice(0, MAX_NAME - suffix.length) + suffix;
    if (taken.has(name)) continue;
    numbers.set(wanted, number);
    return name;
  }
}
