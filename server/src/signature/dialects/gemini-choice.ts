import type { Json, JsonSchema } from '../../json/index.ts';
import { setOwn } from '../json-text/parse.ts';
import { typesIn } from './gemini-items.ts';

/** Keywords that bind values of one type alone. Under a list of types they go to the branch of that type. */
const OF_TYPE: Readonly<Record<string, ReadonlySet<string>>> = {
  string: new Set(['minLength', 'maxLength', 'pattern', 'format']),
  number: new Set(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']),
  integer: new Set(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']),
  array: new Set(['items', 'prefixItems', 'minItems', 'maxItems', 'uniqueItems', 'contains']),
  object: new Set([
    'properties',
    'required',
    'additionalProperties',
    'minProperties',
    'maxProperties',
    'propertyNames',
  ]),
};
const BOUND: ReadonlySet<string> = new Set(Object.values(OF_TYPE).flatMap((keywords) => [...keywords]));

/** A schema of several types as a choice of schemas with one type each: Gemini takes one type, and its keywords only beside it. */
export function asChoice(schema: JsonSchema): JsonSchema {
  const types = typesIn(schema);
  if (types.filter((type) => type !== 'null').length < 2 || schema.anyOf !== undefined || schema.oneOf !== undefined)
    return schema;
  const { type: _types, enum: values, ...rest } = schema;
  const common: JsonSchema = {};
  for (const [key, value] of Object.entries(rest)) if (!BOUND.has(key)) setOwn(common, key, value);
  return { ...common, anyOf: types.map((type) => branchOf(rest, type, values)) };
}

/** A schema that lists its values and says no type, with the type that they have in common. */
export function withTypeOfValues(schema: JsonSchema): JsonSchema {
  const values = schema.const === undefined ? schema.enum : [schema.const];
  if (schema.type !== undefined || !Array.isArray(values) || values.length === 0) return schema;
  const type = ['string', 'boolean', 'integer', 'number'].find((name) => values.every((each) => isOfType(each, name)));
  return type === undefined ? schema : { ...schema, type };
}

function branchOf(schema: JsonSchema, type: string, values: readonly Json[] | undefined): JsonSchema {
  const branch: JsonSchema = { type };
  for (const key of OF_TYPE[type] ?? []) if (Object.hasOwn(schema, key)) setOwn(branch, key, schema[key]);
  const own = values?.filter((value) => isOfType(value, type)) ?? [];
  return own.length > 0 && type !== 'null' ? { ...branch, enum: own } : branch;
}

function isOfType(value: Json, type: string): boolean {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === type;
}
