import { isSchema, type JsonSchema } from '../../json/index.ts';
import { typesOf } from '../../signature/index.ts';

/** Types of JSON Schema 2020-12. */
export const JSON_TYPES = ['null', 'boolean', 'object', 'array', 'number', 'string', 'integer'] as const;

/** JSON Schema's name for the type of a value; integers are told apart. */
export function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

/** Whether a value is of one of the types; no types admit everything. */
export function hasType(value: unknown, types: readonly string[]): boolean {
  const name = typeName(value);
  return types.length === 0 || types.includes(name) || (name === 'integer' && types.includes('number'));
}

/** The one type of a schema, leaving `null` aside; undefined where there is none or several. */
export function onlyType(schema: JsonSchema): string | undefined {
  const types = typesOf(schema).filter((type) => type !== 'null');
  return types.length === 1 ? types[0] : undefined;
}

/** Keywords that say what a value is without naming a type. */
const SAYS_TYPE = [
  '$ref',
  'enum',
  'const',
  'anyOf',
  'oneOf',
  'allOf',
  'not',
  'if',
  'properties',
  'items',
  'prefixItems',
];

/** Whether a schema says anything about the kind of its value. */
export function saysType(schema: JsonSchema): boolean {
  return schema.type !== undefined || SAYS_TYPE.some((keyword) => Object.hasOwn(schema, keyword));
}

/** Admits null: by type, or by a branch. */
export function admitsNull(schema: JsonSchema): boolean {
  if (typesOf(schema).includes('null') || schema.enum?.includes(null) === true) return true;
  const branches = [schema.anyOf, schema.oneOf].flatMap((list) => (Array.isArray(list) ? list : []));
  return branches.some((branch) => isSchema(branch) && typesOf(branch).includes('null'));
}

/** A text keyword, '' when it is missing or no text. */
export function textOf(schema: JsonSchema, keyword: 'description' | 'format' | 'title'): string {
  const value: unknown = schema[keyword];
  return typeof value === 'string' ? value : '';
}
