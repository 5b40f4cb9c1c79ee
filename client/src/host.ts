import type { CancellationToken, Event, ExtensionContext, LogOutputChannel } from 'vscode';
import type {
  AskEditorModelParams,
  AskEditorModelResult,
  FunctionItem,
  RunIndexed,
  RunProgress,
  ServerNotifications,
  ServerRequests,
  TestPauseParams,
  TestPauseResult,
} from '../../server/src/lsp/protocol.ts';
import type { ToolFiles } from './toolFiles.ts';

export type ServerState = 'starting' | 'running' | 'stopped' | 'failed';

/** What the parts that `Magnet` itself builds (language client, status, endpoint) may ask of it. */
export interface MagnetHost {
  readonly context: ExtensionContext;
  readonly output: LogOutputChannel;
  readonly toolFiles: ToolFiles;
  readonly state: ServerState;
  readonly onStateChanged: Event<ServerState>;
  readonly onCatalogChanged: Event<ServerNotifications['magnet/catalogChanged']>;
  request<M extends keyof ServerRequests>(
    method: M,
    params: ServerRequests[M][0],
    token?: CancellationToken,
  ): Promise<ServerRequests[M][1]>;
  functions(): Promise<readonly FunctionItem[]>;
  /** Called by the language client's listeners only, as are those below. */
  setState(state: ServerState): void;
  catalogChanged(params: ServerNotifications['magnet/catalogChanged']): void;
  runProgress(params: RunProgress): void;
  runIndexed(params: RunIndexed): void;
  proxyExchange(told: ServerNotifications['magnet/proxyExchange']): void;
  testEvent(params: ServerNotifications['magnet/testEvent']): void;
  testPause(params: TestPauseParams): Promise<TestPauseResult>;
  readonly editorModels: {
    answer(params: AskEditorModelParams, token: CancellationToken): Promise<AskEditorModelResult>;
  };
}
