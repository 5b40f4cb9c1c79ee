import type { DependencyEdge, DependencyGraph, EdgeKind, GraphFunction } from '../../../server/src/graph/index.ts';
import type { JsonSchema } from '../../../server/src/json/index.ts';

export interface Link {
  readonly from: string;
  readonly to: string;
  readonly kind?: EdgeKind;
  readonly parameter?: string;
}

/** A function with the given required parameters, all strings. */
export function functionNamed(id: string, required: readonly string[] = []): GraphFunction {
  const properties: Record<string, JsonSchema> = {};
  for (const name of required) properties[name] = { type: 'string' };
  return {
    id,
    signature: {
      name: id,
      namespace: '',
      description: '',
      parameters: { type: 'object', properties, required: [...required] },
      category: '',
      toolClass: '',
      premises: [],
      examples: [],
      throws: [],
      annotations: {},
      source: { uri: 'test:', dialect: 'fsig' },
    },
  };
}

/** A graph of the given links, `input` edges unless said otherwise, in (from, to) order. */
export function graphOf(ids: readonly string[], links: readonly Link[]): DependencyGraph {
  const edges: DependencyEdge[] = links
    .map(({ from, to, kind = 'input', parameter = 'value' }) => ({
      from,
      to,
      kind,
      score: 0.9,
      evidence: [{ output: 'id', parameter: kind === 'premise' ? '' : parameter, rule: 'test', score: 0.9 }],
      inferred: false,
    }))
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.to < b.to ? -1 : 1));
  const at = (id: string) => {
    const index = ids.indexOf(id);
    return index < 0 ? undefined : index;
  };
  return {
    nodes: ids.map((id) => ({ id, category: 'misc', toolClass: '', inferredResponse: false })),
    edges,
    index: at,
    outgoing: (id) => edges.flatMap((edge, index) => (edge.from === id ? [index] : [])),
    incoming: (id) => edges.flatMap((edge, index) => (edge.to === id ? [index] : [])),
  };
}
