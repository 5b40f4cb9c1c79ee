import { pointAt } from '../curves.ts';
import type { Box } from '../layout/box.ts';
import type { Palette } from '../palette.ts';
import type { Scene } from '../scene.ts';
import { edgeText, strokeOf } from './edges.ts';
import { type Emphasis, intersects, litEdges } from './emphasis.ts';
import type { NodeFrame } from './nodes.ts';
import { LABEL_SCALE } from './scale.ts';
import { fit } from './text.ts';

/** Where along a line its label may stand, the best first. */
const LABEL_PLACES = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82];

/** What flows, on the lines of the selection; a label that finds no free place is left to the side pane. */
export function drawLabels(
  context: CanvasRenderingContext2D,
  scene: Scene,
  palette: Palette,
  { view, scale }: NodeFrame,
  emphasis: Emphasis,
): void {
  if (scale < LABEL_SCALE) return;
  const entries = litEdges(scene, { ...emphasis, pathEdges: new Set() });
  if (entries.length > 24) return;
  const taken: Box[] = scene.layout.clusters
    .filter((cluster) => intersects(cluster, view))
    .flatMap((cluster) => cluster.nodes.filter((node) => intersects(node, view)));
  for (const entry of entries) {
    const curve = scene.curve(entry);
    if (curve === undefined) continue;
    const text = edgeText(entry);
    context.font = `11px ${palette.font}`;
    const width = Math.min(180, context.measureText(text).width + 14);
    const spot = LABEL_PLACES.map((t) => pointAt(curve, t))
      .map(([x, y]): Box => ({ x: x - width / 2, y: y - 9, width, height: 18 }))
      .find((box) => !taken.some((other) => intersects(box, other)));
    if (spot === undefined) continue;
    taken.push(spot);
    context.beginPath();
    context.roundRect(spot.x, spot.y, spot.width, spot.height, 9);
    context.fillStyle = palette.background;
    context.fill();
    context.strokeStyle = strokeOf(entry.rejected ? 'rejected' : entry.edge.kind, palette);
    context.lineWidth = 1;
    context.stroke();
    context.fillStyle = palette.foreground;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillText(fit(context, text, width - 10), spot.x + spot.width / 2, spot.y + 9.5);
  }
}
