import type { Box } from '../layout/box.ts';
import type { ModelEdge } from '../model.ts';
import type { Scene } from '../scene.ts';

export interface Camera {
  /** Layout point at the top left of the canvas. */
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** What stands out in this frame. */
export interface Emphasis {
  readonly selected: string | undefined;
  readonly edge: string | undefined;
  /** Search hits; undefined when nothing is searched. */
  readonly matches: ReadonlySet<string> | undefined;
  /** Functions of the shown path in order, and the edges between them. */
  readonly path: readonly string[];
  readonly pathEdges: ReadonlySet<string>;
  /** The canvas has keyboard focus. */
  readonly focused: boolean;
}

export const DIM = 0.22;

/** In high contrast what is not meant can still be read. */
export const DIM_CONTRAST = 0.6;

/** Undefined where nothing is singled out: then nothing is dimmed. */
export function litNodes(scene: Scene, emphasis: Emphasis): Set<string> | undefined {
  const { selected, edge, matches, path } = emphasis;
  if (selected === undefined && edge === undefined && matches === undefined && path.length === 0) return undefined;
  const lit = new Set<string>(path);
  for (const id of matches ?? []) lit.add(id);
  if (edge !== undefined) {
    const entry = scene.model.edges.get(edge);
    if (entry !== undefined) lit.add(entry.edge.from).add(entry.edge.to);
  } else if (selected !== undefined) {
    lit.add(selected);
    for (const entry of edgesAt(scene, selected)) lit.add(entry.edge.from).add(entry.edge.to);
  }
  return lit;
}

export function edgesAt(scene: Scene, id: string): ModelEdge[] {
  const shown = visibleKeys(scene);
  const all = [...(scene.model.outgoing.get(id) ?? []), ...(scene.model.incoming.get(id) ?? [])];
  return all.filter((entry) => shown.has(entry.key));
}

const keysOf = new WeakMap<Scene, ReadonlySet<string>>();

export function visibleKeys(scene: Scene): ReadonlySet<string> {
  let keys = keysOf.get(scene);
  if (keys === undefined) {
    keys = new Set(scene.edges.map((entry) => entry.key));
    keysOf.set(scene, keys);
  }
  return keys;
}

export function intersects(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

export function litEdges(scene: Scene, { selected, edge, pathEdges }: Emphasis): ModelEdge[] {
  const found = new Map<string, ModelEdge>();
  for (const key of pathEdges) {
    const entry = scene.model.edges.get(key);
    if (entry !== undefined) found.set(key, entry);
  }
  const one = edge === undefined ? undefined : scene.model.edges.get(edge);
  if (one !== undefined) found.set(one.key, one);
  else if (selected !== undefined) for (const entry of edgesAt(scene, selected)) found.set(entry.key, entry);
  return [...found.values()];
}
