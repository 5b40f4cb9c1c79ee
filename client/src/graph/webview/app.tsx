import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { CurateParams } from '../../../../server/src/lsp/protocol.ts';
import { connect, listen } from '../../webview/api.ts';
import { Help } from '../../webview/help.tsx';
import { runKey } from '../../webview/keys.ts';
import type { ExportFormat, FromGraph, GraphState, ToGraph } from '../messages.ts';
import { type CanvasHandle, GraphCanvas } from './canvas.tsx';
import { edgesAt } from './draw.ts';
import { exportScene } from './exports.ts';
import { KEYS, type KeyActions } from './keys.ts';
import { LayoutEngine, layoutFocus } from './layout.ts';
import {
  buildModel,
  categoryOf,
  countEdges,
  type Filters,
  type GraphModel,
  neighbourhood,
  passes,
  search,
} from './model.ts';
import { buildScene, EDGE_LIMIT, type Scene } from './scene.ts';
import { type SideActions, SidePane } from './side.tsx';
import { coverage, edgesAlong, functionsOf, initialState, type State, shownPath, toSaved, withModel } from './state.ts';
import { PathStrip } from './strip.tsx';
import { GraphTable } from './table.tsx';
import { Toolbar } from './toolbar.tsx';

const extension = connect<FromGraph, GraphState>();
const MAX_STEPS = 3;

export function App() {
  const [state, setState] = useState<State>(() => initialState(extension.readState()));
  const patch = (change: Partial<State>) => setState((old) => ({ ...old, ...change }));
  const handle = useRef<CanvasHandle>(null);
  const searchBox = useRef<HTMLInputElement>(null);
  const sawSettings = useRef(extension.readState() !== undefined);

  useEffect(() => {
    const stop = listen<ToGraph>((message) => {
      setState((old) => receive(old, message, sawSettings));
      if (message.type === 'select') requestAnimationFrame(() => handle.current?.reveal(message.id));
    });
    extension.post({ type: 'ready' });
    return stop;
  }, []);
  useEffect(() => extension.saveState(toSaved(state)), [state]);

  const { model } = state;
  if (state.error !== undefined && model === undefined) return <Failed message={state.error} />;
  if (model === undefined) return <div class="empty muted">Deriving the dependency graph…</div>;
  if (model.nodes.size === 0) return <NoFunctions />;
  return <Graph {...{ state, model, patch, handle, searchBox }} />;
}

function receive(state: State, message: ToGraph, sawSettings: { current: boolean }): State {
  switch (message.type) {
    case 'graph': {
      const next = withModel(state, buildModel(message.view));
      if (sawSettings.current) return next;
      sawSettings.current = true;
      return { ...next, filters: { ...next.filters, minimumConfidence: message.minimumConfidence } };
    }
    case 'paths':
      return {
        ...state,
        paths: message.paths,
        pathIndex: 0,
        pathsShown: true,
        stage: 'split',
        selected: undefined,
        edge: undefined,
        steps: 0,
      };
    case 'select':
      if (message.id === state.selected && !message.focus) return state;
      return { ...state, selected: message.id, edge: undefined, steps: message.focus ? 1 : state.steps };
    case 'failed':
      return { ...state, error: message.message };
  }
}

interface GraphProps {
  readonly state: State;
  readonly model: GraphModel;
  readonly patch: (change: Partial<State>) => void;
  readonly handle: { current: CanvasHandle | null };
  readonly searchBox: { current: HTMLInputElement | null };
}

