import { isRecord, type JsonSchema } from '../../json/index.ts';
import { setOwn } from '../json-text/parse.ts';
import type { PartPath } from '../types.ts';
import { MANY, NAMED, ONE } from './inline.ts';

/** Keywords that hold schemas by name, definitions among them. */
const BY_NAME = [...NAMED, '$defs'] as const;

/**
 * A schema with `change` done to it and to every schema in it, inner ones first. What is not changed stays the same
 * object, so that a caller sees by identity whether anything was.
 */
export function mapSchemas(
  schema: JsonSchema,
  at: PartPath,
  change: (schema: JsonSchema, at: PartPath) => JsonSchema,
): JsonSchema {
  let mapped = schema;
  const put = (key: string, value: unknown): void => {
    if (mapped === schema) mapped = { ...schema };
    setOwn(mapped, key, value);
  };
  for (const key of ONE) {
    const child = schema[key];
    if (!isRecord(child)) continue;
    const fresh = mapSchemas(child as JsonSchema, [...at, key], change);
    if (fresh !== child) put(key, fresh);
  }
  for (const key of MANY) {
    const list = schema[key];
    if (!Array.isArray(list)) continue;
    const fresh = list.map((child, index) =>
      isRecord(child) ? mapSchemas(child as JsonSchema, [...at, key, index], change) : child,
    );
    if (fresh.some((child, index) => child !== list[index])) put(key, fresh);
  }
  for (const key of BY_NAME) {
    const map = schema[key];
    if (isRecord(map)) mapNamed(map as Record<string, JsonSchema>, [...at, key], change, (fresh) => put(key, fresh));
  }
  return change(mapped, at);
}

function mapNamed(
  map: Record<string, JsonSchema>,
  at: PartPath,
  change: (schema: JsonSchema, at: PartPath) => JsonSchema,
  put: (fresh: Record<string, JsonSchema>) => void,
): void {
  const fresh: Record<string, JsonSchema> = {};
  let changed = false;
  for (const [name, child] of Object.entries(map)) {
    const mapped = isRecord(child) ? mapSchemas(child, [...at, name], change) : child;
    changed ||= mapped !== child;
    setOwn(fresh, name, mapped);
  }
  if (changed) put(fresh);
}
