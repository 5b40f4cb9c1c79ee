import type { FunctionSignature, JsonSchema } from '../types.ts';
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

/** The signature with the `$defs` its parameters and its response need, each its own. */
export function withDefs(
  signature: FunctionSignature,
  uses: readonly TypeUseRecord[],
  schemaOf: (symbol: TypeSymbol) => JsonSchema,
  keyOf: (symbol: TypeSymbol) => string,
): FunctionSignature {
  const closure = closureOf(uses);
  if (closure.length === 0) return signature;
  const byKey = new Map(closure.map((symbol) => [keyOf(symbol), symbol]));
  const schemas = new Map<string, JsonSchema>();
  const define = (schema: JsonSchema): JsonSchema => {
    const keys = reachableKeys(schema, (key) => {
      const symbol = byKey.get(key);
      if (symbol === undefined) return undefined;
      let known = schemas.get(key);
      if (known === undefined) {
        known = schemaOf(symbol);
        schemas.set(key, known);
      }
      return known;
    });
    if (keys.length === 0) return schema;
    return { ...schema, $defs: Object.fromEntries(keys.map((key) => [key, schemas.get(key) as JsonSchema])) };
  };
  return {
    ...signature,
    parameters: define(signature.parameters),
    ...(signature.response === undefined ? {} : { response: define(signature.response) }),
  };
}

/** Keys of the types a schema refers to, and those in turn, in order of first mention. */
function reachableKeys(schema: JsonSchema, lookUp: (key: string) => JsonSchema | undefined): string[] {
  const keys = new Set<string>();
  const pending: JsonSchema[] = [schema];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const key of mentionedKeys(next)) {
      if (keys.has(key)) continue;
      const target = lookUp(key);
      if (target === undefined) continue;
      keys.add(key);
      pending.push(target);
    }
  }
  return [...keys];
}

const mentions = new WeakMap<JsonSchema, readonly string[]>();

/** Keys in the `$ref`s of one schema. Schemas of types are shared by many functions, so each is walked once. */
function mentionedKeys(schema: JsonSchema): readonly string[] {
  const known = mentions.get(schema);
  if (known !== undefined) return known;
  const keys: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, child] of Object.entries(value)) {
      if (name === '$ref' && typeof child === 'string' && child.startsWith('#/$defs/')) {
        keys.push(child.slice('#/$defs/'.length).replaceAll('~1', '/').replaceAll('~0', '~'));
      } else visit(child);
    }
  };
  visit(schema);
  mentions.set(schema, keys);
  return keys;
}