function Graph({ state, model, patch, handle, searchBox }: GraphProps) {
  const { filters, selected } = state;
  const counts = useMemo(() => countEdges(model), [model]);
  const scene = useScene(state, model);
  const hits = useMemo(() => {
    const found = search(model, state.query);
    return state.query.trim() === '' ? undefined : found.filter((id) => scene.layout.places.has(id));
  }, [model, state.query, scene]);
  const path = shownPath(state);
  const calls = useMemo(() => (path === undefined ? [] : functionsOf(path.stages[state.stage])), [path, state.stage]);
  const pathEdges = useMemo(() => edgesAlong(model, calls), [model, calls]);
  const covered = useMemo(
    () => (state.pathsShown ? coverage(model, state.paths) : undefined),
    [model, state.paths, state.pathsShown],
  );

  const select = (id: string | undefined) => {
    patch({ selected: id, edge: undefined, ...(id === undefined ? { steps: 0 } : {}) });
    if (id === undefined) return;
    requestAnimationFrame(() => handle.current?.reveal(id));
  };
  const open = (id: string, focus: boolean) => {
    const node = model.nodes.get(id);
    if (node !== undefined) extension.post({ type: 'open', place: node.place, focus });
  };
  const curate = (edge: Pick<CurateParams, 'from' | 'to'>, action: CurateParams['action']) =>
    extension.post({ type: 'curate', edge: { from: edge.from, to: edge.to, action } });
  const nextMatch = (by: 1 | -1) => {
    if (hits === undefined || hits.length === 0) return;
    const at = selected === undefined ? -1 : hits.indexOf(selected);
    select(hits[(at + by + hits.length) % hits.length]);
  };
  const samplePaths = (start?: string) =>
    extension.post({ type: 'samplePaths', ...(start === undefined ? {} : { start }) });
  const stepPath = (by: 1 | -1) => {
    const count = state.paths.length;
    if (count > 0) patch({ pathIndex: (state.pathIndex + by + count) % count, pathsShown: true });
  };
  const exportAs = (format: ExportFormat) => {
    const canvas = handle.current;
    if (format === 'png') {
      const data = canvas?.toPng().split(',')[1];
      if (data !== undefined) extension.post({ type: 'export', format, data });
    } else if (canvas !== null) {
      extension.post({ type: 'export', format, data: exportScene(scene, format, canvas.palette()) });
    }
  };

  const keys: KeyActions = {
    move: (direction) => {
      const next = handle.current?.towards(selected, direction);
      if (next !== undefined) select(next);
    },
    openSource: () => selected !== undefined && open(selected, true),
    cycleFocus: () => selected !== undefined && patch({ steps: (state.steps + 1) % (MAX_STEPS + 1) }),
    stepEdge: (by) => {
      if (selected === undefined) return;
      const around = edgesAt(scene, selected);
      const at = around.findIndex((entry) => entry.key === state.edge);
      const next = around[(at + by + around.length) % around.length];
      if (next !== undefined) patch({ edge: next.key });
    },
    curate: (action) => {
      const entry = state.edge === undefined ? undefined : model.edges.get(state.edge);
      if (entry !== undefined) curate(entry.edge, action);
    },
    search: () => searchBox.current?.focus(),
    nextMatch,
    toggleTable: () => patch({ table: !state.table }),
    samplePaths: () => samplePaths(),
    stepPath,
    fit: () => handle.current?.fit(),
    zoom: (factor) => handle.current?.zoom(factor),
    clear: () => {
      if (state.edge !== undefined) patch({ edge: undefined });
      else if (state.steps > 0) patch({ steps: 0 });
      else if (state.query !== '') patch({ query: '' });
      else select(undefined);
    },
    help: () => patch({ help: true }),
  };

  const side: SideActions = {
    select,
    selectEdge: (key) => patch({ edge: key }),
    open: (id) => open(id, true),
    curate,
    run: (command, id) => extension.post({ type: 'command', command, function: id }),
    samplePathsFrom: (id) => samplePaths(id),
  };

  const emphasis = {
    selected,
    edge: state.edge,
    matches: hits === undefined ? undefined : new Set(hits),
    path: calls,
    pathEdges,
  };
  const listed = hits ?? [...scene.layout.places.keys()];
  return (
    <div class={`app${selected === undefined && state.edge === undefined ? ' nothing-selected' : ''}`}>
      <Toolbar
        state={state}
        counts={counts}
        matches={hits?.length}
        categories={model.categories}
        searchBox={searchBox}
        setQuery={(query) => patch({ query })}
        setFilters={(change: Partial<Filters>) => patch({ filters: { ...filters, ...change } })}
        cycleFocus={keys.cycleFocus}
        toggleTable={keys.toggleTable}
        toggleHelp={keys.help}
        samplePaths={() => samplePaths()}
        exportAs={exportAs}
        leaveSearch={(key) => {
          if (key === 'Escape') patch({ query: '' });
          else nextMatch(1);
          handle.current?.focus();
        }}
      />
      <main class="stage">
        {state.table ? (
          <GraphTable
            model={model}
            ids={listed}
            selected={selected}
            passes={(entry) => passes(entry, filters)}
            select={select}
            open={(id) => open(id, true)}
            onKey={(event) => runKey(event, keys, KEYS)}
          />
        ) : (
          <GraphCanvas
            scene={scene}
            emphasis={emphasis}
            fitKey={`${state.steps > 0 ? selected : ''} ${state.steps} ${filters.category}`}
            label={describe(model, state, scene)}
            current={announce(model, state)}
            handle={handle}
            onSelect={(id) => {
              select(id);
              if (id !== undefined) open(id, false);
            }}
            onEdge={(edge) => patch({ edge, selected: undefined })}
            onOpen={(id) => open(id, true)}
            onKey={(event) => runKey(event, keys, KEYS)}
          />
        )}
        {path !== undefined && (
          <PathStrip
            paths={state.paths}
            index={state.pathIndex}
            stage={state.stage}
            name={(id) => model.nodes.get(id)?.name ?? id}
            step={stepPath}
            setStage={(stage) => patch({ stage })}
            select={select}
            asText={(shown) => extension.post({ type: 'pathAsText', path: shown })}
            close={() => patch({ pathsShown: false })}
          />
        )}
      </main>
      <SidePane model={model} counts={counts} selected={selected} edge={state.edge} actions={side} />
      <footer class="status">
        <span>
          <b>{model.nodes.size.toLocaleString('en')}</b> functions
        </span>
        <span>
          <b>{scene.edges.length.toLocaleString('en')}</b> of {model.edges.size.toLocaleString('en')} edges
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
      {state.help && <Help keys={KEYS} close={() => patch({ help: false })} />}
    </div>
  );
}

