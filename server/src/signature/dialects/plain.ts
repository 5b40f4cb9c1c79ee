import { isRecord, type Json, type JsonObject, type JsonSchema } from '../../json/index.ts';
import { STATEMENT_KEYWORD } from '../schema/notes.ts';
import type { Annotations, CallExample, DialectId, FunctionSignature, ThrownError } from '../types.ts';
import { canonicalSchema, objectSchema, type SchemaStyle } from './canonical.ts';
import type { RawPath } from './found.ts';
import { makeSignature, pickBooleans, type ReadOptions, stringOf } from './reading.ts';

/** Dialects that write a function as one object with a JSON Schema (or nearly one) for its parameters. */
export type PlainDialect =
  | 'openai-chat'
  | 'openai-responses'
  | 'anthropic'
  | 'gemini'
  | 'mcp'
  | 'bfcl'
  | 'bedrock'
  | 'vscode'
  | 'bundle'
  | 'ai-sdk';

const STRICT: SchemaStyle = { foreignTypes: false, openapi: false };
const FOREIGN: SchemaStyle = { foreignTypes: true, openapi: false };
const OPENAPI: SchemaStyle = { foreignTypes: true, openapi: true };

/** Where a plain dialect keeps each part; of several keys, the first present one counts. */
export interface PlainLayout {
  readonly style: SchemaStyle;
  /** Key of the object that the function is wrapped in. */
  readonly body?: string;
  /** Key inside the parameters' value that holds the schema itself, where it is there. */
  readonly schema?: string;
  readonly description?: readonly string[];
  readonly parameters: readonly string[];
  readonly response: readonly string[];
}

const OPENAI_RESPONSES = ['x-returns', 'response', 'returns', 'return', 'output_schema', 'outputSchema'];

export const PLAIN_LAYOUTS: Readonly<Record<PlainDialect, PlainLayout>> = {
  'openai-chat': { style: STRICT, body: 'function', parameters: ['parameters'], response: OPENAI_RESPONSES },
  // OpenAI's SDK for agents keeps a tool's schema under a name of its own.
  'openai-responses': { style: STRICT, parameters: ['parameters', 'params_json_schema'], response: OPENAI_RESPONSES },
  anthropic: { style: STRICT, parameters: ['input_schema'], response: ['output_schema', 'x-returns'] },
  gemini: {
    style: { ...OPENAPI, textCounts: true },
    parameters: ['parameters', 'parametersJsonSchema', 'parameters_json_schema'],
    response: ['response', 'responseJsonSchema', 'response_json_schema'],
  },
  mcp: { style: STRICT, parameters: ['inputSchema'], response: ['outputSchema'] },
  bfcl: {
    style: FOREIGN,
    parameters: ['parameters', 'arguments'],
    response: ['response', 'results', 'returns', 'return', 'output_schema', 'outputSchema'],
  },
  bedrock: { style: STRICT, body: 'toolSpec', schema: 'json', parameters: ['inputSchema'], response: [] },
  vscode: {
    style: STRICT,
    description: ['modelDescription', 'description', 'userDescription'],
    parameters: ['inputSchema'],
    response: [],
  },
  // A bundle's manifest names the tools of its server and says no more of them.
  bundle: { style: STRICT, parameters: ['inputSchema'], response: [] },
  'ai-sdk': {
    style: STRICT,
    schema: 'jsonSchema',
    parameters: ['inputSchema', 'parameters'],
    response: ['outputSchema'],
  },
};

/** The key under which a declaration of Gemini holds all of JSON Schema, and not the subset of `parameters`. */
export function wholeSchemaKey(declaration: JsonObject): string | undefined {
  const key = presentKey(declaration, PLAIN_LAYOUTS.gemini.parameters);
  return key === 'parameters' ? undefined : key;
}

/** Key under which an element holds the body of its function; undefined where it is the body itself. */
export function bodyKey(element: JsonObject, dialect: DialectId): string | undefined {
  const key = isPlain(dialect) ? PLAIN_LAYOUTS[dialect].body : undefined;
  return key !== undefined && Object.hasOwn(element, key) && isRecord(element[key]) ? key : undefined;
}

