import type { FunctionReading } from '../../../domain/index.ts';
import type { JsonSchema } from '../../../json/index.ts';
import { fieldKey, isOver } from '../names.ts';
import { isStateKey } from '../tables.ts';
import { withProperties } from './types.ts';

/** Deepest place of a predicted answer that holds a record. */
const MAX_STATE_DEPTH = 4;

/**
 * A predicted answer knows the states that deeds bring about. Where it knows no other, `closed` of an account, a record
 * that nothing has been done to is `active`.
 */
export function withStartState(schema: JsonSchema, moved: ReadonlySet<string>, depth = 0): JsonSchema {
  if (depth > MAX_STATE_DEPTH) return schema;
  const items =
    typeof schema.items === 'object' && schema.items !== null
      ? { items: withStartState(schema.items, moved, depth + 1) }
      : {};
  if (schema.properties === undefined) return { ...schema, ...items };
  const properties = Object.entries(schema.properties).map(([name, property]) => {
    const known = isStateKey(fieldKey(name)) ? (property.enum ?? []) : [];
    const over =
      known.length > 0 && known.every((state) => typeof state === 'string' && (isOver(state) || moved.has(state)));
    return [
      name,
      over ? { ...property, enum: ['active', ...known] } : withStartState(property, moved, depth + 1),
    ] as const;
  });
  return { ...schema, ...items, properties: Object.fromEntries(properties) };
}

/** A change that nothing says a state of answers that it is done, and not how the record stands. */
export function withoutEmptyStatus({ operation, movesTo, inputs }: FunctionReading, schema: JsonSchema): JsonSchema {
  const { properties = {} } = schema;
  const given = inputs.some(({ parameter }) => isStateKey(fieldKey(parameter)));
  if (operation !== 'update' || movesTo !== undefined || given || !Object.hasOwn(properties, 'status')) return schema;
  const { status: _status, ...rest } = properties;
  return withProperties(schema, { ...rest, success: { type: 'boolean' } });
}
