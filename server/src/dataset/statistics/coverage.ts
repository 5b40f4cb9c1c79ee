import { readDomain } from '../../domain/index.ts';
import type { DependencyGraph, GraphFunction } from '../../graph/index.ts';
import { toolNames } from '../../trajectory/index.ts';
import type { RunStatistics } from './collect.ts';

/** How much of a catalog the records of a run exercise. */
export interface Coverage {
  readonly functions: { readonly called: number; readonly of: number; readonly never: readonly string[] };
  /** Pairs of functions, one of which feeds the other. */
  readonly edges: { readonly used: number; readonly of: number };
  /** Calls by what their function does, as `magnet domain` reads it. */
  readonly operations: Readonly<Record<string, number>>;
}

/** Compares what was counted with the catalog the run was made from. */
export function coverageOf(
  { functions, edges }: Pick<RunStatistics, 'functions' | 'edges'>,
  catalog: readonly GraphFunction[],
  graph: DependencyGraph,
): Coverage {
  const names = toolNames(catalog);
  const calls = (id: string) => functions[names.nameOf(id)]?.called ?? 0;
  const never = catalog.filter(({ id }) => calls(id) === 0).map(({ id }) => id);
  const used = graph.edges.filter(({ from, to }) => edges[`${names.nameOf(from)} → ${names.nameOf(to)}`] !== undefined);
  const operations: Record<string, number> = {};
  for (const reading of readDomain(catalog).functions) {
    operations[reading.operation] = (operations[reading.operation] ?? 0) + calls(reading.function);
  }
  return {
    functions: { called: catalog.length - never.length, of: catalog.length, never },
    edges: { used: used.length, of: graph.edges.length },
    operations: Object.fromEntries(Object.entries(operations).sort(([left], [right]) => (left < right ? -1 : 1))),
  };
}
