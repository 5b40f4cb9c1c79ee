/** Layout units are pixels at zoom 1. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedNode extends Box {
  readonly id: string;
}

export interface Cluster extends Box {
  readonly name: string;
  readonly nodes: readonly PlacedNode[];
}

export interface Layout {
  readonly clusters: readonly Cluster[];
  readonly places: ReadonlyMap<string, PlacedNode>;
  readonly bounds: Box;
}

export function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

export function layoutOf(clusters: readonly Cluster[]): Layout {
  const places = new Map<string, PlacedNode>();
  for (const cluster of clusters) for (const node of cluster.nodes) places.set(node.id, node);
  return { clusters, places, bounds: boundsOf(clusters) };
}

/** The smallest box around all of them. */
export function boundsOf(boxes: readonly Box[]): Box {
  let left = Number.POSITIVE_INFINITY;
  let top = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  for (const box of boxes) {
    left = Math.min(left, box.x);
    top = Math.min(top, box.y);
    right = Math.max(right, box.x + box.width);
    bottom = Math.max(bottom, box.y + box.height);
  }
  if (boxes.length === 0) return { x: 0, y: 0, width: 0, height: 0 };
  return { x: left, y: top, width: right - left, height: bottom - top };
}
