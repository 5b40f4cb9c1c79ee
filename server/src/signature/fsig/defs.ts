import type { JsonSchema } from '../types.ts';
import type { TypeSymbol, TypeUseRecord } from './symbol.ts';

/** Types a self-contained schema must carry: those referred to, and what they refer to in turn, each once. */
export function closureOf(uses: readonly TypeUseRecord[]): TypeSymbol[] {
  const found = new Set<TypeSymbol>();
  const opened = new Set<TypeSymbol>();
  const pending = [...uses].reverse();
  for (let use = pending.pop(); use !== undefined; use = pending.pop()) {
    const { symbol } = use;
    if (symbol === undefined) continue;
    if (use.use === 'reference') found.add(symbol);
    if (opened.has(symbol)) continue;
    opened.add(symbol);
    pending.push(...[...symbol.uses].reverse());
  }
  return [...found];
}

/** Keys under `$defs` where types of the same name meet: qualified names for all of that name; undefined when none do. */
export function uniqueKeys(uses: readonly TypeUseRecord[]): Map<TypeSymbol, string> | undefined {
  const closure = closureOf(uses);
  const byName = new Map<string, TypeSymbol[]>();
  for (const symbol of closure) byName.set(symbol.name, [...(byName.get(symbol.name) ?? []), symbol]);
  if (byName.size === closure.length) return undefined;
  const keys = new Map<TypeSymbol, string>();
  const taken = new Set<string>();
  for (const symbol of closure) {
    const base = byName.get(symbol.name)?.length === 1 ? symbol.name : symbol.qualified;
    let key = base;
    for (let count = 2; taken.has(key); count++) key = `${base}_${count}`;
    taken.add(key);
    keys.set(symbol, key);
  }
  return keys;
}

/** A schema with the `$defs` it needs. Without `keys` every type goes by its name, and its schema is shared. */
export function withDefs(
  schema: JsonSchema,
  uses: readonly TypeUseRecord[],
  keys: ReadonlyMap<TypeSymbol, string> | undefined,
): JsonSchema {
  const closure = closureOf(uses);
  if (closure.length === 0) return schema;
  const keyOf = (symbol: TypeSymbol): string => keys?.get(symbol) ?? symbol.name;
  const defs = closure.map((symbol): [string, JsonSchema] => [
    keyOf(symbol),
    keys === undefined ? symbol.schema : symbol.compileWithKeys(keyOf),
  ]);
  return { ...schema, $defs: Object.fromEntries(defs) };
}
