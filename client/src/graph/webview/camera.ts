import type { Camera } from './draw.ts';
import type { Box } from './layout/box.ts';

export const MIN_SCALE = 0.02;
export const MAX_SCALE = 3;
/** Free room around what is fitted or revealed, in screen pixels. */
export const MARGIN = 28;
const FIT_SCALE = 1.1;

/** A camera that shows all of a box, never larger than life by much. */
export function fitted(bounds: Box, width: number, height: number): Camera {
  const scale = Math.min(
    FIT_SCALE,
    Math.max(MIN_SCALE, (width - 2 * MARGIN) / Math.max(1, bounds.width)),
    Math.max(MIN_SCALE, (height - 2 * MARGIN) / Math.max(1, bounds.height)),
  );
  return {
    scale,
    x: bounds.x + bounds.width / 2 - width / 2 / scale,
    y: bounds.y + bounds.height / 2 - height / 2 / scale,
  };
}

/** The same camera where a node is in view already, else one centred on it at a readable zoom. */
export function revealing(camera: Camera, node: Box, size: { width: number; height: number }): Camera {
  const scale = camera.scale < 0.5 ? Math.min(1, Math.max(camera.scale * 2, 0.8)) : camera.scale;
  const width = size.width / scale;
  const height = size.height / scale;
  const inside =
    scale === camera.scale &&
    node.x >= camera.x + MARGIN &&
    node.x + node.width <= camera.x + width - MARGIN &&
    node.y >= camera.y + MARGIN &&
    node.y + node.height <= camera.y + height - MARGIN;
  if (inside) return camera;
  return { scale, x: node.x + node.width / 2 - width / 2, y: node.y + node.height / 2 - height / 2 };
}

/** Zooms about a screen point, which stays where it is. */
export function zoomed({ x, y, scale }: Camera, factor: number, px: number, py: number): Camera {
  const next = Math.min(MAX_SCALE, Math.max(MIN_SCALE, scale * factor));
  return { x: x + px / scale - px / next, y: y + py / scale - py / next, scale: next };
}

/** Moves by screen pixels. */
export function moved({ x, y, scale }: Camera, dx: number, dy: number): Camera {
  return { x: x + dx / scale, y: y + dy / scale, scale };
}
