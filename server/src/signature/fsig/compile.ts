import type { Json, JsonSchema } from '../../json/index.ts';
import type { Span } from '../types.ts';
import type {
  Declaration,
  EnumNode,
  FunctionNode,
  InterfaceNode,
  MemberNode,
  ParameterNode,
  ReferenceNode,
  TupleNode,
  TypeNode,
} from './ast.ts';
import { bareWord, isBareLiteral, isNull, literalBranch, typeKeyword } from './compile/literals.ts';
import { ARRAYS, BUILTINS, NO_ARGUMENTS, PRIMITIVES } from './compile/names.ts';
import type { CompileContext, NamedType, ObjectShape, TypeUse } from './compile-context.ts';
import { type DocTag, parseDoc } from './doc.ts';
import { setOwn } from './objects.ts';
import { escapePointer } from './quote.ts';
import { applySchemaTags, schemaTagsOf } from './schema-tags.ts';

export { typeKeyword } from './compile/literals.ts';
export { BUILTIN_TYPES, directNames } from './compile/names.ts';

/** JSON Schema 2020-12 of a type. Named types are `{$ref: '#/$defs/Key'}`; keyword order is type first. */
export function compileType(node: TypeNode, context: CompileContext): JsonSchema {
  const schema = compileBare(node, context);
  return node.doc === undefined ? schema : withDoc(schema, node.doc, context);
}

function withDoc(schema: JsonSchema, span: Span, context: CompileContext): JsonSchema {
  const doc = parseDoc(context.text, span);
  const described = doc.description === '' ? schema : { ...schema, description: doc.description };
  return applySchemaTags(described, schemaTagsOf(doc.tags, context), context);
}

function compileBare(node: TypeNode, context: CompileContext): JsonSchema {
  switch (node.kind) {
    case 'literal':
      return { ...typeKeyword([node.value]), const: node.value };
    case 'array':
      return { type: 'array', items: compileType(node.element, context) };
    case 'parenthesized':
      return compileType(node.type, context);
    case 'intersection':
      return { allOf: node.types.map((type) => compileType(type, context)) };
    case 'union':
      return compileUnion(node.types, context);
    case 'tuple':
      return compileTuple(node, context);
    case 'object':
      return objectSchema(compileMembers(node.members, context));
    case 'reference':
      return compileReference(node, context);
    case 'missing':
      return {};
  }
}

/**
 * Literals make an `enum`, bare built-in words one `type` array, anything else `anyOf`. Parentheses keep a
 * member apart: `string | null` is `{type: ['string','null']}`, `(string) | null` is `anyOf`.
 */
function compileUnion(types: readonly TypeNode[], context: CompileContext): JsonSchema {
  if (types.every((type) => isBareLiteral(type) || isNull(type)) && types.some(isBareLiteral)) {
    const values = types.map((type) => (type.kind === 'literal' ? type.value : null));
    return { ...typeKeyword(values), enum: [...new Set(values)] };
  }
  const words = types.map(bareWord);
  if (words.every((word) => word !== undefined)) {
    const distinct = [...new Set(words)];
    const [only] = distinct;
    return { type: distinct.length === 1 && only !== undefined ? only : distinct };
  }
  const literals = types.filter(isBareLiteral).map((type) => type.value);
  const branches: JsonSchema[] = [];
  for (const type of types) {
    if (!isBareLiteral(type)) branches.push(compileType(type, context));
    else if (type === types.find(isBareLiteral)) branches.push(literalBranch(literals));
  }
  return { anyOf: branches };
}

/**
 * A tuple of its own length has `minItems` and `maxItems`, as pydantic, zod and the TypeScript generators write it. A rest
 * says what may follow: `...T[]` more of a type, `...unknown[]` anything, `...never[]` nothing, in 2020-12's own words.
 */
function compileTuple(node: TupleNode, context: CompileContext): JsonSchema {
  const rest = node.elements.find((element) => element.rest)?.type;
  const fixed = node.elements.filter((element) => !element.rest);
  const firstOptional = fixed.findIndex((element) => element.optional);
  const minItems = firstOptional < 0 ? fixed.length : firstOptional;
  return {
    type: 'array',
    prefixItems: fixed.map((element) => compileType(element.type, context)),
    ...(rest === undefined ? {} : restItems(rest, context)),
    ...(minItems > 0 ? { minItems } : {}),
    ...(rest === undefined ? { maxItems: fixed.length } : {}),
  };
}

