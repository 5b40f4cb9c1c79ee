import { alignRow, orderRows, rankByLinks } from './layers.ts';
import { categoryOf, type GraphModel, type ModelEdge } from './model.ts';

/** Layout units are pixels at zoom 1. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedNode extends Box {
  readonly id: string;
}

export interface Cluster extends Box {
  readonly name: string;
  readonly nodes: readonly PlacedNode[];
}

export interface Layout {
  readonly clusters: readonly Cluster[];
  readonly places: ReadonlyMap<string, PlacedNode>;
  readonly bounds: Box;
}

export const NODE_HEIGHT = 30;
const MIN_WIDTH = 84;
const MAX_WIDTH = 220;
const CHARACTER = 6.9;
const GAP = 18;
const RANK_GAP = 38;
const PADDING = 22;
const HEADER = 34;
/** A tall cluster is seen from afar, where its name takes more of its height. */
const MAX_EXTRA = 90;
const CLUSTER_GAP = 44;
const COLUMN_GAP = 110;
const COLUMN_LIMIT = 18;
/** More linked functions than this in one cluster become a grid: layers so wide say nothing. */
const LAYERED_LIMIT = 120;
/** Only the strongest feeders shape the layers; all edges are drawn. */
const FEEDERS = 2;
/** Longer names are cut in the drawing and whole in the side pane, the table and the tooltip. */
export const MAX_LABEL = Math.floor((MAX_WIDTH - 24) / CHARACTER);

/** Letters that no interface font sets within the width of the others; capitals too are wide in most. */
const WIDE = /[mwMW@%]/g;
const WIDE_EXTRA = 5;
const CAPITAL = /[A-LN-VX-Z]/g;
const CAPITAL_EXTRA = 1.5;

/** Room for a label in any interface font: a name is cut only where it is longer than a node may be. */
export function nodeWidth(label: string): number {
  const wide = (label.match(WIDE)?.length ?? 0) * WIDE_EXTRA + (label.match(CAPITAL)?.length ?? 0) * CAPITAL_EXTRA;
  return Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, Math.round(label.length * CHARACTER + wide + 26)));
}

interface Piece {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** Top left corners relative to the piece. */
  readonly nodes: readonly PlacedNode[];
}

/**
 * Lays out one cluster a category and packs the clusters in rows. A cluster's inside depends on its own functions and
 * edges alone and is kept while those stay, so an edit moves nothing elsewhere.
 */
export class LayoutEngine {
  readonly #pieces = new Map<string, { readonly key: string; readonly piece: Piece }>();
  #origins = new Map<string, { readonly x: number; readonly y: number }>();

