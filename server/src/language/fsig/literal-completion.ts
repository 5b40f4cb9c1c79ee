import type { Span, TypeNode } from '../../signature/index.ts';
import type { Completion, Cursor, Workspace } from '../types.ts';
import { resolveType } from './scope.ts';
import type { PlacedTree } from './tree.ts';

const MAX_DEPTH = 8;

/** Values of a parameter's literal type, as its default: written in place, in an alias or as members of an enum. */
export function defaultCompletions(
  workspace: Workspace,
  cursor: Cursor,
  tree: PlacedTree | undefined,
  span: Span,
): Completion[] {
  if (tree?.declaration.kind !== 'function') return [];
  const local = cursor.offset - tree.base;
  const parameter = tree.declaration.parameters.filter((node) => node.start <= local).at(-1);
  const values = parameter?.type === undefined ? [] : literalsOf(workspace, tree, parameter.type, 0);
  return [...new Set(values.map((value) => JSON.stringify(value) ?? 'null'))].map((text, rank) => ({
    label: text,
    kind: 'value',
    span,
    insert: text,
    filter: text,
    rank,
  }));
}

function literalsOf(workspace: Workspace, tree: PlacedTree, type: TypeNode, depth: number): unknown[] {
  if (depth > MAX_DEPTH) return [];
  if (type.kind === 'union') return type.types.flatMap((member) => literalsOf(workspace, tree, member, depth + 1));
  if (type.kind === 'literal') return [type.value];
  if (type.kind !== 'reference') return [];
  if (type.name === 'boolean') return [true, false];
  if (type.name === 'null') return [null];
  const named = resolveType(workspace.catalog, tree.document, tree.segment, type.name);
  if (named?.node.kind === 'enum') return named.node.members.flatMap(({ value }) => value?.value ?? []);
  if (named?.node.kind !== 'alias' || named.node.type === undefined) return [];
  const there = { ...tree, document: named.document, segment: named.segment };
  return literalsOf(workspace, there, named.node.type, depth + 1);
}
