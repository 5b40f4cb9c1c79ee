import { t } from '@vscode/l10n';
import { commands, env, type WebviewPanel, window } from 'vscode';
import type { CallReport, JsonObject, TestCallParams } from '../../../server/src/lsp/protocol.ts';
import { asCurl, asJson, type Offer, type PastCall, pastCall } from '../call/history.ts';
import { pickOffer } from '../call/offer.ts';
import { CallHistory } from '../call/store.ts';
import { endpointParams, moneyFor } from '../endpoint/params.ts';
import type { Magnet } from '../magnet.ts';
import { requireTrust } from '../trust.ts';
import { panelColumn } from '../webview/column.ts';
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
  readonly #calls: CallHistory;
  #ready = false;
  #report: CallReport | undefined;
  #function: string;
  #offer: Offer = 'this';
  #asked: string | undefined;
  #tried: TriedCall | undefined;
  #arguments: JsonObject | undefined;

  static show(magnet: Magnet, id: string, args?: JsonObject): CallPanel {
    const open = CallPanel.#current;
    if (open !== undefined) {
      if (open.#function !== id) {
        open.#asked = undefined;
        open.#tried = undefined;
        open.#offer = 'this';
      }
      open.#function = id;
      open.#arguments = args;
      open.#report = undefined;
      open.#panel.reveal(undefined, false);
      if (open.#ready) void open.#describe();
      return open;
    }
    const column = panelColumn();
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
    this.#calls = new CallHistory(magnet.context.workspaceState);
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
  async send(what: Pick<TestCallParams, 'ask' | 'arguments' | 'offer'>): Promise<CallReport | undefined> {
    if (!requireTrust(t('Sending a test call'))) return undefined;
    this.#post({ type: 'sending' });
    try {
      const endpoint = await endpointParams(this.#magnet);
      if (what.offer !== undefined) this.#offer = what.offer;
      const offer = this.#offer === 'this' ? {} : { offer: this.#offer };
      const money = what.ask === undefined ? {} : moneyFor(endpoint.url);
      const params = { function: this.#function, ...what, ...offer, ...endpoint, ...money };
      const report = await this.#magnet.request('magnet/testCall', params);
      this.#report = report;
      await this.#keep(what, report);
      this.#post({ type: 'report', report });
      return report;
    } catch (error) {
      this.#post({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
      return undefined;
    }
  }

  /** Right calls to the last question: the model's, where all are valid, else those that a person gave after it. */
  async #keep(what: Pick<TestCallParams, 'ask' | 'arguments'>, report: CallReport): Promise<void> {
    const { ask } = what;
    const { calls } = report;
    const id = `${Date.now()}-${Math.random().toString(36).slice(2, 8)}`;
    const tried = { id, at: Date.now(), function: this.#function, offer: this.#offer, ...what };
    await this.#calls.add(pastCall(tried, report));
    this.#post({ type: 'past', calls: this.#calls.list });
    if (ask !== undefined) {
      this.#asked = ask;
      this.#tried = undefined;
    }
    const made = calls.flatMap((call) =>
      call.valid && call.function !== undefined ? [{ function: call.function, arguments: call.arguments }] : [],
    );
    if (this.#asked === undefined || made.length === 0 || made.length < calls.length) return;
    const offer = this.#offer === 'all' ? (await this.#magnet.functions()).map((item) => item.id) : this.#offer;
    this.#tried = {
      ask: this.#asked,
      offer: offer === 'this' ? [this.#function] : [this.#function, ...offer],
      calls: made,
    };
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
      case 'offer':
        return this.#choose(message.offer);
      case 'past':
        return this.#past(message.id, message.action);
      case 'saveTest':
        await commands.executeCommand('magnet.saveAsTest');
        return;
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

  async #choose(offer: Extract<FromRun, { type: 'offer' }>['offer']): Promise<void> {
    const chosen = offer === 'these' ? await pickOffer(this.#magnet, this.#function, this.#offer) : offer;
    if (chosen !== undefined) this.#offer = chosen;
    await this.#describe();
  }

  async #past(id: string, action: Extract<FromRun, { type: 'past' }>['action']): Promise<void> {
    const call = this.#calls.list.find((each) => each.id === id);
    if (call === undefined) return;
    if (action === 'pin') {
      await this.#calls.pin(id);
      this.#post({ type: 'past', calls: this.#calls.list });
    } else if (action === 'replay') await this.#replay(call);
    else {
      await env.clipboard.writeText(action === 'curl' ? asCurl(call) : asJson(call));
      window.setStatusBarMessage(t('Magnet: copied'), 3000);
    }
  }

  async #replay({ function: id, ask, arguments: args, offer }: PastCall): Promise<void> {
    if (id !== this.#function) CallPanel.show(this.#magnet, id, args);
    this.#offer = offer;
    await this.#describe();
    await this.send({ ...(ask === undefined ? {} : { ask }), ...(args === undefined ? {} : { arguments: args }) });
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
    this.#post({ type: 'past', calls: this.#calls.list }, true);
    const { url, model } = await endpointParams(this.#magnet);
    const local = this.#magnet.endpoint.running !== undefined;
    this.#post(
      {
        type: 'call',
        signature,
        endpoint: { url, model: model ?? '', local },
        offer: this.#offer,
        functions: (await this.#magnet.functions()).length,
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
