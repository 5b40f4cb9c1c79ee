import type { RefObject } from 'preact';
import { useImperativeHandle, useLayoutEffect, useRef } from 'preact/hooks';
import type { Camera } from './draw.ts';
import { type Direction, edgeAt, nodeAt, towards } from './hit.ts';
import { type Palette, readPalette } from './palette.ts';
import { toPng } from './png.ts';
import { CanvasView, type Shown } from './view.ts';

export interface CanvasHandle {
  fit(): void;
  zoom(factor: number): void;
  reveal(id: string): void;
  /** The function next to `from` in a direction. */
  towards(from: string | undefined, direction: Direction): string | undefined;
  focus(): void;
  toPng(): string;
  palette(): Palette;
}

export interface CanvasProps extends Shown {
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

/** The drawing: one tab stop, told to screen readers as a tree whose current item is the selection. */
export function GraphCanvas(props: CanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<CanvasView | undefined>(undefined);
  const { scene, emphasis, fitKey } = props;

  useLayoutEffect(() => {
    if (host.current === null || canvas.current === null) return;
    const made = new CanvasView(host.current, canvas.current, { scene, emphasis });
    view.current = made;
    return () => made.dispose();
  }, []);
  useLayoutEffect(() => view.current?.show({ scene, emphasis }));
  useLayoutEffect(() => view.current?.fit(), [fitKey]);
  useImperativeHandle(props.handle, () => ({
    fit: () => view.current?.fit(),
    zoom: (factor) => view.current?.zoom(factor),
    reveal: (id) => view.current?.reveal(id),
    towards: (from, direction) => towards(scene, from, direction),
    focus: () => host.current?.focus(),
    toPng: () => toPng(scene, view.current?.palette ?? readPalette()),
    palette: () => view.current?.palette ?? readPalette(),
  }));
  const pointer = usePointer(props, view);

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
      onFocus={() => view.current?.setFocused(true)}
      onBlur={() => view.current?.setFocused(false)}
      {...pointer}
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

const EDGE_REACH = 7;
const CLICK_SLACK = 4;
const WHEEL_ZOOM = 0.0022;

/** Wheel and drag move, Ctrl and wheel zooms at the pointer, click selects, double click opens or zooms in. */
function usePointer(props: CanvasProps, view: { readonly current: CanvasView | undefined }) {
  const drag = useRef<{ readonly x: number; readonly y: number; readonly from: Camera; moved: boolean } | undefined>(
    undefined,
  );
  const point = (event: MouseEvent) => view.current?.pointAt(event.offsetX, event.offsetY) ?? ([0, 0] as const);
  return {
    onWheel: (event: WheelEvent) => {
      event.preventDefault();
      const { deltaX, deltaY } = event;
      if (event.ctrlKey || event.metaKey) {
        view.current?.zoom(Math.exp(-deltaY * WHEEL_ZOOM), event.offsetX, event.offsetY);
      } else if (event.shiftKey) view.current?.pan(deltaY, deltaX);
      else view.current?.pan(deltaX, deltaY);
    },
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0 || view.current === undefined) return;
      (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
      drag.current = { x: event.offsetX, y: event.offsetY, from: view.current.camera, moved: false };
    },
    onPointerMove: (event: PointerEvent) => {
      const start = drag.current;
      if (start === undefined) {
        hover(event, nodeAt(props.scene, ...point(event))?.id);
        return;
      }
      const dx = event.offsetX - start.x;
      const dy = event.offsetY - start.y;
      if (!start.moved && Math.hypot(dx, dy) < CLICK_SLACK) return;
      start.moved = true;
      view.current?.pan(-dx, -dy, start.from);
    },
    onPointerUp: (event: PointerEvent) => {
      const moved = drag.current?.moved === true;
      drag.current = undefined;
      if (moved || event.button !== 0) return;
      const at = point(event);
      const node = nodeAt(props.scene, ...at);
      const reach = EDGE_REACH / (view.current?.camera.scale ?? 1);
      const edge = node === undefined ? edgeAt(props.scene, ...at, reach) : undefined;
      if (edge !== undefined) props.onEdge(edge);
      else props.onSelect(node?.id);
    },
    onDblClick: (event: MouseEvent) => {
      const node = nodeAt(props.scene, ...point(event));
      if (node !== undefined) props.onOpen(node.id);
      else view.current?.zoom(1.6, event.offsetX, event.offsetY);
    },
  };
}

/** Long names are cut in the drawing; the tooltip has the whole. */
function hover(event: PointerEvent, id: string | undefined): void {
  const target = event.currentTarget as HTMLElement;
  target.style.cursor = id === undefined ? 'grab' : 'pointer';
  target.title = id ?? '';
}
