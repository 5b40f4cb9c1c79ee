import { formatFieldPath, schemaFields } from '../signature/index.ts';
import { classify } from './classify/index.ts';
import { nameWords } from './derive/words.ts';
import { createGraph } from './graph.ts';
import type { DependencyEdge, DependencyGraph, Evidence, GraphFunction } from './types.ts';

export interface GraphOptions {
  /** Edges below this confidence are left out; in [0, 1]. */
  readonly minScore?: number;
}

interface Producer {
  readonly id: string;
  readonly output: string;
}

const ROLES = new Set(['id', 'name', 'code', 'token', 'number', 'key', 'path', 'url', 'symbol', 'email']);

/** Derives the dependency graph of a set of functions. */
export function buildGraph(functions: readonly GraphFunction[], _options: GraphOptions = {}): DependencyGraph {
  const producers = new Map<string, Producer[]>();
  for (const fn of functions) {
    for (const field of schemaFields(fn.signature.response ?? {})) {
      if (!field.leaf) continue;
      for (const key of keysOf(field.path, field.nominal, field.entity ?? fn.signature.name)) {
        const list = producers.get(key) ?? [];
        list.push({ id: fn.id, output: formatFieldPath(field.path) });
        producers.set(key, list);
      }
    }
  }
  const edges: DependencyEdge[] = [];
  const byName = new Map(functions.map((fn) => [fn.signature.name, fn.id]));
  for (const fn of functions) {
    const found = new Map<string, Evidence[]>();
    for (const premise of fn.signature.premises) {
      const id = byName.get(premise.split('.').at(-1) ?? premise);
      if (id !== undefined) found.set(id, [{ output: '', parameter: '', rule: 'requires', score: 0.95 }]);
    }
    const parameters = schemaFields(fn.signature.parameters).filter((field) => field.leaf && field.path.length > 0);
    for (const field of parameters) {
      for (const key of keysOf(field.path, field.nominal, field.entity ?? '')) {
        for (const producer of producers.get(key) ?? []) {
          if (producer.id === fn.id) continue;
          const nominal = key.startsWith('type:');
          const evidence = found.get(producer.id) ?? [];
          evidence.push({
            output: producer.output,
            parameter: formatFieldPath(field.path),
            rule: nominal ? 'nominal-type' : 'name',
            score: nominal ? 0.9 : 0.7,
          });
          found.set(producer.id, evidence);
        }
      }
    }
    for (const [from, evidence] of found) {
      const data = evidence.filter((item) => item.parameter !== '');
      edges.push({
        from,
        to: fn.id,
        kind: data.length === 0 ? 'premise' : parameters.length === 1 ? 'input' : 'part',
        score: 1 - evidence.reduce((none, item) => none * (1 - item.score), 1),
        evidence,
        inferred: false,
      });
    }
  }
  const nodes = functions.map((fn) => ({
    id: fn.id,
    ...classify(fn.signature),
    inferredResponse: fn.signature.response === undefined,
  }));
  return createGraph(nodes, edges);
}

/** The graph after an edit: equal to a full build of `functions`. */
export function updateGraph(
  _previous: DependencyGraph,
  functions: readonly GraphFunction[],
  options: GraphOptions = {},
): DependencyGraph {
  return buildGraph(functions, options);
}

function keysOf(path: readonly string[], nominal: string | undefined, entity: string): string[] {
  const keys = nominal === undefined ? [] : [`type:${nominal}`];
  const own = nameWords(path.filter((step) => step !== '[]').at(-1) ?? '');
  const role = own.at(-1);
  if (role !== undefined && ROLES.has(role)) {
    const owner = own.length > 1 ? own.slice(-2, -1) : nameWords(entity).slice(-1);
    keys.push(`name:${[...owner, role].join(' ')}`);
  }
  return keys;
}
