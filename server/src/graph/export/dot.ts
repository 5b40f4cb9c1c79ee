import type { DependencyGraph, EdgeKind } from '../types.ts';
import { byCategory } from './categories.ts';

const STYLES: Readonly<Record<EdgeKind, string>> = { premise: 'dashed', input: 'bold', part: 'solid' };

/** The graph in Graphviz's DOT (https://graphviz.org/doc/info/lang.html), one cluster for each category. */
export function toDot(graph: DependencyGraph): string {
  const lines = ['digraph magnet {', '  rankdir=LR;', '  node [shape=box, style=rounded];'];
  let cluster = 0;
  for (const [category, nodes] of byCategory(graph.nodes)) {
    lines.push(`  subgraph cluster_${cluster} {`, `    label=${quoted(category)};`);
    for (const { id } of nodes) lines.push(`    ${quoted(id)};`);
    lines.push('  }');
    cluster += 1;
  }
  for (const { from, to, kind, score } of graph.edges) {
    lines.push(`  ${quoted(from)} -> ${quoted(to)} [style=${STYLES[kind]}, label=${quoted(score.toFixed(2))}];`);
  }
  return `${lines.join('\n')}\n}\n`;
}

/** A DOT string: quotes and backslashes escaped, line breaks written out. */
function quoted(text: string): string {
  return `"${text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replace(/\r?\n|\r/g, '\\n')
    .replace(/\p{Cc}/gu, '\u{fffd}')}"`;
}
