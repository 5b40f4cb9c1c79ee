import { isRecord, type JsonObject, type JsonSchema } from '../../json/index.ts';
import { setOwn } from '../json-text/parse.ts';
import { resolveSchema } from '../schema/fields.ts';
import { EXPECTED, fits, SHAPES, type Shape } from './canonical-shapes.ts';
import { fromOpenApi, fromVertex, mapTypes, modernise } from './canonical-words.ts';
import { excerpt, type ProblemSink, type RawPath } from './found.ts';
import { parsed } from './inside-text.ts';
import type { SchemaStyle, Walk } from './schema-style.ts';
import { mapTypeName } from './type-names.ts';

export type { SchemaStyle } from './schema-style.ts';

const MAX_LEVELS = 200;

/**
 * Makes a schema, as a dialect wrote it, one of JSON Schema 2020-12: foreign type names mapped, older drafts' and
 * OpenAPI's words renamed, keywords of the wrong shape dropped and reported. Works **in place** on a value that the
 * caller owns, because copying 16,000 schemas costs more than reading them. A flag `required` at the root is the
 * caller's to read: in flat lists of parameters it is how one is required.
 */
export function canonicalSchema(raw: unknown, path: RawPath, style: SchemaStyle, sink: ProblemSink): JsonSchema {
  const schema = visit(raw, path, { style, sink }, 0, true);
  return typeof schema === 'object' ? schema : {};
}

/** A schema whose root is certain to be an object: what the parameters of a function must be. */
export function objectSchema(raw: unknown, path: RawPath, style: SchemaStyle, sink: ProblemSink): JsonSchema {
  if (raw === undefined || raw === null) return { type: 'object', properties: {} };
  const inText = typeof raw === 'string' ? schemaInText(raw) : undefined;
  if (inText !== undefined) noSchema(raw, path, { style, sink });
  const read = visit(inText ?? raw, path, { style, sink }, 0);
  const schema = withoutRootRef(typeof read === 'object' ? read : {});
  if (schema.type !== 'object') {
    if (schema.type !== undefined) {
      sink.add('unsupported-construct', [...path, 'type'], {
        construct: `parameters of type ${excerpt(schema.type)}`,
        message: 'the parameters of a function must be an object',
      });
    }
    schema.type = 'object';
  }
  schema.properties ??= {};
  return schema;
}

/** A schema that was written as text once too often: no reader takes it, but what it says is plain. */
function schemaInText(text: string): JsonObject | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  const value = parsed(text);
  return isRecord(value) ? (value as JsonObject) : undefined;
}

/** Parameters that are a reference alone are what it leads to, so that every reader finds them. */
function withoutRootRef(schema: JsonSchema): JsonSchema {
  if (typeof schema.$ref !== 'string') return schema;
  const { schema: target } = resolveSchema(schema, schema);
  return target.$ref === undefined && target !== schema ? { ...target } : schema;
}

/** @param ofProperty The object around it reads `"required": true` here; anywhere else that is no list of names. */
function visit(raw: unknown, path: RawPath, walk: Walk, level: number, ofProperty = false): JsonSchema | boolean {
  if (typeof raw === 'boolean') return raw;
  if (typeof raw === 'string') return fromTypeName(raw, path, walk);
  if (!isRecord(raw)) {
    noSchema(raw, path, walk);
    return {};
  }
  if (level > MAX_LEVELS) {
    walk.sink.add('unsupported-construct', path, {
      construct: 'deep nesting',
      message: `schemas are read ${MAX_LEVELS} levels deep; what lies below is left out`,
    });
    return {};
  }
  const schema = raw as JsonSchema;
  if (walk.style.openapi) fromVertex(schema);
  for (const key of Object.keys(schema)) {
    const shape = SHAPES.get(key);
    // A tuple's `additionalItems` is taken away with its `items`.
    if (shape !== undefined && Object.hasOwn(schema, key)) shapeKeyword(schema, key, shape, path, walk, level);
  }
  if (typeof schema.required === 'boolean' && !ofProperty) {
    wrongShape('required', schema.required, path, walk);
    delete schema.required;
  }
  if (schema.type !== undefined) mapTypes(schema, path, walk);
  modernise(schema);
  if (walk.style.openapi) fromOpenApi(schema);
  return schema;
}

/** `"a": "string"` for `"a": {"type": "string"}`. */
function fromTypeName(name: string, path: RawPath, walk: Walk): JsonSchema {
  const mapped = mapTypeName(name);
  if (mapped === undefined || !walk.style.foreignTypes) noSchema(name, path, walk);
  return mapped?.schema ?? {};
}

/** A list, a text or nothing where a schema belongs: refused by all who read JSON Schema. */
function noSchema(value: unknown, path: RawPath, walk: Walk): void {
  walk.sink.add('schema-invalid', path, {
    keyword: String(path.at(-1) ?? 'the schema'),
    expected: 'a schema',
    actual: typeof value === 'string' ? `"${excerpt(value)}"` : excerpt(value),
  });
}

