import { categoryOf, type GraphModel, type ModelEdge } from '../model.ts';
import { type Layout, layoutOf } from './box.ts';
import { type Piece, placeCluster } from './cluster.ts';
import { keepOrigins, pack } from './pack.ts';

/** Only the strongest feeders shape the layers; all edges are drawn. */
const FEEDERS = 2;

/**
 * Lays out one cluster a category and packs the clusters in rows. A cluster's inside depends on its own functions and
 * edges alone and is kept while those stay, so an edit moves nothing elsewhere.
 */
export class LayoutEngine {
  readonly #pieces = new Map<string, { readonly key: string; readonly piece: Piece }>();
  #origins = new Map<string, { readonly x: number; readonly y: number }>();

  layout(model: GraphModel, aspect: number): Layout {
    const members = new Map<string, string[]>();
    for (const node of model.view.nodes) {
      const category = categoryOf(node);
      const list = members.get(category);
      if (list === undefined) members.set(category, [node.id]);
      else list.push(node.id);
    }
    const pieces = model.categories.map((name) => this.#piece(model, name, members.get(name) ?? []));
    const clusters = keepOrigins(pieces, this.#origins) ?? pack(pieces, aspect);
    this.#origins = new Map(clusters.map(({ name, x, y }) => [name, { x, y }]));
    return layoutOf(clusters);
  }

  #piece(model: GraphModel, name: string, ids: readonly string[]): Piece {
    const inside = new Set(ids);
    const edges = shapingEdges(model, ids, inside);
    const key = JSON.stringify([ids, edges.map((entry) => entry.key)]);
    const cached = this.#pieces.get(name);
    if (cached?.key === key) return cached.piece;
    const labels = new Map(ids.map((id) => [id, model.nodes.get(id)?.name ?? id]));
    const piece = placeCluster(name, ids, edges, labels);
    this.#pieces.set(name, { key, piece });
    return piece;
  }
}

/** Per function its strongest feeders inside the cluster. */
function shapingEdges(model: GraphModel, ids: readonly string[], inside: ReadonlySet<string>): ModelEdge[] {
  const chosen: ModelEdge[] = [];
  for (const id of ids) {
    const feeders = (model.incoming.get(id) ?? []).filter((entry) => !entry.rejected && inside.has(entry.edge.from));
    chosen.push(...feeders.sort((a, b) => b.edge.score - a.edge.score).slice(0, FEEDERS));
  }
  return chosen;
}
