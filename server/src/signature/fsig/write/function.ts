import type { Json, JsonSchema } from '../../../json/index.ts';
import { refName } from '../../schema/fields.ts';
import type { Annotations, CallExample, FunctionSignature } from '../../types.ts';
import { writeName } from '../quote.ts';
import { ANNOTATION_TAGS } from '../signature.ts';
import {
  type DocText,
  descriptionText,
  documentLines,
  inlineDoc,
  isEmptyDoc,
  jsonText,
  tagText,
  writeDoc,
} from './docs.ts';
import type { DeclaredSchema } from './names.ts';
import { behind, schemaTag, type TypeWriter, writeDeclaredType, writeType } from './types.ts';

/** Longest parameter list kept on one line. */
const LINE_WIDTH = 120;

/** Types by the `$ref` that leads to them. */
export function typeWriter(names: ReadonlyMap<string, string>): TypeWriter {
  return {
    typeName(ref) {
      const key = ref.startsWith('#/$defs/') ? refName(ref) : undefined;
      return key === undefined ? undefined : names.get(key);
    },
  };
}

/** A declared type: an interface where it has properties and nothing that an interface cannot say. */
export function writeDeclaration({ name, schema, names }: DeclaredSchema, indent: string): string {
  const type = writeDeclaredType(schema, typeWriter(names), indent);
  const doc = isEmptyDoc(type.doc) ? '' : `${indent}${writeDoc(type.doc, indent)}\n`;
  const isInterface = schema.type === 'object' && schema.properties !== undefined && type.text.startsWith('{');
  return isInterface
    ? `${doc}${indent}interface ${name} ${type.text}`
    : `${doc}${indent}type ${name}${behind(' =', type.text)};`;
}

/** A function with its documentation. */
export function writeFunction(
  signature: FunctionSignature,
  names: { readonly parameters: ReadonlyMap<string, string>; readonly response: ReadonlyMap<string, string> },
  indent: string,
): string {
  const { parameters, response } = signature;
  const tags: string[] = [];
  const list = writeParameters(parameters, typeWriter(names.parameters), indent, tags);
  let result = '';
  if (response !== undefined) {
    const type = writeType(response === undefined ? {} : withoutDefs(response), typeWriter(names.response), indent);
    result = behind(':', type.text);
    if (!isEmptyDoc(type.doc)) tags.push(`@returns ${inlineDoc(type.doc)}`);
  }
  tags.push(...functionTags(signature));
  const text = signature.description === '' ? '' : descriptionText(signature.description);
  if (text === undefined) tags.unshift(`@description ${jsonText(signature.description)}`);
  const comment =
    text === '' && tags.length === 0 ? '' : `${indent}${writeComment({ description: text ?? '', tags }, indent)}\n`;
  return `${comment}${indent}function ${writeName(signature.name)}${list}${result};`;
}

function withoutDefs(schema: JsonSchema): JsonSchema {
  const { $defs: _declared, ...rest } = schema;
  return rest;
}

/** Tags that read well behind a description, on its line. */
const FLAG_LIKE = /^@(?:readonly|destructive|idempotent|openWorld|strict|requires|category|deprecated)\b/;

/** A comment with tags on lines of their own; one line where there is little to say. */
function writeComment(doc: DocText, indent: string): string {
  const short = doc.description === '' ? doc.tags.length === 1 : !doc.tags.some((tag) => !FLAG_LIKE.test(tag));
  return short && doc.tags.length <= 1 ? writeDoc(doc, indent) : documentLines(doc, indent);
}

