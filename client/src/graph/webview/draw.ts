import { drawCluster, drawClusterName, drawClusterTag } from './draw/clusters.ts';
import { drawEdges, drawLitEdges, drawNearEdges, nearEdges } from './draw/edges.ts';
import { type Camera, DIM, DIM_CONTRAST, type Emphasis, intersects, litNodes } from './draw/emphasis.ts';
import { drawLabels } from './draw/labels.ts';
import { drawLitNodes, drawNodes } from './draw/nodes.ts';
import { BLOCK_SCALE, LABEL_SCALE } from './draw/scale.ts';
import type { Box } from './layout/box.ts';
import type { Palette } from './palette.ts';
import type { Scene } from './scene.ts';

export { clusterColor } from './draw/clusters.ts';
export { type Camera, type Emphasis, edgesAt } from './draw/emphasis.ts';
export { NAME_HALO } from './draw/text.ts';

/** Draws one frame. `size` in CSS pixels. */
export function draw(
  context: CanvasRenderingContext2D,
  scene: Scene,
  camera: Camera,
  size: { readonly width: number; readonly height: number },
  palette: Palette,
  emphasis: Emphasis,
  ratio: number,
): void {
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.fillStyle = palette.background;
  context.fillRect(0, 0, size.width, size.height);
  const { scale } = camera;
  context.setTransform(ratio * scale, 0, 0, ratio * scale, -camera.x * scale * ratio, -camera.y * scale * ratio);
  const view: Box = { x: camera.x, y: camera.y, width: size.width / scale, height: size.height / scale };
  const lit = litNodes(scene, emphasis);
  const visible = scene.layout.clusters.filter((cluster) => intersects(cluster, view));
  for (const cluster of visible) drawCluster(context, cluster, scene, palette, scale);
  context.globalAlpha = lit === undefined ? 1 : palette.contrast ? DIM_CONTRAST : DIM;
  const near = scene.bundles !== undefined && scale >= LABEL_SCALE ? nearEdges(scene, visible, view) : undefined;
  if (near === undefined) drawEdges(context, scene, palette, scale);
  else drawNearEdges(context, scene, palette, scale, near);
  context.globalAlpha = 1;
  for (const cluster of visible) drawNodes(context, cluster, scene, palette, { view, scale, lit });
  if (scale >= BLOCK_SCALE && scale < LABEL_SCALE) {
    for (const cluster of visible) drawClusterTag(context, cluster, palette, scale);
  }
  drawLitEdges(context, scene, palette, scale, emphasis);
  // Last, as lines that come from other categories cross them.
  if (scale >= LABEL_SCALE) for (const cluster of visible) drawClusterName(context, cluster, palette);
  if (lit !== undefined) drawLitNodes(context, scene, palette, { view, scale, lit }, emphasis);
  drawLabels(context, scene, palette, { view, scale, lit }, emphasis);
}
