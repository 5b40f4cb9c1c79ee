import { useEffect, useRef, useState } from 'preact/hooks';
import { connect, listen } from '../../webview/api.ts';
import { Failed, NoFunctions, Waiting } from '../../webview/empty.tsx';
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
  if (state.functions === undefined && state.error === undefined) return <Waiting>Reading the functions…</Waiting>;
  if (state.functions === undefined) {
    const tryAgain = () => extension.post({ type: 'ready' });
    return <Failed title="The functions could not be read" message={state.error ?? ''} tryAgain={tryAgain} />;
  }
  if (!some)
    return (
      <NoFunctions run={(command) => extension.post({ type: 'command', command })}>
        Paths go through their functions.
      </NoFunctions>
    );
  return <Paths state={state} change={setState} post={extension.post} />;
}
