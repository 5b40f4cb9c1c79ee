import { SUBSCHEMAS, type SubschemaForm } from '../../json/index.ts';
import type { DialectId } from '../../signature/index.ts';
import { hole } from '../snippet.ts';

export interface KeyInfo {
  readonly key: string;
  /** JSON text inserted as the value, in snippet syntax. */
  readonly value: string;
  readonly summary: string;
  /** Offered only where this key is not there. */
  readonly without?: string;
}

type Shape = 'function' | 'wrapper' | 'schema' | 'names' | 'annotations' | 'other';

const key = (name: string, value: string, summary: string): KeyInfo => ({ key: name, value, summary });

const NAME = key('name', '"$1"', 'Name the model calls the tool by.');
const DESCRIPTION = key('description', '"$1"', 'What the tool does, for the model.');
const OBJECT = '{ "type": "object", "properties": { $1 }, "required": [] }';
const STRICT = key('strict', 'true', 'Arguments follow the schema exactly (OpenAI strict mode).');
const parameters = (name: string, of = '') => key(name, OBJECT, `JSON Schema of the arguments.${of}`);
const response = (name: string) =>
  key(name, '{ "type": "object", "properties": { $1 } }', 'JSON Schema of what the tool returns.');

/** Keys of one function, by the dialect it is written in. */
const FUNCTION_KEYS: Readonly<Partial<Record<DialectId, readonly KeyInfo[]>>> = {
  'openai-chat': [NAME, DESCRIPTION, parameters('parameters'), STRICT, response('x-returns')],
  'openai-responses': [key('type', '"function"', 'Kind of tool.'), NAME, DESCRIPTION, parameters('parameters'), STRICT],
  anthropic: [NAME, DESCRIPTION, parameters('input_schema')],
  gemini: [NAME, DESCRIPTION, parameters('parameters'), response('response')],
  mcp: [
    NAME,
    key('title', '"$1"', 'Name shown to people.'),
    DESCRIPTION,
    parameters('inputSchema'),
    response('outputSchema'),
    key('annotations', '{ "readOnlyHint": $1 }', 'Hints about what the tool does.'),
  ],
  bfcl: [
    NAME,
    DESCRIPTION,
    key('parameters', '{ "type": "dict", "properties": { $1 }, "required": [] }', 'Schema of the arguments.'),
    key('response', '{ "type": "dict", "properties": { $1 } }', 'Schema of what the function returns.'),
  ],
  toolbench: [
    key('category_name', '"$1"', 'Category of the API.'),
    key('tool_name', '"$1"', 'API the function belongs to.'),
    key('api_name', '"$1"', 'Name of the function.'),
    key('api_description', '"$1"', 'What it does.'),
    key('required_parameters', '[$1]', 'Parameters that must be given.'),
    key('optional_parameters', '[$1]', 'Parameters that may be given.'),
    key('method', '"GET"', 'HTTP method.'),
    key('template_response', '{ $1 }', 'Shape of a response.'),
  ],
  'seal-tools': [
    key('api_name', '"$1"', 'Name of the function.'),
    key('api_description', '"$1"', 'What it does.'),
    key('field', '"$1"', 'Field it belongs to.'),
    key('parameters', '{ $1 }', 'Parameters by name.'),
    key('required', '[$1]', 'Names of the required parameters.'),
    key('responses', '{ $1 }', 'Returned values by name.'),
  ],
  xlam: [NAME, DESCRIPTION, key('parameters', '{ $1 }', 'Parameters by name.')],
};

const ANNOTATIONS: readonly KeyInfo[] = [
  key('title', '"$1"', 'Name shown to people.'),
  key('readOnlyHint', 'true', 'The tool changes nothing.'),
  key('destructiveHint', 'true', 'The tool may destroy something.'),
  key('idempotentHint', 'true', 'Calling again with the same arguments changes nothing more.'),
  key('openWorldHint', 'true', 'The tool reaches things outside its own system.'),
];

