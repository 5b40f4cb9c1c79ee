import { Worker } from 'node:worker_threads';
import {
  createGraph,
  type DependencyEdge,
  type DependencyGraph,
  type GraphFunction,
  type GraphNode,
  type GraphOptions,
} from '../graph/index.ts';
import { WorkEnded } from './watchdog.ts';

/** A thread holds nobody, so it may take longer than work that does. */
const MAX_MS = 5 * 60_000;

/** What the thread is asked. */
export interface DerivationAsked {
  readonly functions: readonly GraphFunction[];
  readonly options: Pick<GraphOptions, 'statements'>;
}

/** What the thread sends back: the graph as plain values. */
export interface DerivedGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly DependencyEdge[];
}

/**
 * Derives the graph in a thread of its own, which ends with its answer, so that its memory comes back.
 * @throws WorkEnded where that takes too long; Error where the thread crashes
 */
export async function deriveInThread(
  functions: readonly GraphFunction[],
  options: Pick<GraphOptions, 'statements'> = {},
): Promise<DependencyGraph> {
  const worker = new Worker(new URL('./graph-worker.mjs', import.meta.url), {
    workerData: {
      functions: functions.map(({ id, signature }) => ({ id, signature })),
      options,
    } satisfies DerivationAsked,
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    const { nodes, edges } = await new Promise<DerivedGraph>((resolve, reject) => {
      timer = setTimeout(() => {
        reject(new WorkEnded(`deriving the graph took longer than ${MAX_MS / 1000} s and was ended`));
      }, MAX_MS);
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`the thread ended with ${code}`)));
    });
    return createGraph(nodes, edges);
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
