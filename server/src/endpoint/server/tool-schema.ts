import { isObject, type Json, type JsonObject, SUBSCHEMAS } from '../../json/index.ts';
import { HttpError } from './http-error.ts';

const MAX_DEPTH = 100;
/** Schemas of one tool at most. */
const MAX_SCHEMAS = 20_000;

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
    if (depth > MAX_DEPTH || ++seen > MAX_SCHEMAS) refuse('is nested too deeply or too large');
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
  for (const [key, { form }] of SUBSCHEMAS) {
    const value = schema[key];
    if (value === undefined) continue;
    if (form === 'map') {
      if (!isObject(value)) return refuse(`must have an object of schemas as '${key}'`);
      parts.push(...Object.entries(value).map(([name, part]) => ({ key: `${key}.${name}`, part })));
    } else if (form === 'list') {
      if (!Array.isArray(value)) return refuse(`must have a list of schemas as '${key}'`);
      parts.push(...value.map((part, index) => ({ key: `${key}[${index}]`, part })));
    } else if (Array.isArray(value)) parts.push(...value.map((part) => ({ key, part })));
    else parts.push({ key, part: value });
  }
  return parts;
}

function isTexts(value: Json): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}
