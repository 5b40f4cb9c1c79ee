/** The one door of a page to its extension. In a plain browser (the page's own tests) messages go to the window. */
interface VsCodeApi<State> {
  postMessage(message: unknown): void;
  getState(): State | undefined;
  setState(state: State): void;
}

declare function acquireVsCodeApi<State>(): VsCodeApi<State>;

export function connect<From, State>(): {
  post(message: From): void;
  readState(): State | undefined;
  saveState(state: State): void;
} {
  const api = acquireVsCodeApi<State>();
  return {
    post: (message) => api.postMessage(message),
    readState: () => api.getState(),
    saveState: (state) => api.setState(state),
  };
}

/** Calls `receive` for each message of the extension; messages of other frames have another shape and are dropped. */
export function listen<To extends { readonly type: string }>(receive: (message: To) => void): () => void {
  const handler = (event: MessageEvent<unknown>) => {
    const { data } = event;
    if (typeof data === 'object' && data !== null && typeof (data as To).type === 'string') receive(data as To);
  };
  window.addEventListener('message', handler);
  return () => window.removeEventListener('message', handler);
}
