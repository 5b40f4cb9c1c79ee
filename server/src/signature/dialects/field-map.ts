import { isRecord, type Json, type JsonObject, type JsonSchema } from '../../json/index.ts';
import { setOwn } from '../json-text/parse.ts';
import { canonicalSchema, type SchemaStyle } from './canonical.ts';
import type { ProblemSink, RawPath } from './found.ts';
import { mapTypeName } from './type-names.ts';

const FOREIGN: SchemaStyle = { foreignTypes: true, openapi: false };

/** Parameters one by one, with the names of those that say of themselves that they may be left out, or may not. */
export interface FieldMap {
  readonly properties: Record<string, JsonSchema>;
  readonly optional: ReadonlySet<string>;
  readonly explicit: ReadonlySet<string>;
}

/** The function's own list of required parameters, where it has one. */
export function requiredNames(element: JsonObject): string[] | undefined {
  return Array.isArray(element.required) ? element.required.filter((name) => typeof name === 'string') : undefined;
}

/** `{p: {type, description, …}}` as properties. */
export function fieldMap(map: Json | undefined, path: RawPath, sink: ProblemSink): FieldMap {
  if (!isRecord(map)) return fieldsOf([], sink);
  return fieldsOf(
    Object.entries(map as JsonObject).map(([name, value]) => ({ name, value, at: [...path, name] })),
    sink,
  );
}

/** One parameter as written, and where. */
export interface WrittenField {
  readonly name: string;
  readonly value: Json;
  readonly at: RawPath;
}

export function fieldsOf(fields: readonly WrittenField[], sink: ProblemSink): FieldMap {
  const properties: Record<string, JsonSchema> = {};
  const optional = new Set<string>();
  const explicit = new Set<string>();
  for (const { name, value: written, at } of fields) {
    const value = withPlainType(written);
    const type = isRecord(value) ? value.type : value;
    if (typeof type === 'string' && mapTypeName(type)?.optional === true) optional.add(name);
    const schema = canonicalSchema(value, at, FOREIGN, sink);
    const flag = flagOf(schema);
    if (flag !== undefined) (flag ? explicit : optional).add(name);
    if (Object.hasOwn(schema, 'example')) {
      schema.examples ??= [schema.example as Json];
      delete schema.example;
    }
    setOwn(properties, name, schema);
  }
  return { properties, optional, explicit };
}

/** Keys under which parameters say their type; Llama Stack has its own. */
export const TYPE_KEYS = ['type', 'param_type', 'parameter_type'] as const;

function withPlainType(value: Json): Json {
  const key = isRecord(value) ? TYPE_KEYS.find((name) => Object.hasOwn(value, name)) : undefined;
  if (!isRecord(value) || key === undefined || key === 'type') return value;
  const { [key]: type, ...rest } = value as JsonObject;
  return { type: type as Json, ...rest };
}

/** Takes `"required": true` (or `false`, or `"optional": true`) out of a parameter: whether it must be given, where it says so. */
export function flagOf(schema: JsonSchema): boolean | undefined {
  // The clients for Java write `isRequired`, Semantic Kernel `is_required`.
  const { required, isRequired, is_required, optional } = schema;
  const flags: unknown[] = [required, isRequired, is_required, typeof optional === 'boolean' ? !optional : undefined];
  if (typeof required === 'boolean') delete schema.required;
  if (typeof isRequired === 'boolean') delete schema.isRequired;
  if (typeof is_required === 'boolean') delete schema.is_required;
  if (typeof optional === 'boolean') delete schema.optional;
  if (flags.includes(true)) return true;
  return flags.includes(false) ? false : undefined;
}