/** The whole graph by category, one category, or a neighbourhood; laid out anew only when one of these changes. */
function useScene(state: State, model: GraphModel): Scene {
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

function describe(model: GraphModel, state: State, scene: Scene): string {
  const where = state.steps > 0 ? `, ${state.steps} steps around ${state.selected}` : '';
  return `Dependency graph: ${scene.layout.places.size} of ${model.nodes.size} functions, ${scene.edges.length} edges${where}. Arrow keys move, question mark lists all keys, T shows a table.`;
}

/** What a screen reader is told when the selection moves. */
function announce(model: GraphModel, { selected, edge }: State): string | undefined {
  const entry = edge === undefined ? undefined : model.edges.get(edge);
  if (entry !== undefined) {
    return `${entry.edge.from} to ${entry.edge.to}, ${entry.edge.kind}, confidence ${entry.edge.score.toFixed(2)}`;
  }
  const node = selected === undefined ? undefined : model.nodes.get(selected);
  if (node === undefined) return undefined;
  const fed = model.incoming.get(node.id)?.length ?? 0;
  const feeds = model.outgoing.get(node.id)?.length ?? 0;
  return `${node.name}, ${categoryOf(node)}, fed by ${fed}, feeds ${feeds}`;
}

function NoFunctions() {
  return (
    <div class="empty">
      <h2>No functions yet</h2>
      <p>
        Magnet reads files named <code>*.fsig</code>, <code>*.tools.json</code> and <code>*.tools.jsonl</code>. Open
        one, or start from the example: the graph shows which output feeds which parameter.
      </p>
      <button
        type="button"
        class="button primary"
        onClick={() => extension.post({ type: 'command', command: 'magnet.openExample' })}
      >
        Open Example
      </button>
    </div>
  );
}

function Failed({ message }: { readonly message: string }) {
  return (
    <div class="empty" role="alert">
      <h2>The graph could not be derived</h2>
      <p>{message}</p>
      <button type="button" class="button primary" onClick={() => extension.post({ type: 'ready' })}>
        Try Again
      </button>
    </div>
  );
}
