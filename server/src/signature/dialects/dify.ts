import { isRecord, type Json, type JsonObject, type JsonSchema } from '../../json/index.ts';
import { setOwn } from '../json-text/parse.ts';
import type { FunctionSignature } from '../types.ts';
import { canonicalSchema } from './canonical.ts';
import { excerpt, type RawPath } from './found.ts';
import { makeSignature, type ReadOptions, stringOf } from './reading.ts';

/** Dify's own names of types, as JSON Schema says them; what a person picks (a model, an app) is a text. */
const TYPES: Readonly<Record<string, JsonSchema>> = {
  string: { type: 'string' },
  'secret-input': { type: 'string' },
  select: { type: 'string' },
  'dynamic-select': { type: 'string' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  checkbox: { type: 'boolean' },
  array: { type: 'array' },
  object: { type: 'object' },
  file: { type: 'string' },
  files: { type: 'array', items: { type: 'string' } },
};

/** Whether an object is the definition of one tool of Dify: its name stands in `identity`, its texts in two registers. */
export function isDify(element: JsonObject): boolean {
  const { identity, description, parameters } = element;
  if (!isRecord(identity) || typeof identity.name !== 'string') return false;
  return Array.isArray(parameters) || (isRecord(description) && Object.hasOwn(description, 'llm'));
}

/**
 * A tool of Dify. What a person sets in a form before the model is asked (`form: form`) is never required of the model.
 * Source: the tool YAML of Dify's plugin documentation.
 */
export function readDify(element: JsonObject, options: ReadOptions): FunctionSignature {
  const { sink, path } = options;
  const properties: Record<string, JsonSchema> = {};
  const required: string[] = [];
  for (const [index, item] of (Array.isArray(element.parameters) ? element.parameters : []).entries()) {
    const at = [...path, 'parameters', index];
    if (!isRecord(item) || typeof item.name !== 'string') {
      const message = 'a parameter must be an object with a name';
      sink.add('unsupported-construct', at, { construct: excerpt(item), message });
      continue;
    }
    const parameter = item as JsonObject;
    if (Object.hasOwn(properties, item.name)) sink.add('duplicate-parameter', [...at, 'name'], { name: item.name });
    setOwn(properties, item.name, schemaOf(parameter));
    if (parameter.required === true && parameter.form !== 'form') required.push(item.name);
  }
  const { identity, description, output_schema: output } = element;
  return makeSignature(
    {
      name: (identity as JsonObject).name,
      description: isRecord(description) ? textOf(description.llm) || textOf(description.human) : description,
      parameters: { type: 'object', properties, required },
      response: isRecord(output)
        ? canonicalSchema(output, [...path, 'output_schema'], { foreignTypes: true, openapi: false }, sink)
        : undefined,
    },
    'dify',
    ['identity', 'name'],
    options,
  );
}

function schemaOf(parameter: JsonObject): JsonSchema {
  const { type, options: choices, min, max } = parameter;
  const known = typeof type === 'string' && Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
  const schema: JsonSchema = { ...(known ?? { type: 'string' }) };
  const text = textOf(parameter.llm_description) || textOf(parameter.human_description);
  if (text !== '') schema.description = text;
  if (Array.isArray(choices)) {
    const values = choices.flatMap((choice) => (isRecord(choice) && choice.value !== undefined ? [choice.value] : []));
    if (values.length > 0) schema.enum = values;
  }
  if (typeof min === 'number') schema.minimum = min;
  if (typeof max === 'number') schema.maximum = max;
  if (parameter.default !== undefined && parameter.default !== null) schema.default = parameter.default;
  return schema;
}

/** A text, or the English one of several languages, or the first there is. */
function textOf(value: Json | undefined): string {
  if (!isRecord(value)) return stringOf(value);
  const texts = value as JsonObject;
  return (
    stringOf(texts.en_US) ||
    (Object.values(texts)
      .map(stringOf)
      .find((text) => text !== '') ??
      '')
  );
}

/** Path, in a tool of Dify as written, of a part of its signature. */
export function difyPath(element: JsonObject, part: RawPath): RawPath {
  const [head, second, third, ...rest] = part;
  switch (head) {
    case undefined:
      return [];
    case 'name':
      return ['identity', 'name'];
    case 'description':
      return ['description', 'llm'];
    case 'response':
      return ['output_schema', ...part.slice(1)];
    case 'parameters':
      return second === 'properties' && third !== undefined ? parameterPath(element, third, rest) : ['parameters'];
    default:
      return [];
  }
}

function parameterPath(element: JsonObject, name: string | number, [keyword, ...rest]: RawPath): RawPath {
  const list = Array.isArray(element.parameters) ? element.parameters : [];
  const index = list.findIndex((item) => isRecord(item) && item.name === name);
  if (index < 0) return ['parameters'];
  if (keyword === undefined) return ['parameters', index];
  if (keyword === 'description') return ['parameters', index, 'llm_description'];
  if (keyword === 'enum') {
    const [choice] = rest;
    return choice === undefined ? ['parameters', index, 'options'] : ['parameters', index, 'options', choice, 'value'];
  }
  return ['parameters', index, keyword, ...rest];
}
