import { isSchema } from './guards.ts';
import type { JsonSchema } from './types.ts';

/** How a keyword holds schemas: one, a list, by name, or (`items` before draft 2020-12) one or a list. */
export type SubschemaForm = 'one' | 'list' | 'map' | 'one-or-list';

/**
 * What the schemas under a keyword are to the schema around them: a named property, an item, a branch for the same value,
 * a shared definition, or `other`: schemas no value of its own is named by.
 */
export type SubschemaRole = 'property' | 'items' | 'branch' | 'definition' | 'other';

export interface SubschemaKeyword {
  readonly form: SubschemaForm;
  readonly role: SubschemaRole;
}

/**
 * Every keyword of JSON Schema (2020-12, and what older drafts and OpenAPI keep) that holds schemas, in the order in which
 * they are visited. A keyword that is added here is read, checked, converted and completed everywhere.
 */
export const SUBSCHEMAS: ReadonlyMap<string, SubschemaKeyword> = new Map<string, SubschemaKeyword>([
  ['items', { form: 'one-or-list', role: 'items' }],
  ['additionalProperties', { form: 'one', role: 'other' }],
  ['not', { form: 'one', role: 'other' }],
  ['if', { form: 'one', role: 'other' }],
  ['then', { form: 'one', role: 'other' }],
  ['else', { form: 'one', role: 'other' }],
  ['contains', { form: 'one', role: 'other' }],
  ['propertyNames', { form: 'one', role: 'other' }],
  ['additionalItems', { form: 'one', role: 'other' }],
  ['unevaluatedProperties', { form: 'one', role: 'other' }],
  ['unevaluatedItems', { form: 'one', role: 'other' }],
  ['anyOf', { form: 'list', role: 'branch' }],
  ['oneOf', { form: 'list', role: 'branch' }],
  ['allOf', { form: 'list', role: 'branch' }],
  ['prefixItems', { form: 'list', role: 'items' }],
  ['properties', { form: 'map', role: 'property' }],
  ['patternProperties', { form: 'map', role: 'other' }],
  ['dependentSchemas', { form: 'map', role: 'other' }],
  ['$defs', { form: 'map', role: 'definition' }],
  ['definitions', { form: 'map', role: 'definition' }],
]);

/** One schema directly inside another, and where: `['items']`, `['anyOf', 0]`, `['properties', 'date']`. */
export interface Subschema {
  readonly at: readonly [keyword: string] | readonly [keyword: string, key: string | number];
  readonly role: SubschemaRole;
  readonly schema: JsonSchema;
}

/** The schemas directly inside a schema. What is no object (`true`, `false`, mistakes) is passed over. */
export function* subschemas(schema: JsonSchema): Generator<Subschema> {
  for (const [keyword, { role }] of SUBSCHEMAS) {
    if (!Object.hasOwn(schema, keyword)) continue;
    for (const [key, child] of entriesOf(keyword, schema[keyword])) {
      if (isSchema(child)) yield { at: key === undefined ? [keyword] : [keyword, key], role, schema: child };
    }
  }
}

/** The values in the places of schemas under one keyword; nothing where its value has another form than it must. */
function entriesOf(keyword: string, value: unknown): (readonly [key: string | number | undefined, child: unknown])[] {
  const form = SUBSCHEMAS.get(keyword)?.form;
  if (Array.isArray(value)) return form === 'list' || form === 'one-or-list' ? [...value.entries()] : [];
  if (form === 'map') return isSchema(value) ? Object.entries(value) : [];
  return form === 'list' ? [] : [[undefined, value]];
}

/**
 * A schema with `change` done to each schema directly inside it. Keywords and names keep their order; what is not changed
 * stays the same object, so that a caller sees by identity whether anything was.
 */
export function mapSubschemas(schema: JsonSchema, change: (child: Subschema) => JsonSchema | boolean): JsonSchema {
  let mapped = schema;
  for (const [keyword, { role }] of SUBSCHEMAS) {
    if (!Object.hasOwn(schema, keyword)) continue;
    const value = schema[keyword];
    const fresh = mapValue(keyword, value, (at, child) => change({ at, role, schema: child }));
    if (fresh === value) continue;
    if (mapped === schema) mapped = { ...schema };
    mapped[keyword] = fresh;
  }
  return mapped;
}

function mapValue(
  keyword: string,
  value: unknown,
  change: (at: Subschema['at'], child: JsonSchema) => unknown,
): unknown {
  const entries = entriesOf(keyword, value).map(([key, child]) => {
    const at: Subschema['at'] = key === undefined ? [keyword] : [keyword, key];
    return [key, child, isSchema(child) ? change(at, child) : child] as const;
  });
  if (entries.every(([, child, fresh]) => fresh === child)) return value;
  if (Array.isArray(value)) return entries.map(([, , fresh]) => fresh);
  // fromEntries makes own properties of all names, `__proto__` among them.
  if (SUBSCHEMAS.get(keyword)?.form === 'map') return Object.fromEntries(entries.map(([key, , fresh]) => [key, fresh]));
  return entries[0]?.[2];
}
