import { isRecord, type Json, type JsonObject, type JsonSchema } from '../../json/index.ts';
import { setOwn } from '../json-text/parse.ts';
import type { FunctionSignature } from '../types.ts';
import { canonicalSchema, objectSchema, type SchemaStyle } from './canonical.ts';
import { difyPath, readDify } from './dify.ts';
import { fieldMap, flagOf, requiredNames } from './field-map.ts';
import { excerpt, type ProblemSink, type RawPath } from './found.ts';
import { openRpcPath, readOpenRpc } from './open-rpc.ts';
import { makeSignature, type ReadOptions, stringOf } from './reading.ts';
import { mapTypeName } from './type-names.ts';
import { nameKeyOf, readXlam, xlamPath } from './xlam.ts';

/** Dialects that list parameters one by one, without a schema around them. */
export type FlatDialect = 'toolbench' | 'seal-tools' | 'xlam' | 'cohere' | 'langchain' | 'openrpc' | 'dify';

const FOREIGN: SchemaStyle = { foreignTypes: true, openapi: false };

export function isFlat(dialect: string): dialect is FlatDialect {
  return Object.hasOwn(READERS, dialect);
}

export function readFlat(element: JsonObject, dialect: FlatDialect, options: ReadOptions): FunctionSignature {
  return READERS[dialect](element, options);
}

const READERS: Readonly<Record<FlatDialect, (element: JsonObject, options: ReadOptions) => FunctionSignature>> = {
  toolbench: readToolBench,
  'seal-tools': readSealTools,
  xlam: readXlam,
  cohere: readCohere,
  langchain: readLangChain,
  openrpc: readOpenRpc,
  dify: readDify,
};

/** A namespace from free text: letters, digits and `_` only. */
export function namespaceOf(text: string): string {
  const name = text
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}_]+/gu, '_')
    .replace(/^_+|_+$/g, '');
  return /^\p{N}/u.test(name) ? `_${name}` : name;
}

function readToolBench(element: JsonObject, options: ReadOptions): FunctionSignature {
  const properties: Record<string, JsonSchema> = {};
  const required: string[] = [];
  for (const key of ['required_parameters', 'optional_parameters'] as const) {
    const list = Object.hasOwn(element, key) ? element[key] : undefined;
    if (!Array.isArray(list)) continue;
    for (const [index, item] of list.entries()) {
      const path = [...options.path, key, index];
      if (!isRecord(item) || typeof item.name !== 'string') {
        options.sink.add('unsupported-construct', path, {
          construct: excerpt(item),
          message: 'a parameter must be an object with a name',
        });
        continue;
      }
      const { name } = item;
      if (Object.hasOwn(properties, name)) options.sink.add('duplicate-parameter', [...path, 'name'], { name });
      setOwn(
        properties,
        name,
        toolBenchParameter(item as JsonObject, key === 'required_parameters', path, options.sink),
      );
      if (key === 'required_parameters' && !required.includes(name)) required.push(name);
    }
  }
  const nameKey = Object.hasOwn(element, 'api_name') ? 'api_name' : 'name';
  const response = Object.hasOwn(element, 'template_response')
    ? templateSchema(element.template_response, 0)
    : undefined;
  const tool = stringOf(element.tool_name) || (options.tool ?? '');
  return makeSignature(
    {
      name: element[nameKey],
      namespace: namespaceOf(tool),
      description: element.api_description ?? element.description,
      parameters: { type: 'object', properties, required },
      response,
      category: stringOf(element.category_name),
      toolClass: tool,
    },
    'toolbench',
    [nameKey],
    options,
  );
}

