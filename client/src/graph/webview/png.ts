import { MARGIN } from './camera.ts';
import { draw } from './draw.ts';
import type { Palette } from './palette.ts';
import type { Scene } from './scene.ts';

const MAX_IMAGE = 8000;

/** Data URL of the whole drawing, at most 8,000 pixels a side. */
export function toPng(scene: Scene, palette: Palette): string {
  const { bounds } = scene.layout;
  const scale = Math.min(
    2,
    MAX_IMAGE / Math.max(1, bounds.width + 2 * MARGIN),
    MAX_IMAGE / Math.max(1, bounds.height + 2 * MARGIN),
  );
  const width = Math.ceil((bounds.width + 2 * MARGIN) * scale);
  const height = Math.ceil((bounds.height + 2 * MARGIN) * scale);
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext('2d');
  if (context === null) return '';
  const none = { selected: undefined, edge: undefined, matches: undefined };
  const emphasis = { ...none, path: [], pathEdges: new Set<string>(), focused: false };
  const camera = { x: bounds.x - MARGIN, y: bounds.y - MARGIN, scale };
  draw(context, scene, camera, { width, height }, palette, emphasis, 1);
  return canvas.toDataURL('image/png');
}
