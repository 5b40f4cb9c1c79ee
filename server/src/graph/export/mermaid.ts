import type { DependencyGraph, EdgeKind } from '../types.ts';
import { byCategory } from './categories.ts';

const ARROWS: Readonly<Record<EdgeKind, string>> = { premise: '-.->', input: '==>', part: '-->' };

/** The graph as a Mermaid flowchart (https://mermaid.js.org/syntax/flowchart.html), one subgraph for each category. */
export function toMermaid(graph: DependencyGraph): string {
  const lines = ['flowchart LR'];
  let cluster = 0;
  for (const [category, nodes] of byCategory(graph.nodes)) {
    lines.push(`  subgraph c${cluster}["${escaped(category)}"]`);
    for (const { id } of nodes) lines.push(`    n${graph.index(id) ?? 0}["${escaped(id)}"]`);
    lines.push('  end');
    cluster += 1;
  }
  for (const { from, to, kind } of graph.edges) {
    lines.push(`  n${graph.index(from) ?? 0} ${ARROWS[kind]} n${graph.index(to) ?? 0}`);
  }
  return `${lines.join('\n')}\n`;
}

/** Text inside a quoted Mermaid label: entity codes for what would end it or be read as markup. */
function escaped(text: string): string {
  return text.replace(/[#"<>&`\\\u2028\u2029]|\p{Cc}/gu, (char) => `#${char.codePointAt(0)};`);
}
