import { type Curve, pointAt } from './curves.ts';
import type { Box, Cluster, PlacedNode } from './layout.ts';
import type { GraphModel, ModelEdge } from './model.ts';
import type { Palette } from './palette.ts';
import { dashOf, type Scene, traceCurve, traceHead } from './scene.ts';

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

const RADIUS = 15;
const CLUSTER_RADIUS = 14;
/** Zoom below which a node is a mark without a name. */
const LABEL_SCALE = 0.4;
/** Zoom below which a cluster is one block with its name and count: its nodes would be specks. */
const BLOCK_SCALE = 0.13;
const DIM = 0.22;
/** In high contrast what is not meant can still be read. */
const DIM_CONTRAST = 0.6;
/** Width of the line around a category's name. */
export const NAME_HALO = 4;

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

/** Undefined where nothing is singled out: then nothing is dimmed. */
function litNodes(scene: Scene, emphasis: Emphasis): Set<string> | undefined {
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
function visibleKeys(scene: Scene): ReadonlySet<string> {
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

function drawCluster(
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
function drawClusterName(context: CanvasRenderingContext2D, cluster: Cluster, palette: Palette): void {
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

/** Between blocks and names: a tag over the cluster's corner, at a size that can be read. */
function drawClusterTag(context: CanvasRenderingContext2D, cluster: Cluster, palette: Palette, scale: number): void {
  if (cluster.name === '') return;
  const size = 12 / scale;
  context.font = `${size}px ${palette.font}`;
  const text = fit(context, cluster.name, cluster.width - size);
  context.globalAlpha = 0.8;
  context.fillStyle = palette.background;
  context.fillRect(cluster.x, cluster.y, context.measureText(text).width + size, size * 1.55);
  context.globalAlpha = 1;
  context.fillStyle = palette.foreground;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillText(text, cluster.x + size / 2, cluster.y + size * 0.8);
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

/** Texts that were cut, by font family, text and room in ems: moving the view changes none of these. */
const fits = new Map<string, string>();
const MAX_FITS = 20_000;

function fit(context: CanvasRenderingContext2D, text: string, width: number): string {
  const size = Number.parseFloat(context.font) || 1;
  const key = `${Math.round((64 * width) / size)} ${text}`;
  let known = fits.get(key);
  if (known === undefined) {
    known = cut(context, text, width);
    if (fits.size >= MAX_FITS) fits.clear();
    fits.set(key, known);
  }
  return known;
}

/** Characters of the end that stay: like names differ there (`Category 12`) as often as at the beginning. */
const TAIL = 4;

/** A text without its middle. One that was cut before has one gap still. */
function cut(context: CanvasRenderingContext2D, text: string, width: number): string {
  const room = (candidate: string) => context.measureText(candidate).width <= width;
  if (room(text)) return text;
  const gap = text.indexOf('…');
  const kept = Math.min(TAIL, Math.floor(text.length / 3));
  let head = gap < 0 ? text.slice(0, text.length - kept) : text.slice(0, gap);
  let tail = gap < 0 ? text.slice(text.length - kept) : text.slice(gap + 1);
  while (!room(`${head}…${tail}`) && head.length + tail.length > 1) {
    if (head.length > 1) head = head.slice(0, -1);
    else tail = tail.slice(1);
  }
  return `${head}…${tail}`;
}

function strokeOf(kind: string, palette: Palette): string {
  return kind === 'rejected' ? palette.rejected : (palette.kinds[kind] ?? palette.muted);
}

function drawEdges(context: CanvasRenderingContext2D, scene: Scene, palette: Palette, scale: number): void {
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
function nearEdges(scene: Scene, clusters: readonly Cluster[], view: Box): readonly ModelEdge[] | undefined {
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

function drawNearEdges(
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

interface NodeFrame {
  readonly view: Box;
  readonly scale: number;
  readonly lit: ReadonlySet<string> | undefined;
}

function drawNodes(
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

function drawLitEdges(
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

function litEdges(scene: Scene, { selected, edge, pathEdges }: Emphasis): ModelEdge[] {
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

function drawLitNodes(
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

/** Where along a line its label may stand, the best first. */
const LABEL_PLACES = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82];

/** What flows, on the lines of the selection; a label that finds no free place is left to the side pane. */
function drawLabels(
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

/** The strongest thing that flows: a field, a parameter, or `before` for a premise. */
export function edgeText({ edge }: ModelEdge): string {
  const named = edge.evidence.filter(({ parameter, output }) => parameter !== '' || output !== '');
  const strongest = named.sort((a, b) => b.score - a.score)[0];
  const base = strongest === undefined ? 'before' : strongest.parameter || strongest.output;
  return edge.verification?.state === 'verified' ? `✓ ${base}` : base;
}