/** Where, in the body, the schema of the parameters stands, or would. */
function schemaPath(body: JsonObject, layout: PlainLayout): readonly [string, ...string[]] {
  const key = presentKey(body, layout.parameters) ?? layout.parameters[0] ?? 'parameters';
  const value = body[key];
  if (!isRecord(value)) return [key];
  const own = layout.schema;
  if (own !== undefined && Object.hasOwn(value, own)) return [key, own];
  const inner = WRAPPERS.find((name) => isRecord((value as JsonObject)[name]));
  const bare = inner !== undefined && !Object.keys(value).some((name) => OF_A_SCHEMA.has(name));
  return bare && looksLikeSchema((value as JsonObject)[inner] as JsonObject) ? [key, inner] : [key];
}

/** Keys under which some writers put the schema of the parameters one level deeper. */
const WRAPPERS = ['json', 'jsonSchema', 'schema', 'json_schema'] as const;

function looksLikeSchema(value: JsonObject): boolean {
  return isRecord(value.properties) || value.type === 'object' || typeof value.$ref === 'string';
}

/** The first of `keys` that the object has as its own. */
export function presentKey(object: JsonObject, keys: readonly string[]): string | undefined {
  return keys.find((key) => Object.hasOwn(object, key));
}

/** Key of our own notes in MCP's `_meta`, which is where MCP lets a third party write. */
export const MCP_META = 'magnet/signature';

/** Reads one function. The element is taken over: its schemas become the signature's. */
export function readPlain(element: JsonObject, dialect: PlainDialect, options: ReadOptions): FunctionSignature {
  const wrapper = bodyKey(element, dialect);
  const body = wrapper === undefined ? element : (element[wrapper] as JsonObject);
  const inner: RawPath = wrapper === undefined ? options.path : [...options.path, wrapper];
  const layout = PLAIN_LAYOUTS[dialect];
  const { sink } = options;
  const [parameterKey, schemaKey] = schemaPath(body, layout);
  const schema = schemaKey === undefined ? body[parameterKey] : (body[parameterKey] as JsonObject)[schemaKey];
  if (schemaKey !== undefined)
    reportBeside(body[parameterKey] as JsonObject, schemaKey, [...inner, parameterKey], sink);
  const schemaAt = [...inner, parameterKey, ...(schemaKey === undefined ? [] : [schemaKey])];
  const responseKey = presentKey(body, layout.response);
  const written = responseKey === undefined ? undefined : body[responseKey];
  const response = isRecord(written)
    ? canonicalSchema(written, [...inner, responseKey ?? ''], layout.style, sink)
    : responseInWords(written);
  const notes = dialect === 'mcp' ? notesOf(element) : undefined;
  return makeSignature(
    {
      name: options.name ?? body.name,
      description: body[presentKey(body, layout.description ?? []) ?? 'description'],
      parameters: withStatement(
        objectSchema(schema, schemaAt, layout.style, sink),
        body[STATEMENT_KEYWORD] ?? element[STATEMENT_KEYWORD],
      ),
      response,
      annotations: annotationsOf(body, element, dialect),
      ...notes,
    },
    dialect,
    wrapper === undefined ? ['name'] : [wrapper, 'name'],
    options,
  );
}

/** An answer that is said in words alone is a value of no stated type. */
function responseInWords(written: Json | undefined): JsonSchema | undefined {
  return typeof written === 'string' && written.trim() !== '' ? { description: written } : undefined;
}

/** Keywords of a schema beside the key that holds it: their reader passes them over, or refuses the tool. */
function reportBeside(value: JsonObject, schemaKey: string, at: RawPath, sink: ReadOptions['sink']): void {
  for (const key of Object.keys(value)) {
    if (!OF_A_SCHEMA.has(key)) continue;
    const message = `\`${key}\` is read inside \`${schemaKey}\`, not beside it`;
    sink.add('unsupported-construct', [...at, key], { construct: key, message });
  }
}

const OF_A_SCHEMA: ReadonlySet<string> = new Set([
  'type',
  'properties',
  'required',
  'additionalProperties',
  '$defs',
  'definitions',
]);

/** What the author states of the domain beside the parameters goes with them, where every stage finds it. */
function withStatement(parameters: JsonSchema, statement: Json | undefined): JsonSchema {
  return isRecord(statement) && parameters[STATEMENT_KEYWORD] === undefined
    ? { ...parameters, [STATEMENT_KEYWORD]: statement }
    : parameters;
}

/** MCP's hints, each with the annotation of a signature that it becomes. */
export const MCP_HINTS = [
  ['readOnlyHint', 'readOnly'],
  ['destructiveHint', 'destructive'],
  ['idempotentHint', 'idempotent'],
  ['openWorldHint', 'openWorld'],
] as const;

