import { fitted, moved, revealing, zoomed } from './camera.ts';
import { type Camera, draw, type Emphasis } from './draw.ts';
import { type Palette, readPalette } from './palette.ts';
import type { Scene } from './scene.ts';

/** What a frame shows. */
export interface Shown {
  readonly scene: Scene;
  readonly emphasis: Omit<Emphasis, 'focused'>;
}

/** The canvas with its camera: paints when something changed, follows size and theme. */
export class CanvasView {
  readonly #host: HTMLElement;
  readonly #canvas: HTMLCanvasElement;
  readonly #observers: { disconnect(): void }[] = [];
  #shown: Shown;
  #camera: Camera = { x: 0, y: 0, scale: 1 };
  #palette: Palette | undefined;
  #frame = 0;
  #focused = false;
  /** Fitted and not moved since: then the view stays fitted when the panel changes its size. */
  #untouched = true;

  constructor(host: HTMLElement, canvas: HTMLCanvasElement, shown: Shown) {
    this.#host = host;
    this.#canvas = canvas;
    this.#shown = shown;
    const resized = new ResizeObserver(() => {
      if (this.#untouched) this.fit();
      this.#paint();
    });
    resized.observe(host);
    // The theme is told by classes and custom properties on the page.
    const themed = new MutationObserver(() => {
      this.#palette = undefined;
      this.repaint();
    });
    themed.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
    themed.observe(document.body, { attributes: true, attributeFilter: ['class'] });
    this.#observers.push(resized, themed);
  }

  get camera(): Camera {
    return this.#camera;
  }

  get palette(): Palette {
    this.#palette ??= readPalette();
    return this.#palette;
  }

  show(shown: Shown): void {
    this.#shown = shown;
    this.repaint();
  }

  setFocused(focused: boolean): void {
    this.#focused = focused;
    this.repaint();
  }

  fit(): void {
    const { clientWidth, clientHeight } = this.#host;
    this.#camera = fitted(this.#shown.scene.layout.bounds, clientWidth, clientHeight);
    this.#untouched = true;
    this.repaint();
  }

  /** About a screen point, the middle by default. */
  zoom(factor: number, px = this.#host.clientWidth / 2, py = this.#host.clientHeight / 2): void {
    this.#move(zoomed(this.#camera, factor, px, py));
  }

  /** By screen pixels, from where a drag began or from where the camera is. */
  pan(dx: number, dy: number, from = this.#camera): void {
    this.#move(moved(from, dx, dy));
  }

  /** Brings a function into view, moving no more than needed. */
  reveal(id: string): void {
    const node = this.#shown.scene.layout.places.get(id);
    if (node === undefined) return;
    const { clientWidth: width, clientHeight: height } = this.#host;
    const next = revealing(this.#camera, node, { width, height });
    if (next !== this.#camera) this.#move(next);
  }

  /** Layout point of a screen point. */
  pointAt(px: number, py: number): readonly [x: number, y: number] {
    const { x, y, scale } = this.#camera;
    return [x + px / scale, y + py / scale];
  }

  repaint(): void {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#paint());
  }

  dispose(): void {
    for (const observer of this.#observers) observer.disconnect();
    cancelAnimationFrame(this.#frame);
  }

  #move(camera: Camera): void {
    this.#camera = camera;
    this.#untouched = false;
    this.repaint();
  }

  #paint(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const context = this.#canvas.getContext('2d', { alpha: false });
    if (context === null) return;
    const ratio = window.devicePixelRatio || 1;
    const { clientWidth: width, clientHeight: height } = this.#host;
    const pixels = [Math.round(width * ratio), Math.round(height * ratio)] as const;
    const canvas = this.#canvas;
    if (canvas.width !== pixels[0] || canvas.height !== pixels[1]) [canvas.width, canvas.height] = pixels;
    const { scene, emphasis } = this.#shown;
    const lit = { ...emphasis, focused: this.#focused };
    draw(context, scene, this.#camera, { width, height }, this.palette, lit, ratio);
  }
}
