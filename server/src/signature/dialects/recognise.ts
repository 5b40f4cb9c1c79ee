import type { DialectId, Json, JsonObject } from '../types.ts';
import { isRecord } from './canonical.ts';
import { isFlat, readFlat } from './flat.ts';
import { excerpt, type RawPath } from './found.ts';
import { isPlain, readPlain } from './plain.ts';
import type { FoundFunction, ReadOptions } from './reading.ts';
import { mapTypeName } from './type-names.ts';

/** What stands around an element: the letters of the scanner's containers, innermost last. */
export type Surroundings = string;

const EXPECTED =
  'a function of OpenAI, Anthropic, Gemini, MCP, BFCL, ToolBench, Seal-Tools or xLAM (a name, a description and parameters)';

/** Tool entries that providers define themselves: legal beside functions, but no signatures. */
const BUILT_IN_KEYS = [
  'googleSearch',
  'google_search',
  'googleSearchRetrieval',
  'codeExecution',
  'code_execution',
  'urlContext',
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
  const dialect = forcedDialect(forced) ?? recogniseDialect(object, surroundings);
  if (dialect === undefined) return isBuiltIn(object) ? builtIn(object, options) : unknown(object, options);
  return [{ dialect, path: options.path, signature: readOne(object, dialect, options) }];
}

/** `fsig` and `openapi` are no dialects of a JSON element: there, recognition goes on. */
function forcedDialect(forced: DialectId | undefined): DialectId | undefined {
  return forced === 'fsig' || forced === 'openapi' ? undefined : forced;
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
  if (typeof type === 'string' && /^[a-z][a-z0-9_-]*$/.test(type) && type !== 'function' && type !== 'object') {
    return !Object.hasOwn(element, 'properties') && mapTypeName(type) === undefined;
  }
  return BUILT_IN_KEYS.some((key) => Object.hasOwn(element, key));
}

function builtIn(element: JsonObject, options: ReadOptions): FoundFunction[] {
  const construct = typeof element.type === 'string' ? element.type : (Object.keys(element)[0] ?? '');
  options.sink.add('provider-tool', options.path, { construct: excerpt(construct) });
  return [];
}

/** Functions inside a data set's row: BFCL's `function` list, xLAM's `tools` as JSON text. */
function rowFunctions(element: JsonObject): { key: string; items: Json[]; asText: boolean } | undefined {
  for (const key of ['function', 'functions', 'tools', 'tool', 'available_tools']) {
    const value = Object.hasOwn(element, key) ? element[key] : undefined;
    if (Array.isArray(value)) return { key, items: value, asText: false };
    if (typeof value === 'string' && /^\s*[[{]/.test(value)) {
      const parsed = parseText(value);
      if (parsed !== undefined) return { key, items: parsed, asText: true };
    }
  }
  const single = element.function;
  if (
    isRecord(single) &&
    (Object.hasOwn(element, 'question') || Object.hasOwn(element, 'id')) &&
    element.type === undefined
  ) {
    return { key: 'function', items: [single as JsonObject], asText: false };
  }
  return undefined;
}

/** JSON inside a string, as a list; undefined when it is none. */
function parseText(text: string): Json[] | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return Array.isArray(value) ? value : [value];
  } catch {
    return undefined;
  }
}

function readRow(
  row: { key: string; items: Json[]; asText: boolean },
  surroundings: Surroundings,
  forced: DialectId | undefined,
  options: ReadOptions,
): FoundFunction[] {
  return row.items.flatMap((item, index) => {
    const path: RawPath = [...options.path, row.key, index];
    // A row in a row would be a loop of our own making, not a data set's.
    if (!isRecord(item) || rowFunctions(item as JsonObject) !== undefined) return unknown(item, { ...options, path });
    return readElement(item, surroundings, forced, { ...options, path });
  });
}

/** The dialect an element is written in; undefined when it looks like none. */
export function recogniseDialect(element: JsonObject, surroundings: Surroundings): DialectId | undefined {
  const has = (key: string): boolean => Object.hasOwn(element, key);
  if (isRecord(element.function) && (element.type === 'function' || element.type === undefined)) return 'openai-chat';
  if (has('input_schema')) return 'anthropic';
  if (has('inputSchema') || has('outputSchema')) return 'mcp';
  if (has('required_parameters') || has('optional_parameters') || has('template_response')) return 'toolbench';
  if (has('api_name')) return has('category_name') || has('tool_name') ? 'toolbench' : 'seal-tools';
  if (typeof element.name !== 'string') return undefined;
  if (element.type === 'function') return 'openai-responses';
  if (has('parametersJsonSchema') || has('responseJsonSchema') || surroundings.includes('d')) return 'gemini';
  if (has('arguments') && isRecord(element.arguments)) return 'bfcl';
  if (isRecord(element.parameters)) return bareDialect(element.parameters as JsonObject);
  if (element.type !== undefined) return undefined;
  const described = typeof element.description === 'string';
  if (element.parameters === null || Array.isArray(element.parameters)) return described ? 'bfcl' : undefined;
  return described && Object.keys(element).every((key) => MODEST_KEYS.has(key)) ? 'bfcl' : undefined;
}

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
