import type { GraphModel, ModelEdge } from '../model.ts';
import { type Layout, layoutOf, type PlacedNode } from './box.ts';
import { normalise, PADDING } from './cluster.ts';
import { orderRows } from './layers.ts';
import { GAP, MIN_WIDTH, NODE_HEIGHT, nodeWidth } from './node-size.ts';

const COLUMN_GAP = 110;
const COLUMN_LIMIT = 18;

/** One function's neighbourhood: what feeds it at its left, what it feeds at its right. */
export function layoutFocus(
  model: GraphModel,
  depth: ReadonlyMap<string, number>,
  edges: readonly ModelEdge[],
): Layout {
  const ids = [...depth.keys()];
  const levels = [...new Set(depth.values())].sort((a, b) => a - b);
  const links = edges.map(({ edge }) => edge).filter(({ from, to }) => (depth.get(from) ?? 0) < (depth.get(to) ?? 0));
  const columns = orderRows(
    levels.map((level) => ids.filter((id) => depth.get(id) === level)),
    links,
  );
  const nodes: PlacedNode[] = [];
  let x = PADDING;
  for (const column of columns) {
    for (const part of breakColumn(column)) {
      const widths = part.map((id) => nodeWidth(model.nodes.get(id)?.name ?? id));
      const height = part.length * (NODE_HEIGHT + GAP) - GAP;
      part.forEach((id, index) => {
        const y = index * (NODE_HEIGHT + GAP) - height / 2;
        nodes.push({ id, x, y, width: widths[index] ?? MIN_WIDTH, height: NODE_HEIGHT });
      });
      x += Math.max(...widths) + GAP * 1.5;
    }
    x += COLUMN_GAP;
  }
  const placed = normalise(nodes);
  const shifted = placed.nodes.map((node) => ({ ...node, x: node.x + PADDING, y: node.y + PADDING }));
  const box = { width: placed.width + 2 * PADDING, height: placed.height + 2 * PADDING };
  return layoutOf([{ name: '', x: 0, y: 0, ...box, nodes: shifted }]);
}

function breakColumn(column: readonly string[]): string[][] {
  const parts = Math.ceil(column.length / COLUMN_LIMIT);
  const size = Math.ceil(column.length / parts);
  return Array.from({ length: parts }, (_, part) => column.slice(part * size, (part + 1) * size));
}
