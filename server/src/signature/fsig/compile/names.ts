import type { Declaration, TypeNode } from '../ast.ts';

export const PRIMITIVES = new Set(['string', 'number', 'integer', 'boolean', 'null', 'object']);

export const ARRAYS = new Set(['Array', 'ReadonlyArray']);

export const NO_ARGUMENTS = new Set([...PRIMITIVES, 'unknown', 'any']);

/** Names that need no declaration. */
export const BUILTIN_TYPES: readonly string[] = [...NO_ARGUMENTS, ...ARRAYS, 'Record', 'Partial'];

export const BUILTINS = new Set(BUILTIN_TYPES);

/**
 * Names a declared type stands for without anything in between: a type that reaches itself this way has no value.
 * Behind an array, an object or a record a type may meet itself.
 */
export function directNames(declaration: Declaration): string[] {
  const names: string[] = [];
  const visit = (node: TypeNode): void => {
    if (node.kind === 'parenthesized') visit(node.type);
    else if (node.kind === 'union' || node.kind === 'intersection') node.types.forEach(visit);
    else if (node.kind === 'reference' && node.name === 'Partial') node.args.forEach(visit);
    else if (node.kind === 'reference' && !BUILTINS.has(node.name)) names.push(node.name);
  };
  if (declaration.kind === 'alias') visit(declaration.type);
  if (declaration.kind === 'interface') declaration.bases.forEach(visit);
  return names;
}
