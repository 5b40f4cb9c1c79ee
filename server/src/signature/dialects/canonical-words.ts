import { isRecord, type Json, type JsonSchema } from '../../json/index.ts';
import { excerpt, type RawPath } from './found.ts';
import type { Walk } from './schema-style.ts';
import { isJsonType, mapTypeName } from './type-names.ts';

export function mapTypes(schema: JsonSchema, path: RawPath, walk: Walk): void {
  const { type } = schema;
  if (typeof type === 'string') {
    if (!isJsonType(type)) replaceType(schema, type, [...path, 'type'], walk);
    return;
  }
  delete schema.type;
  if (!Array.isArray(type)) {
    walk.sink.add('unknown-type', [...path, 'type'], { name: excerpt(type) });
    return;
  }
  const names = new Set<string>();
  for (const [index, name] of type.entries()) {
    const mapped = typeof name === 'string' ? (isJsonType(name) ? name : mapTypeName(name)?.schema.type) : undefined;
    if (typeof mapped === 'string') names.add(mapped);
    if (typeof mapped !== 'string' || (mapped !== name && !walk.style.foreignTypes))
      walk.sink.add('unknown-type', [...path, 'type', index], { name: excerpt(name) });
  }
  if (names.size > 0) schema.type = [...names];
}

/** Lays what a foreign type name says under what the schema says itself. */
function replaceType(schema: JsonSchema, name: string, path: RawPath, walk: Walk): void {
  const mapped = mapTypeName(name);
  if (mapped === undefined || !walk.style.foreignTypes) walk.sink.add('unknown-type', path, { name: excerpt(name) });
  delete schema.type;
  if (mapped === undefined) {
    // Whatever it is called: what has properties is an object, what has items a list.
    if (schema.properties !== undefined) schema.type = 'object';
    else if (schema.items !== undefined) schema.type = 'array';
    return;
  }
  for (const [key, value] of Object.entries(mapped.schema)) {
    if (key === 'type' || !Object.hasOwn(schema, key)) schema[key] = value;
  }
}

/** Words of drafts before 2020-12. */
export function modernise(schema: JsonSchema): void {
  if (schema.definitions !== undefined) {
    schema.$defs = { ...(schema.definitions as Record<string, JsonSchema>), ...schema.$defs };
    delete schema.definitions;
  }
  if (typeof schema.$ref === 'string' && schema.$ref.startsWith('#/definitions/')) {
    schema.$ref = `#/$defs/${schema.$ref.slice('#/definitions/'.length)}`;
  }
  if (schema.$schema !== undefined) delete schema.$schema;
  for (const [exclusive, bound] of EXCLUSIVE) {
    const flag: unknown = schema[exclusive];
    if (typeof flag !== 'boolean') continue;
    delete schema[exclusive];
    if (flag && typeof schema[bound] === 'number') {
      schema[exclusive] = schema[bound];
      delete schema[bound];
    }
  }
}

const EXCLUSIVE = [
  ['exclusiveMinimum', 'minimum'],
  ['exclusiveMaximum', 'maximum'],
] as const;

/** `nullable` and `example` of OpenAPI 3.0, which Gemini took over. */
export function fromOpenApi(schema: JsonSchema): void {
  if (Object.hasOwn(schema, 'nullable')) {
    if (schema.nullable === true) addNull(schema);
    delete schema.nullable;
  }
  if (Object.hasOwn(schema, 'example')) {
    schema.examples ??= [schema.example as Json];
    delete schema.example;
  }
  // Gemini's way to say that there is an enum.
  if (schema.format === 'enum') delete schema.format;
  liftDescription(schema);
}

/** Vertex AI takes no words beside `anyOf`: what every branch says is said of the whole. */
function liftDescription(schema: JsonSchema): void {
  const { anyOf, description } = schema;
  if (description !== undefined || !Array.isArray(anyOf) || anyOf.length < 2) return;
  const said = isRecord(anyOf[0]) ? anyOf[0].description : undefined;
  if (typeof said !== 'string' || said === '') return;
  if (!anyOf.every((branch) => isRecord(branch) && branch.description === said)) return;
  schema.description = said;
  for (const branch of anyOf as JsonSchema[]) delete branch.description;
}

/** Vertex AI's words for references, which are fields there and cannot begin with a dollar sign. */
export function fromVertex(schema: JsonSchema): void {
  if (isRecord(schema.defs) && !Object.hasOwn(schema, '$defs')) {
    schema.$defs = schema.defs as Record<string, JsonSchema>;
    delete schema.defs;
  }
  if (typeof schema.ref !== 'string' || Object.hasOwn(schema, '$ref')) return;
  schema.$ref = schema.ref.replace(/^#\/defs\//, '#/$defs/');
  delete schema.ref;
}

function addNull(schema: JsonSchema): void {
  if (typeof schema.type === 'string' && schema.type !== 'null') schema.type = [schema.type, 'null'];
  else if (Array.isArray(schema.type) && !schema.type.includes('null')) schema.type = [...schema.type, 'null'];
  else if (schema.type === undefined && typeof schema.$ref === 'string') {
    const { $ref } = schema;
    delete schema.$ref;
    schema.anyOf = [{ $ref }, { type: 'null' }];
  } else if (Array.isArray(schema.anyOf)) schema.anyOf = [...schema.anyOf, { type: 'null' }];
  if (Array.isArray(schema.enum) && !schema.enum.includes(null)) schema.enum = [...schema.enum, null];
}