/** A parameter of ToolBench. Its `default` is a sample where the parameter is required, `''` means none. */
function toolBenchParameter(item: JsonObject, required: boolean, path: RawPath, sink: ProblemSink): JsonSchema {
  const schema: JsonSchema = {};
  for (const [key, value] of Object.entries(item)) {
    if (key !== 'name' && key !== 'default') setOwn(schema, key, value);
  }
  const canonical = canonicalSchema(schema, path, FOREIGN, sink);
  flagOf(canonical);
  const sample = Object.hasOwn(item, 'default') ? item.default : undefined;
  if (sample === undefined || sample === '' || sample === null) return canonical;
  const value = readSample(sample, canonical);
  if (required) canonical.examples ??= [value];
  else canonical.default = value;
  return canonical;
}

/** ToolBench writes numbers and booleans as strings: `"5"` for a NUMBER is 5. */
export function readSample(sample: Json, schema: JsonSchema): Json {
  if (typeof sample !== 'string') return sample;
  if (schema.type === 'number' || schema.type === 'integer') {
    const number = Number(sample);
    return sample.trim() !== '' && Number.isFinite(number) ? number : sample;
  }
  if (schema.type === 'boolean') {
    if (/^true$/i.test(sample)) return true;
    if (/^false$/i.test(sample)) return false;
  }
  return sample;
}

/** Schema of a ToolBench response template: `{"a": "int", "b": ["list of str with length 4"], "_list_length": 10}`. */
export function templateSchema(template: Json | undefined, level: number): JsonSchema | undefined {
  if (template === undefined || template === null || level > 60) return undefined;
  if (typeof template === 'string') {
    const list = /^list of (.+?)(?: with length \d+)?$/.exec(template);
    if (list !== null) return { type: 'array', ...itemsOf(mapTypeName(list[1] ?? '')?.schema) };
    return mapTypeName(template)?.schema ?? { type: 'string' };
  }
  if (Array.isArray(template)) {
    const [first] = template;
    if (typeof first === 'string' && first.startsWith('list of ')) return templateSchema(first, level + 1) ?? {};
    return { type: 'array', ...itemsOf(templateSchema(first, level + 1)) };
  }
  if (typeof template !== 'object') return { type: typeof template === 'number' ? 'number' : 'boolean' };
  const properties: Record<string, JsonSchema> = {};
  for (const [key, value] of Object.entries(template)) {
    if (key !== '_list_length') setOwn(properties, key, templateSchema(value, level + 1) ?? {});
  }
  return { type: 'object', properties };
}

function itemsOf(items: JsonSchema | undefined): JsonSchema {
  return items === undefined ? {} : { items };
}

function readSealTools(element: JsonObject, options: ReadOptions): FunctionSignature {
  const { sink, path } = options;
  const [category = '', ...finer] = stringOf(element.field).split('/');
  const { properties, explicit } = fieldMap(element.parameters, [...path, 'parameters'], sink);
  const response = isRecord(element.responses)
    ? { type: 'object', properties: fieldMap(element.responses as JsonObject, [...path, 'responses'], sink).properties }
    : undefined;
  return makeSignature(
    {
      name: element.api_name,
      description: element.api_description,
      parameters: { type: 'object', properties, required: requiredNames(element) ?? [...explicit] },
      response,
      category,
      toolClass: finer.join('/'),
    },
    'seal-tools',
    ['api_name'],
    options,
  );
}

/** The same table is written in the case of the language that sends it. */
function cohereKey(element: JsonObject): string {
  return Object.hasOwn(element, 'parameterDefinitions') ? 'parameterDefinitions' : 'parameter_definitions';
}

/** Cohere's first chat API: named parameters that say of themselves whether they are required. */
function readCohere(element: JsonObject, options: ReadOptions): FunctionSignature {
  const key = cohereKey(element);
  const { properties, explicit } = fieldMap(element[key], [...options.path, key], options.sink);
  return makeSignature(
    {
      name: element.name,
      description: element.description,
      parameters: { type: 'object', properties, required: [...explicit] },
    },
    'cohere',
    ['name'],
    options,
  );
}

