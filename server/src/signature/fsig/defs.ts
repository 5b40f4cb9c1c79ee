import type { JsonSchema } from '../../json/index.ts';
import type { SignatureDocument } from '../types.ts';
import { factsOf } from './facts.ts';
import { setOwn } from './objects.ts';
import type { TypeSymbol, TypeUseRecord } from './symbol.ts';

/** Types a self-contained schema must carry: those referred to, and what they refer to in turn, each once. */
export function closureOf(uses: readonly TypeUseRecord[]): TypeSymbol[] {
  if (uses.length === 0) return [];
  const [only] = uses;
  // The common case: one type that uses no other.
  if (uses.length === 1 && only?.symbol !== undefined && only.symbol.uses.length === 0) {
    return only.use === 'reference' ? [only.symbol] : [];
  }
  const found = new Set<TypeSymbol>();
  const opened = new Set<TypeSymbol>();
  const pending = [...uses].reverse();
  for (let use = pending.pop(); use !== undefined; use = pending.pop()) {
    const { symbol } = use;
    if (symbol === undefined) continue;
    if (use.use === 'reference') found.add(symbol);
    if (opened.has(symbol)) continue;
    opened.add(symbol);
    for (let at = symbol.uses.length - 1; at >= 0; at--) pending.push(symbol.uses[at] as TypeUseRecord);
  }
  return [...found];
}

/** Keys under `$defs` where types of the same name meet: qualified names for all of that name; undefined when none do. */
export function uniqueKeys(uses: readonly TypeUseRecord[]): Map<TypeSymbol, string> | undefined {
  const closure = closureOf(uses);
  if (closure.length < 2 || new Set(closure.map((symbol) => symbol.name)).size === closure.length) return undefined;
  const counts = new Map<string, number>();
  for (const { name } of closure) counts.set(name, (counts.get(name) ?? 0) + 1);
  const keys = new Map<TypeSymbol, string>();
  const taken = new Set<string>();
  for (const symbol of closure) {
    const base = counts.get(symbol.name) === 1 ? symbol.name : symbol.qualified;
    let key = base;
    for (let count = 2; taken.has(key); count++) key = `${base}_${count}`;
    taken.add(key);
    keys.set(symbol, key);
  }
  return keys;
}

/** Gives a schema the `$defs` it needs. Without `keys` every type goes by its name, and its schema is shared. */
export function addDefs(
  schema: JsonSchema,
  uses: readonly TypeUseRecord[],
  keys: ReadonlyMap<TypeSymbol, string> | undefined,
): JsonSchema {
  if (uses.length === 0) return schema;
  const closure = closureOf(uses);
  if (closure.length === 0) return schema;
  const keyOf = (symbol: TypeSymbol): string => keys?.get(symbol) ?? symbol.name;
  const $defs: Record<string, JsonSchema> = {};
  for (const symbol of closure) {
    setOwn($defs, keyOf(symbol), keys === undefined ? symbol.schema : symbol.compileWithKeys(keyOf));
  }
  return { ...schema, $defs };
}

/** Segment of a document that declares the type a function calls `key` in its `$defs`; undefined where it is not here. */
export function declaringSegment(
  document: SignatureDocument,
  functionSegment: number,
  key: string,
): number | undefined {
  const uses = factsOf(document, functionSegment).linked?.uses ?? [];
  const keys = uniqueKeys(uses);
  const symbol = closureOf(uses).find((each) => (keys?.get(each) ?? each.name) === key);
  const index = symbol === undefined ? -1 : document.segments.indexOf(symbol.segment);
  return index < 0 ? undefined : index;
}
