import type { Box, Cluster, PlacedNode } from '../layout/box.ts';
import type { Palette } from '../palette.ts';
import type { Scene } from '../scene.ts';
import { clusterColor } from './clusters.ts';
import { DIM_CONTRAST, type Emphasis, intersects } from './emphasis.ts';
import { BLOCK_SCALE, LABEL_SCALE, RADIUS } from './scale.ts';
import { fit } from './text.ts';

export interface NodeFrame {
  readonly view: Box;
  readonly scale: number;
  readonly lit: ReadonlySet<string> | undefined;
}

export function drawNodes(
  context: CanvasRenderingContext2D,
  cluster: Cluster,
  scene: Scene,
  palette: Palette,
  frame: NodeFrame,
): void {
  const { view, scale, lit } = frame;
  if (scale < BLOCK_SCALE) return;
  const nodes = cluster.nodes.filter((node) => !lit?.has(node.id) && intersects(node, view));
  if (nodes.length === 0) return;
  context.globalAlpha = lit === undefined ? 1 : palette.contrast ? DIM_CONTRAST : 0.45;
  context.beginPath();
  for (const node of nodes) {
    if (scale < 0.2) context.rect(node.x, node.y, node.width, node.height);
    else context.roundRect(node.x, node.y, node.width, node.height, RADIUS);
  }
  context.fillStyle = palette.node;
  context.fill();
  if (scale < LABEL_SCALE && cluster.name !== '') {
    // Without its name a function is a mark, and has to stand out from the lines.
    const alpha = context.globalAlpha;
    context.fillStyle = clusterColor(scene, cluster.name, palette);
    context.globalAlpha = alpha * (palette.contrast ? 0.9 : 0.5);
    context.fill();
    context.globalAlpha = alpha;
  }
  if (scale >= 0.2) {
    context.strokeStyle = palette.border;
    context.lineWidth = 1 / scale;
    context.stroke();
  }
  if (scale >= LABEL_SCALE) {
    context.fillStyle = palette.foreground;
    for (const node of nodes) drawName(context, node, scene.label(node.id), palette);
  }
  context.globalAlpha = 1;
}

function drawName(context: CanvasRenderingContext2D, node: PlacedNode, text: string, palette: Palette): void {
  context.font = `12.5px ${palette.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(fit(context, text, node.width - 16), node.x + node.width / 2, node.y + node.height / 2 + 0.5);
}

export function drawLitNodes(
  context: CanvasRenderingContext2D,
  scene: Scene,
  palette: Palette,
  { view, scale, lit }: NodeFrame,
  emphasis: Emphasis,
): void {
  for (const id of lit ?? []) {
    const node = scene.layout.places.get(id);
    if (node === undefined || !intersects(node, view)) continue;
    const selected = id === emphasis.selected;
    context.beginPath();
    context.roundRect(node.x, node.y, node.width, node.height, RADIUS);
    context.fillStyle = selected ? palette.selectedNode : palette.node;
    context.fill();
    const step = emphasis.path.indexOf(id);
    context.strokeStyle = selected
      ? palette.selectedBorder
      : emphasis.matches?.has(id) === true
        ? palette.match
        : step >= 0
          ? palette.foreground
          : palette.border;
    context.lineWidth = (selected ? 2 : 1.2) / Math.min(1, scale);
    if (selected && !emphasis.focused) context.lineWidth = 1.4 / Math.min(1, scale);
    context.stroke();
    if (scale >= 0.2) {
      context.fillStyle = selected ? palette.selectedText : palette.foreground;
      drawName(context, node, scene.label(id), palette);
    }
    if (step >= 0) drawBadge(context, node, stepsOf(emphasis.path, id), palette);
  }
}

/** `2` or `2·5`: where in the path a function is called. */
function stepsOf(path: readonly string[], id: string): string {
  const steps = path.flatMap((other, index) => (other === id ? [index + 1] : []));
  return steps.length > 3 ? `${steps.slice(0, 3).join('·')}…` : steps.join('·');
}

function drawBadge(context: CanvasRenderingContext2D, node: PlacedNode, text: string, palette: Palette): void {
  context.font = `600 10.5px ${palette.font}`;
  const width = Math.max(17, context.measureText(text).width + 9);
  const x = node.x + node.width - width / 2 - 4;
  const y = node.y - 7;
  context.beginPath();
  context.roundRect(x, y, width, 16, 8);
  context.fillStyle = palette.foreground;
  context.fill();
  context.fillStyle = palette.background;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(text, x + width / 2, y + 8.5);
}
