import type { BenchRow } from '../row.ts';
import { isotonic, leftOut } from './fit.ts';
import { labelledSamples } from './fit-samples.ts';

const BANDS = [0, 0.55, 0.65, 0.75, 0.85, 0.95, 1.01];

/** The points of the table in `link/calibrate.ts` as the labelled edges give them now, and how far left-out catalogs stray from it. */
export function benchFit(root: string): BenchRow[] {
  const samples = labelledSamples(root);
  const catalogs = new Set(samples.map(({ catalog }) => catalog)).size;
  const predicted = leftOut(samples);
  return [
    { name: 'labelled edges', value: `${samples.length} of ${catalogs} catalogs` },
    ...isotonic(samples).map(({ strength, share, count }) => ({
      name: `strength ${strength.toFixed(3)}`,
      value: `${share.toFixed(3)} right, of ${count}`,
    })),
    ...BANDS.slice(0, -1).map((from, at) => {
      const inside = predicted.filter((one) => one.predicted >= from && one.predicted < (BANDS[at + 1] ?? 0));
      const right = inside.filter(({ correct }) => correct).length;
      const mean = inside.reduce((sum, one) => sum + one.predicted, 0) / Math.max(1, inside.length);
      return {
        name: `left out, predicted ${from.toFixed(2)} and more`,
        value: `${inside.length} edges, mean ${mean.toFixed(2)}, right ${(right / Math.max(1, inside.length)).toFixed(2)}`,
      };
    }),
  ];
}
