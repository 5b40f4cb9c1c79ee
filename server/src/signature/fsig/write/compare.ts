import type { JsonSchema } from '../../../json/index.ts';
import type { FunctionSignature, PartPath } from '../../types.ts';

/** Differences of one function listed at most. */
const MAX_DIFFERENCES = 20;

export interface Difference {
  readonly part: PartPath;
  /** The part as it was cannot be found in what was read back at all. */
  readonly gone: boolean;
}

/**
 * Where a signature read back says something else than the one that was written. Equal are: the order of `required`,
 * an empty `required` and none, definitions that nothing refers to, and names of types as far as `names` maps them.
 */
export function differences(
  before: FunctionSignature,
  after: FunctionSignature,
  names: { readonly parameters: ReadonlyMap<string, string>; readonly response: ReadonlyMap<string, string> },
): Difference[] {
  const found: Difference[] = [];
  const { source: _before, parameters, response, ...rest } = before;
  const { source: _after, parameters: parametersAfter, response: responseAfter, ...restAfter } = after;
  compare(rest, restAfter, [], found, NO_NAMES);
  compareSchema(withProperties(parameters), parametersAfter, ['parameters'], found, names.parameters);
  if (response === undefined || responseAfter === undefined) {
    if (response !== responseAfter) found.push({ part: ['response'], gone: responseAfter === undefined });
  } else compareSchema(response, responseAfter, ['response'], found, names.response);
  return found;
}

const NO_NAMES: ReadonlyMap<string, string> = new Map();

/** A function without `properties` has none: the list of parameters is always written. */
function withProperties(schema: JsonSchema): JsonSchema {
  return { ...schema, type: 'object', properties: schema.properties ?? {} };
}

function compareSchema(
  before: JsonSchema,
  after: JsonSchema,
  part: PartPath,
  found: Difference[],
  names: ReadonlyMap<string, string>,
): void {
  const { $defs, ...own } = before;
  const { $defs: defsAfter, ...ownAfter } = after;
  compare(own, ownAfter, part, found, names);
  for (const key of reachable(own, $defs ?? {})) {
    const name = names.get(key);
    const there = name === undefined ? undefined : defsAfter?.[name];
    if (there === undefined) found.push({ part: [...part, '$defs', key], gone: true });
    else compare($defs?.[key], there, [...part, '$defs', key], found, names);
  }
}

/** Keys of the definitions a schema refers to, directly or not. */
function reachable(own: unknown, defs: Readonly<Record<string, JsonSchema>>): Set<string> {
  const keys = new Set<string>();
  const visit = (value: unknown, depth: number): void => {
    if (typeof value !== 'object' || value === null || depth > 300) return;
    for (const [name, child] of Object.entries(value)) {
      const key = name === '$ref' && typeof child === 'string' ? keyOf(child) : undefined;
      if (key !== undefined && Object.hasOwn(defs, key) && !keys.has(key)) {
        keys.add(key);
        visit(defs[key], depth + 1);
      } else visit(child, depth + 1);
    }
  };
  visit(own, 0);
  return keys;
}

function keyOf(ref: string): string | undefined {
  return ref.startsWith('#/$defs/') ? ref.slice(8).replaceAll('~1', '/').replaceAll('~0', '~') : undefined;
}

function compare(
  before: unknown,
  after: unknown,
  part: PartPath,
  found: Difference[],
  names: ReadonlyMap<string, string>,
): void {
  if (before === after || found.length >= MAX_DIFFERENCES) return;
  if (part.at(-1) === 'required' && sameSet(before ?? [], after ?? [])) return;
  if (typeof before !== 'object' || before === null || typeof after !== 'object' || after === null) {
    if (!sameReference(part, before, after, names)) found.push({ part, gone: after === undefined });
    return;
  }
  if (Array.isArray(before) !== Array.isArray(after)) {
    found.push({ part, gone: false });
    return;
  }
  const left = before as Record<string, unknown>;
  const right = after as Record<string, unknown>;
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const own = Object.hasOwn(left, key) ? left[key] : undefined;
    const other = Object.hasOwn(right, key) ? right[key] : undefined;
    compare(own, other, [...part, Array.isArray(before) ? Number(key) : key], found, names);
  }
}

function sameReference(part: PartPath, before: unknown, after: unknown, names: ReadonlyMap<string, string>): boolean {
  if (part.at(-1) !== '$ref' || typeof before !== 'string') return false;
  const key = keyOf(before);
  const name = key === undefined ? undefined : names.get(key);
  return name !== undefined && after === `#/$defs/${name}`;
}

function sameSet(before: unknown, after: unknown): boolean {
  if (!Array.isArray(before) || !Array.isArray(after) || before.length !== after.length) return false;
  const names = new Set(after);
  return before.every((name) => names.has(name));
}
