import type { ModelEdge } from '../model.ts';
import { boundsOf, type PlacedNode } from './box.ts';
import { alignRow, orderRows, rankByLinks } from './layers.ts';
import { GAP, MAX_WIDTH, MIN_WIDTH, NODE_HEIGHT, nodeWidth } from './node-size.ts';

const RANK_GAP = 38;
export const PADDING = 22;
const HEADER = 34;
/** A tall cluster is seen from afar, where its name takes more of its height. */
const MAX_EXTRA = 90;

/** More linked functions than this in one cluster become a grid: layers so wide say nothing. */
const LAYERED_LIMIT = 120;

/** One laid-out cluster, before it has a place among the others. */
export interface Piece {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** Top left corners relative to the piece. */
  readonly nodes: readonly PlacedNode[];
}

/** Linked functions in layers, the others in a grid below. */
export function placeCluster(
  name: string,
  ids: readonly string[],
  edges: readonly ModelEdge[],
  labels: ReadonlyMap<string, string>,
): Piece {
  const linked = new Set(edges.flatMap(({ edge }) => [edge.from, edge.to]));
  const layered = linked.size <= LAYERED_LIMIT ? ids.filter((id) => linked.has(id)) : [];
  const loose = ids.filter((id) => !layered.includes(id) || layered.length === 0);
  const top = layered.length === 0 ? undefined : layers(layered, edges, labels);
  const grid =
    loose.length === 0 ? undefined : rows(loose, labels, Math.max(top?.width ?? 0, gridWidth(loose, labels)));
  const width = Math.max(top?.width ?? 0, grid?.width ?? 0, name.length * 7 + 40);
  const inner = (top?.height ?? 0) + (grid?.height ?? 0);
  const header = HEADER + Math.min(MAX_EXTRA, Math.max(0, inner - 350) * 0.18);
  const gridTop = top === undefined ? 0 : top.height + (grid === undefined ? 0 : GAP * 1.5);
  const shift = (nodes: readonly PlacedNode[], dx: number, dy: number) =>
    nodes.map((node) => ({ ...node, x: node.x + dx, y: node.y + dy }));
  return {
    name,
    width: width + 2 * PADDING,
    height: gridTop + (grid?.height ?? 0) + header + PADDING,
    nodes: [
      ...shift(top?.nodes ?? [], PADDING + (width - (top?.width ?? 0)) / 2, header),
      ...shift(grid?.nodes ?? [], PADDING, header + gridTop),
    ],
  };
}

interface Placed {
  readonly nodes: readonly PlacedNode[];
  readonly width: number;
  readonly height: number;
}

/** Feeders above what they feed; a row too wide for the cluster is broken in two. */
function layers(ids: readonly string[], edges: readonly ModelEdge[], labels: ReadonlyMap<string, string>): Placed {
  const links = edges.map(({ edge }) => edge);
  const limit = gridWidth(ids, labels) * 1.25;
  const ranks = foldRanks(rankByLinks(ids, links), gridHeight(ids, labels));
  const rows = orderRows(ranks, links).flatMap((row) => breakRow(row, labels, limit));
  const feeders = new Map<string, string[]>();
  for (const { from, to } of links) feeders.set(to, [...(feeders.get(to) ?? []), from]);
  const centre = new Map<string, number>();
  const nodes: PlacedNode[] = [];
  rows.forEach((row, index) => {
    const widths = row.map((id) => nodeWidth(labels.get(id) ?? id));
    const wishes = row.map((id) => mean((feeders.get(id) ?? []).flatMap((feeder) => centre.get(feeder) ?? [])));
    alignRow(widths, wishes, GAP).forEach((x, at) => {
      const id = row[at] as string;
      const width = widths[at] ?? MIN_WIDTH;
      centre.set(id, x + width / 2);
      nodes.push({ id, x, y: index * (NODE_HEIGHT + RANK_GAP), width, height: NODE_HEIGHT });
    });
  });
  return normalise(nodes);
}

/** Long chains are folded into as many rows as suit the cluster's shape. */
function foldRanks(ranks: readonly (readonly string[])[], limit: number): string[][] {
  if (ranks.length <= limit) return ranks.map((rank) => [...rank]);
  const rows: string[][] = Array.from({ length: limit }, () => []);
  ranks.forEach((rank, index) => {
    rows[Math.floor((index * limit) / ranks.length)]?.push(...rank);
  });
  return rows;
}

function mean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function breakRow(row: readonly string[], labels: ReadonlyMap<string, string>, limit: number): string[][] {
  const total = row.reduce((sum, id) => sum + nodeWidth(labels.get(id) ?? id) + GAP, 0);
  const parts = Math.ceil(total / limit);
  const size = Math.ceil(row.length / parts);
  return Array.from({ length: parts }, (_, part) => row.slice(part * size, (part + 1) * size)).filter(
    (r) => r.length > 0,
  );
}

/** Moved so that their bounds begin at 0, 0. */
export function normalise(nodes: readonly PlacedNode[]): Placed {
  const box = boundsOf(nodes);
  return {
    nodes: nodes.map((node) => ({ ...node, x: node.x - box.x, y: node.y - box.y })),
    width: box.width,
    height: box.height,
  };
}

/** About three wide to two high. */
function gridWidth(ids: readonly string[], labels: ReadonlyMap<string, string>): number {
  const area = ids.reduce((sum, id) => sum + (nodeWidth(labels.get(id) ?? id) + GAP) * (NODE_HEIGHT + GAP), 0);
  return Math.max(MAX_WIDTH, Math.sqrt(area * 1.6));
}

/** Rows that make a cluster about as high as its grid is wide, never fewer than the longest usual chain. */
function gridHeight(ids: readonly string[], labels: ReadonlyMap<string, string>): number {
  return Math.max(7, Math.ceil((gridWidth(ids, labels) * 0.9) / (NODE_HEIGHT + RANK_GAP)));
}

/** Left to right, wrapping at a width. */
function rows(ids: readonly string[], labels: ReadonlyMap<string, string>, limit: number): Placed {
  const nodes: PlacedNode[] = [];
  let x = 0;
  let y = 0;
  let widest = 0;
  for (const id of ids) {
    const width = nodeWidth(labels.get(id) ?? id);
    if (x > 0 && x + width > limit) {
      x = 0;
      y += NODE_HEIGHT + GAP * 0.7;
    }
    nodes.push({ id, x, y, width, height: NODE_HEIGHT });
    x += width + GAP;
    widest = Math.max(widest, x - GAP);
  }
  return { nodes, width: widest, height: nodes.length === 0 ? 0 : y + NODE_HEIGHT };
}
