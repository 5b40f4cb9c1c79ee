import { isRecord, type JsonSchema } from '../../json/index.ts';
import type { PartPath } from '../types.ts';
import type { ReportLoss } from './loss.ts';

/**
 * A schema whose properties, items and branches are objects: `true` is `{}`, which several clients and servers ask for,
 * and what is `false` cannot be given, so it is left out. The same object where nothing was.
 */
export function withoutBooleans(schema: JsonSchema, at: PartPath, report: ReportLoss): JsonSchema {
  let fitted = schema;
  if (isRecord(schema.properties) && Object.values(schema.properties).some(isBoolean)) {
    const kept = Object.entries(schema.properties as Record<string, JsonSchema | boolean>).flatMap(([name, value]) => {
      if (value !== false) return [[name, value === true ? {} : value] as const];
      report([...at, 'properties', name], 'no value is allowed here (`false`); it is left out');
      return [];
    });
    const properties = Object.fromEntries(kept);
    const required = schema.required?.filter(
      (name) => schema.properties?.[name] === undefined || Object.hasOwn(properties, name),
    );
    fitted = { ...fitted, properties, ...(required === undefined ? {} : { required }) };
  }
  if (schema.prefixItems === undefined && isBoolean(schema.items)) {
    fitted = { ...fitted, items: {}, ...(schema.items ? {} : { maxItems: 0 }) };
  }
  for (const key of ['anyOf', 'oneOf'] as const) {
    const branches: unknown = fitted[key];
    if (!Array.isArray(branches) || !branches.some(isBoolean)) continue;
    const kept = branches.filter((branch) => branch !== false).map((branch) => (branch === true ? {} : branch));
    if (kept.length > 0) fitted = { ...fitted, [key]: kept };
  }
  return fitted;
}

function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean';
}
