import { isSchema, type JsonSchema } from '../../../json/index.ts';
import { writeName } from '../quote.ts';
import { docOf, isEmptyDoc, NO_DOC, writeDoc } from './docs.ts';
import { behind, choice, isLiteral, LINE_WIDTH, literalText, sameType } from './literals.ts';
import { leftOver } from './tags.ts';
import type { TypeWriter, WrittenType } from './written.ts';

export { behind } from './literals.ts';
export { schemaTag } from './tags.ts';
export type { TypeWriter, WrittenType } from './written.ts';

/** Deeper schemas are written as `@schema`, which nests no types. */
const MAX_DEPTH = 40;

const WORDS = new Set(['string', 'number', 'integer', 'boolean', 'null', 'object']);

interface Shape extends Omit<WrittenType, 'doc'> {
  /** Keywords the type itself says. */
  readonly said: readonly string[];
  /** Tags the type needs beside them. */
  readonly tags?: readonly string[];
}

/** Writes a schema. Every keyword is in the type, in a tag of its own, or in `@schema`. */
export function writeType(schema: JsonSchema | boolean, writer: TypeWriter, indent = '', depth = 0): WrittenType {
  if (typeof schema !== 'object' || schema === null) return { text: 'unknown', doc: NO_DOC, binds: 'atom' };
  return written(schema, depth > MAX_DEPTH ? UNKNOWN : shapeOf(schema, { writer, indent, depth }), writer);
}

/** The type of a declaration: an object of more than two members has a line for each. */
export function writeDeclaredType(schema: JsonSchema, writer: TypeWriter, indent: string): WrittenType {
  return written(schema, shapeOf(schema, { writer, indent, depth: 0, most: 2 }), writer);
}

function written(schema: JsonSchema, shape: Shape, writer: TypeWriter): WrittenType {
  const { description, tags } = leftOver(schema, new Set(shape.said), writer);
  return { text: shape.text, binds: shape.binds, doc: docOf(description, [...(shape.tags ?? []), ...tags]) };
}

const UNKNOWN: Shape = { text: 'unknown', binds: 'atom', said: [] };

interface Around {
  readonly writer: TypeWriter;
  readonly indent: string;
  readonly depth: number;
  /** Members of an object that may share a line. */
  readonly most?: number;
}

function shapeOf(schema: JsonSchema, around: Around): Shape {
  if (typeof schema.$ref === 'string') {
    const name = around.writer.typeName(schema.$ref);
    return name === undefined ? UNKNOWN : { text: name, binds: 'atom', said: ['$ref'] };
  }
  return literalShape(schema, around) ?? combinedShape(schema, around) ?? typedShape(schema, around) ?? UNKNOWN;
}

/** `const` and `enum` whose `type` is the one that literals give. */
function literalShape(schema: JsonSchema, { indent }: Around): Shape | undefined {
  if (schema.const !== undefined) {
    if (!isLiteral(schema.const) || schema.const === null || !sameType(schema.type, [schema.const])) return undefined;
    return { text: literalText(schema.const), binds: 'literal', said: ['const', 'type'] };
  }
  const values = schema.enum;
  if (!Array.isArray(values) || values.length === 0 || !values.every(isLiteral)) return undefined;
  const distinct = new Set(values).size === values.length;
  if (!distinct || values.every((value) => value === null) || !sameType(schema.type, values)) return undefined;
  return { text: choice(values.map(literalText), '|', indent), binds: 'union', said: ['enum', 'type'] };
}

/** `anyOf`, `oneOf` and `allOf`, where nothing else decides the type. */
function combinedShape(schema: JsonSchema, around: Around): Shape | undefined {
  if (schema.type !== undefined || schema.enum !== undefined || schema.properties !== undefined) return undefined;
  const present = (['anyOf', 'oneOf', 'allOf'] as const).filter((word) => schema[word] !== undefined);
  const [word] = present;
  const branches = word === undefined ? undefined : schema[word];
  if (word === undefined || present.length !== 1 || !Array.isArray(branches) || branches.length === 0) return undefined;
  if (!branches.every((branch) => typeof branch === 'object' && branch !== null)) return undefined;
  const members = branches.map((branch) => writeType(branch, around.writer, around.indent, around.depth + 1));
  if (word === 'allOf') {
    const parts = members.map((member) => inPart(member, around));
    return { text: choice(parts, '&', around.indent), binds: 'intersection', said: [word] };
  }
  // Bare words would share one `type`, bare literals one `enum`: parentheses keep branches apart.
  const allWords = members.every((member) => member.binds === 'word' && isEmptyDoc(member.doc));
  const texts = members.map((member, index) => {
    const text = inPart(member, around);
    const bare = isEmptyDoc(member.doc);
    return bare && (member.binds === 'literal' || (allWords && index === 0)) ? `(${text})` : text;
  });
  const text = choice(texts, '|', around.indent);
  return { text, binds: 'union', said: [word], ...(word === 'oneOf' ? { tags: ['@oneOf'] } : {}) };
}

