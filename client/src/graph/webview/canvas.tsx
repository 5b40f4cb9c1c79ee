import type { RefObject } from 'preact';
import { useEffect, useImperativeHandle, useLayoutEffect, useRef } from 'preact/hooks';
import { distanceTo } from './curves.ts';
import { type Camera, draw, type Emphasis } from './draw.ts';
import type { Box, PlacedNode } from './layout.ts';
import { type Palette, readPalette } from './palette.ts';
import type { Scene } from './scene.ts';

export interface CanvasHandle {
  fit(): void;
  zoom(factor: number): void;
  /** Brings a function into view, moving no more than needed. */
  reveal(id: string): void;
  /** The function next to `from` in a direction. */
  towards(from: string | undefined, direction: 'up' | 'down' | 'left' | 'right'): string | undefined;
  focus(): void;
  /** Data URL of the whole drawing, at most 8,000 pixels wide. */
  toPng(): string;
  palette(): Palette;
}

export interface CanvasProps {
  readonly scene: Scene;
  readonly emphasis: Omit<Emphasis, 'focused' | 'hovered'>;
  /** Changes when the view should be fitted anew. */
  readonly fitKey: string;
  readonly label: string;
  /** The selection in words: what a screen reader is told when it moves. */
  readonly current: string | undefined;
  readonly handle: RefObject<CanvasHandle>;
  onSelect(id: string | undefined): void;
  onEdge(key: string): void;
  onOpen(id: string): void;
  onKey(event: KeyboardEvent): boolean;
}

const MIN_SCALE = 0.02;
const MAX_SCALE = 3;
const MARGIN = 28;
const EDGE_REACH = 7;
const CLICK_SLACK = 4;
const MAX_IMAGE = 8000;

