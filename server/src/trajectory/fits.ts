import type { Json, JsonSchema } from '../json/index.ts';
import { validateValue } from '../signature/index.ts';

/** Whether a value is valid for a top-level parameter. */
export function fits(parameters: JsonSchema, name: string, value: Json): boolean {
  if (!Object.hasOwn(parameters.properties ?? {}, name)) return false;
  const property = parameters.properties?.[name] as JsonSchema;
  const schema = parameters.$defs === undefined ? property : { ...property, $defs: parameters.$defs };
  return validateValue(schema, value).length === 0;
}
