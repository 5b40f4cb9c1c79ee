import { isRecord, type Json, type JsonObject, type JsonSchema } from '../../json/index.ts';
import { refName } from '../schema/fields.ts';
import { STATEMENT_KEYWORD } from '../schema/notes.ts';
import type { CompileContext } from './compile-context.ts';
import { type DocTag, parseJson, textValue } from './doc.ts';
import { setOwn } from './objects.ts';
import { escapePointer } from './quote.ts';
import { type TagDefinition, tagDefinition } from './tags.ts';

type Report = Pick<CompileContext, 'problem'>;
type Resolving = Pick<CompileContext, 'problem' | 'resolve'>;

/** The tags that may stand on a value's type; others are reported. */
export function schemaTagsOf(tags: readonly DocTag[], context: Report): DocTag[] {
  return tags.filter((tag) => {
    const definition = tagDefinition(tag.name);
    if (definition === undefined) {
      context.problem('unknown-tag', { start: tag.start, end: tag.nameEnd }, { name: tag.name });
      return false;
    }
    if (definition.places.includes('schema')) return definition.value !== 'note';
    misplaced(tag, 'a type', context);
    return false;
  });
}

export function misplaced(tag: DocTag, place: string, context: Report): void {
  context.problem(
    'invalid-tag',
    { start: tag.start, end: tag.nameEnd },
    { name: tag.name, message: `@${tag.name} cannot stand on ${place}` },
  );
}

/** The schema with the keywords that tags add. Later tags win; `@schema` may set any keyword. */
export function applySchemaTags(schema: JsonSchema, tags: readonly DocTag[], context: Resolving): JsonSchema {
  if (tags.length === 0) return schema;
  const result: JsonSchema = { ...schema };
  for (const tag of tags) {
    const definition = tagDefinition(tag.name);
    if (definition !== undefined) applyTag(result, tag, definition, context);
  }
  return result;
}

/** Sets the keyword of one tag in a schema of our own. */
function applyTag(schema: JsonSchema, tag: DocTag, definition: TagDefinition, context: Resolving): void {
  switch (tag.name) {
    case 'deprecated':
      schema.deprecated = tag.value !== 'false';
      return;
    case 'oneOf':
      if (schema.anyOf === undefined) misplaced(tag, 'a type that is no union of several schemas', context);
      else {
        schema.oneOf = schema.anyOf;
        delete schema.anyOf;
      }
      return;
    case 'type': {
      const types = tag.value.split(/[\s,|]+/).filter((type) => type !== '');
      schema.type = types.length === 1 ? (types[0] as string) : types;
      return;
    }
    case 'key':
    case 'reference':
      applyStatement(schema, tag, context);
      return;
    case 'schema':
      applyKeywords(schema, tag, context);
      return;
    case 'example':
      schema.examples = [...(schema.examples ?? []), jsonOrText(tag.value)];
      return;
    case 'examples':
    case 'enum': {
      const value = parseJson(tag.value);
      if (Array.isArray(value)) schema[tag.name] = value;
      else invalidValue(tag, 'a JSON array', context);
      return;
    }
  }
  const value = tagValue(tag, definition, context);
  if (value !== undefined) schema[definition.keyword ?? tag.name] = value;
}

/** `@key` and `@reference Customer` go under one keyword, as JSON files write them. */
function applyStatement(schema: JsonSchema, tag: DocTag, context: Resolving): void {
  if (tag.name === 'reference' && tag.value.trim() === '') {
    invalidValue(tag, 'the name of an entity', context);
    return;
  }
  const known = schema[STATEMENT_KEYWORD];
  const stated = tag.name === 'key' ? { key: tag.value.trim() !== 'false' } : { reference: tag.value.trim() };
  schema[STATEMENT_KEYWORD] = { ...(typeof known === 'object' && known !== null ? known : {}), ...stated };
}

/** `@schema {…}`: any keywords. */
function applyKeywords(schema: JsonSchema, tag: DocTag, context: Resolving): void {
  const value = parseJson(tag.value);
  if (!isRecord(value)) {
    invalidValue(tag, 'a JSON object', context);
    return;
  }
  const keywords = bindReferences(value, context) as JsonObject;
  for (const [keyword, own] of Object.entries(keywords)) setOwn<unknown>(schema, keyword, own);
}

/** A JSON value whose `#/$defs/Name` are the declared types of those names; other references stay as they are. */
function bindReferences(value: Json, context: Resolving): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => bindReferences(item, context));
  const entries = Object.entries(value).map(([key, child]): [string, Json] => {
    const name =
      key === '$ref' && typeof child === 'string' && child.startsWith('#/$defs/') ? refName(child) : undefined;
    const named = name === undefined ? undefined : context.resolve(name, 'reference');
    return [key, named === undefined ? bindReferences(child, context) : `#/$defs/${escapePointer(named.key)}`];
  });
  return Object.fromEntries(entries);
}

/** A JSON value, or the text itself. */
export function jsonOrText(value: string): Json {
  const parsed = parseJson(value);
  return parsed === undefined ? value : parsed;
}

/** Value of a tag by its kind; undefined, and reported, where it is not of that kind. */
export function tagValue(tag: DocTag, definition: TagDefinition, context: Report): Json | undefined {
  switch (definition.value) {
    case 'number':
    case 'count': {
      const value = tag.value === '' ? Number.NaN : Number(tag.value);
      if (Number.isFinite(value) && (definition.value === 'number' || (Number.isInteger(value) && value >= 0))) {
        return value;
      }
      return invalidValue(tag, definition.value === 'number' ? 'a number' : 'a whole number', context);
    }
    case 'flag':
      if (tag.value === '' || tag.value === 'true') return true;
      if (tag.value === 'false') return false;
      return invalidValue(tag, 'nothing, true or false', context);
    case 'json':
      if (tag.value === '') return invalidValue(tag, 'a value', context);
      return jsonOrText(tag.value);
    case 'strict-json': {
      const value = parseJson(tag.value);
      return value === undefined ? invalidValue(tag, 'a JSON value', context) : value;
    }
    default:
      if (tag.value === '') return invalidValue(tag, 'a text', context);
      return textValue(tag.value);
  }
}

function invalidValue(tag: DocTag, wanted: string, context: Report): undefined {
  context.problem(
    'invalid-tag',
    { start: tag.start, end: tag.end },
    { name: tag.name, message: `@${tag.name} takes ${wanted}` },
  );
  return undefined;
}
