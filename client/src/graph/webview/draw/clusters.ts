import type { Cluster } from '../layout/box.ts';
import type { GraphModel } from '../model.ts';
import type { Palette } from '../palette.ts';
import type { Scene } from '../scene.ts';
import { BLOCK_SCALE, CLUSTER_RADIUS } from './scale.ts';
import { fit, NAME_HALO } from './text.ts';

const ranks = new WeakMap<GraphModel, ReadonlyMap<string, number>>();

/** Categories by size; asked of every category in every frame. */
function ranksOf(model: GraphModel): ReadonlyMap<string, number> {
  let known = ranks.get(model);
  if (known === undefined) {
    known = new Map(model.categories.map((name, rank) => [name, rank]));
    ranks.set(model, known);
  }
  return known;
}

export function clusterColor(scene: Scene, name: string, palette: Palette): string {
  const rank = ranksOf(scene.model).get(name) ?? 0;
  return palette.clusters[rank % palette.clusters.length] ?? palette.muted;
}

export function drawCluster(
  context: CanvasRenderingContext2D,
  cluster: Cluster,
  scene: Scene,
  palette: Palette,
  scale: number,
): void {
  if (cluster.name === '') return;
  const color = clusterColor(scene, cluster.name, palette);
  context.beginPath();
  context.roundRect(cluster.x, cluster.y, cluster.width, cluster.height, CLUSTER_RADIUS);
  if (!palette.contrast) {
    context.fillStyle = color;
    context.globalAlpha = scale < BLOCK_SCALE ? 0.16 : 0.07;
    context.fill();
  }
  context.strokeStyle = palette.contrast ? palette.border : color;
  context.globalAlpha = palette.contrast ? 1 : 0.35;
  context.lineWidth = 1 / scale;
  context.stroke();
  context.globalAlpha = 1;
  context.fillStyle = palette.foreground;
  if (scale < BLOCK_SCALE) drawBlockName(context, cluster, palette, scale);
}

/** At the top left, in a halo that parts the lines beneath it. */
export function drawClusterName(context: CanvasRenderingContext2D, cluster: Cluster, palette: Palette): void {
  if (cluster.name === '') return;
  context.font = `12px ${palette.font}`;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  const room = cluster.width - 28;
  const text = fit(context, cluster.name, room);
  context.strokeStyle = palette.background;
  context.lineWidth = NAME_HALO;
  context.lineJoin = 'round';
  context.strokeText(text, cluster.x + 14, cluster.y + 18);
  context.fillStyle = palette.foreground;
  context.fillText(text, cluster.x + 14, cluster.y + 18);
  const used = context.measureText(`${text}  `).width;
  const count = String(cluster.nodes.length);
  if (used + context.measureText(count).width > room) return;
  context.strokeText(count, cluster.x + 14 + used, cluster.y + 18);
  context.fillStyle = palette.muted;
  context.fillText(count, cluster.x + 14 + used, cluster.y + 18);
}

/** Between blocks and names: a tag across the cluster's upper edge, at a size that can be read, above the first functions. */
export function drawClusterTag(
  context: CanvasRenderingContext2D,
  cluster: Cluster,
  palette: Palette,
  scale: number,
): void {
  if (cluster.name === '') return;
  const size = 12 / scale;
  context.font = `${size}px ${palette.font}`;
  const text = fit(context, cluster.name, cluster.width - size);
  context.globalAlpha = 0.8;
  context.fillStyle = palette.background;
  const top = cluster.y - size * 0.8;
  context.fillRect(cluster.x, top, context.measureText(text).width + size, size * 1.55);
  context.globalAlpha = 1;
  context.fillStyle = palette.foreground;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillText(text, cluster.x + size / 2, top + size * 0.8);
}

function drawBlockName(context: CanvasRenderingContext2D, cluster: Cluster, palette: Palette, scale: number): void {
  const x = cluster.x + cluster.width / 2;
  const y = cluster.y + cluster.height / 2;
  const size = Math.min(13 / scale, cluster.height / 3);
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.font = `${size}px ${palette.font}`;
  context.fillText(fit(context, cluster.name, cluster.width * 0.92), x, y - size * 0.55);
  context.fillStyle = palette.muted;
  context.fillText(cluster.nodes.length.toLocaleString('en'), x, y + size * 0.75);
}