/** What a LangChain tool prints of itself: `args` is the properties of its schema, one without a default is required. */
function readLangChain(element: JsonObject, options: ReadOptions): FunctionSignature {
  if (isRecord(element.args_schema)) {
    const parameters = objectSchema(element.args_schema, [...options.path, 'args_schema'], FOREIGN, options.sink);
    return makeSignature(
      { name: element.name, description: element.description ?? element.desc, parameters },
      'langchain',
      ['name'],
      options,
    );
  }
  const { properties } = fieldMap(element.args, [...options.path, 'args'], options.sink);
  const required = Object.keys(properties).filter((name) => !Object.hasOwn(properties[name] ?? {}, 'default'));
  return makeSignature(
    {
      name: element.name,
      description: element.description ?? element.desc,
      parameters: { type: 'object', properties, required },
    },
    'langchain',
    ['name'],
    options,
  );
}

/** Path, in the function's object as written, of a part of its canonical signature. */
export function flatPath(element: JsonObject, dialect: FlatDialect, part: RawPath): RawPath {
  const [head, second, third, ...rest] = part;
  if (head === undefined) return [];
  if (dialect === 'dify') return difyPath(element, part);
  if (head === 'parameters' && second === 'properties' && third !== undefined) {
    return parameterPath(element, dialect, third, rest);
  }
  const names = FLAT_KEYS[dialect];
  const key = Object.hasOwn(names, head) ? names[head] : undefined;
  if (head === 'name' && dialect === 'xlam') return [nameKeyOf(element)];
  if (key === undefined) return Object.hasOwn(element, head) ? part : [];
  if (head === 'response' && dialect === 'toolbench')
    return [key, ...part.slice(1).filter((step) => step !== 'properties')];
  if (head === 'response') return second === 'properties' && third !== undefined ? [key, third, ...rest] : [key];
  if (head === 'parameters' && second === 'required') return [FLAT_REQUIRED[dialect] ?? key];
  return [key];
}

/** Where each flat dialect says which parameters are required; the others say it of each parameter. */
const FLAT_REQUIRED: Readonly<Partial<Record<FlatDialect, string>>> = {
  toolbench: 'required_parameters',
  'seal-tools': 'required',
};

const FLAT_KEYS: Readonly<Record<FlatDialect, Readonly<Record<string, string>>>> = {
  toolbench: {
    name: 'api_name',
    description: 'api_description',
    category: 'category_name',
    namespace: 'tool_name',
    toolClass: 'tool_name',
    parameters: 'required_parameters',
    response: 'template_response',
  },
  'seal-tools': {
    name: 'api_name',
    description: 'api_description',
    category: 'field',
    toolClass: 'field',
    parameters: 'parameters',
    response: 'responses',
  },
  xlam: { name: 'name', description: 'description', parameters: 'parameters', response: 'output_parameter' },
  cohere: { name: 'name', description: 'description', parameters: 'parameter_definitions' },
  langchain: { name: 'name', description: 'description', parameters: 'args' },
  openrpc: { name: 'name', description: 'description', parameters: 'params', response: 'result' },
  dify: {},
};

function parameterPath(element: JsonObject, dialect: FlatDialect, name: string | number, rest: RawPath): RawPath {
  if (dialect === 'openrpc') return openRpcPath(element, name, rest);
  if (dialect === 'cohere') return [cohereKey(element), name, ...rest];
  if (dialect === 'xlam') return xlamPath(element, name, rest);
  if (dialect === 'langchain' && isRecord(element.args_schema)) return ['args_schema', 'properties', name, ...rest];
  if (dialect !== 'toolbench') return [FLAT_KEYS[dialect].parameters ?? 'parameters', name, ...rest];
  const [keyword, ...deeper] = rest;
  const step = keyword === 'examples' ? ['default'] : keyword === undefined ? [] : [keyword, ...deeper];
  for (const key of ['required_parameters', 'optional_parameters']) {
    const list = Object.hasOwn(element, key) ? element[key] : undefined;
    if (!Array.isArray(list)) continue;
    const index = list.findIndex((item) => isRecord(item) && item.name === name);
    if (index >= 0) return [key, index, ...step];
  }
  return ['required_parameters'];
}
