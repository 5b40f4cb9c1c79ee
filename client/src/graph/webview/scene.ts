import { arrowHead, type Curve, curveBetween } from './curves.ts';
import type { Box, Layout } from './layout/box.ts';
import { MAX_LABEL } from './layout/node-size.ts';
import { type Filters, type GraphModel, type ModelEdge, passes } from './model.ts';

/** Strokes that look alike are drawn as one path. */
export interface EdgeBatch {
  readonly kind: string;
  readonly dash: readonly number[];
  readonly strength: number;
  readonly lines: Path2D;
  readonly heads: Path2D;
}

/** Edges between two clusters, drawn as one line. */
export interface Bundle {
  readonly curve: Curve;
  readonly count: number;
}

/** Seen from afar, what lies inside clusters is drawn edge by edge, what joins them as bundles. */
export interface Far {
  readonly batches: readonly EdgeBatch[];
  readonly bundles: readonly Bundle[];
}

/** Everything a frame draws that does not depend on selection or zoom; made anew when filters or layout change. */
export interface Scene {
  readonly model: GraphModel;
  readonly layout: Layout;
  readonly across: boolean;
  readonly edges: readonly ModelEdge[];
  readonly batches: readonly EdgeBatch[];
  /** Set where there are too many edges to draw each: one line a pair of clusters. */
  readonly bundles: readonly Bundle[] | undefined;
  /** How edges are drawn where names no longer are; undefined where that makes no difference. */
  readonly far: Far | undefined;
  curve(entry: ModelEdge): Curve | undefined;
  label(id: string): string;
}

/** More single edges than this cannot be told apart, nor drawn in a frame. */
export const EDGE_LIMIT = 5000;
/** And more bundles than this are a web again. */
const BUNDLE_LIMIT = 150;
/** Fewer edges than this can be followed one by one at any zoom. */
const CROWD = 200;
const STRENGTHS = 4;
const HEAD = 8;

export function buildScene(model: GraphModel, layout: Layout, filters: Filters, across: boolean): Scene {
  const curves = new Map<string, Curve>();
  const edges = [...model.edges.values()].filter(
    (entry) => layout.places.has(entry.edge.from) && layout.places.has(entry.edge.to) && passes(entry, filters),
  );
  const curve = (entry: ModelEdge): Curve | undefined => {
    const known = curves.get(entry.key);
    if (known !== undefined) return known;
    const from = layout.places.get(entry.edge.from);
    const to = layout.places.get(entry.edge.to);
    if (from === undefined || to === undefined) return undefined;
    const made = curveBetween(from, to, across);
    curves.set(entry.key, made);
    return made;
  };
  const bundled = edges.length > EDGE_LIMIT;
  let far: Far | undefined;
  return {
    model,
    layout,
    across,
    edges,
    batches: bundled ? [] : batchEdges(edges, curve),
    bundles: bundled ? bundle(edges, layout) : undefined,
    get far() {
      if (bundled || layout.clusters.length < 2 || edges.length < CROWD) return undefined;
      far ??= seenFromAfar(edges, layout, curve);
      return far;
    },
    curve,
    label: (id) => shorten(model.nodes.get(id)?.name ?? id),
  };
}

export function shorten(name: string): string {
  return name.length <= MAX_LABEL ? name : `${name.slice(0, MAX_LABEL - 9)}…${name.slice(-8)}`;
}

export function dashOf({ edge, rejected }: ModelEdge): readonly number[] {
  if (rejected) return [2, 4];
  if (edge.kind === 'premise') return [1.5, 4];
  return edge.inferred ? [6, 5] : [];
}

function batchEdges(edges: readonly ModelEdge[], curve: (entry: ModelEdge) => Curve | undefined): EdgeBatch[] {
  const batches = new Map<string, EdgeBatch>();
  for (const entry of edges) {
    const line = curve(entry);
    if (line === undefined) continue;
    const strength = Math.min(STRENGTHS - 1, Math.floor(entry.edge.score * STRENGTHS));
    const dash = dashOf(entry);
    const kind = entry.rejected ? 'rejected' : entry.edge.kind;
    const key = `${kind} ${dash.join()} ${strength}`;
    let batch = batches.get(key);
    if (batch === undefined) {
      const share = (strength + 1) / STRENGTHS;
      batch = { kind, dash, strength: share, lines: new Path2D(), heads: new Path2D() };
      batches.set(key, batch);
    }
    traceCurve(batch.lines, line);
    traceHead(batch.heads, line, HEAD);
  }
  return [...batches.values()].sort((a, b) => a.strength - b.strength);
}

export function traceCurve(path: Path2D | CanvasRenderingContext2D, [x0, y0, x1, y1, x2, y2, x3, y3]: Curve): void {
  path.moveTo(x0, y0);
  path.bezierCurveTo(x1, y1, x2, y2, x3, y3);
}

export function traceHead(path: Path2D | CanvasRenderingContext2D, curve: Curve, size: number): void {
  const [x0, y0, x1, y1, x2, y2] = arrowHead(curve, size);
  path.moveTo(x0, y0);
  path.lineTo(x1, y1);
  path.lineTo(x2, y2);
  path.closePath();
}

function homes(layout: Layout): Map<string, number> {
  const home = new Map<string, number>();
  layout.clusters.forEach((cluster, index) => {
    for (const node of cluster.nodes) home.set(node.id, index);
  });
  return home;
}

function seenFromAfar(
  edges: readonly ModelEdge[],
  layout: Layout,
  curve: (entry: ModelEdge) => Curve | undefined,
): Far {
  const home = homes(layout);
  const inside = edges.filter(({ edge }) => home.get(edge.from) === home.get(edge.to));
  return { batches: batchEdges(inside, curve), bundles: bundle(edges, layout) };
}

function bundle(edges: readonly ModelEdge[], layout: Layout): Bundle[] {
  const home = homes(layout);
  const counts = new Map<string, { from: Box; to: Box; count: number }>();
  for (const { edge } of edges) {
    const a = home.get(edge.from);
    const b = home.get(edge.to);
    if (a === undefined || b === undefined || a === b) continue;
    const key = `${a} ${b}`;
    const known = counts.get(key);
    const from = layout.clusters[a];
    const to = layout.clusters[b];
    if (known !== undefined) known.count += 1;
    else if (from !== undefined && to !== undefined) counts.set(key, { from, to, count: 1 });
  }
  const strongest = [...counts.values()].sort((a, b) => b.count - a.count).slice(0, BUNDLE_LIMIT);
  return strongest.map(({ from, to, count }) => ({ curve: curveBetween(from, to, false), count }));
}