const SCHEMA_KEYS: readonly KeyInfo[] = [
  key('type', `"${hole(1, 'string')}"`, 'Type of the value.'),
  key('description', '"$1"', 'What the value means, for the model.'),
  key('properties', '{ $1 }', 'Fields of an object, by name.'),
  key('required', '["$1"]', 'Names of the fields that must be there.'),
  key('items', '{ $1 }', 'Schema of each item of an array.'),
  key('enum', '["$1"]', 'The only values allowed.'),
  key('const', '$1', 'The only value allowed.'),
  key('default', '$1', 'Value assumed where none is given.'),
  key('examples', '[$1]', 'Example values.'),
  key('format', `"${hole(1, 'date')}"`, 'Format of a text.'),
  key('pattern', '"$1"', 'Regular expression a text matches.'),
  key('minimum', `${hole(1, '0')}`, 'Smallest number allowed.'),
  key('maximum', `${hole(1, '100')}`, 'Largest number allowed.'),
  key('exclusiveMinimum', `${hole(1, '0')}`, 'The number must be greater.'),
  key('exclusiveMaximum', `${hole(1, '100')}`, 'The number must be less.'),
  key('multipleOf', `${hole(1, '1')}`, 'The number is a multiple of this.'),
  key('minLength', `${hole(1, '1')}`, 'Fewest characters.'),
  key('maxLength', `${hole(1, '100')}`, 'Most characters.'),
  key('minItems', `${hole(1, '1')}`, 'Fewest items.'),
  key('maxItems', `${hole(1, '10')}`, 'Most items.'),
  key('uniqueItems', 'true', 'No item occurs twice.'),
  key('additionalProperties', 'false', 'Whether further fields are allowed.'),
  key('anyOf', '[$1]', 'One or more of these schemas fit.'),
  key('oneOf', '[$1]', 'Exactly one of these schemas fits.'),
  key('$ref', '"#/\\$defs/$1"', 'A shared definition.'),
  key('$defs', '{ $1 }', 'Shared definitions, by name.'),
  key('title', '"$1"', 'Short name.'),
  key('deprecated', 'true', 'Should no longer be used.'),
];

const WRAPPER: readonly KeyInfo[] = [
  key('type', '"function"', 'Kind of tool.'),
  key(
    'function',
    '{ "name": "$1", "description": "", "parameters": { "type": "object", "properties": {} } }',
    'The function.',
  ),
];

/** Keys of an element whose dialect cannot be told yet. */
const ANY_KEYS: readonly KeyInfo[] = [
  NAME,
  DESCRIPTION,
  parameters('inputSchema', ' As MCP writes it.'),
  parameters('input_schema', ' As Anthropic writes it.'),
  parameters('parameters', ' As OpenAI, Gemini and others write it.'),
  ...WRAPPER.map((each) => ({ ...each, summary: `${each.summary} As OpenAI writes it.`, without: 'name' })),
];

/** Raw key under which a dialect keeps a schema, first step of the path from the function. */
const SCHEMA_ROOTS = new Set([
  'parameters',
  'input_schema',
  'inputSchema',
  'outputSchema',
  'output_schema',
  'response',
  'responseJsonSchema',
  'parametersJsonSchema',
  'x-returns',
  'arguments',
]);

/** Dialects whose parameters are a flat map of names, not a schema. */
const FLAT = new Set<DialectId>(['toolbench', 'seal-tools', 'xlam']);

export interface Context {
  readonly shape: Shape;
  /** Path from the element to the function in it: `['function']` for OpenAI chat, else empty. */
  readonly functionPath: readonly (string | number)[];
}

/** What kind of object stands at a raw path of an element. */
export function shapeAt(path: readonly (string | number)[], dialect: DialectId | undefined): Context {
  const wrapped = dialect === 'openai-chat' || dialect === undefined;
  const functionPath = path[0] === 'function' && wrapped ? ['function'] : [];
  const inner = path.slice(functionPath.length);
  if (inner.length === 0) {
    const wrapper = dialect === 'openai-chat' && functionPath.length === 0;
    return { shape: wrapper ? 'wrapper' : 'function', functionPath };
  }
  if (inner[0] === 'annotations') return { shape: inner.length === 1 ? 'annotations' : 'other', functionPath };
  if (!SCHEMA_ROOTS.has(String(inner[0])) || (dialect !== undefined && FLAT.has(dialect)))
    return { shape: 'other', functionPath };
  return { shape: schemaShape(inner.slice(1)), functionPath };
}

