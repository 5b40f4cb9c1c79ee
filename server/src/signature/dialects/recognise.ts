import { isRecord, type Json, type JsonObject } from '../../json/index.ts';
import type { DialectId } from '../types.ts';
import { isDify } from './dify.ts';
import { isFlat, readFlat } from './flat.ts';
import { excerpt, type RawPath } from './found.ts';
import { valuesInText } from './inside-text.ts';
import { otherForm } from './other-forms.ts';
import { isPlain, PLAIN_LAYOUTS, readPlain } from './plain.ts';
import type { FoundFunction, ReadOptions } from './reading.ts';
import { mapTypeName } from './type-names.ts';
import { findInside } from './wrapped.ts';
import { isInputs, isLlamaStack, isParameterList } from './xlam.ts';

/** What stands around an element: the letters of the scanner's containers, innermost last. */
export type Surroundings = string;

const EXPECTED =
  'a function of OpenAI, Anthropic, Gemini, MCP, Bedrock, Cohere, VS Code, BFCL, ToolBench, Seal-Tools or xLAM (a name, a description and parameters)';

/** Tool entries that providers define themselves: legal beside functions, but no signatures. */
const BUILT_IN_KEYS = [
  'googleSearch',
  'google_search',
  'googleSearchRetrieval',
  'codeExecution',
  'code_execution',
  'urlContext',
  'url_context',
  'googleMaps',
  'google_maps',
  'computerUse',
  'computer_use',
  'fileSearch',
  'file_search',
  'enterpriseWebSearch',
  'retrieval',
  'cachePoint',
  'systemTool',
];

/**
 * The functions of one element and where each stands in it. The element is taken over by the signatures.
 * @param forced The dialect that the caller knows, instead of recognising it.
 */
export function readElement(
  element: Json,
  surroundings: Surroundings,
  forced: DialectId | undefined,
  options: ReadOptions,
): FoundFunction[] {
  if (!isRecord(element)) return unknown(element, options);
  const inner = rowFunctions(element as JsonObject);
  if (inner !== undefined) return readRow(inner, surroundings, forced, options);
  const object = element as JsonObject;
  const other = otherForm(object);
  if (other !== undefined) {
    options.sink.add('unknown-dialect', options.path, { found: other.found, expected: other.expected });
    return [];
  }
  const dialect = forcedDialect(object, forced) ?? recogniseDialect(object, surroundings, options);
  if (dialect !== undefined) return [{ dialect, path: options.path, signature: readOne(object, dialect, options) }];
  if (isBuiltIn(object)) return builtIn(object, options);
  const inside = findInside(object);
  if (inside.length === 0) return unknown(object, options);
  return inside.flatMap(({ path, value, name }) =>
    readInside(value, surroundings, forced, { ...options, path: [...options.path, ...path], name }),
  );
}

/** A function found in a wrapper that no dialect knows. */
function readInside(
  value: Json,
  surroundings: Surroundings,
  forced: DialectId | undefined,
  options: ReadOptions,
): FoundFunction[] {
  if (options.name === undefined) return readElement(value, surroundings, forced, options);
  const signature = readPlain(value as JsonObject, 'ai-sdk', options);
  return [{ dialect: 'ai-sdk', path: options.path, signature }];
}

/**
 * The dialect that the caller forces, for an element that can be read in it. `fsig` and `openapi` are no dialects of a
 * JSON element, and one without a name where the dialect keeps it would become a function without name and parameters:
 * there, recognition goes on.
 */
function forcedDialect(element: JsonObject, forced: DialectId | undefined): DialectId | undefined {
  if (forced === undefined || forced === 'fsig' || forced === 'openapi') return undefined;
  const wrapper = isPlain(forced) ? PLAIN_LAYOUTS[forced].body : undefined;
  const body = wrapper !== undefined && isRecord(element[wrapper]) ? (element[wrapper] as JsonObject) : element;
  return typeof body.name === 'string' || typeof body.api_name === 'string' ? forced : undefined;
}

function readOne(element: JsonObject, dialect: DialectId, options: ReadOptions) {
  if (isPlain(dialect)) return readPlain(element, dialect, options);
  return readFlat(element, isFlat(dialect) ? dialect : 'xlam', options);
}

