import { t } from '@vscode/l10n';
import { commands, type Disposable, env, Uri, ViewColumn, type WebviewPanel, window } from 'vscode';
import type { OpenRunResult } from '../../../server/src/lsp/protocol.ts';
import type { Magnet } from '../magnet.ts';
import { page, panelIcon, webviewOptions } from '../webview/host.ts';
import { CallPanel } from './callPanel.ts';
import { findRuns } from './files.ts';
import type { FromRun, RunState, ToRun } from './messages.ts';
import { openSignature, resolveFunction } from './signature.ts';

/** The lines of a run that is a folder. */
const RECORDS_FILE = 'records.jsonl';

/** One run file beside the editor, read record by record. */
export class RunPanel {
  static readonly #open = new Map<string, RunPanel>();

  readonly #magnet: Magnet;
  readonly #panel: WebviewPanel;
  readonly #uri: Uri;
  readonly #listener: Disposable;
  #index: number;

  /** Opens a run, or brings its open panel forward. */
  static show(magnet: Magnet, uri: Uri): void {
    const open = RunPanel.#open.get(uri.toString());
    if (open !== undefined) {
      open.#panel.reveal(undefined, false);
      void open.#load();
      return;
    }
    const column = window.activeTextEditor === undefined ? ViewColumn.Active : ViewColumn.Beside;
    const options = webviewOptions(magnet.context.extensionUri);
    const panel = window.createWebviewPanel('magnet.run', t('Run: {0}', nameOf(uri)), { viewColumn: column }, options);
    new RunPanel(magnet, panel, uri, 0);
  }

  /** A panel whose page had no time to save what it showed is known by its title. */
  static async restore(magnet: Magnet, panel: WebviewPanel, saved: unknown): Promise<void> {
    const state = (saved ?? {}) as Partial<RunState>;
    panel.webview.options = webviewOptions(magnet.context.extensionUri);
    const called = state.function ?? /^Call: (.+)$/.exec(panel.title)?.[1];
    if (called !== undefined) {
      CallPanel.restore(magnet, panel, called);
      return;
    }
    const named = async () => (await findRuns(magnet)).find(({ name }) => panel.title === t('Run: {0}', name))?.uri;
    const uri = typeof state.uri === 'string' ? Uri.parse(state.uri) : await named();
    if (uri === undefined) panel.dispose();
    else new RunPanel(magnet, panel, uri, state.index ?? 0);
  }

  private constructor(magnet: Magnet, panel: WebviewPanel, uri: Uri, index: number) {
    this.#magnet = magnet;
    this.#panel = panel;
    this.#uri = uri;
    this.#index = index;
    RunPanel.#open.set(uri.toString(), this);
    panel.iconPath = panelIcon(magnet.context.extensionUri);
    this.#listener = panel.webview.onDidReceiveMessage((message: FromRun) => this.#receive(message));
    panel.onDidDispose(() => {
      this.#listener.dispose();
      RunPanel.#open.delete(uri.toString());
    });
    panel.webview.html = page(panel.webview, magnet.context.extensionUri, 'run', t('Run'));
  }

  async #receive(message: FromRun): Promise<void> {
    switch (message.type) {
      case 'ready':
        return this.#load();
      case 'read':
        this.#index = message.index;
        return this.#read();
      case 'openSignature':
        return openSignature(this.#magnet, message.function);
      case 'copy':
        await env.clipboard.writeText(message.text);
        window.setStatusBarMessage(t('Magnet: copied as JSON'), 3000);
        return;
      case 'openSource':
        await window
          .showTextDocument(this.#uri)
          .then(undefined, () => window.showTextDocument(Uri.joinPath(this.#uri, RECORDS_FILE)))
          .then(undefined, (error: unknown) => this.#fail(error));
        return;
      case 'resend': {
        const id = await resolveFunction(this.#magnet, message.function);
        await commands.executeCommand('magnet.testCall', { function: id, arguments: message.arguments });
        return;
      }
      default:
        return;
    }
  }

  async #load(): Promise<void> {
    try {
      const opened: OpenRunResult = await this.#magnet.request('magnet/openRun', { uri: this.#uri.toString() });
      // A run is known by its folder, not by the name that its lines have in every folder.
      const run = { ...opened, title: nameOf(this.#uri) };
      this.#index = Math.min(this.#index, Math.max(0, run.records.length - 1));
      await this.#send({ type: 'run', run, uri: this.#uri.toString(), index: this.#index });
      if (run.records.length > 0) await this.#read();
    } catch (error) {
      this.#fail(error);
    }
  }

  async #read(): Promise<void> {
    const index = this.#index;
    try {
      const record = await this.#magnet.request('magnet/readRecord', { uri: this.#uri.toString(), index });
      if (index === this.#index) await this.#send({ type: 'record', index, record });
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    void this.#send({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  }

  async #send(message: ToRun): Promise<void> {
    await this.#panel.webview.postMessage(message);
  }
}

function nameOf(uri: Uri): string {
  const parts = uri.path.split('/').filter(Boolean);
  const last = parts.at(-1) ?? '';
  return last === RECORDS_FILE ? (parts.at(-2) ?? last) : last;
}