function schemaShape(steps: readonly (string | number)[]): Shape {
  let shape: Shape = 'schema';
  for (let at = 0; at < steps.length; at++) {
    const step = String(steps[at]);
    const form: SubschemaForm | undefined = shape === 'names' ? 'one' : SUBSCHEMAS.get(step)?.form;
    if (form === undefined) return 'other';
    const inList = form !== 'one' && typeof steps[at + 1] === 'number';
    if (form === 'list' && !inList) return 'other';
    shape = form === 'map' ? 'names' : 'schema';
    if (form !== 'map' && inList) at++;
  }
  return shape;
}

/** Keys that may stand in an object of a shape. */
export function keysFor(shape: Shape, dialect: DialectId | undefined): readonly KeyInfo[] {
  switch (shape) {
    case 'wrapper':
      return WRAPPER;
    case 'function':
      return dialect === undefined ? ANY_KEYS : (FUNCTION_KEYS[dialect] ?? []);
    case 'annotations':
      return ANNOTATIONS;
    case 'schema':
      return SCHEMA_KEYS;
    default:
      return [];
  }
}

const JSON_TYPES = ['string', 'number', 'integer', 'boolean', 'array', 'object', 'null'];
const TYPE_NAMES: Readonly<Partial<Record<DialectId, readonly string[]>>> = {
  bfcl: ['string', 'integer', 'float', 'boolean', 'array', 'dict', 'tuple', 'any'],
  toolbench: ['STRING', 'NUMBER', 'BOOLEAN', 'ENUM', 'DATE', 'TIME', 'ARRAY', 'OBJECT'],
  'seal-tools': ['str', 'int', 'float', 'bool', 'list', 'dict'],
  xlam: ['str', 'int', 'float', 'bool', 'list', 'dict', 'str, optional', 'int, optional', 'List[str]', 'List[int]'],
};

/** Type names a dialect writes; Gemini's in capitals where `text`, the element, has them so. */
export function typeNames(dialect: DialectId | undefined, text: string): readonly string[] {
  const names = (dialect === undefined ? undefined : TYPE_NAMES[dialect]) ?? JSON_TYPES;
  const capitals = dialect === 'gemini' && /"type"\s*:\s*"[A-Z]+"/.test(text);
  return capitals ? names.map((name) => name.toUpperCase()) : names;
}

/** Formats of JSON Schema 2020-12, section 7.3. */
export const FORMATS = [
  'date',
  'date-time',
  'time',
  'duration',
  'email',
  'hostname',
  'ipv4',
  'ipv6',
  'uri',
  'uri-reference',
  'uuid',
  'json-pointer',
  'regex',
] as const;

/** A whole new tool, by dialect, in snippet syntax. */
export const NEW_TOOL: Readonly<Partial<Record<DialectId, string>>> = {
  'openai-chat': `{ "type": "function", "function": { "name": "${hole(1, 'name')}", "description": "$2", "parameters": { "type": "object", "properties": { $3 }, "required": [] } } }`,
  anthropic: `{ "name": "${hole(1, 'name')}", "description": "$2", "input_schema": { "type": "object", "properties": { $3 }, "required": [] } }`,
  mcp: `{ "name": "${hole(1, 'name')}", "description": "$2", "inputSchema": { "type": "object", "properties": { $3 }, "required": [] } }`,
  bfcl: `{ "name": "${hole(1, 'name')}", "description": "$2", "parameters": { "type": "dict", "properties": { $3 }, "required": [] } }`,
  gemini: `{ "name": "${hole(1, 'name')}", "description": "$2", "parameters": { "type": "object", "properties": { $3 }, "required": [] } }`,
};
