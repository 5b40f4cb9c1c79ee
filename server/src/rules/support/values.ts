import type { Json, JsonSchema } from '../../json/index.ts';
import { type DialectId, type SchemaError, validateValue } from '../../signature/index.ts';

/** False where a reference leads outside the schema, so that no value can be judged here. */
export function isSelfContained(schema: JsonSchema): boolean {
  return typeof schema.$ref !== 'string' || schema.$ref.startsWith('#');
}

/** A part of a schema with the definitions of its root, so that its references still lead somewhere. */
export function withDefinitions(schema: JsonSchema, root: JsonSchema | undefined): JsonSchema {
  if (root === undefined || schema === root) return schema;
  const definitions = root.definitions;
  return {
    ...schema,
    ...(root.$defs === undefined ? {} : { $defs: root.$defs }),
    ...(definitions === undefined ? {} : { definitions }),
  };
}

/** Whether the default and the examples of a schema are still valid values of it: asked before a keyword is offered. */
export function fits(schema: JsonSchema): boolean {
  const { default: preset, ...rest } = schema;
  const values = [...(Array.isArray(schema.examples) ? schema.examples : [])];
  if (preset !== undefined && preset !== null) values.push(preset);
  return values.every((value) => validateValue(rest, value, MAX_STEPS).length === 0);
}

/** Dialects that write types as words: a format there is our reading of a word such as `TIME`, not the author's rule. */
const WORD_TYPES: ReadonlySet<DialectId> = new Set(['toolbench', 'seal-tools', 'xlam']);

/** Steps spent on one default, enum member or example: they are small, and a file can hold thousands. */
const MAX_STEPS = 2_000;

/** Why a schema refuses a value that stands beside it. Formats that the author did not write judge nothing. */
export function judge(schema: JsonSchema, value: Json, dialect: DialectId): SchemaError[] {
  const errors = validateValue(schema, value, MAX_STEPS);
  return WORD_TYPES.has(dialect) ? errors.filter(({ keyword }) => keyword !== 'format') : errors;
}
