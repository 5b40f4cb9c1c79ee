import { t } from '@vscode/l10n';
import { commands, env, ViewColumn, type WebviewPanel, window } from 'vscode';
import type { CallReport, JsonObject, TestCallParams } from '../../../server/src/lsp/protocol.ts';
import { endpointParams } from '../endpoint/params.ts';
import type { Magnet } from '../magnet.ts';
import { requireTrust } from '../trust.ts';
import { page, panelIcon, webviewOptions } from '../webview/host.ts';
import type { FromRun, ToRun } from './messages.ts';
import { openSignature } from './signature.ts';

/** A question, the functions offered for it, and the calls that answer it. */
export interface TriedCall {
  readonly ask: string;
  readonly offer: readonly string[];
  readonly calls: readonly { readonly function: string; readonly arguments: JsonObject }[];
}

/** One function's test calls: ask in words or fill the form, then see what came back. One panel a window. */
export class CallPanel {
  static #current: CallPanel | undefined;

  readonly #magnet: Magnet;
  readonly #panel: WebviewPanel;
  readonly #waiting: ToRun[] = [];
  #ready = false;
  #report: CallReport | undefined;
  #function: string;
  #asked: string | undefined;
  #tried: TriedCall | undefined;
  #arguments: JsonObject | undefined;

  static show(magnet: Magnet, id: string, args?: JsonObject): CallPanel {
    const open = CallPanel.#current;
    if (open !== undefined) {
      if (open.#function !== id) open.#asked = open.#tried = undefined;
      open.#function = id;
      open.#arguments = args;
      open.#report = undefined;
      open.#panel.reveal(undefined, false);
      if (open.#ready) void open.#describe();
      return open;
    }
    const column = window.activeTextEditor === undefined ? ViewColumn.Active : ViewColumn.Beside;
    const options = webviewOptions(magnet.context.extensionUri);
    const panel = window.createWebviewPanel('magnet.run', t('Call: {0}', id), { viewColumn: column }, options);
    return new CallPanel(magnet, panel, id, args);
  }

  /** The question that the panel asked last, with the calls that are right. */
  static tried(): TriedCall | undefined {
    const current = CallPanel.#current;
    return current === undefined ? undefined : current.#tried;
  }

  static restore(magnet: Magnet, panel: WebviewPanel, id: string): CallPanel {
    return new CallPanel(magnet, panel, id, undefined);
  }

  private constructor(magnet: Magnet, panel: WebviewPanel, id: string, args: JsonObject | undefined) {
    this.#magnet = magnet;
    this.#panel = panel;
    this.#function = id;
    this.#arguments = args;
    CallPanel.#current = this;
    panel.iconPath = panelIcon(magnet.context.extensionUri);
    const listener = panel.webview.onDidReceiveMessage((message: FromRun) => this.#receive(message));
    // A hidden panel has no page: what is sent waits until it is shown and says that it is ready.
    const hidden = panel.onDidChangeViewState(() => {
      if (!panel.visible) this.#ready = false;
    });
    panel.onDidDispose(() => {
      listener.dispose();
      hidden.dispose();
      if (CallPanel.#current === this) CallPanel.#current = undefined;
    });
    panel.webview.html = page(panel.webview, magnet.context.extensionUri, 'run', t('Test call'));
  }

  /** Sends one call and shows what came back. */
  async send(what: Pick<TestCallParams, 'ask' | 'arguments'>): Promise<CallReport | undefined> {
    if (!requireTrust(t('Sending a test call'))) return undefined;
    this.#post({ type: 'sending' });
    try {
      const endpoint = await endpointParams(this.#magnet);
      const report = await this.#magnet.request('magnet/testCall', { function: this.#function, ...what, ...endpoint });
      this.#report = report;
      this.#keep(what, report);
      this.#post({ type: 'report', report });
      return report;
    } catch (error) {
      this.#post({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
      return undefined;
    }
  }

  /** Right calls to the last question: the model's, where all are valid, else those that a person gave after it. */
  #keep({ ask }: Pick<TestCallParams, 'ask'>, { calls }: CallReport): void {
    if (ask !== undefined) {
      this.#asked = ask;
      this.#tried = undefined;
    }
    const made = calls.flatMap((call) =>
      call.valid && call.function !== undefined ? [{ function: call.function, arguments: call.arguments }] : [],
    );
    if (this.#asked === undefined || made.length === 0 || made.length < calls.length) return;
    this.#tried = { ask: this.#asked, offer: [this.#function], calls: made };
  }

  async #receive(message: FromRun): Promise<void> {
    switch (message.type) {
      case 'ready':
        await this.#describe();
        this.#ready = true;
        if (this.#report !== undefined && this.#waiting.length === 0)
          this.#post({ type: 'report', report: this.#report });
        for (const waiting of this.#waiting.splice(0)) this.#post(waiting);
        return;
      case 'send': {
        const { ask, arguments: args } = message;
        await this.send({ ...(ask === undefined ? {} : { ask }), ...(args === undefined ? {} : { arguments: args }) });
        return;
      }
      case 'startEndpoint':
        await commands.executeCommand('magnet.startEndpoint');
        await this.#describe();
        return;
      case 'openSignature':
        return openSignature(this.#magnet, message.function);
      case 'copy':
        await env.clipboard.writeText(message.text);
        window.setStatusBarMessage(t('Magnet: copied'), 3000);
        return;
      default:
        return;
    }
  }

  async #describe(): Promise<void> {
    const signature = await this.#magnet.request('magnet/signature', { function: this.#function });
    this.#panel.title = t('Call: {0}', this.#function);
    if (signature === null) {
      this.#post(
        { type: 'failed', message: t('No signature file of this workspace declares {0}.', this.#function) },
        true,
      );
      return;
    }
    const { url, model } = await endpointParams(this.#magnet);
    const local = this.#magnet.endpoint.running !== undefined;
    this.#post(
      {
        type: 'call',
        signature,
        endpoint: { url, model: model ?? '', local },
        ...(this.#arguments === undefined ? {} : { arguments: this.#arguments }),
      },
      true,
    );
  }

  #post(message: ToRun, now = this.#ready): void {
    if (now) void this.#panel.webview.postMessage(message);
    else this.#waiting.push(message);
  }
}
