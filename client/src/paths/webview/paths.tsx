import { useLayoutEffect, useRef } from 'preact/hooks';
import { keepFocus } from '../../webview/focus.ts';
import { Help } from '../../webview/help.tsx';
import { runKey } from '../../webview/keys.ts';
import type { FromPaths } from '../messages.ts';
import { pathActions } from './actions.ts';
import { Coverage } from './coverage.tsx';
import { Editor } from './editor.tsx';
import { KEYS } from './keys.ts';
import { PathList } from './list.tsx';
import { checkOf, type State, shown } from './state.ts';
import { Toolbar } from './toolbar.tsx';

export interface PathsProps {
  readonly state: State;
  change(next: (old: State) => State): void;
  post(message: FromPaths): void;
}

/** The panel: how paths are sampled, the paths, the one that is shown, and what all of them cover. */
export function Paths({ state, change, post }: PathsProps) {
  const addBox = useRef<HTMLInputElement>(null);
  const path = useRef<HTMLElement>(null);
  const actions = pathActions({ state, change, post, addBox });
  const entry = shown(state);
  // What had the focus may be gone with a call, a turn or a path; before the next key comes.
  useLayoutEffect(
    () => keepFocus(path.current?.querySelector<HTMLElement>('[tabindex="0"]') ?? addBox.current),
    [state],
  );
  const onKey = (event: KeyboardEvent) => {
    if (runKey(event, actions, KEYS)) event.preventDefault();
  };
  return (
    <div class="app">
      <Toolbar state={state} actions={actions} />
      <PathList state={state} actions={actions} />
      <main class="path scroll" ref={path} aria-label="Path">
        {entry === undefined ? (
          <div class="empty">
            <h2>No path</h2>
            <p>Sample some, or write one by hand.</p>
            <button type="button" class="button primary" onClick={() => actions.sample(false)}>
              Sample
            </button>
            <button type="button" class="button" onClick={actions.addPath}>
              New Path
            </button>
          </div>
        ) : (
          <Editor
            state={state}
            entry={entry}
            check={checkOf(state, state.index)}
            actions={actions}
            addBox={addBox}
            onKey={onKey}
          />
        )}
      </main>
      <Coverage state={state} actions={actions} />
      {state.help && <Help keys={KEYS} close={() => change((old) => ({ ...old, help: false }))} />}
    </div>
  );
}
