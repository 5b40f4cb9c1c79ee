import type { JsonObject, JsonSchema } from './types.ts';

/** Whether a value is a JSON object: neither null nor a list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** As `isObject`, for values that did not come from a JSON text: nothing is known of what the properties hold. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return isObject(value);
}

/** As `isObject`, where the value stands in the place of a JSON Schema. Its keywords may still hold anything. */
export function isSchema(value: unknown): value is JsonSchema {
  return isObject(value);
}