/** A type inside another, its documentation in front, parentheses where the surroundings bind tighter. */
function inPart(type: WrittenType, around: Around): string {
  const composite = type.binds === 'union' || type.binds === 'intersection';
  const text = composite ? `(${type.text})` : type.text;
  return isEmptyDoc(type.doc) ? text : `${writeDoc(type.doc, around.indent)} ${text}`;
}

/** A type between `<` and `>` or `:` and `;`, where nothing binds. */
function alone(type: WrittenType, around: Around): string {
  return isEmptyDoc(type.doc) ? type.text : inPart(type, around);
}

function typedShape(schema: JsonSchema, around: Around): Shape | undefined {
  const { type } = schema;
  if (Array.isArray(type)) return severalTypes(schema, type, around);
  if (type === 'object') return objectShape(schema, around);
  if (type === 'array') return arrayShape(schema, around);
  return typeof type === 'string' && WORDS.has(type) ? { text: type, binds: 'word', said: ['type'] } : undefined;
}

/** `string | null`; with structure behind one of the types, that type and `@type` for the rest. */
function severalTypes(schema: JsonSchema, types: readonly string[], around: Around): Shape | undefined {
  const known = types.every((type) => WORDS.has(type) || type === 'array');
  if (types.length < 2 || !known || new Set(types).size < types.length) return undefined;
  const structured = types.find((type) =>
    type === 'object' ? hasStructure(schema, OBJECT_WORDS) : type === 'array' && hasStructure(schema, ARRAY_WORDS),
  );
  if (structured !== undefined) {
    const inner = typedShape({ ...schema, type: structured }, around);
    if (inner !== undefined) {
      return { ...inner, binds: 'atom', tags: [...(inner.tags ?? []), `@type ${types.join(', ')}`] };
    }
  }
  const words = types.map((type) => (type === 'array' ? 'Array' : type));
  return { text: words.join(' | '), binds: 'union', said: ['type'] };
}

const OBJECT_WORDS = ['properties', 'additionalProperties'];

const ARRAY_WORDS = ['items', 'prefixItems'];

const hasStructure = (schema: JsonSchema, words: readonly string[]): boolean =>
  words.some((word) => typeof schema[word] === 'object' && schema[word] !== null);

function objectShape(schema: JsonSchema, around: Around): Shape {
  const { properties, additionalProperties } = schema;
  const values = isSchema(additionalProperties) ? additionalProperties : undefined;
  if (properties === undefined) {
    if (values === undefined) return { text: 'object', binds: 'word', said: ['type'] };
    const inner = writeType(values, around.writer, around.indent, around.depth + 1);
    const key = keyType(schema, around);
    const said = ['type', 'additionalProperties', ...(key === undefined ? [] : ['propertyNames'])];
    return { text: `Record<${key ?? 'string'}${behind(',', alone(inner, around))}>`, binds: 'atom', said };
  }
  if (!isSchema(properties) || !Object.values(properties).every(isSchema)) {
    return { text: 'object', binds: 'word', said: ['type'] };
  }
  const said = ['type', 'properties', ...(values === undefined ? [] : ['additionalProperties'])];
  const needed = requiredNames(schema, properties);
  if (needed !== undefined) said.push('required');
  return { text: membersText(properties, new Set(needed), values, around), binds: 'atom', said };
}

/** `propertyNames` as the keys of a record; a bare word in parentheses, since `string` alone says nothing. */
function keyType({ propertyNames }: JsonSchema, around: Around): string | undefined {
  // Keys that are listed make properties, not a rule for names.
  if (!isSchema(propertyNames) || propertyNames.enum !== undefined || propertyNames.const !== undefined)
    return undefined;
  const type = writeType(propertyNames, around.writer, around.indent, around.depth + 1);
  return type.binds === 'word' && isEmptyDoc(type.doc) ? `(${type.text})` : alone(type, around);
}