function shapeKeyword(schema: JsonSchema, key: string, shape: Shape, path: RawPath, walk: Walk, level: number): void {
  const value = schema[key];
  switch (shape) {
    case 'map':
      if (isRecord(value)) {
        visitMap(schema, key, value, path, walk, level);
        return;
      }
      break;
    case 'schema':
      if (typeof value === 'boolean') return;
      if (isRecord(value)) {
        schema[key] = visit(value, [...path, key], walk, level + 1);
        return;
      }
      break;
    case 'items':
      if (typeof value === 'boolean') return;
      if (isRecord(value) || typeof value === 'string') {
        schema[key] = visit(value, [...path, key], walk, level + 1);
        return;
      }
      if (Array.isArray(value)) {
        visitTuple(schema, value, [...path, key], walk, level);
        return;
      }
      break;
    case 'schemas':
      if (Array.isArray(value)) {
        schema[key] = value.map((item, index) => visit(item, [...path, key, index], walk, level + 1));
        return;
      }
      break;
    case 'strings':
      if (Array.isArray(value)) {
        if (!value.every((item) => typeof item === 'string')) {
          schema[key] = value.filter((item) => typeof item === 'string');
          wrongShape(key, value, path, walk);
        }
        return;
      }
      // `"required": true` inside a property is read by the object around it.
      if (typeof value === 'boolean' && key === 'required') return;
      break;
    default:
      if (fits(value, shape)) return;
      if (typeof value === 'boolean' && key.startsWith('exclusive')) return;
      if (
        shape === 'count' &&
        walk.style.textCounts === true &&
        typeof value === 'string' &&
        /^\d{1,15}$/.test(value)
      ) {
        schema[key] = Number(value);
        return;
      }
      if (value === null && walk.style.foreignTypes) {
        delete schema[key];
        return;
      }
  }
  wrongShape(key, value, path, walk);
  delete schema[key];
}

function wrongShape(key: string, value: unknown, path: RawPath, walk: Walk): void {
  const shape = SHAPES.get(key) ?? 'schema';
  walk.sink.add('schema-invalid', [...path, key], {
    keyword: key,
    expected: EXPECTED[shape],
    actual: typeof value === 'string' ? `"${excerpt(value)}"` : excerpt(value),
  });
}

function visitMap(
  schema: JsonSchema,
  key: string,
  map: Record<string, unknown>,
  path: RawPath,
  walk: Walk,
  level: number,
): void {
  const lifted: string[] = [];
  for (const name of Object.keys(map)) {
    if (isStray(name, map, walk.style)) {
      walk.sink.add('schema-invalid', [...path, key, name], {
        keyword: name,
        expected: 'a schema, as every entry of the properties',
        actual: `${excerpt(map[name])}, left out`,
      });
      delete map[name];
      continue;
    }
    const child = visit(map[name], [...path, key, name], walk, level + 1, key === 'properties');
    if (child !== map[name]) setOwn(map, name, child);
    if (typeof child === 'object' && typeof child.required === 'boolean') {
      if (child.required) lifted.push(name);
      delete child.required;
      if (!walk.style.foreignTypes) {
        walk.sink.add('unsupported-construct', [...path, key, name, 'required'], {
          construct: 'required: true',
          message: 'required must be a list of names, on the object around the property',
        });
      }
    }
  }
  if (lifted.length > 0) {
    schema.required = [...new Set([...(Array.isArray(schema.required) ? schema.required : []), ...lifted])];
  }
}

/** Keywords of the object around them that slip into its properties, and what they hold there. */
const STRAY: ReadonlyMap<string, (value: unknown) => boolean> = new Map<string, (value: unknown) => boolean>([
  ['type', (value) => value === 'object' || value === 'dict' || value === 'OBJECT'],
  ['required', (value) => Array.isArray(value)],
  ['additionalProperties', (value) => typeof value === 'boolean'],
  ['$schema', (value) => typeof value === 'string'],
  ['title', (value) => typeof value === 'string'],
  ['description', (value) => typeof value === 'string'],
]);

/**
 * Whether an entry of a map of schemas is a keyword of the object around it. Where types are written as plain words
 * (`"title": "str"`), a text counts as one only if nobody can have meant it as a type.
 */
function isStray(name: string, map: Record<string, unknown>, style: SchemaStyle): boolean {
  const value = map[name];
  // Where only schemas may stand, nothing else under a keyword's name was meant as a parameter.
  const plain = !isRecord(value) && typeof value !== 'boolean';
  if (plain && !style.foreignTypes && (STRAY.has(name) || SHAPES.has(name))) return true;
  if (isRecord(value) || STRAY.get(name)?.(value) !== true) return false;
  return !style.foreignTypes || typeof value !== 'string' || name === 'type' || mapTypeName(value) === undefined;
}

/** Draft 2019-09 and before: `items: [a, b]` is 2020-12's `prefixItems`, `additionalItems` its `items`. */
function visitTuple(schema: JsonSchema, items: unknown[], path: RawPath, walk: Walk, level: number): void {
  const schemas = items.map((item, index) => visit(item, [...path, index], walk, level + 1));
  delete schema.items;
  if (schemas.length > 0) schema.prefixItems = schemas.map((item) => (typeof item === 'object' ? item : {}));
  const rest = schema.additionalItems;
  delete schema.additionalItems;
  if (typeof rest === 'boolean' || isRecord(rest)) schema.items = rest as JsonSchema | boolean;
}
