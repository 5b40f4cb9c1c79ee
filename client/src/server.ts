import { t } from '@vscode/l10n';
import { type CancellationToken, Uri, window, workspace } from 'vscode';
import {
  CloseAction,
  type DocumentFilter,
  ErrorAction,
  type ErrorHandler,
  LanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  State,
  TransportKind,
} from 'vscode-languageclient/node';
import type {
  AskEditorModelParams,
  AskEditorModelResult,
  InitOptions,
  RunIndexed,
  RunProgress,
  ServerNotifications,
  TestPauseParams,
} from '../../server/src/lsp/protocol.ts';
import type { MagnetHost } from './host.ts';
import { plainNotice } from './notice.ts';
import { withRulesSet } from './settings.ts';
import { CURATION_FILE, TOOL_FILE_GLOB } from './toolFiles.ts';

/** The client of `dist/server`; not yet started. */
export function createClient(magnet: MagnetHost): LanguageClient {
  const module = Uri.joinPath(magnet.context.extensionUri, 'dist', 'server', 'main.mjs').fsPath;
  const run = { module, transport: TransportKind.ipc };
  const debug = { ...run, options: { execArgv: ['--nolazy', '--inspect=6014'] } };
  const client = new LanguageClient('magnet', 'Magnet', { run, debug }, clientOptions(magnet));
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Running) {
      magnet.setState('running');
      // A server that was started again after a crash knows of no file by name.
      for (const uri of magnet.toolFiles.uris) void client.sendNotification('magnet/treatAsToolSchema', { uri });
    } else if (newState === State.Starting) magnet.setState('starting');
    else if (newState === State.StartFailed) magnet.setState('failed');
  });
  client.onNotification('magnet/catalogChanged', (params: ServerNotifications['magnet/catalogChanged']) =>
    magnet.catalogChanged(params),
  );
  client.onNotification(
    'magnet/filesNamed',
    (params: ServerNotifications['magnet/filesNamed']) => void magnet.toolFiles.named(params),
  );
  client.onNotification('magnet/proxyExchange', (told: ServerNotifications['magnet/proxyExchange']) =>
    magnet.proxyExchange(told),
  );
  client.onNotification('magnet/testEvent', (params: ServerNotifications['magnet/testEvent']) =>
    magnet.testEvent(params),
  );
  client.onRequest('magnet/testPause', (params: TestPauseParams) => magnet.testPause(params));
  client.onRequest<AskEditorModelResult, unknown>(
    'magnet/askEditorModel',
    (params: AskEditorModelParams, token: CancellationToken) => magnet.editorModels.answer(params, token),
  );
  client.onNotification('magnet/runProgress', (params: RunProgress) => magnet.runProgress(params));
  client.onNotification('magnet/runIndexed', (params: RunIndexed) => magnet.runIndexed(params));
  return client;
}

function clientOptions(magnet: MagnetHost): LanguageClientOptions {
  // Asked again at every start: trust may have been given since the last one.
  const initializationOptions = (): InitOptions => ({ trusted: workspace.isTrusted });
  return {
    documentSelector: documentSelector(magnet),
    initializationOptions,
    outputChannel: magnet.output,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    errorHandler: new RestartHandler(magnet),
    diagnosticPullOptions: { onChange: true, onSave: true, onTabs: true },
    // Hover text quotes other people's descriptions: nothing in it may run a command or become HTML.
    markdown: { isTrusted: false, supportHtml: false },
    middleware: {
      workspace: {
        configuration: async (params, token, next) => {
          const answers = await next(params, token);
          if (!Array.isArray(answers)) return answers;
          return answers.map((answer: unknown, at) => {
            const { section, scopeUri } = params.items[at] ?? {};
            return section === 'magnet' ? withRulesSet(answer, scopeUri ? Uri.parse(scopeUri) : undefined) : answer;
          });
        },
      },
      provideHover: async (document, position, token, next) => {
        const hover = await next(document, position, token);
        const { withGraphLink } = await import('./graph/hover.ts');
        return withGraphLink(magnet, document, position, hover ?? undefined);
      },
    },
  };
}

/** Own files, named patterns of each folder, and what a person asked to treat as tool schema; never all JSON. */
function documentSelector(magnet: MagnetHost): DocumentFilter[] {
  return [
    { language: 'fsig' },
    { pattern: TOOL_FILE_GLOB },
    { pattern: `**/${CURATION_FILE}` },
    ...magnet.toolFiles.takeGlobs().map(({ folder, glob }) => ({
      pattern: { baseUri: folder.toString(), pattern: glob },
    })),
    ...magnet.toolFiles.uris.map((uri) => {
      const file = Uri.parse(uri);
      const parent = Uri.joinPath(file, '..');
      return { pattern: { baseUri: parent.toString(), pattern: escapeGlob(file.path.slice(parent.path.length + 1)) } };
    }),
  ];
}

function escapeGlob(name: string): string {
  return name.replace(/[*?{}[\]]/g, '[$&]');
}

/** A crash restarts the server with its documents; it is told once, and a server that keeps crashing stays down. */
class RestartHandler implements ErrorHandler {
  static readonly LIMIT = 5;
  static readonly WINDOW_MS = 3 * 60_000;
  readonly #magnet: MagnetHost;
  readonly #restarts: number[] = [];
  #told = false;

  constructor(magnet: MagnetHost) {
    this.#magnet = magnet;
  }

  error(): { action: ErrorAction } {
    return { action: ErrorAction.Continue };
  }

  closed(): { action: CloseAction; handled: boolean; message?: string } {
    const now = Date.now();
    this.#restarts.push(now);
    while ((this.#restarts[0] ?? now) < now - RestartHandler.WINDOW_MS) this.#restarts.shift();
    if (this.#restarts.length >= RestartHandler.LIMIT) {
      this.#magnet.setState('failed');
      tell(
        this.#magnet,
        t('The Magnet language server stopped five times in three minutes and was not started again.'),
      );
      return { action: CloseAction.DoNotRestart, handled: true };
    }
    if (!this.#told) tell(this.#magnet, t('The Magnet language server stopped and was started again.'));
    this.#told = true;
    return { action: CloseAction.Restart, handled: true };
  }
}

function tell(magnet: MagnetHost, message: string): void {
  void window.showWarningMessage(plainNotice(message), t('Show Output')).then((choice) => {
    if (choice !== undefined) magnet.output.show();
  });
}
