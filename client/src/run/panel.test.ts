import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Magnet } from '../magnet.ts';
import type { FromRun, ToRun } from './messages.ts';

const nothing = () => ({ dispose() {} });

/** The editor, as far as a run panel speaks to it: one panel, whose page is the test. */
const editor = vi.hoisted(() => ({
  posted: [] as ToRun[],
  hear: (_message: FromRun): unknown => undefined,
  revealed: 0,
  answer: undefined as string | undefined,
}));
vi.mock('vscode', () => {
  const panel = {
    title: '',
    active: true,
    visible: true,
    webview: {
      cspSource: '',
      asWebviewUri: (uri: unknown) => uri,
      postMessage: async (message: ToRun) => editor.posted.push(message),
      onDidReceiveMessage: (listener: typeof editor.hear) => {
        editor.hear = listener;
        return nothing();
      },
    },
    reveal: () => {
      editor.revealed += 1;
    },
    onDidChangeViewState: nothing,
    onDidDispose: nothing,
  };
  return {
    commands: {},
    env: {},
    RelativePattern: class {},
    TabInputWebview: class {},
    Uri: { joinPath: (base: { path: string }, ...parts: string[]) => ({ path: [base.path, ...parts].join('/') }) },
    ViewColumn: { Active: -1, Beside: -2 },
    window: {
      createWebviewPanel: () => panel,
      showWarningMessage: () => Promise.resolve(editor.answer),
      tabGroups: { all: [] },
    },
    workspace: {
      isTrusted: true,
      createFileSystemWatcher: () => ({ ...nothing(), onDidCreate: nothing, onDidChange: nothing }),
    },
  };
});

const { RunPanel } = await import('./panel.ts');

/** A server whose answer to `magnet/openRun` a test changes: anew, it knows the first lines alone. */
const server = { known: 100, complete: true, asked: [] as [method: string, params: unknown][] };
let restarted = (_state: string): unknown => undefined;
const magnet = {
  context: { extensionUri: { path: '/extension' } },
  onRunIndexed: nothing,
  onStateChanged: (listener: typeof restarted) => {
    restarted = listener;
    return nothing();
  },
  request: async (method: string, params: { index?: number }) => {
    server.asked.push([method, params]);
    if (method === 'magnet/openRun')
      return { format: 'magnet', records: [], broken: [], total: server.known, complete: server.complete };
    if (method === 'magnet/readRecord') return { id: `record ${params.index}` };
    return method === 'magnet/reviewRecords' ? { changed: 2, records: [] } : [];
  },
} as unknown as Magnet;

let opened = 0;
/** A panel whose page has said that it is ready, and has gone to a record. */
async function at(index: number): Promise<void> {
  opened += 1;
  const path = `/runs/${opened}`;
  RunPanel.show(magnet, { path, toString: () => path } as Parameters<typeof RunPanel.show>[1]);
  await editor.hear({ type: 'ready' });
  await editor.hear({ type: 'read', index });
  editor.posted.length = 0;
  server.asked.length = 0;
}

const shown = () =>
  editor.posted.map((message) =>
    message.type === 'run' ? { index: message.index, stays: message.stays } : message.type,
  );

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(server, { known: 100, complete: true });
  Object.assign(editor, { revealed: 0, answer: undefined });
});

afterEach(() => void vi.useRealTimers());

test('a server that was started anew is told of the run again, and the record that is read stays', async () => {
  await at(70);
  // It has counted three lines so far: the record stands behind those.
  Object.assign(server, { known: 3, complete: false });
  restarted('running');
  await vi.advanceTimersByTimeAsync(5_000);
  expect(server.asked.map(([method]) => method)).toEqual(['magnet/openRun']);
  expect(shown()).toEqual([{ index: 70, stays: true }]);
});

test('a run that is shorter by then shows its last record', async () => {
  await at(70);
  Object.assign(server, { known: 3 });
  restarted('running');
  await vi.advanceTimersByTimeAsync(5_000);
  expect(shown()).toEqual([{ index: 2, stays: false }, 'record']);
});

test('a server that is only starting is asked nothing', async () => {
  await at(70);
  restarted('starting');
  await vi.advanceTimersByTimeAsync(5_000);
  expect(server.asked).toEqual([]);
});

test.each([
  ['Accept', 'magnet/reviewRecords'],
  [undefined, undefined],
])(
  'after the question about many records, answered with %s, the page has the keyboard again',
  async (answer, asked) => {
    await at(0);
    editor.answer = answer;
    await editor.hear({ type: 'review', indices: [0, 1], state: 'accepted' });
    expect(editor.revealed).toBe(1);
    expect(server.asked[0]?.[0]).toBe(asked);
  },
);
