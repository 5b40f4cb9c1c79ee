import {
  type CancellationToken,
  commands,
  type Disposable,
  EventEmitter,
  type ExtensionContext,
  type LogOutputChannel,
  window,
  workspace,
} from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type {
  ClientNotifications,
  FunctionItem,
  RunIndexed,
  RunProgress,
  ServerNotifications,
  ServerRequests,
  TestEvent,
  TestPauseParams,
  TestPauseResult,
  ToldExchange,
} from '../../server/src/lsp/protocol.ts';
import { LocalEndpoint } from './endpoint/local.ts';
import { EndpointStatus } from './endpoint/status.ts';
import { EditorModels } from './generate/editor-model.ts';
import type { MagnetHost, ServerState } from './host.ts';
import { KeptAnswer } from './kept-answer.ts';
import { StatusItem } from './status.ts';
import { ToolFiles } from './toolFiles.ts';
import { followTrust } from './trust.ts';

/** What is told while tests are run, by the id of their run. */
export interface TestRunListener {
  onEvent(event: TestEvent): void;
  /** Asked before each turn and at each reply, where the run was started so. */
  onPause?(at: TestPauseParams): Promise<TestPauseResult>;
}

/** What `activate` returns, for tests and for other extensions. */
export interface MagnetApi {
  /** Milliseconds that `activate` took. */
  readonly activationMs: number;
  /** Resolves once the language server answers. */
  ready(): Promise<void>;
  /** Files with tool schemas that were offered to be read in this window, each with the words. */
  offers(): ReadonlyMap<string, string>;
  /** Where the editor's language models come from; tests put scripted ones there, and agree to runs. */
  readonly editorModels: EditorModels;
  /** One typed request to the language server. */
  request<M extends keyof ServerRequests>(method: M, params: ServerRequests[M][0]): Promise<ServerRequests[M][1]>;
}

/**
 * The one owner of what runs: language client, output, status, endpoint. Features take it and keep nothing of their
 * own that must be stopped.
 */
export class Magnet implements Disposable, MagnetHost {
  readonly context: ExtensionContext;
  readonly output: LogOutputChannel = window.createOutputChannel('Magnet', { log: true });
  readonly toolFiles: ToolFiles;
  readonly endpoint: LocalEndpoint;
  readonly endpointStatus: EndpointStatus;
  readonly editorModels = new EditorModels();
  readonly #catalogChanged = new EventEmitter<ServerNotifications['magnet/catalogChanged']>();
  readonly #runProgress = new EventEmitter<RunProgress>();
  readonly #runIndexed = new EventEmitter<RunIndexed>();
  readonly #proxyExchange = new EventEmitter<ToldExchange>();
  readonly #runsChanged = new EventEmitter<void>();
  readonly #stateChanged = new EventEmitter<ServerState>();
  readonly onCatalogChanged = this.#catalogChanged.event;
  readonly onRunProgress = this.#runProgress.event;
  readonly onRunIndexed = this.#runIndexed.event;
  readonly onProxyExchange = this.#proxyExchange.event;
  readonly onRunsChanged = this.#runsChanged.event;
  readonly onStateChanged = this.#stateChanged.event;
  readonly #testRuns = new Map<string, TestRunListener>();
  #client: LanguageClient | undefined;
  readonly #functions = new KeptAnswer<readonly FunctionItem[]>(() => this.request('magnet/functions', {}));
  #starting: Promise<LanguageClient> | undefined;
  #state: ServerState = 'stopped';

