import { parentPort, workerData } from 'node:worker_threads';
import { buildGraph } from '../graph/index.ts';
import type { DerivationAsked, DerivedGraph } from './graph-thread.ts';

// The thread behind `deriveInThread`: takes functions, sends back their graph, ends.
const { functions, options } = workerData as DerivationAsked;
const { nodes, edges } = buildGraph(functions, options);
parentPort?.postMessage({ nodes, edges } satisfies DerivedGraph);