  layout(model: GraphModel, aspect: number): Layout {
    const members = new Map<string, string[]>();
    for (const node of model.view.nodes) {
      const category = categoryOf(node);
      const list = members.get(category);
      if (list === undefined) members.set(category, [node.id]);
      else list.push(node.id);
    }
    const pieces = model.categories.map((name) => this.#piece(model, name, members.get(name) ?? []));
    const clusters = keepOrigins(pieces, this.#origins) ?? pack(pieces, aspect);
    this.#origins = new Map(clusters.map(({ name, x, y }) => [name, { x, y }]));
    return finish(clusters);
  }

  #piece(model: GraphModel, name: string, ids: readonly string[]): Piece {
    const inside = new Set(ids);
    const edges = shapingEdges(model, ids, inside);
    const key = JSON.stringify([ids, edges.map((entry) => entry.key)]);
    const cached = this.#pieces.get(name);
    if (cached?.key === key) return cached.piece;
    const labels = new Map(ids.map((id) => [id, model.nodes.get(id)?.name ?? id]));
    const piece = placeCluster(name, ids, edges, labels);
    this.#pieces.set(name, { key, piece });
    return piece;
  }
}

/** Per function its strongest feeders inside the cluster. */
function shapingEdges(model: GraphModel, ids: readonly string[], inside: ReadonlySet<string>): ModelEdge[] {
  const chosen: ModelEdge[] = [];
  for (const id of ids) {
    const feeders = (model.incoming.get(id) ?? []).filter((entry) => !entry.rejected && inside.has(entry.edge.from));
    chosen.push(...feeders.sort((a, b) => b.edge.score - a.edge.score).slice(0, FEEDERS));
  }
  return chosen;
}

function placeCluster(
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
function foldRanks(ranks: readonly (readonly string[])[], most: number): string[][] {
  if (ranks.length <= most) return ranks.map((rank) => [...rank]);
  const rows: string[][] = Array.from({ length: most }, () => []);
  ranks.forEach((rank, index) => {
    rows[Math.floor((index * most) / ranks.length)]?.push(...rank);
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

function normalise(nodes: readonly PlacedNode[]): Placed {
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

/** Shelves of columns of clusters, tallest first, filling about the panel's shape. */
function pack(pieces: readonly Piece[], aspect: number): Cluster[] {
  const area = pieces.reduce((sum, piece) => sum + (piece.width + CLUSTER_GAP) * (piece.height + CLUSTER_GAP), 0);
  const widest = pieces.reduce((most, piece) => Math.max(most, piece.width), 0);
  const limit = Math.max(widest, Math.sqrt(area * Math.max(0.5, aspect)) * 1.05);
  const shelves: Shelf[] = [];
  return [...pieces]
    .sort((a, b) => b.height - a.height || a.name.localeCompare(b.name))
    .map((piece) => placeAt(piece, findPlace(piece, shelves, limit)));
}

interface Shelf {
  readonly y: number;
  readonly height: number;
  /** Right end of the last column. */
  x: number;
  /** Columns with what is left free at their foot. */
  readonly columns: { readonly x: number; readonly width: number; used: number }[];
}

/** Under a cluster of an open column, else in a new column, else on a new shelf. */
function findPlace(piece: Piece, shelves: Shelf[], limit: number): { readonly x: number; readonly y: number } {
  for (const shelf of shelves) {
    const column = shelf.columns.find(({ width, used }) => width >= piece.width && shelf.height - used >= piece.height);
    if (column !== undefined) {
      const at = { x: column.x, y: shelf.y + column.used };
      column.used += piece.height + CLUSTER_GAP;
      return at;
    }
    if (shelf.x + piece.width <= limit && shelf.height >= piece.height) return addColumn(shelf, piece);
  }
  const last = shelves.at(-1);
  const y = last === undefined ? 0 : last.y + last.height + CLUSTER_GAP;
  const shelf: Shelf = { y, height: piece.height, x: 0, columns: [] };
  shelves.push(shelf);
  return addColumn(shelf, piece);
}

function addColumn(shelf: Shelf, piece: Piece): { readonly x: number; readonly y: number } {
  const { x, y } = shelf;
  shelf.columns.push({ x, width: piece.width, used: piece.height + CLUSTER_GAP });
  shelf.x += piece.width + CLUSTER_GAP;
  return { x, y };
}

function placeAt(piece: Piece, { x, y }: { readonly x: number; readonly y: number }): Cluster {
  const nodes = piece.nodes.map((node) => ({ ...node, x: node.x + x, y: node.y + y }));
  return { name: piece.name, x, y, width: piece.width, height: piece.height, nodes };
}

/** Clusters where they were, new ones below; nothing where that would make two overlap or none was there before. */
function keepOrigins(
  pieces: readonly Piece[],
  origins: ReadonlyMap<string, { readonly x: number; readonly y: number }>,
): Cluster[] | undefined {
  const kept: Cluster[] = [];
  for (const piece of pieces) {
    const origin = origins.get(piece.name);
    if (origin !== undefined) kept.push(placeAt(piece, origin));
  }
  if (kept.length === 0 || kept.some((a, i) => kept.some((b, j) => j > i && overlap(a, b)))) return undefined;
  const box = boundsOf(kept);
  let x = box.x;
  for (const piece of pieces) {
    if (origins.has(piece.name)) continue;
    kept.push(placeAt(piece, { x, y: box.y + box.height + CLUSTER_GAP }));
    x += piece.width + CLUSTER_GAP;
  }
  return kept;
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

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
  return finish([{ name: '', x: 0, y: 0, ...box, nodes: shifted }]);
}

function breakColumn(column: readonly string[]): string[][] {
  const parts = Math.ceil(column.length / COLUMN_LIMIT);
  const size = Math.ceil(column.length / parts);
  return Array.from({ length: parts }, (_, part) => column.slice(part * size, (part + 1) * size));
}

function finish(clusters: readonly Cluster[]): Layout {
  const places = new Map<string, PlacedNode>();
  for (const cluster of clusters) for (const node of cluster.nodes) places.set(node.id, node);
  return { clusters, places, bounds: boundsOf(clusters) };
}

export function boundsOf(boxes: readonly Box[]): Box {
  let left = Number.POSITIVE_INFINITY;
  let top = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  for (const box of boxes) {
    left = Math.min(left, box.x);
    top = Math.min(top, box.y);
    right = Math.max(right, box.x + box.width);
    bottom = Math.max(bottom, box.y + box.height);
  }
  if (boxes.length === 0) return { x: 0, y: 0, width: 0, height: 0 };
  return { x: left, y: top, width: right - left, height: bottom - top };
}
