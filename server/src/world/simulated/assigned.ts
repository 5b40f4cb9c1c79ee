import { type Json, type JsonObject, put } from '../../json/index.ts';
import type { Assignment } from './plan.ts';
import { argumentOf } from './running.ts';

/** Fields that the arguments of a call set. */
export function assigned(call: JsonObject, set: readonly Assignment[]): JsonObject {
  const fields: Record<string, Json> = {};
  for (const { field, argument } of set) {
    const value = argumentOf(call, argument);
    if (value !== undefined) put(fields, field, value);
  }
  return fields;
}

/** No fields. */
export const NOTHING: JsonObject = {};
