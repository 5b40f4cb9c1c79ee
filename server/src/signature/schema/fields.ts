import { type JsonSchema, subschemas } from '../../json/index.ts';

/** One value inside a schema, with what a reader can tell of it. */
export interface SchemaField {
  /** From the root: property names, `'[]'` for "each item". `[]` is the root itself. */
  readonly path: readonly string[];
  /** The resolved schema (`$ref` followed, siblings of `$ref` laid over). */
  readonly schema: JsonSchema;
  /** Name of the nominal alias (a `$defs` entry that names a primitive) this value is typed with. */
  readonly nominal?: string;
  /** Name of the nearest enclosing named object type (a `$defs` entry or `title`). */
  readonly entity?: string;
  /** Required at every step from the root. */
  readonly required: boolean;
  /** No fields below it: a scalar, an open object, or cut by the limits. */
  readonly leaf: boolean;
}

export interface FieldLimits {
  /** Steps from the root; default 6. */
  readonly maxDepth?: number;
  /** Fields returned at most; default 400. Recursive and huge schemas are cut, never refused: what is nearest to the root stays. */
  readonly maxFields?: number;
}

/** Last segment of a local `$ref` (`#/$defs/Name`, `#/definitions/Name`), unescaped; undefined for any other. */
export function refName(ref: string): string | undefined {
  const match = /^#\/(?:\$defs|definitions|components\/schemas)\/([^/]+)$/.exec(ref);
  return match?.[1]?.replaceAll('~1', '/').replaceAll('~0', '~');
}

/**
 * Follows local `$ref`s of `schema` within `root`, laying the siblings of each `$ref` over its target.
 * Unresolvable or cyclic references give what is known so far. `name` is the last type name passed.
 */
export function resolveSchema(root: JsonSchema, schema: JsonSchema): ResolvedSchema {
  if (typeof schema.$ref !== 'string') return { schema };
  let known = resolutions.get(schema);
  if (known === undefined) {
    known = new WeakMap();
    resolutions.set(schema, known);
  }
  let resolved = known.get(root);
  if (resolved === undefined) {
    resolved = follow(root, schema);
    known.set(root, resolved);
  }
  return resolved;
}

interface ResolvedSchema {
  readonly schema: JsonSchema;
  readonly name?: string;
}

/**
 * By reference and root. Schemas are never changed once they are read, so a reference leads to the same object as long as it
 * is asked of the same root.
 */
const resolutions = new WeakMap<JsonSchema, WeakMap<JsonSchema, ResolvedSchema>>();

function follow(root: JsonSchema, schema: JsonSchema): ResolvedSchema {
  let current = schema;
  let name: string | undefined;
  const seen = new Set<string>();
  while (typeof current.$ref === 'string' && !seen.has(current.$ref)) {
    seen.add(current.$ref);
    const target = lookUpRef(root, current.$ref);
    if (target === undefined) break;
    name = refName(current.$ref) ?? name;
    const { $ref: _followed, ...siblings } = current;
    current = { ...target, ...siblings };
  }
  return name === undefined ? { schema: current } : { schema: current, name };
}

function lookUpRef(root: JsonSchema, ref: string): JsonSchema | undefined {
  if (ref === '#') return root;
  if (!ref.startsWith('#/')) return namedSchemas(root).get(ref);
  let node: unknown = root;
  for (const step of ref.slice(2).split('/')) {
    if (typeof node !== 'object' || node === null) return undefined;
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (!Object.hasOwn(node, key)) return undefined;
    node = (node as Record<string, unknown>)[key];
  }
  return typeof node === 'object' && node !== null ? (node as JsonSchema) : undefined;
}

const MAX_NAMED_NODES = 20_000;
const named = new WeakMap<JsonSchema, ReadonlyMap<string, JsonSchema>>();

/**
 * What references without a path lead to: `#name` to the schema with that `$anchor` or `$dynamicAnchor`, wherever it stands
 * below `root`, and an address to the schema that has it as its `$id`. Found once a root; the first of a name counts.
 */
export function namedSchemas(root: JsonSchema): ReadonlyMap<string, JsonSchema> {
  const known = named.get(root);
  if (known !== undefined) return known;
  const found = new Map<string, JsonSchema>();
  const open: JsonSchema[] = [root];
  for (let at = 0; at < open.length && at < MAX_NAMED_NODES; at++) {
    const schema = open[at] as JsonSchema;
    const anchors = [schema.$anchor, schema.$dynamicAnchor].map((name) =>
      typeof name === 'string' ? `#${name}` : name,
    );
    for (const name of [...anchors, schema.$id])
      if (typeof name === 'string' && !found.has(name)) found.set(name, schema);
    for (const { schema: child } of subschemas(schema)) open.push(child);
  }
  named.set(root, found);
  return found;
}

