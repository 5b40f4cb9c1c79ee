import type { Box } from './layout/box.ts';

/** Cubic from the border of one box to the border of another: x0 y0, two controls, x3 y3. */
export type Curve = readonly [number, number, number, number, number, number, number, number];

/**
 * An arrow's line. Top-down leaves below and enters above where there is room, so that arrows run with the layers;
 * otherwise it leaves and enters at the sides.
 * @param across prefer the sides: the layout runs left to right
 */
export function curveBetween(a: Box, b: Box, across: boolean): Curve {
  const ax = a.x + a.width / 2;
  const ay = a.y + a.height / 2;
  const bx = b.x + b.width / 2;
  const by = b.y + b.height / 2;
  const clearX = Math.abs(bx - ax) > (a.width + b.width) / 2 + 8;
  const clearY = Math.abs(by - ay) > (a.height + b.height) / 2 + 8;
  const sideways = across ? clearX : !clearY;
  if (sideways) {
    const sign = bx >= ax ? 1 : -1;
    const x0 = ax + (sign * a.width) / 2;
    const x3 = bx - (sign * b.width) / 2;
    const bend = Math.max(24, Math.abs(x3 - x0) * 0.45);
    // Neighbours of one row: a slight arc keeps the line off the boxes between them.
    const lift = Math.abs(by - ay) < 4 && Math.abs(x3 - x0) > 160 ? -26 : 0;
    return [x0, ay, x0 + sign * bend, ay + lift, x3 - sign * bend, by + lift, x3, by];
  }
  const sign = by >= ay ? 1 : -1;
  const y0 = ay + (sign * a.height) / 2;
  const y3 = by - (sign * b.height) / 2;
  const reach = Math.abs(y3 - y0);
  const bend = Math.max(20, reach * 0.45);
  // One above the other with rows between: bow aside, or the line runs through the boxes of those rows.
  const aligned = Math.abs(bx - ax) < (a.width + b.width) / 4 && reach > 2 * a.height + 20;
  const bow = aligned ? (a.width / 2 + 26) * (bx >= ax ? 1 : -1) : 0;
  return [ax + bow / 3, y0, ax + bow, y0 + sign * bend, bx + bow, y3 - sign * bend, bx + bow / 3, y3];
}

export function pointAt([x0, y0, x1, y1, x2, y2, x3, y3]: Curve, t: number): readonly [number, number] {
  const u = 1 - t;
  const a = u * u * u;
  const b = 3 * u * u * t;
  const c = 3 * u * t * t;
  const d = t * t * t;
  return [a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3];
}

const SAMPLES = 14;

/** Distance from a point, by sampling; exact enough for a pointer. */
export function distanceTo(curve: Curve, x: number, y: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i <= SAMPLES; i += 1) {
    const [px, py] = pointAt(curve, i / SAMPLES);
    best = Math.min(best, Math.hypot(px - x, py - y));
  }
  return best;
}

/** The three corners of an arrow head at the end of a curve. */
export function arrowHead(curve: Curve, size: number): readonly [number, number, number, number, number, number] {
  const [, , , , x2, y2, x3, y3] = curve;
  const angle = Math.atan2(y3 - y2, x3 - x2);
  const spread = 0.42;
  return [
    x3,
    y3,
    x3 - size * Math.cos(angle - spread),
    y3 - size * Math.sin(angle - spread),
    x3 - size * Math.cos(angle + spread),
    y3 - size * Math.sin(angle + spread),
  ];
}
