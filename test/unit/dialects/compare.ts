import {
  type CatalogEntry,
  type FunctionSignature,
  type Loss,
  plainName,
} from '../../../server/src/signature/index.ts';

type Path = (string | number)[];

/** A signature as it is compared: without its source, under its plain name, and without keys that say nothing. */
function comparable(entry: CatalogEntry): Record<string, unknown> {
  const { source: _source, name: _name, namespace: _namespace, parameters, response, ...rest } = entry.signature;
  return {
    ...rest,
    name: plainName(entry),
    parameters: silent(parameters),
    ...(response === undefined ? {} : { response: silent(response) }),
  };
}

/**
 * A schema in one of the ways to say the same: nothing that says nothing, names in order, `const` as an enum, the type
 * of a list of strings, `null` among types, whole numbers with inclusive bounds.
 */
function silent(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(silent);
  if (typeof value !== 'object' || value === null) return value;
  const kept: Record<string, unknown> = {};
  for (const [key, child] of Object.entries(value)) {
    if (isSilent(key, child)) continue;
    if (key === 'properties' || key === '$defs') kept[key] = byName(child);
    else kept[key] = key === 'required' || key === 'type' ? sorted(child) : silent(child);
  }
  return Object.fromEntries(Object.entries(oneWay(kept)).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Schemas by name: a property may be called `type`. */
function byName(map: unknown): unknown {
  const entries = Object.entries(map as Record<string, unknown>).map(
    ([name, schema]) => [name, silent(schema)] as const,
  );
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function isSilent(key: string, value: unknown): boolean {
  if (key === 'required') return Array.isArray(value) && value.length === 0;
  if (key === 'properties') return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
  if (key === 'items') return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
  return key === 'description' && typeof value === 'string' && value.trim() === '';
}

function sorted(value: unknown): unknown {
  return Array.isArray(value) ? [...new Set(value)].sort() : value;
}

function oneWay(schema: Record<string, unknown>): Record<string, unknown> {
  const { const: only, ...rest } = schema;
  const same = only === undefined ? schema : { ...rest, enum: [only] };
  if (Array.isArray(same.enum) && same.type === undefined && same.enum.every((item) => typeof item === 'string')) {
    same.type = 'string';
  }
  if (same.type === 'integer' && typeof same.exclusiveMaximum === 'number' && same.maximum === undefined) {
    same.maximum = same.exclusiveMaximum - 1;
    delete same.exclusiveMaximum;
  }
  if (!Array.isArray(same.anyOf)) return same;
  const { anyOf, ...outer } = same;
  const types = (anyOf as Record<string, unknown>[]).map((branch) =>
    Object.keys(branch).length === 1 ? branch.type : undefined,
  );
  if (types.every((type) => typeof type === 'string')) return { ...outer, type: sorted(types) };
  const real = (anyOf as { type?: unknown }[]).filter((branch) => branch.type !== 'null');
  const [branch] = real;
  if (real.length !== 1 || real.length === (anyOf as unknown[]).length || branch === undefined) return same;
  const nullable = { ...branch, ...outer } as Record<string, unknown>;
  if (typeof nullable.type === 'string') nullable.type = sorted([nullable.type, 'null']);
  if (Array.isArray(nullable.enum)) nullable.enum = [...nullable.enum, null];
  return nullable;
}

function difference(one: unknown, other: unknown, path: Path, found: Path[]): void {
  if (Object.is(one, other) || JSON.stringify(one) === JSON.stringify(other)) return;
  const both = [one, other].every((value) => typeof value === 'object' && value !== null);
  if (!both || Array.isArray(one) || Array.isArray(other)) {
    found.push(path);
    return;
  }
  const [left, right] = [one as Record<string, unknown>, other as Record<string, unknown>];
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    difference(
      Object.hasOwn(left, key) ? left[key] : undefined,
      Object.hasOwn(right, key) ? right[key] : undefined,
      [...path, key],
      found,
    );
  }
}

/** Parts in which two signatures differ. */
export function differences(one: CatalogEntry, other: CatalogEntry): Path[] {
  const found: Path[] = [];
  const after = comparable(other);
  difference(comparable(one), after, [], found);
  // Definitions that nothing refers to any more say nothing; the references themselves are compared where they stand.
  return hasReference(after) ? found : found.filter((path) => path[1] !== '$defs');
}

function hasReference(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.hasOwn(value, '$ref') || Object.values(value).some(hasReference);
}

/** Whether a loss that was listed accounts for a difference: it names the part, something around it or inside it. */
export function isListed(path: Path, losses: readonly Loss[]): boolean {
  return losses.some(({ part, message }) => {
    // A parameter that was renamed is a new one under its new name.
    if (path[1] === 'properties' && message.endsWith(`written as ${String(path[2])}`)) return true;
    if (path[0] === 'name' && part[0] === 'namespace') return true;
    const length = Math.min(part.length, path.length);
    return Array.from({ length }, (_, index) => index).every((index) => keyword(part[index]) === keyword(path[index]));
  });
}

/** Keywords that say the same thing in two ways are one. */
function keyword(step: string | number | undefined): string {
  if (['type', 'enum', 'const', 'anyOf', 'oneOf'].includes(String(step))) return 'which values';
  return String(step).replace(/^exclusiveM/, 'm');
}

/** Differences that no loss accounts for, in words. */
export function unlisted(before: CatalogEntry, after: CatalogEntry | undefined, losses: readonly Loss[]): string[] {
  if (after === undefined) return [`${before.id}: not read back`];
  const own = losses.filter(({ id }) => id === before.id);
  return differences(before, after)
    .filter((path) => !isListed(path, own) && !namesRenamed(path, before, after, own))
    .map(
      (path) =>
        `${before.id}: ${path.join('.')}: ${show(before.signature, path)} became ${show(after.signature, path)}`,
    );
}

const RENAMED = /written as (.+)$/;

/** The required names are the same, but for parameters whose renaming is listed. */
function namesRenamed(path: Path, before: CatalogEntry, after: CatalogEntry, losses: readonly Loss[]): boolean {
  if (path.join('.') !== 'parameters.required') return false;
  const fresh = new Map(losses.map(({ part, message }) => [String(part[2]), RENAMED.exec(message)?.[1]]));
  const expected = before.signature.parameters.required?.map((name) => fresh.get(name) ?? name);
  return JSON.stringify(sorted(expected)) === JSON.stringify(sorted(after.signature.parameters.required));
}

function show(signature: FunctionSignature, path: Path): string {
  let value: unknown = signature;
  for (const step of path) value = (value as Record<string, unknown> | undefined)?.[step];
  return JSON.stringify(value)?.slice(0, 120) ?? 'nothing';
}
