import { isObject, type Json } from '../../json/index.ts';

/**
 * What all values at one place of the rows have in common: a column of Parquet has one type for all of them. `json` is the
 * type of what has none, written as JSON text; `keepsText` where texts in it are JSON already.
 */
export type Shape =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'text' | 'integer' | 'number' | 'boolean' }
  | { readonly kind: 'json'; readonly keepsText: boolean }
  | { readonly kind: 'list'; readonly item: Shape }
  | { readonly kind: 'struct'; readonly fields: ReadonlyMap<string, Shape> };

/**
 * Keys below which every tool has its own: as one struct for all rows they would hold every argument of every tool, filled
 * with null.
 */
const OWN_TO_EACH_TOOL: ReadonlySet<string> = new Set(['arguments', 'parameters', 'properties']);

const NOTHING: Shape = { kind: 'nothing' };

/** The type of one value; `key` is the one it stands under. */
export function shapeOf(value: Json | undefined, key = ''): Shape {
  if (value === null || value === undefined) return NOTHING;
  if (typeof value === 'string') return { kind: 'text' };
  if (typeof value === 'boolean') return { kind: 'boolean' };
  if (typeof value === 'number') return { kind: Number.isSafeInteger(value) ? 'integer' : 'number' };
  if (OWN_TO_EACH_TOOL.has(key)) return { kind: 'json', keepsText: true };
  if (Array.isArray(value)) return { kind: 'list', item: value.map((item) => shapeOf(item)).reduce(joined, NOTHING) };
  const fields = Object.entries(isObject(value) ? value : {}).map(
    ([name, field]) => [name, shapeOf(field, name)] as const,
  );
  return structOf(new Map(fields));
}

/** A struct, unless its names are those of no struct: none at all, signs, or the same but for case. */
function structOf(fields: ReadonlyMap<string, Shape>): Shape {
  const names = [...fields.keys()];
  const distinct = new Set(names.map((name) => name.toLowerCase())).size === names.length;
  const isStruct = names.length > 0 && distinct && names.every((name) => /^[A-Za-z_]\w*$/.test(name));
  return isStruct ? { kind: 'struct', fields } : { kind: 'json', keepsText: false };
}

/** The narrowest type that holds values of both; associative, so that rows may be read one by one. */
export function joined(left: Shape, right: Shape): Shape {
  if (left.kind === 'nothing') return right;
  if (right.kind === 'nothing') return left;
  if (left.kind === 'json' || right.kind === 'json')
    return { kind: 'json', keepsText: keepsText(left) && keepsText(right) };
  if (left.kind === 'list' && right.kind === 'list') return { kind: 'list', item: joined(left.item, right.item) };
  if (left.kind === 'struct' && right.kind === 'struct') return structOf(joinedFields(left.fields, right.fields));
  if (left.kind === right.kind) return left;
  const numbers = new Set(['integer', 'number']);
  return numbers.has(left.kind) && numbers.has(right.kind) ? { kind: 'number' } : { kind: 'json', keepsText: false };
}

function keepsText(shape: Shape): boolean {
  return shape.kind === 'text' || (shape.kind === 'json' && shape.keepsText);
}

function joinedFields(left: ReadonlyMap<string, Shape>, right: ReadonlyMap<string, Shape>): ReadonlyMap<string, Shape> {
  const fields = new Map(left);
  for (const [name, shape] of right) fields.set(name, joined(fields.get(name) ?? NOTHING, shape));
  return fields;
}

/** Places whose values become JSON text though they were none: `messages[].tool_calls[].function.arguments`. */
export function textPlaces(shape: Shape, place = ''): string[] {
  if (shape.kind === 'json') return [place];
  if (shape.kind === 'list') return textPlaces(shape.item, `${place}[]`);
  if (shape.kind !== 'struct') return [];
  return [...shape.fields].flatMap(([name, field]) => textPlaces(field, place === '' ? name : `${place}.${name}`));
}

/** A value as its column takes it: absent fields are null, whole numbers of 64 bits, what has no type is JSON text. */
export function fitted(value: Json | undefined, shape: Shape): unknown {
  if (value === null || value === undefined) return null;
  if (shape.kind === 'json') return shape.keepsText && typeof value === 'string' ? value : JSON.stringify(value);
  if (shape.kind === 'integer') return BigInt(value as number);
  if (shape.kind === 'list') return (value as readonly Json[]).map((item) => fitted(item, shape.item));
  if (shape.kind !== 'struct') return value;
  const object = value as Readonly<Record<string, Json>>;
  return Object.fromEntries([...shape.fields].map(([name, field]) => [name, fitted(object[name], field)]));
}
