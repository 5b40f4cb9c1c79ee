import type { CurateParams } from '../../../../server/src/lsp/protocol.ts';
import type { ExportFormat, FromGraph } from '../messages.ts';
import type { CanvasHandle } from './canvas.tsx';
import type { Derived } from './derived.ts';
import { edgesAt } from './draw.ts';
import { exportScene } from './exports.ts';
import type { KeyActions } from './keys.ts';
import type { GraphModel } from './model.ts';
import type { State } from './state.ts';

const MAX_STEPS = 3;

interface Context {
  readonly state: State;
  readonly model: GraphModel;
  readonly derived: Derived;
  readonly handle: { readonly current: CanvasHandle | null };
  readonly searchBox: { readonly current: HTMLInputElement | null };
  patch(change: Partial<State>): void;
  post(message: FromGraph): void;
}

export type GraphActions = ReturnType<typeof graphActions>;

/** What the panel can do; keys, buttons and clicks all come here. */
export function graphActions({ state, model, derived, handle, patch, post }: Context) {
  const { selected } = state;
  const { hits, scene } = derived;
  const select = (id: string | undefined) => {
    patch({ selected: id, edge: undefined, ...(id === undefined ? { steps: 0 } : {}) });
    if (id !== undefined) requestAnimationFrame(() => handle.current?.reveal(id));
  };
  return {
    select,
    /** `focus`: the editor takes the focus. */
    open: (id: string, focus: boolean) => {
      const node = model.nodes.get(id);
      if (node !== undefined) post({ type: 'open', place: node.place, focus });
    },
    curate: ({ from, to }: Pick<CurateParams, 'from' | 'to'>, action: CurateParams['action']) =>
      post({ type: 'curate', edge: { from, to, action } }),
    nextMatch: (by: 1 | -1) => {
      if (hits === undefined || hits.length === 0) return;
      const at = selected === undefined ? -1 : hits.indexOf(selected);
      select(hits[(at + by + hits.length) % hits.length]);
    },
    samplePaths: (start?: string) => post({ type: 'samplePaths', ...(start === undefined ? {} : { start }) }),
    stepPath: (by: 1 | -1) => {
      const count = state.paths.length;
      if (count > 0) patch({ pathIndex: (state.pathIndex + by + count) % count, pathsShown: true });
    },
    cycleFocus: () => {
      if (selected !== undefined) patch({ steps: (state.steps + 1) % (MAX_STEPS + 1) });
    },
    exportAs: (format: ExportFormat) => {
      const canvas = handle.current;
      if (canvas === null) return;
      const data =
        format === 'png'
          ? canvas.toPng().split(',')[1]
          : exportScene(scene, format === 'html' ? 'svg' : format, canvas.palette());
      if (data !== undefined) post({ type: 'export', format, data });
    },
  };
}

/** The same, as the keyboard map asks for it. */
export function keyActions(context: Context, actions: GraphActions): KeyActions {
  const { state, model, derived, handle, searchBox, patch } = context;
  const { selected, edge } = state;
  return {
    move: (direction) => {
      const next = handle.current?.towards(selected, direction);
      if (next !== undefined) actions.select(next);
    },
    openSource: () => selected !== undefined && actions.open(selected, true),
    cycleFocus: actions.cycleFocus,
    stepEdge: (by) => {
      if (selected === undefined) return;
      const around = edgesAt(derived.scene, selected);
      const at = around.findIndex((entry) => entry.key === edge);
      const next = around[(at + by + around.length) % around.length];
      if (next !== undefined) patch({ edge: next.key });
    },
    curate: (action) => {
      const entry = edge === undefined ? undefined : model.edges.get(edge);
      if (entry !== undefined) actions.curate(entry.edge, action);
    },
    search: () => searchBox.current?.focus(),
    nextMatch: actions.nextMatch,
    toggleTable: () => patch({ table: !state.table }),
    samplePaths: () => actions.samplePaths(),
    stepPath: actions.stepPath,
    fit: () => handle.current?.fit(),
    zoom: (factor) => handle.current?.zoom(factor),
    clear: () => {
      if (edge !== undefined) patch({ edge: undefined });
      else if (state.steps > 0) patch({ steps: 0 });
      else if (state.query !== '') patch({ query: '' });
      else actions.select(undefined);
    },
    help: () => patch({ help: true }),
  };
}
