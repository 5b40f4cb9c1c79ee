import { type JsonSchema, mapSubschemas } from '../../json/index.ts';
import type { PartPath } from '../types.ts';

/**
 * A schema with `change` done to it and to every schema in it, inner ones first. What is not changed stays the same
 * object, so that a caller sees by identity whether anything was.
 */
export function mapSchemas(
  schema: JsonSchema,
  at: PartPath,
  change: (schema: JsonSchema, at: PartPath) => JsonSchema,
): JsonSchema {
  const mapped = mapSubschemas(schema, (child) => mapSchemas(child.schema, [...at, ...child.at], change));
  return change(mapped, at);
}