/** The types a schema admits, `[]` when it does not say. */
export function typesOf(schema: JsonSchema): readonly string[] {
  if (typeof schema.type === 'string') return ALONE.get(schema.type) ?? [schema.type];
  return Array.isArray(schema.type) ? schema.type.filter((type) => typeof type === 'string') : [];
}

/** One list for each of the usual types: every value that is made or read asks for one. */
const ALONE: ReadonlyMap<string, readonly string[]> = new Map(
  ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'].map((type) => [type, [type]]),
);

/** The one branch of `anyOf`/`oneOf` that is not null, when there is exactly one. */
function nonNullBranch(schema: JsonSchema): JsonSchema | undefined {
  const branches = schema.anyOf ?? schema.oneOf;
  if (!Array.isArray(branches)) return undefined;
  const others = branches.filter((branch) => typeof branch === 'object' && branch !== null && branch.type !== 'null');
  return others.length === 1 ? others[0] : undefined;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

const NOTHING: readonly string[] = [];
const OBJECT_LIKE = new Set(['object', 'array']);

/** How many times as many fields are looked at as are returned: an answer may name its own identifier last. */
const LOOKED_AT = 8;

/**
 * Every value in a schema, depth first in property order, the root first.
 * Cost is linear in the fields looked at; recursive types are cut where a type meets itself.
 */
export function schemaFields(root: JsonSchema, limits: FieldLimits = {}): readonly SchemaField[] {
  const maxDepth = limits.maxDepth ?? 6;
  const maxFields = limits.maxFields ?? 400;
  const fields: SchemaField[] = [];

  const visit = (
    raw: JsonSchema,
    path: readonly string[],
    entity: string | undefined,
    required: boolean,
    open: readonly string[],
  ): void => {
    if (fields.length >= maxFields * LOOKED_AT || typeof raw !== 'object' || raw === null) return;
    let { schema, name } = resolveSchema(root, raw);
    const branch = nonNullBranch(schema);
    if (branch !== undefined) {
      const inner = resolveSchema(root, branch);
      const { anyOf: _anyOf, oneOf: _oneOf, ...rest } = schema;
      schema = { ...inner.schema, ...rest };
      name = inner.name ?? name;
    }
    if (Array.isArray(schema.allOf)) schema = mergeAllOf(root, schema);
    const properties = schema.properties;
    const items = typeof schema.items === 'object' ? schema.items : undefined;
    const recursive = name !== undefined && open.includes(name);
    const hasChildren =
      !recursive &&
      path.length < maxDepth &&
      ((properties !== undefined && Object.keys(properties).length > 0) || items !== undefined);
    const composite = properties !== undefined || typesOf(schema).some((type) => OBJECT_LIKE.has(type));
    const ownEntity = properties === undefined ? undefined : (name ?? schema.title);
    const field: Writable<SchemaField> = { path, schema, required, leaf: !hasChildren };
    if (name !== undefined && !composite) field.nominal = name;
    const nearest = ownEntity ?? entity;
    if (nearest !== undefined) field.entity = nearest;
    fields.push(field);
    if (!hasChildren) return;
    const nowOpen = name === undefined ? open : [...open, name];
    const needed = new Set(required && Array.isArray(schema.required) ? schema.required : NOTHING);
    if (properties !== undefined) {
      for (const key of Object.keys(properties)) {
        visit(properties[key] as JsonSchema, [...path, key], nearest, needed.has(key), nowOpen);
      }
    }
    if (items !== undefined) visit(items, [...path, '[]'], nearest, required, nowOpen);
  };

  visit(root, [], undefined, true, []);
  return nearest(fields, maxFields, ({ path }) => path.length);
}

/**
 * The `count` values nearest to the root, in their order: a record is told by what stands at its top, however much is below.
 * @param depth steps from the root to a value
 */
export function nearest<T>(values: readonly T[], count: number, depth: (value: T) => number): readonly T[] {
  if (values.length <= count) return values;
  const order = values
    .map((value, at) => ({ at, depth: depth(value) }))
    .sort((a, b) => a.depth - b.depth || a.at - b.at);
  const kept = new Set(order.slice(0, count).map(({ at }) => at));
  return values.filter((_, at) => kept.has(at));
}

function mergeAllOf(root: JsonSchema, schema: JsonSchema): JsonSchema {
  const merged: JsonSchema = { ...schema };
  delete merged.allOf;
  for (const part of schema.allOf ?? []) {
    if (typeof part !== 'object' || part === null) continue;
    const resolved = resolveSchema(root, part).schema;
    merged.properties = { ...resolved.properties, ...merged.properties };
    merged.required = [...new Set([...(merged.required ?? []), ...(resolved.required ?? [])])];
    merged.type ??= resolved.type ?? 'object';
    merged.description ??= resolved.description ?? '';
  }
  return merged;
}

/** `flights[].id` for `['flights','[]','id']`; `''` for the root. */
export function formatFieldPath(path: readonly string[]): string {
  return path.reduce((text, step) => (step === '[]' ? `${text}[]` : text === '' ? step : `${text}.${step}`), '');
}