  constructor(context: ExtensionContext) {
    this.context = context;
    this.toolFiles = new ToolFiles(context.workspaceState);
    this.endpoint = new LocalEndpoint(this);
    this.endpointStatus = new EndpointStatus(this.endpoint);
    const status = new StatusItem(this);
    context.subscriptions.push(this, this.output, this.toolFiles, this.endpoint, this.endpointStatus, status);
    context.subscriptions.push(
      this.#catalogChanged,
      this.#runProgress,
      this.#runIndexed,
      this.#runsChanged,
      this.#stateChanged,
    );
    context.subscriptions.push(
      this.toolFiles.onChanged(() => this.restart()),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('magnet.files')) void this.restart();
      }),
      followTrust(),
      workspace.onDidGrantWorkspaceTrust(() => void this.notify('magnet/trustGranted', {})),
    );
  }

  get state(): ServerState {
    return this.#state;
  }

  api(activationMs: number, offers: MagnetApi['offers']): MagnetApi {
    return {
      activationMs,
      ready: async () => void (await this.start()),
      offers,
      editorModels: this.editorModels,
      request: (method, params) => this.request(method, params),
    };
  }

  /** Leaves the extension host free to finish starting first. */
  startInBackground(): void {
    setImmediate(() => void this.start().catch((error) => this.output.error(String(error))));
  }

  start(): Promise<LanguageClient> {
    this.#starting ??= this.#launch();
    return this.#starting;
  }

  async #launch(): Promise<LanguageClient> {
    this.setState('starting');
    try {
      const { createClient } = await import('./server.ts');
      const client = createClient(this);
      this.#client = client;
      await client.start();
      return client;
    } catch (error) {
      this.#starting = undefined;
      this.setState('failed');
      throw error;
    }
  }

  async stop(): Promise<void> {
    const starting = this.#starting;
    this.#starting = undefined;
    this.#client = undefined;
    this.#functions.forget();
    const client = await starting?.catch(() => undefined);
    this.endpoint.forget();
    await client?.dispose().catch((error: unknown) => this.output.warn(`Stopping: ${String(error)}`));
    // Somebody may have asked for something meanwhile, and so started the next one.
    if (this.#starting === undefined) this.setState('stopped');
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  async request<M extends keyof ServerRequests>(
    method: M,
    params: ServerRequests[M][0],
    token?: CancellationToken,
  ): Promise<ServerRequests[M][1]> {
    const client = await this.start();
    // An absent token must not be sent as a parameter.
    return token === undefined ? client.sendRequest(method, params) : client.sendRequest(method, params, token);
  }

  /** Functions of the workspace; asked for once a catalog version. */
  functions(): Promise<readonly FunctionItem[]> {
    return this.#functions.get();
  }

  async notify<M extends keyof ClientNotifications>(method: M, params: ClientNotifications[M]): Promise<void> {
    await this.#client?.sendNotification(method, params);
  }

  /** Called by the language client's listeners only. */
  setState(state: ServerState): void {
    if (this.#state === state) return;
    this.#state = state;
    void commands.executeCommand('setContext', 'magnet.serverState', state);
    this.#stateChanged.fire(state);
  }

  catalogChanged(params: ServerNotifications['magnet/catalogChanged']): void {
    this.#functions.forget();
    this.#catalogChanged.fire(params);
  }

  runIndexed(params: RunIndexed): void {
    this.#runIndexed.fire(params);
  }

  runProgress(params: RunProgress): void {
    this.#runProgress.fire(params);
  }

  runsChanged(): void {
    this.#runsChanged.fire();
  }

  proxyExchange(told: ToldExchange): void {
    this.#proxyExchange.fire(told);
  }

  testEvent({ runId, event }: ServerNotifications['magnet/testEvent']): void {
    this.#testRuns.get(runId)?.onEvent(event);
  }

  testPause(params: TestPauseParams): Promise<TestPauseResult> {
    return this.#testRuns.get(params.runId)?.onPause?.(params) ?? Promise.resolve({ action: 'stop' });
  }

  /** Follows a run of tests. @returns stops it */
  followTests(runId: string, listener: TestRunListener): Disposable {
    this.#testRuns.set(runId, listener);
    return { dispose: () => this.#testRuns.delete(runId) };
  }

  dispose(): void {
    void this.stop();
  }
}