function unknown(element: Json, options: ReadOptions): FoundFunction[] {
  const found = isRecord(element) ? `an object with ${keysOf(element as JsonObject)}` : excerpt(element);
  options.sink.add('unknown-dialect', options.path, { found, expected: EXPECTED });
  return [];
}

function keysOf(element: JsonObject): string {
  const keys = Object.keys(element);
  if (keys.length === 0) return 'no keys';
  return `the keys ${keys.slice(0, 5).map(excerpt).join(', ')}${keys.length > 5 ? ', …' : ''}`;
}

function isBuiltIn(element: JsonObject): boolean {
  const { type } = element;
  if (typeof element.name === 'string' && typeof element.description === 'string' && holdsSchema(element)) return false;
  if (typeof type === 'string' && /^[a-z][a-z0-9_-]*$/.test(type) && type !== 'function' && type !== 'object') {
    return !Object.hasOwn(element, 'properties') && mapTypeName(type) === undefined;
  }
  if (BUILT_IN_KEYS.some((key) => Object.hasOwn(element, key))) return true;
  // A tool of the provider that is switched on by its name alone.
  const [only, ...others] = Object.values(element);
  return others.length === 0 && isRecord(only) && Object.keys(only).length === 0;
}

/** Whether a schema of arguments stands under some key of an object, or one level below. */
function holdsSchema(element: JsonObject): boolean {
  const looksLike = (value: Json | undefined): boolean => isRecord(value) && isRecord((value as JsonObject).properties);
  const inner = Object.values(element).filter(isRecord);
  return inner.some((value) => looksLike(value) || Object.values(value as JsonObject).some(looksLike));
}

function builtIn(element: JsonObject, options: ReadOptions): FoundFunction[] {
  const construct = typeof element.type === 'string' ? element.type : (Object.keys(element)[0] ?? '');
  options.sink.add('provider-tool', options.path, { construct: excerpt(construct) });
  return [];
}

/** Who speaks the text that names the tools, in a row of a conversation. */
const SYSTEM_ROLES: ReadonlySet<unknown> = new Set(['system', 'developer']);

/** Functions that stand in the system text of a training row (ToolACE's list in words, Hermes' `<tools>`). */
function systemFunctions(element: JsonObject): { path: RawPath; items: Json[] } | undefined {
  const own = element.system;
  if (typeof own === 'string') {
    const items = valuesInText(own);
    if (items !== undefined) return { path: ['system'], items };
  }
  for (const key of ['conversations', 'conversation', 'messages']) {
    const list = element[key];
    if (!Array.isArray(list)) continue;
    const index = list.findIndex((turn) => isRecord(turn) && SYSTEM_ROLES.has(turn.from ?? turn.role));
    const turn = list[index] as JsonObject | undefined;
    const part = typeof turn?.value === 'string' ? 'value' : 'content';
    const text = turn?.[part];
    const items = typeof text === 'string' ? valuesInText(text) : undefined;
    if (items !== undefined) return { path: [key, index, part], items };
  }
  return undefined;
}

