import type { PathTurn, SignaturePath } from '../../../../server/src/lsp/protocol.ts';
import { MIN_CONFIDENCE } from '../../../../server/src/settings/index.ts';
import type { GraphState } from '../messages.ts';
import { edgeKey, type Filters, type GraphModel, KINDS } from './model.ts';

export type Stage = 'walk' | 'merge' | 'insert' | 'split';
export const STAGES: readonly Stage[] = ['walk', 'merge', 'insert', 'split'];

export interface State {
  readonly model: GraphModel | undefined;
  readonly error: string | undefined;
  readonly selected: string | undefined;
  /** Key of the selected edge; its function stays selected too. */
  readonly edge: string | undefined;
  readonly query: string;
  readonly filters: Filters;
  /** Steps of the neighbourhood shown; 0 for the whole graph. */
  readonly steps: number;
  readonly table: boolean;
  readonly help: boolean;
  readonly paths: readonly SignaturePath[];
  readonly pathIndex: number;
  readonly stage: Stage;
  readonly pathsShown: boolean;
}

export function initialState(saved: GraphState | undefined): State {
  return {
    model: undefined,
    error: undefined,
    selected: saved?.selected,
    edge: undefined,
    query: saved?.query ?? '',
    filters: {
      kinds: new Set(saved?.kinds ?? KINDS),
      minimumConfidence: saved?.minimumConfidence ?? MIN_CONFIDENCE,
      category: saved?.category ?? '',
      verifiedOnly: false,
      inferred: true,
      rejected: false,
    },
    steps: saved?.steps ?? 0,
    table: saved?.table ?? false,
    help: false,
    paths: [],
    pathIndex: 0,
    stage: 'split',
    pathsShown: false,
  };
}

export function toSaved({ selected, query, filters, steps, table }: State): GraphState {
  return {
    query,
    kinds: [...filters.kinds],
    minimumConfidence: filters.minimumConfidence,
    category: filters.category,
    steps,
    table,
    ...(selected === undefined ? {} : { selected }),
  };
}

/** A new view: what is gone is no longer selected. */
export function withModel(state: State, model: GraphModel): State {
  const selected = state.selected !== undefined && model.nodes.has(state.selected) ? state.selected : undefined;
  const edge = state.edge !== undefined && model.edges.has(state.edge) ? state.edge : undefined;
  const category = model.categories.includes(state.filters.category) ? state.filters.category : '';
  return {
    ...state,
    model,
    error: undefined,
    selected,
    edge,
    filters: { ...state.filters, category },
    steps: selected === undefined ? 0 : state.steps,
  };
}

export function shownPath(state: State): SignaturePath | undefined {
  return state.pathsShown ? state.paths[state.pathIndex] : undefined;
}

/** Functions of some turns in the order they are called. */
export function functionsOf(turns: readonly PathTurn[]): string[] {
  return turns.flatMap((turn) => turn.functions);
}

/** Edges of the graph that a path walks along, between each call and the next ones. */
export function edgesAlong(model: GraphModel, calls: readonly string[]): Set<string> {
  const keys = new Set<string>();
  calls.forEach((to, index) => {
    const earlier = calls.slice(0, index).reverse();
    const from = earlier.find((candidate) => model.edges.has(edgeKey(candidate, to)));
    if (from !== undefined) keys.add(edgeKey(from, to));
  });
  return keys;
}

/** Share of functions and edges that the sampled paths touch, 0 to 1. */
export function coverage(model: GraphModel, paths: readonly SignaturePath[]): { functions: number; edges: number } {
  const functions = new Set<string>();
  const edges = new Set<string>();
  for (const path of paths) {
    const calls = functionsOf(path.turns);
    for (const id of calls) if (model.nodes.has(id)) functions.add(id);
    for (const key of edgesAlong(model, calls)) edges.add(key);
  }
  return {
    functions: functions.size / Math.max(1, model.nodes.size),
    edges: edges.size / Math.max(1, model.view.edges.length),
  };
}
