import { Worker } from 'node:worker_threads';
import {
  createGraph,
  type DependencyEdge,
  type DependencyGraph,
  type GraphFunction,
  type GraphNode,
} from '../graph/index.ts';

/** What the thread sends back: the graph as plain values. */
export interface DerivedGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly DependencyEdge[];
}

/**
 * Derives the graph in a thread of its own, which ends with its answer, so that its memory comes back.
 * @throws Error where the thread crashes
 */
export async function deriveInThread(functions: readonly GraphFunction[]): Promise<DependencyGraph> {
  const worker = new Worker(new URL('./graph-worker.mjs', import.meta.url), {
    workerData: functions.map(({ id, signature }) => ({ id, signature })),
  });
  try {
    const { nodes, edges } = await new Promise<DerivedGraph>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`the thread ended with ${code}`)));
    });
    return createGraph(nodes, edges);
  } finally {
    await worker.terminate();
  }
}
