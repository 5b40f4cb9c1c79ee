import type { Json, JsonSchema } from '../json/index.ts';
import { validateValue } from '../signature/index.ts';

const schemas = new WeakMap<JsonSchema, Map<string, JsonSchema>>();

/** The schema of a top-level parameter with the definitions it may name: one object for all questions about it. */
function schemaOf(parameters: JsonSchema, name: string): JsonSchema {
  const property = parameters.properties?.[name] as JsonSchema;
  if (parameters.$defs === undefined) return property;
  let known = schemas.get(parameters);
  if (known === undefined) {
    known = new Map();
    schemas.set(parameters, known);
  }
  let schema = known.get(name);
  if (schema === undefined) {
    schema = { ...property, $defs: parameters.$defs };
    known.set(name, schema);
  }
  return schema;
}

/** Whether a value is valid for a top-level parameter. */
export function fits(parameters: JsonSchema, name: string, value: Json): boolean {
  if (!Object.hasOwn(parameters.properties ?? {}, name)) return false;
  return validateValue(schemaOf(parameters, name), value).length === 0;
}
