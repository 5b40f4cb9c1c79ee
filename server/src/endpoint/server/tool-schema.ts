import { isObject, type Json, type JsonObject } from '../../json/index.ts';
import { HttpError } from './http-error.ts';

const DEEPEST = 100;
/** Schemas of one tool at most. */
const MAX_SCHEMAS = 20_000;

/** Keywords that hold one schema, a list of schemas, or schemas by name. */
const ONE = ['items', 'additionalProperties', 'not', 'if', 'then', 'else', 'contains', 'propertyNames'];
const LISTS = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];
const NAMED = ['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas'];

/**
 * Holds the parameters of a tool to the shape of JSON Schema, so that whoever reads them further on need not doubt it.
 * @throws HttpError 400 naming the tool and the place
 */
export function checkToolSchema(schema: object, tool: string): void {
  const waiting: { readonly value: Json | undefined; readonly at: string; readonly depth: number }[] = [
    { value: schema as JsonObject, at: 'parameters', depth: 0 },
  ];
  let seen = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, at, depth } = next;
    const refuse = (what: string): never => {
      throw new HttpError(400, `Invalid schema for function '${tool}': '${at}' ${what}.`);
    };
    if (depth > DEEPEST || ++seen > MAX_SCHEMAS) refuse('is nested too deeply or too large');
    if (typeof value === 'boolean') continue;
    if (!isObject(value)) throw refuse('must be a schema');
    if (value.required !== undefined && !isTexts(value.required)) refuse("must have a list of names as 'required'");
    if (value.enum !== undefined && !Array.isArray(value.enum)) refuse("must have a list as 'enum'");
    if (value.type !== undefined && typeof value.type !== 'string' && !isTexts(value.type))
      refuse("must have a name or a list of names as 'type'");
    waiting.push(
      ...within(value, refuse).map(({ key, part }) => ({ value: part, at: `${at}.${key}`, depth: depth + 1 })),
    );
  }
}

function within(schema: JsonObject, refuse: (what: string) => never): { key: string; part: Json | undefined }[] {
  const parts: { key: string; part: Json | undefined }[] = [];
  for (const key of ONE) {
    const part = schema[key];
    if (Array.isArray(part)) parts.push(...part.map((each) => ({ key, part: each })));
    else if (part !== undefined) parts.push({ key, part });
  }
  for (const key of LISTS) {
    const list = schema[key];
    if (list === undefined) continue;
    if (!Array.isArray(list)) return refuse(`must have a list of schemas as '${key}'`);
    parts.push(...list.map((part, index) => ({ key: `${key}[${index}]`, part })));
  }
  for (const key of NAMED) {
    const named = schema[key];
    if (named === undefined) continue;
    if (!isObject(named)) return refuse(`must have an object of schemas as '${key}'`);
    parts.push(...Object.entries(named).map(([name, part]) => ({ key: `${key}.${name}`, part })));
  }
  return parts;
}

function isTexts(value: Json): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}