/** Functions inside a data set's row: BFCL's `function` list, xLAM's `tools` as JSON text, tools in the system text. */
function rowFunctions(element: JsonObject): { path: RawPath; items: Json[] } | undefined {
  for (const key of ['function', 'functions', 'tools', 'tool', 'available_tools']) {
    const value = Object.hasOwn(element, key) ? element[key] : undefined;
    if (Array.isArray(value)) return { path: [key], items: value };
    if (typeof value === 'string' && /^\s*[[{]/.test(value)) {
      const parsed = valuesInText(value);
      if (parsed !== undefined) return { path: [key], items: parsed };
    }
  }
  const single = element.function;
  if (
    isRecord(single) &&
    (Object.hasOwn(element, 'question') || Object.hasOwn(element, 'id')) &&
    element.type === undefined
  ) {
    return { path: ['function'], items: [single as JsonObject] };
  }
  return systemFunctions(element);
}

function readRow(
  row: { path: RawPath; items: Json[] },
  surroundings: Surroundings,
  forced: DialectId | undefined,
  options: ReadOptions,
): FoundFunction[] {
  return row.items.flatMap((item, index) => {
    const path: RawPath = [...options.path, ...row.path, index];
    // A row in a row would be a loop of our own making, not a data set's.
    if (!isRecord(item) || rowFunctions(item as JsonObject) !== undefined) return unknown(item, { ...options, path });
    return readElement(item, surroundings, forced, { ...options, path });
  });
}

/** The dialect an element is written in; undefined when it looks like none. */
export function recogniseDialect(
  element: JsonObject,
  surroundings: Surroundings,
  options: Pick<ReadOptions, 'bundle'> = {},
): DialectId | undefined {
  const has = (key: string): boolean => Object.hasOwn(element, key);
  if (isRecord(element.toolSpec)) return 'bedrock';
  if (has('modelDescription') && typeof element.name === 'string') return 'vscode';
  if (has('parameter_definitions') || has('parameterDefinitions')) return 'cohere';
  if (isRecord(element.function) && (element.type === 'function' || element.type === undefined)) return 'openai-chat';
  if (has('input_schema')) return 'anthropic';
  if (has('inputSchema') || (has('outputSchema') && !isRecord(element.parameters)))
    return surroundings.endsWith('l[') ? 'vscode' : 'mcp';
  if (has('required_parameters') || has('optional_parameters') || has('template_response')) return 'toolbench';
  if (has('api_name')) return has('category_name') || has('tool_name') ? 'toolbench' : 'seal-tools';
  if (isDify(element)) return 'dify';
  if (isLlamaStack(element)) return 'xlam';
  if (typeof element.name !== 'string') return undefined;
  if (element.type === 'function') return 'openai-responses';
  if (JSON_SCHEMA_KEYS.some(has) || surroundings.includes('d')) return 'gemini';
  if (has('arguments') && isRecord(element.arguments))
    return !has('parameters') && isInputs(element.arguments) ? bareDialect(element.arguments as JsonObject) : 'bfcl';
  if (isRecord(element.args_schema) && !has('parameters')) return 'langchain';
  if (isRecord(element.args) && !has('parameters') && Object.values(element.args).every(isRecord)) return 'langchain';
  if (Array.isArray(element.params) && (surroundings.endsWith('m[') || has('result'))) return 'openrpc';
  if (isParameterList(element.parameters)) return 'xlam';
  if (isRecord(element.parameters)) return bareDialect(element.parameters as JsonObject);
  if (element.type !== undefined) return undefined;
  if (isInputs(element.inputs) && !has('parameters')) return 'xlam';
  const described = typeof element.description === 'string';
  if (options.bundle === true && Object.keys(element).every((key) => key === 'name' || key === 'description'))
    return 'bundle';
  if (element.parameters === null || Array.isArray(element.parameters)) return described ? 'bfcl' : undefined;
  return described && Object.keys(element).every((key) => MODEST_KEYS.has(key)) ? 'bfcl' : undefined;
}

/** What Gemini's requests, also by its client for Python, keep plain JSON Schemas under. */
const JSON_SCHEMA_KEYS = [
  'parametersJsonSchema',
  'parameters_json_schema',
  'responseJsonSchema',
  'response_json_schema',
];

/** The only keys an object may have to be taken for a function without parameters. */
const MODEST_KEYS: ReadonlySet<string> = new Set(['name', 'description', 'response', 'strict', 'title']);

/** Dialect of `{name, description, parameters}` by how the parameters are written. */
function bareDialect(parameters: JsonObject): DialectId {
  const { type } = parameters;
  if (typeof type === 'string') return /^[A-Z]{4,}$/.test(type) ? 'gemini' : 'bfcl';
  if (isRecord(parameters.properties) && !looksLikeParameter(parameters.properties as JsonObject)) return 'bfcl';
  const values = Object.values(parameters);
  return values.every((value) => isRecord(value)) ? 'xlam' : 'bfcl';
}

/** `properties` as the name of a flat parameter: `{type: "str", description: …}` and nothing of a schema map. */
function looksLikeParameter(value: JsonObject): boolean {
  return typeof value.type === 'string' && (typeof value.description === 'string' || Object.keys(value).length === 1);
}
