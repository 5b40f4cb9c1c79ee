import { buildGraph, type GraphFunction, updateGraph } from '../../../server/src/graph/index.ts';
import type { FunctionSignature } from '../../../server/src/signature/index.ts';
import type { Collection } from './collections.ts';

export interface Timing {
  readonly functions: number;
  readonly milliseconds: number;
  readonly edges: number;
}

/** Catalogs of `size` functions, made of the given ones: each further round is another service with its own names. */
export function catalogOf(size: number, collections: readonly Collection[]): GraphFunction[] {
  const base = collections.flatMap(({ functions }) => functions.map(({ signature }) => signature));
  return Array.from({ length: size }, (_, at) => {
    const signature = base[at % base.length] as FunctionSignature;
    const round = Math.floor(at / base.length);
    return { id: `${round}.${at}.${signature.name}`, signature: round === 0 ? signature : ofRound(signature, round) };
  });
}

function ofRound(signature: FunctionSignature, round: number): FunctionSignature {
  const copy = structuredClone(signature);
  return {
    ...copy,
    namespace: copy.namespace === '' ? '' : `${copy.namespace}${round}`,
    source: { ...copy.source, uri: `${copy.source.uri}/${round}` },
  };
}

/** Best of `runs` full builds, by the clock or by the processor, each of functions that were never seen before. */
export function timeBuild(size: number, collections: readonly Collection[], runs: number): Timing {
  let best = Number.POSITIVE_INFINITY;
  let edges = 0;
  for (let run = 0; run < runs; run += 1) {
    const functions = catalogOf(size, collections).map(({ id, signature }) => ({ id, signature: { ...signature } }));
    const start = performance.now();
    const before = process.cpuUsage();
    edges = buildGraph(functions).edges.length;
    const { user, system } = process.cpuUsage(before);
    // On a machine that is busy with other things the processor's time says what the work cost.
    best = Math.min(best, performance.now() - start, (user + system) / 1000);
  }
  return { functions: size, milliseconds: best, edges };
}

/** Median time of an update after one function changed its description. */
export function timeUpdate(size: number, collections: readonly Collection[], edits: number): number {
  let functions = catalogOf(size, collections);
  let graph = buildGraph(functions);
  const times: number[] = [];
  for (let edit = 0; edit < edits; edit += 1) {
    const at = (edit * 7919) % functions.length;
    const one = functions[at] as GraphFunction;
    const changed = {
      id: one.id,
      signature: { ...one.signature, description: `${one.signature.description} (${edit})` },
    };
    functions = functions.with(at, changed);
    const start = performance.now();
    graph = updateGraph(graph, functions);
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}
