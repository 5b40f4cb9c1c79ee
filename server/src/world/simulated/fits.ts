import type { Json, JsonSchema } from '../../json/index.ts';
import { typesOf } from '../../signature/index.ts';
import { isNumeric } from './identifiers.ts';

/** A quick look at type and enum; a whole answer is validated afterwards. */
export function fitsLoosely(value: Json, schema: JsonSchema): boolean {
  if (schema.const !== undefined) return value === schema.const;
  if (Array.isArray(schema.enum)) return schema.enum.some((option) => option === value);
  if (typeof value === schema.type && value !== null && !Array.isArray(value)) return true;
  const types = typesOf(schema);
  if (types.length === 0) return true;
  const type = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  return types.includes(type) || (type === 'number' && types.includes('integer') && Number.isInteger(value));
}

/** The identifier as a schema writes it: numbers as texts and back. */
export function keyAs(id: Json, schema: JsonSchema): Json {
  if (fitsLoosely(id, schema)) return id;
  if (isNumeric(schema) && typeof id === 'string' && /^\d{1,15}$/.test(id)) return Number(id);
  return typeof id === 'number' && typesOf(schema).includes('string') ? String(id) : id;
}
