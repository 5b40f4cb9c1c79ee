import { isObject, type Json, type JsonObject } from '../../../json/index.ts';

/** The objects of a list; none where it is no list. */
export function objects(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** JSON text as a value; undefined where it is none. */
export function parsed(text: Json | undefined): Json | undefined {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** `tools` as JSON text, which survives loaders that infer one schema for all rows. */
export function toolsProblem(tools: Json | undefined): string[] {
  return Array.isArray(parsed(tools)) ? [] : ['tools is no JSON text of a list'];
}