function restItems(rest: TypeNode, context: CompileContext): Pick<JsonSchema, 'items'> {
  if (rest.kind !== 'array') {
    context.problem('unsupported-construct', rest, { message: 'a rest element that is no array' });
    return {};
  }
  const { element } = rest;
  const word = element.kind === 'reference' && element.doc === undefined ? element.name : '';
  if (word === 'never') return { items: false };
  return word === 'unknown' || word === 'any' ? {} : { items: compileType(element, context) };
}

/** Schema of an object: `required` only where there is any. */
export function objectSchema(shape: ObjectShape): JsonSchema {
  const properties: Record<string, JsonSchema> = {};
  for (const [name, property] of shape.properties) setOwn(properties, name, property);
  const schema: JsonSchema = { type: 'object', properties };
  if (shape.required.length > 0) schema.required = [...shape.required];
  if (shape.additionalProperties !== undefined) schema.additionalProperties = shape.additionalProperties;
  return schema;
}

function compileMembers(members: readonly MemberNode[], context: CompileContext): ObjectShape {
  const properties = new Map<string, JsonSchema>();
  const required = new Set<string>();
  let additional: JsonSchema | undefined;
  for (const member of members) {
    if (member.kind === 'index') {
      additional = compileType(member.type, context);
      if (member.doc !== undefined) additional = withDoc(additional, member.doc, context);
      continue;
    }
    const name = member.name.text;
    if (properties.has(name)) context.problem('duplicate-property', member.name, { name });
    let schema = compileType(member.type, context);
    if (member.doc !== undefined) schema = withDoc(schema, member.doc, context);
    if (member.readonly) schema = { ...schema, readOnly: true };
    properties.set(name, schema);
    if (!member.optional) required.add(name);
  }
  return {
    properties: [...properties],
    required: [...required],
    ...(additional === undefined ? {} : { additionalProperties: additional }),
  };
}

function compileReference(node: ReferenceNode, context: CompileContext): JsonSchema {
  const { name, args } = node;
  if (BUILTINS.has(name)) return compileBuiltin(node, context);
  const named = resolveNamed(node, 'reference', context);
  for (const arg of args) compileType(arg, context);
  if (named !== undefined && args.length > 0) {
    context.problem('unsupported-construct', node, { message: `type arguments of '${name}'` });
  }
  return named === undefined ? {} : { $ref: `#/$defs/${escapePointer(named.key)}` };
}

function resolveNamed(node: ReferenceNode, use: TypeUse, context: CompileContext): NamedType | undefined {
  const named = context.resolve(node.name, use);
  if (named === undefined && node.name !== '') context.problem('unknown-type', node, { name: node.name });
  return named;
}

function compileBuiltin(node: ReferenceNode, context: CompileContext): JsonSchema {
  const { name, args } = node;
  const [first, second] = args;
  const wanted = name === 'Record' ? 2 : NO_ARGUMENTS.has(name) ? 0 : 1;
  if (args.length > wanted || (args.length < wanted && !(ARRAYS.has(name) && args.length === 0))) {
    context.problem('syntax-error', node, { message: `${name} takes ${wanted} type arguments` });
  }
  if (PRIMITIVES.has(name)) return { type: name };
  if (ARRAYS.has(name))
    return { type: 'array', ...(first === undefined ? {} : { items: compileType(first, context) }) };
  if (name === 'Record') return compileRecord(first, second, context);
  if (name === 'Partial') return first === undefined ? { type: 'object' } : compilePartial(first, context);
  return {};
}

function compileRecord(key: TypeNode | undefined, value: TypeNode | undefined, context: CompileContext): JsonSchema {
  const values = value === undefined ? {} : compileType(value, context);
  if (key === undefined || bareWord(key) === 'string' || bareWord(key) === 'number') {
    return { type: 'object', additionalProperties: values };
  }
  const keys = compileType(key, context);
  const names = (keys.enum ?? (keys.const === undefined ? [] : [keys.const])).map(String);
  if (names.length === 0) return { type: 'object', propertyNames: keys, additionalProperties: values };
  return objectSchema({ properties: names.map((name) => [name, values] as const), required: names });
}

function compilePartial(type: TypeNode, context: CompileContext): JsonSchema {
  const shape = shapeOf(type, context);
  if (shape === undefined) {
    context.problem('unsupported-construct', type, { message: 'Partial of a type that is no object' });
    return { type: 'object' };
  }
  return objectSchema({ ...shape, required: [] });
}

