import type { Json, JsonSchema } from './types.ts';

/** The value that goes without saying: the schema's default, or the only one that it allows. */
export function settledValue(schema: JsonSchema): Json | undefined {
  if (schema.default !== undefined) return schema.default as Json;
  if (schema.const !== undefined) return schema.const as Json;
  return Array.isArray(schema.enum) && schema.enum.length === 1 ? (schema.enum[0] as Json) : undefined;
}
