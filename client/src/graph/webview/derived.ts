import { useMemo } from 'preact/hooks';
import { type Counts, countEdges, type GraphModel, search } from './model.ts';
import type { Scene } from './scene.ts';
import { coverage, edgesAlong, functionsOf, type State, shownPath } from './state.ts';
import { useScene } from './useScene.ts';

/** What follows from the state: computed again only when what it rests on changed. */
export interface Derived {
  readonly counts: Counts;
  readonly scene: Scene;
  /** Search hits among what is laid out; undefined when nothing is searched. */
  readonly hits: readonly string[] | undefined;
  /** Functions of the shown path in the order they are called. */
  readonly calls: readonly string[];
  readonly pathEdges: ReadonlySet<string>;
  readonly covered: { readonly functions: number; readonly edges: number } | undefined;
}

export function useDerived(state: State, model: GraphModel): Derived {
  const { query, paths, pathsShown, stage } = state;
  const counts = useMemo(() => countEdges(model), [model]);
  const scene = useScene(state, model);
  const hits = useMemo(() => {
    if (query.trim() === '') return undefined;
    return search(model, query).filter((id) => scene.layout.places.has(id));
  }, [model, query, scene]);
  const path = shownPath(state);
  const calls = useMemo(() => (path === undefined ? [] : functionsOf(path.stages[stage])), [path, stage]);
  const pathEdges = useMemo(() => edgesAlong(model, calls), [model, calls]);
  const covered = useMemo(() => (pathsShown ? coverage(model, paths) : undefined), [model, paths, pathsShown]);
  return { counts, scene, hits, calls, pathEdges, covered };
}
