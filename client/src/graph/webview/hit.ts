import { distanceTo } from './curves.ts';
import type { Box, PlacedNode } from './layout/box.ts';
import type { Scene } from './scene.ts';

export type Direction = 'up' | 'down' | 'left' | 'right';

/** The function under a layout point. */
export function nodeAt(scene: Scene, x: number, y: number): PlacedNode | undefined {
  const inside = (box: Box) => x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
  for (const cluster of scene.layout.clusters) if (inside(cluster)) return cluster.nodes.find(inside);
  return undefined;
}

/** The edge nearest to a layout point, within reach. */
export function edgeAt(scene: Scene, x: number, y: number, reach: number): string | undefined {
  if (scene.bundles !== undefined) return undefined;
  let best: string | undefined;
  let distance = reach;
  for (const entry of scene.edges) {
    const curve = scene.curve(entry);
    if (curve === undefined) continue;
    const away = distanceTo(curve, x, y);
    if (away > distance) continue;
    distance = away;
    best = entry.key;
  }
  return best;
}

const DIRECTIONS = { up: [0, -1], down: [0, 1], left: [-1, 0], right: [1, 0] } as const;

/** Nearest that way: distance along the direction counts once, across it three times. */
export function towards(scene: Scene, from: string | undefined, direction: Direction): string | undefined {
  const start = from === undefined ? undefined : scene.layout.places.get(from);
  if (start === undefined) return scene.layout.clusters[0]?.nodes[0]?.id;
  const [dx, dy] = DIRECTIONS[direction];
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const node of scene.layout.places.values()) {
    const x = node.x + node.width / 2 - start.x - start.width / 2;
    const y = node.y - start.y;
    const along = x * dx + y * dy;
    if (along <= 1) continue;
    const cost = along + 3 * Math.abs(x * dy + y * dx);
    if (cost >= least) continue;
    least = cost;
    best = node.id;
  }
  return best;
}