export function GraphCanvas(props: CanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const camera = useRef<Camera>({ x: 0, y: 0, scale: 1 });
  const current = useRef(props);
  current.current = props;
  const palette = useRef<Palette | undefined>(undefined);
  const frame = useRef(0);
  const focused = useRef(false);
  /** The view was fitted and not moved since: then it stays fitted when the panel changes its size. */
  const untouched = useRef(true);

  const size = () => ({
    width: host.current?.clientWidth ?? 0,
    height: host.current?.clientHeight ?? 0,
  });

  const paint = () => {
    frame.current = 0;
    const element = canvas.current;
    const context = element?.getContext('2d', { alpha: false });
    if (element === null || context === null || context === undefined) return;
    palette.current ??= readPalette();
    const ratio = window.devicePixelRatio || 1;
    const { width, height } = size();
    const pixels = [Math.round(width * ratio), Math.round(height * ratio)] as const;
    if (element.width !== pixels[0] || element.height !== pixels[1]) [element.width, element.height] = pixels;
    const emphasis = { ...current.current.emphasis, focused: focused.current, hovered: undefined };
    draw(context, current.current.scene, camera.current, { width, height }, palette.current, emphasis, ratio);
  };
  const repaint = () => {
    if (frame.current === 0) frame.current = requestAnimationFrame(paint);
  };

  const fit = () => {
    const { width, height } = size();
    camera.current = fitted(current.current.scene.layout.bounds, width, height);
    untouched.current = true;
    repaint();
  };

  const zoomAt = (factor: number, px: number, py: number) => {
    const { x, y, scale } = camera.current;
    const next = Math.min(MAX_SCALE, Math.max(MIN_SCALE, scale * factor));
    untouched.current = false;
    camera.current = { x: x + px / scale - px / next, y: y + py / scale - py / next, scale: next };
    repaint();
  };

  useImperativeHandle(props.handle, () => ({
    fit,
    zoom: (factor) => zoomAt(factor, size().width / 2, size().height / 2),
    reveal: (id) => {
      const node = current.current.scene.layout.places.get(id);
      if (node === undefined) return;
      const next = revealing(camera.current, node, size());
      if (next !== camera.current) untouched.current = false;
      camera.current = next;
      repaint();
    },
    towards: (from, direction) => towards(current.current.scene, from, direction),
    focus: () => host.current?.focus(),
    toPng: () => toPng(current.current.scene, palette.current ?? readPalette()),
    palette: () => palette.current ?? readPalette(),
  }));

  useLayoutEffect(repaint);
  useLayoutEffect(fit, [props.fitKey]);

  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const resized = new ResizeObserver(() => {
      if (untouched.current) fit();
      paint();
    });
    resized.observe(element);
    // The theme is told by a class and by custom properties on the page.
    const themed = new MutationObserver(() => {
      palette.current = undefined;
      repaint();
    });
    themed.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
    themed.observe(document.body, { attributes: true, attributeFilter: ['class'] });
    return () => {
      resized.disconnect();
      themed.disconnect();
      cancelAnimationFrame(frame.current);
    };
  }, []);

  const drag = useRef<{ x: number; y: number; from: Camera; moved: boolean } | undefined>(undefined);
  const at = (event: { offsetX: number; offsetY: number }) => {
    const { x, y, scale } = camera.current;
    return [x + event.offsetX / scale, y + event.offsetY / scale] as const;
  };

  return (
    <div
      ref={host}
      class="graph-canvas"
      tabIndex={0}
      role="tree"
      aria-activedescendant={props.current === undefined ? undefined : 'graph-current'}
      aria-roledescription="dependency graph"
      aria-label={props.label}
      onKeyDown={(event) => {
        if (props.onKey(event)) event.preventDefault();
      }}
      onFocus={() => {
        focused.current = true;
        repaint();
      }}
      onBlur={() => {
        focused.current = false;
        repaint();
      }}
      onWheel={(event) => {
        event.preventDefault();
        if (event.ctrlKey || event.metaKey) {
          zoomAt(Math.exp(-event.deltaY * 0.0022), event.offsetX, event.offsetY);
          return;
        }
        const { x, y, scale } = camera.current;
        const [dx, dy] = event.shiftKey ? [event.deltaY, event.deltaX] : [event.deltaX, event.deltaY];
        camera.current = { x: x + dx / scale, y: y + dy / scale, scale };
        untouched.current = false;
        repaint();
      }}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { x: event.offsetX, y: event.offsetY, from: camera.current, moved: false };
      }}
      onPointerMove={(event) => {
        const start = drag.current;
        if (start === undefined) {
          const [x, y] = at(event);
          const hit = nodeAt(props.scene, x, y);
          event.currentTarget.style.cursor = hit === undefined ? 'grab' : 'pointer';
          event.currentTarget.title = hit?.id ?? '';
          return;
        }
        const dx = event.offsetX - start.x;
        const dy = event.offsetY - start.y;
        if (!start.moved && Math.hypot(dx, dy) < CLICK_SLACK) return;
        start.moved = true;
        const { x, y, scale } = start.from;
        camera.current = { x: x - dx / scale, y: y - dy / scale, scale };
        untouched.current = false;
        repaint();
      }}
      onPointerUp={(event) => {
        const moved = drag.current?.moved === true;
        drag.current = undefined;
        if (moved || event.button !== 0) return;
        const [x, y] = at(event);
        const node = nodeAt(props.scene, x, y);
        if (node !== undefined) {
          props.onSelect(node.id);
          return;
        }
        const edge = edgeAt(props.scene, x, y, EDGE_REACH / camera.current.scale);
        if (edge !== undefined) props.onEdge(edge);
        else props.onSelect(undefined);
      }}
      onDblClick={(event) => {
        const [x, y] = at(event);
        const node = nodeAt(props.scene, x, y);
        if (node !== undefined) props.onOpen(node.id);
        else zoomAt(1.6, event.offsetX, event.offsetY);
      }}
    >
      <canvas ref={canvas} />
      {props.current !== undefined && (
        <div id="graph-current" class="sr-only" role="treeitem" aria-selected="true" tabIndex={-1}>
          {props.current}
        </div>
      )}
    </div>
  );
}

function fitted(bounds: Box, width: number, height: number): Camera {
  const scale = Math.min(
    1.1,
    Math.max(MIN_SCALE, (width - 2 * MARGIN) / Math.max(1, bounds.width)),
    Math.max(MIN_SCALE, (height - 2 * MARGIN) / Math.max(1, bounds.height)),
  );
  return {
    scale,
    x: bounds.x + bounds.width / 2 - width / 2 / scale,
    y: bounds.y + bounds.height / 2 - height / 2 / scale,
  };
}

function revealing(camera: Camera, node: Box, size: { width: number; height: number }): Camera {
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

function nodeAt(scene: Scene, x: number, y: number): PlacedNode | undefined {
  const inside = (box: Box) => x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
  for (const cluster of scene.layout.clusters) if (inside(cluster)) return cluster.nodes.find(inside);
  return undefined;
}

function edgeAt(scene: Scene, x: number, y: number, reach: number): string | undefined {
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
function towards(scene: Scene, from: string | undefined, direction: keyof typeof DIRECTIONS): string | undefined {
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

function toPng(scene: Scene, palette: Palette): string {
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
  const none = { selected: undefined, edge: undefined, hovered: undefined, matches: undefined };
  const emphasis = { ...none, path: [], pathEdges: new Set<string>(), focused: false };
  const camera = { x: bounds.x - MARGIN, y: bounds.y - MARGIN, scale };
  draw(context, scene, camera, { width, height }, palette, emphasis, 1);
  return canvas.toDataURL('image/png');
}
