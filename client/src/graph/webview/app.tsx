import { useEffect, useRef, useState } from 'preact/hooks';
import { connect, listen } from '../../webview/api.ts';
import { Failed, NoFunctions, Waiting } from '../../webview/empty.tsx';
import type { FromGraph, GraphState, ToGraph } from '../messages.ts';
import type { CanvasHandle } from './canvas.tsx';
import { Graph } from './graph.tsx';
import { buildModel } from './model.ts';
import { initialState, type State, toSaved, withModel } from './state.ts';

const extension = connect<FromGraph, GraphState>();

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
  if (state.error !== undefined && model === undefined) {
    const tryAgain = () => extension.post({ type: 'ready' });
    return <Failed title="The graph could not be derived" message={state.error} tryAgain={tryAgain} />;
  }
  if (model === undefined) return <Waiting>Deriving the dependency graph…</Waiting>;
  if (model.nodes.size === 0)
    return (
      <NoFunctions run={(command) => extension.post({ type: 'command', command })}>
        The graph shows which output feeds which parameter.
      </NoFunctions>
    );
  return <Graph {...{ state, model, patch, handle, searchBox }} post={extension.post} />;
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
        pathIndex: message.index ?? 0,
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