function annotationsOf(body: JsonObject, element: JsonObject, dialect: PlainDialect): Annotations {
  const strict = pickBooleans(body, [['strict', 'strict']]);
  // The manifest asks for a name to display: the function's own says nothing more.
  const shown = dialect === 'vscode' && body.displayName !== body.name ? stringOf(body.displayName) : '';
  if (shown !== '') return { ...strict, title: shown };
  if (dialect !== 'mcp') return strict;
  const hints = isRecord(element.annotations) ? (element.annotations as JsonObject) : undefined;
  const title = stringOf(element.title) || stringOf(hints?.title);
  const notes = ownNotes(element);
  const { deprecated } = notes ?? {};
  return {
    ...(title === '' ? {} : { title }),
    ...pickBooleans(hints, MCP_HINTS),
    ...(deprecated === true || typeof deprecated === 'string' ? { deprecated } : {}),
    ...pickBooleans(notes, [['strict', 'strict']]),
  };
}

function ownNotes(element: JsonObject): JsonObject | undefined {
  const meta = isRecord(element._meta) ? element._meta : undefined;
  const notes = meta !== undefined && Object.hasOwn(meta, MCP_META) ? meta[MCP_META] : undefined;
  return isRecord(notes) ? (notes as JsonObject) : undefined;
}

/** The parts that MCP has no place for, as this project's writer noted them in `_meta`. */
function notesOf(element: JsonObject) {
  const notes = ownNotes(element);
  if (notes === undefined) return undefined;
  const strings = (value: Json | undefined): string[] =>
    Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
  const records = (value: Json | undefined): JsonObject[] =>
    (Array.isArray(value) ? value.filter(isRecord) : []) as JsonObject[];
  const response = isRecord(notes.response) ? { response: notes.response as JsonSchema } : {};
  return {
    ...response,
    category: stringOf(notes.category),
    toolClass: stringOf(notes.toolClass),
    premises: strings(notes.premises),
    examples: records(notes.examples) as CallExample[],
    throws: records(notes.throws).map(
      (thrown): ThrownError => ({ name: stringOf(thrown.name), description: stringOf(thrown.description) }),
    ),
  };
}

/** Path, in the function's object as written, of a part of its canonical signature. */
export function plainPath(element: JsonObject, dialect: PlainDialect, part: RawPath): RawPath {
  const wrapper = bodyKey(element, dialect);
  const body = wrapper === undefined ? element : (element[wrapper] as JsonObject);
  const prefix: RawPath = wrapper === undefined ? [] : [wrapper];
  const [head, ...rest] = part;
  const layout = PLAIN_LAYOUTS[dialect];
  switch (head) {
    case undefined:
      return [];
    case 'parameters':
      return [...prefix, ...schemaPath(body, layout), ...rest];
    case 'response':
      return [...prefix, presentKey(body, layout.response) ?? 'response', ...rest];
    case 'annotations':
      return annotationPath(dialect, prefix, rest);
    case 'name':
      return [...prefix, head];
    case 'description':
      return [...prefix, presentKey(body, layout.description ?? []) ?? head];
    default:
      return otherPath(element, body, dialect, prefix, part);
  }
}

/** Parts that MCP alone keeps, among our notes there. */
const NOTED: ReadonlySet<string | number> = new Set(['category', 'toolClass', 'premises', 'examples', 'throws']);

/** Path of a part that is none of the dialect's own: one of our notes, or a key that it was written with. */
function otherPath(
  element: JsonObject,
  body: JsonObject,
  dialect: PlainDialect,
  prefix: RawPath,
  part: RawPath,
): RawPath {
  const [head = ''] = part;
  if (NOTED.has(head)) return dialect === 'mcp' ? ['_meta', MCP_META, ...part] : prefix;
  if (Object.hasOwn(body, head)) return [...prefix, ...part];
  return Object.hasOwn(element, head) ? part : prefix;
}

function annotationPath(dialect: PlainDialect, prefix: RawPath, rest: RawPath): RawPath {
  const [name] = rest;
  if (dialect === 'vscode' && name === 'title') return [...prefix, 'displayName'];
  if (dialect !== 'mcp') return [...prefix, ...rest];
  if (name === 'title') return ['title'];
  const hint = MCP_HINTS.find(([, canonical]) => canonical === name)?.[0];
  return hint === undefined ? ['annotations'] : ['annotations', hint];
}

/** Whether an id names a plain dialect. */
export function isPlain(dialect: DialectId): dialect is PlainDialect {
  return Object.hasOwn(PLAIN_LAYOUTS, dialect);
}
