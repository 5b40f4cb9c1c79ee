import type { Json, JsonSchema } from '../../json/index.ts';
import { mapTypeName } from '../../signature/index.ts';
import type { PythonField, PythonType } from './reader.ts';

export interface AnnotationType {
  readonly schema: JsonSchema;
  /** `Optional[…]`, `… | None`: may be left out where the function has a default. */
  readonly nullable: boolean;
}

/** Types that the file itself declares. */
export type PythonTypes = Readonly<Record<string, PythonType>>;

const MAX_DEPTH = 12;

/** An annotation as JSON Schema; `undefined` where a name in it is not known. */
export function annotationType(text: string, types: PythonTypes, depth = 0): AnnotationType | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const members = split(text, '|');
  if (members.length > 1) return unionOf(members, types, depth);
  const bare = text.trim();
  const generic = /^([\w.]+)\[([\s\S]*)\]$/.exec(bare);
  if (generic !== null) return genericType(lastName(generic[1] ?? ''), generic[2] ?? '', bare, types, depth);
  const declared = Object.hasOwn(types, lastName(bare)) ? types[lastName(bare)] : undefined;
  if (declared !== undefined) return declaredType(declared, types, depth);
  const mapped = mapTypeName(lastName(bare));
  return mapped === undefined ? undefined : { schema: mapped.schema, nullable: bare === 'None' };
}

function genericType(
  name: string,
  inside: string,
  whole: string,
  types: PythonTypes,
  depth: number,
): AnnotationType | undefined {
  const parts = split(inside, ',');
  if (name === 'Optional') return unionOf([inside, 'None'], types, depth);
  if (name === 'Union') return unionOf(parts, types, depth);
  if (['Annotated', 'Required', 'NotRequired', 'Final', 'ReadOnly', 'ClassVar', 'Awaitable'].includes(name))
    return annotationType(parts[0] ?? '', types, depth + 1);
  if (name === 'Literal' || name === 'Callable') return wrap(mapTypeName(whole)?.schema);
  const inner = parts.map((part) =>
    part.trim() === '...' ? undefined : annotationType(part, types, depth + 1)?.schema,
  );
  const base = mapTypeName(name)?.schema;
  if (base?.type === 'object') return wrap(dictionary(base, inner[1]));
  if (base?.type !== 'array') return undefined;
  if (name.toLowerCase() === 'tuple' && inner.length > 1 && inner[1] !== undefined) {
    const prefixItems = inner.map((schema) => schema ?? {});
    return wrap({ type: 'array', prefixItems, minItems: inner.length, maxItems: inner.length });
  }
  return wrap({ ...base, ...(isEmpty(inner[0]) ? {} : { items: inner[0] as JsonSchema }) });
}

function dictionary(base: JsonSchema, value: JsonSchema | undefined): JsonSchema {
  return isEmpty(value) ? base : { ...base, additionalProperties: value as JsonSchema };
}

function isEmpty(schema: JsonSchema | undefined): boolean {
  return schema === undefined || Object.keys(schema).length === 0;
}

function wrap(schema: JsonSchema | undefined): AnnotationType | undefined {
  return schema === undefined ? undefined : { schema, nullable: false };
}

/** `None` among the members says that there may be nothing; it is no type of its own then. */
function unionOf(members: readonly string[], types: PythonTypes, depth: number): AnnotationType | undefined {
  const nullable = members.some((member) => member.trim() === 'None');
  const read = members
    .filter((member) => member.trim() !== 'None')
    .map((member) => annotationType(member, types, depth + 1));
  if (read.length === 0) return wrap({ type: 'null' });
  const known = read.filter((member) => member !== undefined);
  if (known.length < read.length) return { schema: {}, nullable };
  const schemas = known.map(({ schema }) => schema);
  const distinct = [...new Map(schemas.map((schema) => [JSON.stringify(schema), schema])).values()];
  const inner = nullable || known.some((member) => member.nullable);
  if (distinct.length === 1) return { schema: distinct[0] ?? {}, nullable: inner };
  const plain = distinct.every((schema) => typeof schema.type === 'string' && Object.keys(schema).length === 1);
  const schema: JsonSchema = plain ? { type: distinct.map(({ type }) => type as string) } : { anyOf: distinct };
  return { schema: distinct.some(isEmpty) ? {} : schema, nullable: inner };
}

function declaredType(type: PythonType, types: PythonTypes, depth: number): AnnotationType | undefined {
  if (type.kind === 'alias') return annotationType(type.type, types, depth + 1);
  if (type.kind === 'enum') {
    const strings = type.values.length > 0 && type.values.every((value) => typeof value === 'string');
    if (type.values.length === 0) return wrap({ type: 'string' });
    return wrap({ ...(strings ? { type: 'string' } : {}), enum: type.values as Json[] });
  }
  const required = type.fields.filter((field) => type.total && isRequired(field)).map(({ name }) => name);
  return wrap({
    type: 'object',
    properties: Object.fromEntries(type.fields.map((field) => [field.name, fieldSchema(field, types, depth + 1)])),
    ...(required.length > 0 ? { required } : {}),
  });
}

function isRequired(field: PythonField): boolean {
  return field.default === undefined && !/^(?:typing\.)?NotRequired\[/.test(field.type ?? '');
}

/** Schema of a parameter or field, with its default and what is said of it. */
export function fieldSchema(field: PythonField, types: PythonTypes, depth = 0): JsonSchema {
  const read = field.type === null ? undefined : annotationType(field.type, types, depth);
  const value = field.default?.value as Json | undefined;
  return {
    ...read?.schema,
    ...(field.about === null ? {} : { description: field.about }),
    ...(value === undefined || value === null ? {} : { default: value }),
  };
}

function lastName(name: string): string {
  return name.trim().split('.').at(-1) ?? name;
}

/** Parts between separators that stand outside brackets and quotes. */
function split(text: string, separator: '|' | ','): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quote = '';
  let part = '';
  for (const character of text) {
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if ('[('.includes(character)) depth += 1;
    else if ('])'.includes(character)) depth -= 1;
    else if (character === separator && depth === 0) {
      parts.push(part.trim());
      part = '';
      continue;
    }
    part += character;
  }
  return [...parts, part.trim()].filter((item) => item !== '');
}
