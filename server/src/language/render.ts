import type { JsonSchema } from '../json/index.ts';
import { type FunctionSignature, qualifiedName, refName, typesOf } from '../signature/index.ts';
import { shorten } from './markdown.ts';

const MAX_DEPTH = 4;
const MAX_MEMBERS = 12;
const MAX_LINE = 100;

/** A schema as a type of `.fsig`, short enough to read at a glance. */
export function renderType(schema: JsonSchema | boolean | undefined, depth = 0): string {
  if (typeof schema !== 'object' || schema === null) return 'unknown';
  if (typeof schema.$ref === 'string') return refName(schema.$ref) ?? 'unknown';
  if (depth > MAX_DEPTH) return '…';
  if (Array.isArray(schema.enum)) return joinUnion(schema.enum.map((value) => JSON.stringify(value) ?? 'null'));
  if (schema.const !== undefined) return JSON.stringify(schema.const) ?? 'null';
  const branches = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(branches)) return joinUnion(branches.map((branch) => renderType(branch, depth + 1)));
  if (Array.isArray(schema.allOf)) return schema.allOf.map((part) => renderType(part, depth + 1)).join(' & ');
  const types = typesOf(schema);
  if (types.length > 1) return joinUnion(types.map((type) => renderType({ ...schema, type }, depth)));
  if (types[0] === 'array' || (types.length === 0 && schema.items !== undefined)) return renderArray(schema, depth);
  if (types[0] === 'object' || (types.length === 0 && schema.properties !== undefined))
    return renderObject(schema, depth);
  return types[0] ?? 'unknown';
}

function joinUnion(members: readonly string[]): string {
  const shown = [...new Set(members)];
  const cut = shown.length > MAX_MEMBERS ? [...shown.slice(0, MAX_MEMBERS), '…'] : shown;
  return cut.length === 0 ? 'unknown' : cut.join(' | ');
}

function renderArray(schema: JsonSchema, depth: number): string {
  const item = renderType(schema.items ?? schema.prefixItems?.[0], depth + 1);
  return /[|&]/.test(item) && !item.startsWith('{') ? `(${item})[]` : `${item}[]`;
}

function renderObject(schema: JsonSchema, depth: number): string {
  const properties = Object.entries(schema.properties ?? {});
  if (properties.length === 0) return 'object';
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  const members = properties
    .slice(0, MAX_MEMBERS)
    .map(
      ([name, property]) => `${memberName(name)}${required.has(name) ? '' : '?'}: ${renderType(property, depth + 1)}`,
    );
  if (properties.length > MAX_MEMBERS) members.push('…');
  return `{ ${members.join('; ')} }`;
}

/** Names that need no quotes in `.fsig`. */
const PLAIN_NAME = /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u;

function memberName(name: string): string {
  return PLAIN_NAME.test(name) ? name : JSON.stringify(name);
}

/** One parameter of a function, as it stands in a rendered signature. */
export interface RenderedParameter {
  readonly name: string;
  readonly text: string;
  readonly schema: JsonSchema;
  readonly required: boolean;
}

export function renderParameters(signature: FunctionSignature): RenderedParameter[] {
  const required = new Set(Array.isArray(signature.parameters.required) ? signature.parameters.required : []);
  return Object.entries(signature.parameters.properties ?? {}).map(([name, schema]) => {
    const isRequired = required.has(name);
    const value = schema?.default;
    const suffix = value === undefined ? '' : ` = ${shorten(JSON.stringify(value) ?? 'null', 30)}`;
    const mark = isRequired || value !== undefined ? '' : '?';
    return { name, text: `${memberName(name)}${mark}: ${renderType(schema)}${suffix}`, schema, required: isRequired };
  });
}

/** The declaration of a function in `.fsig`, one line where it fits. */
export function renderSignature(signature: FunctionSignature): string {
  const parameters = renderParameters(signature).map((parameter) => parameter.text);
  const result = signature.response === undefined ? 'unknown' : renderType(signature.response);
  const line = `function ${qualifiedName(signature)}(${parameters.join(', ')}): ${result}`;
  if (line.length <= MAX_LINE || parameters.length === 0) return line;
  return `function ${qualifiedName(signature)}(\n${parameters.map((text) => `  ${text},\n`).join('')}): ${result}`;
}
