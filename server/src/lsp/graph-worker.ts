import { parentPort, workerData } from 'node:worker_threads';
import { buildGraph, type GraphFunction } from '../graph/index.ts';
import type { DerivedGraph } from './graph-thread.ts';

// The thread behind `deriveInThread`: takes functions, sends back their graph, ends.
const { nodes, edges } = buildGraph(workerData as readonly GraphFunction[]);
parentPort?.postMessage({ nodes, edges } satisfies DerivedGraph);