/** The required properties where `?` can say them; undefined where `@schema` must. */
function requiredNames(schema: JsonSchema, properties: object): readonly string[] | undefined {
  const names = schema.required;
  if (names === undefined) return [];
  if (!Array.isArray(names) || new Set(names).size < names.length) return undefined;
  return names.every((name) => typeof name === 'string' && Object.hasOwn(properties, name)) ? names : undefined;
}

/** `{ a: string; b?: number }`, on one line where it has few enough members, is short and without documentation. */
function membersText(
  properties: Readonly<Record<string, JsonSchema>>,
  needed: ReadonlySet<string>,
  values: JsonSchema | undefined,
  { writer, indent, depth, most = Number.POSITIVE_INFINITY }: Around,
): string {
  const inner = `${indent}  `;
  const around = { writer, indent: inner, depth };
  const members = Object.entries(properties).map(([name, schema]) => {
    const type = writeType(schema, writer, inner, depth + 1);
    return { doc: type.doc, text: `${writeName(name)}${needed.has(name) ? '' : '?'}${behind(':', type.text)}` };
  });
  if (values !== undefined) {
    const type = writeType(values, writer, inner, depth + 1);
    members.push({ doc: NO_DOC, text: `[key: string]${behind(':', alone(type, around))}` });
  }
  if (members.length === 0) return '{}';
  const line = `{ ${members.map((member) => member.text).join('; ')} }`;
  const short = members.length <= most && line.length <= LINE_WIDTH && !line.includes('\n');
  if (short && members.every((member) => isEmptyDoc(member.doc))) return line;
  const lines = members.map(({ doc, text }) => {
    const comment = isEmptyDoc(doc) ? '' : `${inner}${writeDoc(doc, inner)}\n`;
    return `${comment}${inner}${text};`;
  });
  return `{\n${lines.join('\n')}\n${indent}}`;
}

function arrayShape(schema: JsonSchema, around: Around): Shape {
  const tuple = tupleShape(schema, around);
  if (tuple !== undefined) return tuple;
  if (!isSchema(schema.items) || schema.prefixItems !== undefined)
    return { text: 'Array', binds: 'word', said: ['type'] };
  const item = writeType(schema.items, around.writer, around.indent, around.depth + 1);
  const simple = isEmptyDoc(item.doc) && item.binds !== 'union' && item.binds !== 'intersection';
  return { text: simple ? `${item.text}[]` : `(${alone(item, around)})[]`, binds: 'atom', said: ['type', 'items'] };
}

function tupleShape(schema: JsonSchema, around: Around): Shape | undefined {
  const { prefixItems, items } = schema;
  if (!Array.isArray(prefixItems) || prefixItems.length === 0 || !prefixItems.every(isSchema)) return undefined;
  const rest = restText(schema, prefixItems.length, around);
  if (rest === undefined) return undefined;
  const least = schema.minItems ?? 0;
  const fits = Number.isInteger(least) && least >= 0 && least <= prefixItems.length && schema.minItems !== 0;
  const elements = prefixItems.map((element, index) => {
    const type = writeType(element, around.writer, around.indent, around.depth + 1);
    const text = type.binds === 'union' || type.binds === 'intersection' ? inPart(type, around) : alone(type, around);
    return fits && index >= least ? `${text}?` : text;
  });
  if (rest !== '') elements.push(rest);
  const said = ['type', 'prefixItems', ...(items === undefined ? [] : ['items']), ...(fits ? ['minItems'] : [])];
  return { text: `[${elements.join(', ')}]`, binds: 'atom', said: rest === '' ? [...said, 'maxItems'] : said };
}

/** What may follow the fixed elements: '' for nothing by `maxItems`; undefined where a type cannot say it. */
function restText(schema: JsonSchema, fixed: number, around: Around): string | undefined {
  const { items } = schema;
  if (items === undefined) return schema.maxItems === fixed ? '' : '...unknown[]';
  if (items === false) return '...never[]';
  if (!isSchema(items)) return undefined;
  const rest = writeType(items, around.writer, around.indent, around.depth + 1);
  // `unknown` alone stands for no `items` at all.
  const plain = isEmptyDoc(rest.doc) && rest.binds !== 'union' && rest.binds !== 'intersection';
  return plain && rest.text !== 'unknown' ? `...${rest.text}[]` : `...(${alone(rest, around)})[]`;
}
