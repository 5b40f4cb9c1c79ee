import { useLayoutEffect, useRef } from 'preact/hooks';
import { plural } from '../../plural.ts';
import { keepFocus } from '../../webview/focus.ts';
import { Help } from '../../webview/help.tsx';
import { runKey } from '../../webview/keys.ts';
import type { FromGraph } from '../messages.ts';
import { type GraphActions, graphActions, keyActions } from './actions.ts';
import { type CanvasHandle, GraphCanvas } from './canvas.tsx';
import { type Derived, useDerived } from './derived.ts';
import { KEYS, type KeyActions } from './keys.ts';
import { type GraphModel, openFilters, passes } from './model.ts';
import { NoEdges } from './no-edges.tsx';
import { EDGE_LIMIT } from './scene.ts';
import { SidePane } from './side.tsx';
import { type State, shownPath } from './state.ts';
import { PathStrip } from './strip.tsx';
import { GraphTable } from './table.tsx';
import { Toolbar } from './toolbar.tsx';
import { announce, describe } from './words.ts';

export interface GraphProps {
  readonly state: State;
  readonly model: GraphModel;
  readonly handle: { current: CanvasHandle | null };
  readonly searchBox: { current: HTMLInputElement | null };
  patch(change: Partial<State>): void;
  post(message: FromGraph): void;
}

/** The panel around a graph: toolbar, drawing or table, path strip, side pane, status. */
export function Graph(props: GraphProps) {
  const { state, model, patch, post } = props;
  const derived = useDerived(state, model);
  const { scene } = derived;
  const context = { ...props, derived };
  const actions = graphActions(context);
  const keys = keyActions(context, actions);
  const path = shownPath(state);
  const stage = useRef<HTMLElement>(null);
  // What had the focus may be gone with the drawing, the table, the strip or the selection.
  useLayoutEffect(
    () => keepFocus(stage.current?.querySelector<HTMLElement>('.graph-canvas, table [tabindex="0"]')),
    [state],
  );
  const nothing = state.selected === undefined && state.edge === undefined;
  return (
    <div class={`app${nothing ? ' nothing-selected' : ''}`}>
      <Toolbar
        state={state}
        counts={derived.counts}
        matches={derived.hits?.length}
        categories={model.categories}
        searchBox={props.searchBox}
        setQuery={(query) => patch({ query })}
        setFilters={(change) => patch({ filters: { ...state.filters, ...change } })}
        cycleFocus={actions.cycleFocus}
        toggleTable={keys.toggleTable}
        toggleHelp={keys.help}
        samplePaths={() => actions.samplePaths()}
        exportAs={actions.exportAs}
        leaveSearch={(key) => {
          if (key === 'Escape') patch({ query: '' });
          else actions.nextMatch(1);
          props.handle.current?.focus();
        }}
      />
      <main class="stage" ref={stage}>
        <Drawing {...props} derived={derived} actions={actions} keys={keys} />
        {scene.edges.length === 0 && !state.table && (
          <NoEdges
            model={model}
            counts={derived.counts}
            alone={state.steps > 0}
            showAll={() => patch({ steps: 0, filters: openFilters(state.filters) })}
          />
        )}
        {path !== undefined && (
          <PathStrip
            paths={state.paths}
            index={state.pathIndex}
            stage={state.stage}
            name={(id) => model.nodes.get(id)?.name ?? id}
            step={actions.stepPath}
            setStage={(stage) => patch({ stage })}
            select={actions.select}
            edit={(at) => post({ type: 'editPath', index: at })}
            asText={(shown) => post({ type: 'pathAsText', path: shown })}
            close={() => {
              patch({ pathsShown: false });
              post({ type: 'pathsClosed' });
            }}
          />
        )}
      </main>
      <SidePane
        model={model}
        counts={derived.counts}
        selected={state.selected}
        edge={state.edge}
        actions={{
          select: actions.select,
          selectEdge: (key) => patch({ edge: key }),
          open: (id) => actions.open(id, true),
          curate: actions.curate,
          run: (command, id) => post({ type: 'command', command, function: id }),
          samplePathsFrom: (id) => actions.samplePaths(id),
        }}
      />
      <Status state={state} model={model} derived={derived} />
      {state.help && <Help keys={KEYS} close={() => patch({ help: false })} />}
    </div>
  );
}

interface DrawingProps extends GraphProps {
  readonly derived: Derived;
  readonly actions: GraphActions;
  readonly keys: KeyActions;
}

/** The graph as a drawing, or as the table that says the same. */
function Drawing({ state, model, handle, patch, derived, actions, keys }: DrawingProps) {
  const { filters, selected, steps } = state;
  const { scene, hits } = derived;
  const onKey = (event: KeyboardEvent) => runKey(event, keys, KEYS);
  if (state.table) {
    return (
      <GraphTable
        model={model}
        ids={hits ?? [...scene.layout.places.keys()]}
        selected={selected}
        passes={(entry) => passes(entry, filters)}
        select={actions.select}
        open={(id) => actions.open(id, true)}
        onKey={onKey}
      />
    );
  }
  return (
    <GraphCanvas
      scene={scene}
      emphasis={{
        selected,
        edge: state.edge,
        matches: hits === undefined ? undefined : new Set(hits),
        path: derived.calls,
        pathEdges: derived.pathEdges,
      }}
      fitKey={`${steps > 0 ? selected : ''} ${steps} ${filters.category}`}
      label={describe(model, state, scene)}
      current={announce(model, state)}
      handle={handle}
      onSelect={(id) => {
        actions.select(id);
        if (id !== undefined) actions.open(id, false);
      }}
      onEdge={(edge) => patch({ edge, selected: undefined })}
      onOpen={(id) => actions.open(id, true)}
      onKey={onKey}
    />
  );
}

function Status({ state, model, derived }: Pick<DrawingProps, 'state' | 'model' | 'derived'>) {
  const { counts, scene, covered } = derived;
  return (
    <footer class="status">
      <span>
        <b>{model.nodes.size.toLocaleString('en')}</b> {model.nodes.size === 1 ? 'function' : 'functions'}
      </span>
      <span>
        <b>{scene.edges.length.toLocaleString('en')}</b> of {plural(model.edges.size, 'edge')}
        {scene.bundles !== undefined && `, drawn in bundles above ${EDGE_LIMIT.toLocaleString('en')}`}
      </span>
      <span>
        <b>{counts.isolated.toLocaleString('en')}</b> isolated
      </span>
      {covered !== undefined && (
        <span>
          paths cover <b>{Math.round(100 * covered.functions)} %</b> of functions,{' '}
          <b>{Math.round(100 * covered.edges)} %</b> of edges
        </span>
      )}
      {state.error !== undefined && <span class="bad">{state.error}</span>}
      <span class="hint">↑↓←→ move · Enter source · F focus · ? keys</span>
    </footer>
  );
}
