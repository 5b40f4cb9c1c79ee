import { useMemo, useRef } from 'preact/hooks';
import { LayoutEngine } from './layout/engine.ts';
import { layoutFocus } from './layout/focus.ts';
import { type GraphModel, neighbourhood, passes } from './model.ts';
import { buildScene, type Scene } from './scene.ts';
import type { State } from './state.ts';

/** The whole graph by category, one category, or a neighbourhood; laid out anew only when one of these changes. */
export function useScene(state: State, model: GraphModel): Scene {
  const engine = useRef(new LayoutEngine());
  const aspect = useRef(stageAspect());
  const { filters, selected, steps } = state;
  const whole = useMemo(() => engine.current.layout(model, aspect.current), [model]);
  const focus = steps > 0 ? selected : undefined;
  return useMemo(() => {
    if (focus !== undefined) {
      const depth = neighbourhood(model, filters, focus, steps);
      const inside = [...model.edges.values()].filter(
        (entry) => depth.has(entry.edge.from) && depth.has(entry.edge.to) && passes(entry, filters),
      );
      return buildScene(model, layoutFocus(model, depth, inside), filters, true);
    }
    if (filters.category === '') return buildScene(model, whole, filters, false);
    const clusters = whole.clusters.filter(({ name }) => name === filters.category);
    const places = new Map(clusters.flatMap((cluster) => cluster.nodes).map((node) => [node.id, node]));
    const bounds = clusters[0] ?? whole.bounds;
    return buildScene(model, { clusters, places, bounds }, filters, false);
  }, [model, whole, filters, focus, steps]);
}

/** Shape of the drawing area; below the width where the side pane moves under it, that pane takes height instead. */
function stageAspect(): number {
  const narrow = window.innerWidth <= 820;
  const width = window.innerWidth - (narrow ? 0 : 320);
  const height = (window.innerHeight - 100) * (narrow ? 0.62 : 1);
  return Math.min(3, Math.max(0.8, width / Math.max(1, height)));
}