/** `(a: string, b?: number = 1)`. What documentation must say goes to `tags`. */
function writeParameters(schema: JsonSchema, writer: TypeWriter, indent: string, tags: string[]): string {
  const properties = schema.properties ?? {};
  const names = Object.keys(properties);
  const required = Array.isArray(schema.required) ? schema.required : [];
  const expressible = required.every((name) => typeof name === 'string' && Object.hasOwn(properties, name));
  const needed = new Set(expressible ? required : []);
  const parameters = names.map((name) => {
    const whole = properties[name] as JsonSchema;
    const initial = !needed.has(name) && typeof whole === 'object' && whole !== null ? whole.default : undefined;
    const { default: _default, ...withoutDefault } = typeof whole === 'object' && whole !== null ? whole : {};
    const type = writeType(initial === undefined ? whole : withoutDefault, writer, `${indent}  `);
    if (!isEmptyDoc(type.doc)) tags.push(`@param ${paramName(name)} ${inlineDoc(type.doc)}`);
    const optional = !needed.has(name) && initial === undefined ? '?' : '';
    return `${writeName(name)}${optional}${behind(':', type.text)}${initial === undefined ? '' : ` = ${jsonLiteral(initial)}`}`;
  });
  const said = new Set(['type', 'properties', '$defs', ...(expressible ? ['required'] : [])]);
  tags.push(...ownTags(schema, said, writer));
  const line = `(${parameters.join(', ')})`;
  if (line.length + indent.length <= LINE_WIDTH && !line.includes('\n')) return line;
  return `(\n${parameters.map((parameter) => `${indent}  ${parameter},`).join('\n')}\n${indent})`;
}

/** Keywords of the parameters as a whole: `@additionalProperties`, all others in `@schema`. */
function ownTags(schema: JsonSchema, said: ReadonlySet<string>, writer: TypeWriter): string[] {
  const { additionalProperties } = schema;
  const tags =
    additionalProperties === undefined ? [] : [`@additionalProperties ${jsonText(additionalProperties as Json)}`];
  const others = (Object.entries(schema) as [string, Json][]).filter(
    ([keyword, value]) => !said.has(keyword) && keyword !== 'additionalProperties' && value !== undefined,
  );
  if (others.length > 0) tags.push(schemaTag(others, writer));
  return tags;
}

/** A parameter's name as `@param` takes it. */
function paramName(name: string): string {
  return /^[^\s"{}@]+$/.test(name) && !name.includes('*/') ? name : jsonText(name);
}

/** A default as it is written behind `=`. */
function jsonLiteral(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(jsonLiteral).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, member]) => `${writeName(key)}: ${jsonLiteral(member)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

function functionTags(signature: FunctionSignature): string[] {
  const { category, toolClass, premises, throws, examples, annotations } = signature;
  const tags: string[] = [];
  if (category !== '') tags.push(`@category ${tagText(category)}`);
  if (toolClass !== '') tags.push(`@toolClass ${tagText(toolClass)}`);
  if (premises.length > 0) tags.push(`@requires ${premises.map(premiseText).join(', ')}`);
  for (const { name, description } of throws) tags.push(throwsTag(name, description));
  for (const example of examples) tags.push(exampleTag(example));
  tags.push(...annotationTags(annotations));
  return tags;
}

const premiseText = (name: string): string =>
  /^[^\s,"@]+$/.test(name) && !name.includes('*/') ? name : jsonText(name);

function throwsTag(name: string, description: string): string {
  const text = description === '' ? '' : (descriptionText(description) ?? jsonText(description));
  return `@throws ${paramName(name)} ${text}`.trimEnd();
}

function exampleTag({ description, arguments: args, response }: CallExample): string {
  const parts = ['@example'];
  if (description !== undefined && description !== '')
    parts.push(`${/[{]|^=>/.test(description) ? jsonText(description) : tagText(description)}:`);
  if (args !== undefined) parts.push(jsonText(args));
  if (response !== undefined) parts.push('=>', jsonText(response));
  return parts.join(' ');
}

function annotationTags(annotations: Annotations): string[] {
  const tags: string[] = [];
  if (annotations.title !== undefined) tags.push(`@title ${tagText(annotations.title)}`);
  const { deprecated } = annotations;
  if (deprecated !== undefined && deprecated !== false) {
    tags.push(deprecated === true ? '@deprecated' : `@deprecated ${tagText(deprecated)}`);
  }
  for (const [tag, key] of ANNOTATION_TAGS) {
    const value = annotations[key];
    if (typeof value === 'boolean') tags.push(`@${tag}${value ? '' : ' false'}`);
  }
  return tags;
}
