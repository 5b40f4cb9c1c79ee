import { isRecord, type JsonObject, type JsonSchema } from '../../json/index.ts';
import { setOwn } from '../json-text/parse.ts';
import { deref, SchemaCopier } from '../schema/refs.ts';
import type { FunctionSignature } from '../types.ts';
import { canonicalSchema } from './canonical.ts';
import { excerpt, type RawPath } from './found.ts';
import { makeSignature, type ReadOptions, stringOf } from './reading.ts';

const STYLE = { foreignTypes: true, openapi: false };

/** A method of OpenRPC: parameters and result are descriptors, each a name and a schema, or references to some. */
export function readOpenRpc(element: JsonObject, options: ReadOptions): FunctionSignature {
  const { sink, path } = options;
  const root = { components: options.components ?? {} };
  const lost = (at: RawPath) => (construct: string) =>
    sink.add('unsupported-construct', at, { construct, message: 'nothing is there in this document' });
  const properties: Record<string, JsonSchema> = {};
  const required: string[] = [];
  const inputs = new SchemaCopier(root, lost([...path, 'params']));
  for (const [index, item] of (Array.isArray(element.params) ? element.params : []).entries()) {
    const at = [...path, 'params', index];
    const descriptor = deref(root, item, lost(at));
    if (descriptor === undefined && isRecord(item) && typeof item.$ref === 'string') continue;
    if (descriptor === undefined || typeof descriptor.name !== 'string') {
      sink.add('unsupported-construct', at, {
        construct: excerpt(item),
        message: 'a parameter of OpenRPC has a name and a schema',
      });
      continue;
    }
    const schema = canonicalSchema(inputs.copy(descriptor.schema), [...at, 'schema'], STYLE, sink);
    const text = stringOf(descriptor.description) || stringOf(descriptor.summary);
    if (text !== '') schema.description ??= text;
    setOwn(properties, descriptor.name, schema);
    if (descriptor.required === true) required.push(descriptor.name);
  }
  return makeSignature(
    {
      name: element.name,
      description: stringOf(element.description) || stringOf(element.summary),
      parameters: { type: 'object', properties, required, ...definitionsOf(inputs, [...path, 'params'], options) },
      response: responseOf(element, root, options, lost([...path, 'result'])),
      ...(element.deprecated === true ? { annotations: { deprecated: true } } : {}),
    },
    'openrpc',
    ['name'],
    options,
  );
}

function responseOf(
  element: JsonObject,
  root: JsonObject,
  options: ReadOptions,
  lost: (ref: string) => void,
): JsonSchema | undefined {
  const schema = deref(root, element.result, lost)?.schema;
  if (!isRecord(schema)) return undefined;
  const at = [...options.path, 'result', 'schema'];
  const outputs = new SchemaCopier(root, lost);
  const response = canonicalSchema(outputs.copy(schema), at, STYLE, options.sink);
  return { ...response, ...definitionsOf(outputs, at, options) };
}

/** What the schemas of one side refer to. */
function definitionsOf({ defs }: SchemaCopier, at: RawPath, { sink }: ReadOptions): Pick<JsonSchema, '$defs'> {
  const names = Object.entries(defs);
  if (names.length === 0) return {};
  const $defs: Record<string, JsonSchema> = {};
  for (const [name, schema] of names) setOwn($defs, name, canonicalSchema(schema, at, STYLE, sink));
  return { $defs };
}

/** Path of a part of a parameter, which stands in a list, its schema inside its descriptor. */
export function openRpcPath(element: JsonObject, name: string | number, rest: RawPath): RawPath {
  const list = Array.isArray(element.params) ? element.params : [];
  const index = list.findIndex((item) => isRecord(item) && item.name === name);
  if (index < 0) return ['params'];
  const [keyword] = rest;
  if (keyword === undefined) return ['params', index];
  const inSchema = isRecord((list[index] as JsonObject).schema);
  const own = keyword === 'description' && Object.hasOwn(list[index] as JsonObject, 'description');
  return own || !inSchema ? ['params', index, ...rest] : ['params', index, 'schema', ...rest];
}
