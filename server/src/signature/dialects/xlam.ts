import { isRecord, type Json, type JsonObject, type JsonSchema } from '../../json/index.ts';
import type { FunctionSignature } from '../types.ts';
import { canonicalSchema, type SchemaStyle } from './canonical.ts';
import { type FieldMap, fieldMap, fieldsOf, requiredNames, TYPE_KEYS, type WrittenField } from './field-map.ts';
import type { RawPath } from './found.ts';
import { makeSignature, type ReadOptions } from './reading.ts';

const FOREIGN: SchemaStyle = { foreignTypes: true, openapi: false };

/** Keys under which rows in xLAM's form describe the answer, field by field or as a schema. */
const XLAM_RESPONSES = ['output_parameter', 'output_parameters', 'returns'] as const;

function xlamResponse(element: JsonObject, { sink, path }: ReadOptions): JsonSchema | undefined {
  const key = XLAM_RESPONSES.find((name) => Object.hasOwn(element, name) && isRecord(element[name]));
  const value = key === undefined ? undefined : (element[key] as JsonObject);
  if (key === undefined || value === undefined) return undefined;
  if (typeof value.type === 'string') return canonicalSchema(value, [...path, key], FOREIGN, sink);
  return { type: 'object', properties: fieldMap(value, [...path, key], sink).properties };
}

/** smolagents prints a tool's parameters as `inputs`, and what may be left out as `nullable`; Granite's prompts have `arguments`. */
function inputsKey(element: JsonObject): 'inputs' | 'arguments' | 'parameters' {
  if (Object.hasOwn(element, 'parameters')) return 'parameters';
  return (['inputs', 'arguments'] as const).find((key) => isInputs(element[key])) ?? 'parameters';
}

/** Llama Stack names a tool `tool_name` or `identifier`. */
export function nameKeyOf(element: JsonObject): 'name' | 'tool_name' | 'identifier' {
  return (['name', 'tool_name', 'identifier'] as const).find((key) => typeof element[key] === 'string') ?? 'name';
}

/** A map from names of parameters to what is said of each. */
export function isInputs(value: Json | undefined): boolean {
  if (!isRecord(value)) return false;
  const inputs = Object.values(value as JsonObject);
  return (
    inputs.length > 0 && inputs.every((input) => isRecord(input) && TYPE_KEYS.some((key) => Object.hasOwn(input, key)))
  );
}

/** Parameters as a list, each with its name (Qwen-Agent). */
export function isParameterList(value: Json | undefined): value is JsonObject[] {
  return (
    Array.isArray(value) && value.length > 0 && value.every((item) => isRecord(item) && typeof item.name === 'string')
  );
}

/** Llama Stack's definitions: a name of another key, and parameters with types of another key. */
export function isLlamaStack({ name, tool_name, identifier, parameters }: JsonObject): boolean {
  if (name !== undefined || (typeof tool_name !== 'string' && typeof identifier !== 'string')) return false;
  const given = isParameterList(parameters) ? parameters : isRecord(parameters) ? Object.values(parameters) : [];
  return given.some(
    (one) => isRecord(one) && (Object.hasOwn(one, 'param_type') || Object.hasOwn(one, 'parameter_type')),
  );
}

function parametersOf(element: JsonObject, { path, sink }: ReadOptions): FieldMap {
  const key = inputsKey(element);
  const value = element[key];
  const at = [...path, key];
  if (!isParameterList(value)) return fieldMap(value, at, sink);
  const fields = value.map(({ name, ...rest }, index): WrittenField => {
    return { name: name as string, value: rest, at: [...at, index] };
  });
  for (const [index, { name, at: place }] of fields.entries()) {
    const isLater = fields.findIndex((field) => field.name === name) < index;
    if (isLater) sink.add('duplicate-parameter', [...place, 'name'], { name });
  }
  return fieldsOf(fields, sink);
}

/**
 * xLAM: flat parameters; one is required unless it has a default or its type ends in "optional". Where some say of
 * themselves that they are required (Qwen-Agent, agents of Bedrock), those that say nothing are not.
 */
export function readXlam(element: JsonObject, options: ReadOptions): FunctionSignature {
  const { properties, optional, explicit } = parametersOf(element, options);
  const mayBeLeftOut = (name: string, schema: JsonSchema): boolean =>
    !explicit.has(name) &&
    (explicit.size > 0 || optional.has(name) || Object.hasOwn(schema, 'default') || schema.nullable === true);
  const required =
    requiredNames(element) ??
    Object.entries(properties).flatMap(([name, schema]) => (mayBeLeftOut(name, schema) ? [] : [name]));
  if (inputsKey(element) === 'inputs') for (const schema of Object.values(properties)) delete schema.nullable;
  return makeSignature(
    {
      name: element[nameKeyOf(element)],
      description: element.description,
      parameters: { type: 'object', properties, required },
      response: xlamResponse(element, options),
    },
    'xlam',
    [nameKeyOf(element)],
    options,
  );
}

/** Path of a part of a parameter, which stands under its name or in a list. */
export function xlamPath(element: JsonObject, name: string | number, rest: RawPath): RawPath {
  const key = inputsKey(element);
  const value = element[key];
  if (!isParameterList(value)) return [key, name, ...rest];
  const index = value.findIndex((item) => item.name === name);
  return index < 0 ? [key] : [key, index, ...rest];
}
