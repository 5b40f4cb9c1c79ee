import type { Json, JsonObject, JsonSchema } from '../../json/index.ts';
import { mapTypeName } from '../../signature/index.ts';
import { type DocField, type Docstring, readDocstring } from './docstring.ts';
import type { PythonField, PythonFunction, PythonReading } from './reader.ts';
import { annotationType, fieldSchema, type PythonTypes } from './types.ts';

/** A function of a file as a tool of the dialect `mcp`, with where it stands. */
export interface PythonTool {
  readonly tool: JsonObject;
  readonly name: string;
  /** Class that has it; '' for a function of the file. */
  readonly owner: string;
  /** Lines of its definition, from 1. */
  readonly line: number;
  readonly endLine: number;
}

/**
 * The functions of a reading as tools: all documented or typed functions of the file, or the public methods of the classes
 * named. Names, types, defaults and texts come from the annotations first, from the docstring second.
 */
export function pythonTools(
  { functions = [], types = {} }: PythonReading,
  classes: readonly string[] = [],
): PythonTool[] {
  const wanted = functions.filter(({ owner }) =>
    classes.length === 0 ? owner === null : classes.includes(owner ?? ''),
  );
  return wanted.map((item) => ({
    tool: toolOf(item, types),
    name: item.name,
    owner: item.owner ?? '',
    line: item.line,
    endLine: item.endLine,
  }));
}

function toolOf(item: PythonFunction, types: PythonTypes): JsonObject {
  const doc = readDocstring(item.doc ?? '');
  const { schema: output, wrapped } = responseOf(item, doc, types);
  const throws = doc.raises.filter(({ name }) => name !== '').map(({ name, description }) => ({ name, description }));
  const notes: JsonObject = {
    ...(output !== undefined && wrapped ? { response: output as Json } : {}),
    ...(throws.length > 0 ? { throws } : {}),
  };
  return {
    name: item.name,
    description: doc.summary,
    inputSchema: inputSchema(item, doc, types) as Json,
    ...(output === undefined || wrapped ? {} : { outputSchema: output as Json }),
    ...(Object.keys(notes).length > 0 ? { _meta: { 'magnet/signature': notes } } : {}),
  };
}

function inputSchema(item: PythonFunction, doc: Docstring, types: PythonTypes): JsonSchema {
  const documented = new Map(doc.parameters.map((field) => [field.name.replace(/^\*+/, ''), field]));
  const properties = item.parameters.map((field) => [
    field.name,
    parameterSchema(field, documented.get(field.name), types),
  ]);
  const required = item.parameters
    .filter((field) => field.default === undefined && !saysOptional(field, documented.get(field.name)))
    .map(({ name }) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(properties) as Record<string, JsonSchema>,
    ...(required.length > 0 ? { required } : {}),
  };
}

/** Without a default a parameter has to be given, except where the docstring alone tells its type and says otherwise. */
function saysOptional(field: PythonField, doc: DocField | undefined): boolean {
  return field.type === null && mapTypeName(doc?.type ?? '')?.optional === true;
}

function parameterSchema(field: PythonField, doc: DocField | undefined, types: PythonTypes): JsonSchema {
  const schema = fieldSchema(field, types);
  const said = doc === undefined ? {} : docSchema(doc, types);
  const typed = { ...(hasType(schema) ? {} : said), ...schema };
  const choices =
    schema.enum === undefined && said.enum !== undefined && typed.type !== 'array' ? { enum: said.enum } : {};
  const description = schema.description ?? said.description ?? '';
  return { ...typed, ...choices, ...(description === '' ? {} : { description }) };
}

/** A documented field as a schema: type, words, choices and members. */
function docSchema({ type, description, members = [] }: DocField, types: PythonTypes): JsonSchema {
  const schema = docType(type, types);
  const choices = ENUM.exec(description);
  const bare = description
    .replace(ENUM, '')
    .replace(/^\[Optional\]\s*/i, '')
    .trim();
  return {
    ...withMembers(schema, members, types),
    ...(choices === null || schema.type === 'array' ? {} : enumOf(choices[1] ?? '')),
    ...(bare === '' ? {} : { description: bare }),
  };
}

/** Choices as docstrings of tools write them: `[Enum]: ["a", "b"]`. */
const ENUM = /\s*\[Enum\]:?\s*(\[[^\]]*\])\.?/i;

function enumOf(text: string): JsonSchema {
  const values = mapTypeName(`Literal${text}`)?.schema.enum;
  return values === undefined ? {} : { enum: values };
}

function withMembers(schema: JsonSchema, members: readonly DocField[], types: PythonTypes): JsonSchema {
  if (members.length === 0) return schema;
  const properties = Object.fromEntries(members.map((member) => [member.name, docSchema(member, types)]));
  const object: JsonSchema = { type: 'object', properties };
  if (schema.type === 'array') return { ...schema, items: object };
  return schema.type === undefined || schema.type === 'object' ? object : schema;
}

function hasType(schema: JsonSchema): boolean {
  return schema.type !== undefined || schema.enum !== undefined || schema.anyOf !== undefined;
}

/** A type as docstrings write it: `str`, `int, optional`, `list of str`, `{'a', 'b'}`, `List[Ticket]`. */
function docType(text: string, types: PythonTypes): JsonSchema {
  const choices = /^\{(.*)\}/.exec(text.trim())?.[1];
  const bare = choices === undefined ? text.replace(/,\s*(?:optional|default\b.*)$/i, '') : `Literal[${choices}]`;
  return annotationType(bare, types)?.schema ?? mapTypeName(text)?.schema ?? {};
}

/** The response: documented fields first, then the annotation; MCP can say objects only, so others are wrapped. */
function responseOf(
  { returns }: PythonFunction,
  doc: Docstring,
  types: PythonTypes,
): { schema: JsonSchema | undefined; wrapped: boolean } {
  if (doc.returned.length > 0) {
    const properties = doc.returned.map((field) => [field.name, docSchema(field, types)]);
    return { schema: { type: 'object', properties: Object.fromEntries(properties) }, wrapped: false };
  }
  const annotated = returns === null ? undefined : annotationType(returns, types)?.schema;
  const schema = annotated === undefined || !hasType(annotated) ? docType(doc.returns.type, types) : annotated;
  if (!hasType(schema)) return { schema: undefined, wrapped: false };
  const said = doc.returns.description;
  const whole = said === '' ? schema : { ...schema, description: said };
  return { schema: whole, wrapped: schema.type !== 'object' };
}
