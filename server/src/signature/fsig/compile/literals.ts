import type { Json, JsonSchema } from '../../../json/index.ts';
import type { LiteralNode, TypeNode } from '../ast.ts';
import { ARRAYS, PRIMITIVES } from './names.ts';

/** `{type}` of literal values: the JSON Schema type of each, in order of first appearance; `number` takes in `integer`. */
export function typeKeyword(values: readonly Json[]): { type: string | string[] } {
  const all = new Set(values.map(jsonType));
  if (all.has('number')) all.delete('integer');
  const types = [...all];
  const [only] = types;
  return { type: types.length === 1 && only !== undefined ? only : types };
}

function jsonType(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

export const isNull = (node: TypeNode): boolean =>
  node.kind === 'reference' && node.name === 'null' && node.doc === undefined;

export const isBareLiteral = (node: TypeNode): node is LiteralNode => node.kind === 'literal' && node.doc === undefined;

/** A bare built-in word, which can share one `type` array with others. */
export function bareWord(node: TypeNode): string | undefined {
  if (node.kind !== 'reference' || node.doc !== undefined || node.args.length > 0) return undefined;
  if (PRIMITIVES.has(node.name)) return node.name;
  return ARRAYS.has(node.name) ? 'array' : undefined;
}

export function literalBranch(values: readonly Json[]): JsonSchema {
  const [only] = values;
  return values.length === 1 && only !== undefined
    ? { ...typeKeyword(values), const: only }
    : { ...typeKeyword(values), enum: [...new Set(values)] };
}
