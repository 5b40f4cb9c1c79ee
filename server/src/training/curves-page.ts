import { escapedText, reportPage } from '../page/index.ts';
import type { Curve, TrainingLog } from './curves.ts';

/** Points of a curve that are drawn; of longer ones evenly chosen ones, the last always. */
const MAX_POINTS = 400;
const [WIDTH, HEIGHT] = [320, 120] as const;

/** One self-contained page with a small chart for each value that a trainer logged; no script, nothing loaded. */
export function curvesPage(title: string, { curves, step, of, broken }: TrainingLog): string {
  const facts: (readonly [string, string])[] = [
    ['Step', of === undefined ? String(step) : `${step} of ${of}`],
    ...(broken > 0 ? [['Lines that cannot be read', String(broken)] as const] : []),
    ...curves.map(({ name, points }) => [name, lastOf(points)] as const),
  ];
  return reportPage(title, facts, curves.filter(({ points }) => points.length > 1).map(chart), STYLE);
}

function lastOf(points: Curve['points']): string {
  const [first, last] = [points[0]?.[1] ?? 0, points.at(-1)?.[1] ?? 0];
  return points.length > 1 ? `${shown(last)} (at first ${shown(first)})` : shown(last);
}

/** A line over steps between the least and the greatest value, both written beside it. */
function chart({ name, points }: Curve): string {
  const [steps, values] = [points.map(([step]) => step), points.map(([, value]) => value)];
  const [from, to] = [steps[0] ?? 0, steps.at(-1) ?? 0];
  const [low, high] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
  const x = (step: number) => (((step - from) / (to - from || 1)) * WIDTH).toFixed(1);
  const y = (value: number) => (HEIGHT - ((value - low) / (high - low || 1)) * HEIGHT).toFixed(1);
  const drawn = thinned(points).map(([step, value]) => `${x(step)},${y(value)}`);
  const label = escapedText(
    `${name} from step ${from} to ${to}: ${lastOf(points)}, between ${shown(low)} and ${shown(high)}`,
  );
  return `<section><h2>${escapedText(name)}</h2>
<svg viewBox="-4 -4 ${WIDTH + 8} ${HEIGHT + 8}" role="img" aria-label="${label}"><polyline points="${drawn.join(' ')}"/></svg>
<p class="range">${escapedText(`${shown(low)} to ${shown(high)} · step ${from} to ${to}`)}</p></section>`;
}

function thinned(points: Curve['points']): Curve['points'] {
  if (points.length <= MAX_POINTS) return points;
  const each = (points.length - 1) / (MAX_POINTS - 1);
  return Array.from({ length: MAX_POINTS }, (_, at) => points[Math.round(at * each)] as readonly [number, number]);
}

function shown(value: number): string {
  return value !== 0 && Math.abs(value) < 0.001 ? value.toExponential(2) : String(Number(value.toPrecision(4)));
}

const STYLE = `
svg { background: color-mix(in srgb, currentColor 5%, transparent); border-radius: 4px; width: 100%; }
polyline { fill: none; stroke: var(--drawn); stroke-linejoin: round; stroke-width: 1.5; vector-effect: non-scaling-stroke; }
.range { font-size: .85em; margin: .25rem 0 0; opacity: .8; }
`;
