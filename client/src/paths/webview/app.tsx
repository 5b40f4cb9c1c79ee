import { useEffect, useRef, useState } from 'preact/hooks';
import { connect, listen } from '../../webview/api.ts';
import type { FromPaths, PathsState, ToPaths } from '../messages.ts';
import { Paths } from './paths.tsx';
import { initialState, received, type State, toSaved } from './state.ts';

const extension = connect<FromPaths, PathsState>();

export function App() {
  const [state, setState] = useState<State>(() => initialState(extension.readState()));
  const restored = useRef(extension.readState() !== undefined);
  useEffect(() => {
    const stop = listen<ToPaths>((message) => setState((old) => received(old, message, restored.current)));
    extension.post({ type: 'ready' });
    return stop;
  }, []);
  const ready = state.functions !== undefined;
  useEffect(() => extension.saveState(toSaved(state)), [state.form, state.entries, state.index]);
  // Each version of the paths is checked once, as soon as the functions are known.
  useEffect(() => {
    if (!ready) return;
    const paths = state.entries.map(({ turns }) => ({ turns }));
    extension.post({ type: 'check', check: state.version, paths });
  }, [ready, state.version]);
  // A panel that was opened without paths begins with some.
  const empty = state.entries.length === 0;
  const some = (state.functions?.length ?? 0) > 0;
  const asked = useRef(false);
  useEffect(() => {
    if (!empty) asked.current = true;
    else if (some && !asked.current) {
      asked.current = true;
      extension.post({ type: 'sample', form: state.form });
    }
  }, [empty, some]);
  if (state.functions === undefined) return <Waiting error={state.error} />;
  if (!some) return <NoFunctions />;
  return <Paths state={state} change={setState} post={extension.post} />;
}

function Waiting({ error }: Pick<State, 'error'>) {
  if (error === undefined) return <div class="empty muted">Reading the functions…</div>;
  return (
    <div class="empty" role="alert">
      <h2>The functions could not be read</h2>
      <p>{error}</p>
      <button type="button" class="button primary" onClick={() => extension.post({ type: 'ready' })}>
        Try Again
      </button>
    </div>
  );
}

function NoFunctions() {
  return (
    <div class="empty">
      <h2>No functions yet</h2>
      <p>
        Paths go through the functions of files named <code>*.fsig</code>, <code>*.tools.json</code> and{' '}
        <code>*.tools.jsonl</code>. Open one, or start from the example.
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
