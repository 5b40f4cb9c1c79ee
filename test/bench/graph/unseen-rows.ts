import path from 'node:path';
import process from 'node:process';
import type { BenchRow } from '../row.ts';
import { type CatalogScore, type Form, scoreFolder, summary } from './unseen.ts';

/** What all catalogs of a folder together must reach. */
const LIMITS: Readonly<Record<Form, { readonly recall: number; readonly density: number }>> = {
  documented: { recall: 0.85, density: 0.25 },
  undocumented: { recall: 0.65, density: 0.2 },
};

/** Catalogs of the project, written with their flows before any graph of them was looked at. */
const OURS = 'test/fixtures/catalogs';

/**
 * Recall and density on catalogs with listed flows. The folder is ours, or the one that `MAGNET_BENCH_CATALOGS` names: catalogs and a
 * `flows.jsonl` of `{catalog, from, output, to, parameter}`.
 */
export function benchUnseen(root: string): BenchRow[] {
  const scores = scoreFolder(path.resolve(root, process.env.MAGNET_BENCH_CATALOGS ?? OURS));
  if (scores.length === 0) return [{ name: 'flows', value: 'no catalog with listed flows' }];
  return [...scores.map(rowOf), ...(['documented', 'undocumented'] as const).flatMap((form) => total(scores, form))];
}

function rowOf({ catalog, form, functions, edges, density, flows, found, carried }: CatalogScore): BenchRow {
  return {
    name: `${catalog}, ${form}`,
    value: `${found} of ${flows} flows (${carried} by the parameter), ${edges} edges of ${functions} functions, density ${density.toFixed(2)}`,
  };
}

function total(scores: readonly CatalogScore[], form: Form): BenchRow[] {
  const { catalogs, recall, carried, density, edgeless } = summary(scores, form);
  if (catalogs === 0) return [];
  const limit = LIMITS[form];
  return [
    {
      name: `recall, ${form}`,
      value: `${percent(recall)} (by the parameter ${percent(carried)}), ${catalogs} catalogs`,
      limit: `≥ ${percent(limit.recall)}`,
      ok: recall >= limit.recall,
    },
    {
      name: `density, ${form}`,
      value: `${density.toFixed(3)}; ${edgeless} without an edge`,
      limit: `≤ ${limit.density}`,
      ok: density <= limit.density,
    },
  ];
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
