import { useEffect, useState } from 'preact/hooks';
import { connect, listen } from '../../webview/api.ts';
import type { FromRun, RunState, ToRun } from '../messages.ts';
import { CallPage } from './callPage.tsx';
import { searching, withRows } from './runList.ts';
import { Run } from './runPage.tsx';
import { EMPTY, received, type State } from './state.ts';

const extension = connect<FromRun, RunState>();

/** Kept over a reload of the window: which run, which record, what is filtered by. */
function remember(message: ToRun): void {
  const saved = extension.readState();
  if (message.type === 'run') {
    const query = saved?.uri === message.uri && saved.query !== undefined ? { query: saved.query } : {};
    extension.saveState({ uri: message.uri, index: message.index, ...query });
  }
  if (message.type === 'call') extension.saveState({ index: 0, function: message.signature.id });
}

export function App() {
  const [state, setState] = useState<State>(EMPTY);
  const [query, setQuery] = useState(extension.readState()?.query ?? '');
  useEffect(() => {
    const stop = listen<ToRun>((message) => {
      remember(message);
      setState((old) => received(old, message));
      // A search goes on until it is through; one that waits for the index is asked for again when more is indexed.
      if (message.type === 'found' && message.next !== undefined) {
        const { query: asked, next } = message;
        const waits = next >= message.indexed;
        setTimeout(() => extension.post({ type: 'search', query: asked, from: next }), waits ? WAIT_MS : 0);
      }
    });
    extension.post({ type: 'ready' });
    return stop;
  }, []);
  // What is typed is searched when typing calms; a run that was read anew is searched anew.
  const opened = state.run !== undefined;
  useEffect(() => {
    if (!opened) return;
    const text = query.trim();
    setState((old) => ({ ...old, list: searching(old.list, text) }));
    if (text === '') return;
    const timer = setTimeout(() => extension.post({ type: 'search', query: text, from: 0 }), TYPING_MS);
    return () => clearTimeout(timer);
  }, [query, opened]);
  const openSignature = (name: string) => extension.post({ type: 'openSignature', function: name });

  if (state.call !== undefined) {
    return (
      <CallPage
        key={state.call.key}
        message={state.call}
        sending={state.sending}
        report={state.report}
        past={state.past}
        error={state.error}
        post={extension.post}
        openSignature={openSignature}
      />
    );
  }
  if (state.run === undefined) {
    return state.error === undefined ? (
      <div class="empty muted">Reading the run…</div>
    ) : (
      <div class="empty" role="alert">
        <h2>This file could not be opened as a run</h2>
        <p>{state.error}</p>
      </div>
    );
  }
  return (
    <Run
      state={state}
      run={state.run}
      query={query}
      post={extension.post}
      openSignature={openSignature}
      pick={(index) => {
        extension.saveState({ ...(extension.readState() ?? {}), index });
        setState((old) => ({
          ...old,
          index,
          record: undefined,
          target: undefined,
          answer: undefined,
          left: undefined,
        }));
        extension.post({ type: 'read', index });
      }}
      setQuery={(text) => {
        extension.saveState({ ...(extension.readState() ?? { index: state.index }), query: text });
        setQuery(text);
      }}
      update={(change) => setState((old) => ({ ...old, ...change }))}
      decided={(rows) => setState((old) => ({ ...old, list: withRows(old.list, rows) }))}
    />
  );
}

const TYPING_MS = 150;
const WAIT_MS = 500;
