import type { Curve } from '../curves.ts';
import type { Box, Cluster } from '../layout/box.ts';
import type { ModelEdge } from '../model.ts';
import type { Palette } from '../palette.ts';
import { dashOf, type Scene, traceCurve, traceHead } from '../scene.ts';
import { type Emphasis, intersects, litEdges, visibleKeys } from './emphasis.ts';
import { LABEL_SCALE } from './scale.ts';

export function strokeOf(kind: string, palette: Palette): string {
  return kind === 'rejected' ? palette.rejected : (palette.kinds[kind] ?? palette.muted);
}

export function drawEdges(context: CanvasRenderingContext2D, scene: Scene, palette: Palette, scale: number): void {
  const base = context.globalAlpha;
  const far = scale < LABEL_SCALE ? scene.far : undefined;
  for (const { curve, count } of far?.bundles ?? scene.bundles ?? []) {
    context.globalAlpha = base * Math.min(0.5, 0.08 + Math.log2(1 + count) * 0.05);
    context.lineWidth = Math.min(6, 0.6 + Math.log2(1 + count) * 0.5) / scale;
    context.strokeStyle = palette.muted;
    context.beginPath();
    traceCurve(context, curve);
    context.stroke();
  }
  for (const batch of far?.batches ?? scene.batches) {
    context.globalAlpha =
      base * (palette.contrast ? 1 : far === undefined ? 0.2 + 0.5 * batch.strength : 0.1 + 0.4 * batch.strength);
    context.strokeStyle = strokeOf(batch.kind, palette);
    context.fillStyle = context.strokeStyle;
    context.lineWidth = (palette.contrast ? 1.2 : 0.7 + 0.7 * batch.strength) / scale;
    context.setLineDash(batch.dash.map((length) => length / Math.min(1, scale)));
    context.stroke(batch.lines);
    context.setLineDash([]);
    if (scale > 0.3) context.fill(batch.heads);
  }
  context.globalAlpha = base;
}

/** More than this cannot be told apart, nor drawn in a frame. */
const MAX_NEAR = 1500;

/** Where edges are bundled for their number: those of the functions in view, each by itself, where these are few. */
export function nearEdges(scene: Scene, clusters: readonly Cluster[], view: Box): readonly ModelEdge[] | undefined {
  const shown = visibleKeys(scene);
  const near = new Set<ModelEdge>();
  for (const { nodes } of clusters) {
    for (const node of nodes) {
      if (!intersects(node, view)) continue;
      for (const entry of scene.model.outgoing.get(node.id) ?? []) if (shown.has(entry.key)) near.add(entry);
      for (const entry of scene.model.incoming.get(node.id) ?? []) if (shown.has(entry.key)) near.add(entry);
      if (near.size > MAX_NEAR) return undefined;
    }
  }
  return [...near];
}

export function drawNearEdges(
  context: CanvasRenderingContext2D,
  scene: Scene,
  palette: Palette,
  scale: number,
  edges: readonly ModelEdge[],
): void {
  const base = context.globalAlpha;
  context.lineWidth = (palette.contrast ? 1.2 : 1) / scale;
  for (const entry of edges) {
    const curve = scene.curve(entry);
    if (curve === undefined) continue;
    context.globalAlpha = base * (palette.contrast ? 1 : 0.2 + 0.5 * entry.edge.score);
    strokeEdge(context, entry, curve, { palette, scale, head: 8 });
  }
  context.globalAlpha = base;
}

interface EdgeStroke {
  readonly palette: Palette;
  readonly scale: number;
  /** Length of the arrow's head. */
  readonly head: number;
}

/** One edge in the colour and dashes of its kind, in the line width and strength set before. */
function strokeEdge(
  context: CanvasRenderingContext2D,
  entry: ModelEdge,
  curve: Curve,
  { palette, scale, head }: EdgeStroke,
): void {
  context.strokeStyle = strokeOf(entry.rejected ? 'rejected' : entry.edge.kind, palette);
  context.fillStyle = context.strokeStyle;
  context.setLineDash(dashOf(entry).map((length) => length / Math.min(1, scale)));
  context.beginPath();
  traceCurve(context, curve);
  context.stroke();
  context.setLineDash([]);
  context.beginPath();
  traceHead(context, curve, head);
  context.fill();
}

export function drawLitEdges(
  context: CanvasRenderingContext2D,
  scene: Scene,
  palette: Palette,
  scale: number,
  emphasis: Emphasis,
): void {
  for (const entry of litEdges(scene, emphasis)) {
    const curve = scene.curve(entry);
    if (curve === undefined) continue;
    const strong = entry.key === emphasis.edge || emphasis.pathEdges.has(entry.key);
    context.lineWidth = (strong ? 2.6 : 1.7) / Math.min(1.4, scale);
    strokeEdge(context, entry, curve, { palette, scale, head: Math.max(10, 8 / scale) });
  }
}

/** The strongest thing that flows: a field, a parameter, or `before` for a premise. */
export function edgeText({ edge }: ModelEdge): string {
  const named = edge.evidence.filter(({ parameter, output }) => parameter !== '' || output !== '');
  const strongest = named.sort((a, b) => b.score - a.score)[0];
  const base = strongest === undefined ? 'before' : strongest.parameter || strongest.output;
  return edge.verification?.state === 'verified' ? `✓ ${base}` : base;
}
