import { boundsOf, type Cluster, overlap } from './box.ts';
import type { Piece } from './cluster.ts';

const CLUSTER_GAP = 44;

/** Shelves of columns of clusters, tallest first, filling about the panel's shape. */
export function pack(pieces: readonly Piece[], aspect: number): Cluster[] {
  const area = pieces.reduce((sum, piece) => sum + (piece.width + CLUSTER_GAP) * (piece.height + CLUSTER_GAP), 0);
  const widest = pieces.reduce((width, piece) => Math.max(width, piece.width), 0);
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
export function keepOrigins(
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