function shapeOf(node: TypeNode, context: CompileContext): ObjectShape | undefined {
  if (node.kind === 'object') return compileMembers(node.members, context);
  if (node.kind === 'parenthesized') return shapeOf(node.type, context);
  if (node.kind !== 'reference' || BUILTINS.has(node.name)) return undefined;
  const named = resolveNamed(node, 'shape', context);
  return named === undefined ? { properties: [], required: [] } : named.object();
}

/** Shape of an interface with its bases' properties, or of an alias of an object type; undefined for other types. */
export function declaredShape(declaration: Declaration, context: CompileContext): ObjectShape | undefined {
  if (declaration.kind === 'interface') return interfaceShape(declaration, context);
  if (declaration.kind !== 'alias') return undefined;
  return shapeOf(declaration.type, context);
}

function interfaceShape(node: InterfaceNode, context: CompileContext): ObjectShape {
  const own = compileMembers(node.members, context);
  if (node.bases.length === 0) return own;
  const properties = new Map<string, JsonSchema>();
  const required = new Set<string>();
  let additional = own.additionalProperties;
  for (const base of node.bases) {
    const shape = shapeOf(base, context);
    if (shape === undefined) {
      context.problem('unsupported-construct', base, { message: 'extends takes interfaces and object types' });
      continue;
    }
    for (const [name, schema] of shape.properties) properties.set(name, schema);
    for (const name of shape.required) required.add(name);
    additional ??= shape.additionalProperties;
  }
  for (const [name, schema] of own.properties) {
    properties.set(name, schema);
    required.delete(name);
  }
  for (const name of own.required) required.add(name);
  return {
    properties: [...properties],
    required: [...properties.keys()].filter((name) => required.has(name)),
    ...(additional === undefined ? {} : { additionalProperties: additional }),
  };
}

/** Schema of a declared type: what stands under its key in `$defs`. */
export function compileDeclaration(declaration: Declaration, context: CompileContext): JsonSchema {
  const schema = declaredSchema(declaration, context);
  return declaration.doc === undefined ? schema : withDoc(schema, declaration.doc, context);
}

function declaredSchema(declaration: Declaration, context: CompileContext): JsonSchema {
  if (declaration.kind === 'alias') return compileType(declaration.type, context);
  if (declaration.kind === 'interface') return objectSchema(interfaceShape(declaration, context));
  return declaration.kind === 'enum' ? enumSchema(declaration, context) : {};
}

function enumSchema(node: EnumNode, context: CompileContext): JsonSchema {
  const values: Json[] = [];
  let next = 0;
  for (const member of node.members) {
    const value = member.value?.value ?? next;
    if (typeof value === 'number') next = value + 1;
    if (values.includes(value)) context.problem('duplicate-property', member.name, { name: member.name.text });
    else values.push(value);
  }
  return { ...(values.length > 0 ? typeKeyword(values) : {}), enum: values };
}

/** The `parameters` of a function: `required` are those without `?` and without a default. */
export function compileParameters(
  node: FunctionNode,
  docs: ReadonlyMap<string, ParameterDoc>,
  context: CompileContext,
): JsonSchema {
  const properties = new Map<string, JsonSchema>();
  const required = new Set<string>();
  for (const parameter of node.parameters) {
    const name = parameter.name.text;
    if (properties.has(name)) context.problem('duplicate-parameter', parameter.name, { name });
    properties.set(name, compileParameter(parameter, docs.get(name), context));
    const needed = !parameter.optional && parameter.default === undefined;
    if (needed) required.add(name);
  }
  return objectSchema({ properties, required: [...required] });
}

/** What `@param name …` says of a parameter. */
export interface ParameterDoc {
  readonly description: string;
  readonly tags: readonly DocTag[];
}

function compileParameter(node: ParameterNode, doc: ParameterDoc | undefined, context: CompileContext): JsonSchema {
  let schema = compileType(node.type, context);
  if (node.doc !== undefined) schema = withDoc(schema, node.doc, context);
  if (doc !== undefined && doc.description !== '') schema = { ...schema, description: doc.description };
  if (node.default !== undefined) schema = { ...schema, default: node.default.value };
  return doc === undefined ? schema : applySchemaTags(schema, doc.tags, context);
}
