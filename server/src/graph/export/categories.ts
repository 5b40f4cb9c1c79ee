import type { GraphNode } from '../types.ts';

/** Nodes by category, categories in order of their names. */
export function byCategory(nodes: readonly GraphNode[]): [category: string, nodes: GraphNode[]][] {
  const groups = new Map<string, GraphNode[]>();
  for (const node of nodes) {
    const group = groups.get(node.category);
    if (group === undefined) groups.set(node.category, [node]);
    else group.push(node);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}
