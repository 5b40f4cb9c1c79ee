import { t } from '@vscode/l10n';
import { commands, type Disposable, type WebviewPanel, window } from 'vscode';
import type { GivenPath } from '../../../server/src/lsp/protocol.ts';
import type { Magnet } from '../magnet.ts';
import { reveal } from '../reveal.ts';
import { readSettings } from '../settings.ts';
import { panelColumn } from '../webview/column.ts';
import { page, panelIcon, webviewOptions } from '../webview/host.ts';
import { MAX_SHOWN, PATH_FORM } from './form.ts';
import type { FromPaths, PathsForm, ShownPath, ToPaths } from './messages.ts';
import { savePaths } from './save.ts';
import { shownAsSampled } from './shown.ts';

/** The paths are checked again so long after a change; where there are many functions, once typing rests. */
const REFRESH_MS = 250;
const REFRESH_LARGE_MS = 4_000;
const LARGE = 4_000;

/** Signature paths to sample, edit and generate from; one panel a window. */
export class PathsPanel {
  static #current: PathsPanel | undefined;

  readonly #magnet: Magnet;
  readonly #panel: WebviewPanel;
  readonly #disposables: Disposable[] = [];
  readonly #waiting: ToPaths[] = [];
  #ready = false;
  #functions = 0;
  #refreshTimer: NodeJS.Timeout | undefined;

  /** Opens the panel, or brings the open one forward; with paths it shows these. */
  static show(magnet: Magnet, paths?: readonly ShownPath[], index = 0): PathsPanel {
    const panel = PathsPanel.#current ?? PathsPanel.#create(magnet);
    panel.#panel.reveal();
    if (paths !== undefined) panel.#send({ type: 'paths', paths: paths.slice(0, MAX_SHOWN), index });
    return panel;
  }

  static restore(magnet: Magnet, panel: WebviewPanel): PathsPanel {
    panel.webview.options = webviewOptions(magnet.context.extensionUri);
    return new PathsPanel(magnet, panel);
  }

  static #create(magnet: Magnet): PathsPanel {
    const column = panelColumn();
    const options = { ...webviewOptions(magnet.context.extensionUri), enableFindWidget: true };
    const panel = window.createWebviewPanel('magnet.paths', t('Signature Paths'), { viewColumn: column }, options);
    return new PathsPanel(magnet, panel);
  }

  private constructor(magnet: Magnet, panel: WebviewPanel) {
    this.#magnet = magnet;
    this.#panel = panel;
    PathsPanel.#current = this;
    panel.iconPath = panelIcon(magnet.context.extensionUri);
    panel.onDidDispose(() => this.#dispose());
    this.#disposables.push(
      panel.webview.onDidReceiveMessage((message: FromPaths) =>
        this.#receive(message).catch((error: unknown) => this.#fail(error)),
      ),
      // A hidden panel has no page: what is sent waits until it is shown and says that it is ready.
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.#ready = false;
      }),
      magnet.onCatalogChanged(() => this.#refreshSoon()),
      // A server that was started anew has to look at the paths again.
      magnet.onStateChanged((state) => {
        if (state === 'running') this.#refreshSoon();
      }),
    );
    panel.webview.html = page(panel.webview, magnet.context.extensionUri, 'paths', t('Signature Paths'));
  }

  /** Messages while there is no page are kept for it. */
  #send(message: ToPaths): void {
    if (this.#ready) void this.#panel.webview.postMessage(message);
    else this.#waiting.push(message);
  }

  async #receive(message: FromPaths): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#ready = true;
        for (const waiting of this.#waiting.splice(0)) this.#send(waiting);
        return this.#refresh();
      case 'sample':
        return this.#sample(message.form);
      case 'check':
        return this.#check(message.check, message.paths);
      case 'open':
        return this.#openSource(message.function);
      case 'graph':
        return showInGraph(this.#magnet, message.paths, message.index);
      case 'generate':
        await (await import('../generate/commands.ts')).generateFromPaths(this.#magnet, message.paths);
        return;
      case 'save':
        return savePaths(message.paths);
      case 'command':
        await commands.executeCommand(message.command);
    }
  }

  async #sample(form: PathsForm): Promise<void> {
    const { start, count, ...rest } = form;
    const params = { ...rest, count: Math.min(count, MAX_SHOWN), ...(start === '' ? {} : { start }) };
    const paths = await this.#magnet.request('magnet/paths', params);
    this.#send({ type: 'paths', index: 0, paths: paths.map(({ seed, turns }) => ({ name: seed, turns })) });
  }

  async #check(check: number, paths: readonly GivenPath[]): Promise<void> {
    this.#send({ type: 'checked', check, result: await this.#magnet.request('magnet/checkPaths', { paths }) });
  }

  async #openSource(id: string): Promise<void> {
    const found = (await this.#magnet.functions()).find((item) => item.id === id);
    if (found === undefined) throw new Error(t('There is no function {0}.', id));
    await reveal(found.place, true);
  }

  #refreshSoon(): void {
    clearTimeout(this.#refreshTimer);
    const wait = this.#functions > LARGE ? REFRESH_LARGE_MS : REFRESH_MS;
    this.#refreshTimer = setTimeout(() => void this.#refresh(), wait);
  }

  async #refresh(): Promise<void> {
    if (!this.#ready) return;
    try {
      const functions = await this.#magnet.functions();
      this.#functions = functions.length;
      this.#send({
        type: 'functions',
        functions: functions.map(({ id, description }) => ({ id, description })),
        form: { ...PATH_FORM, ...readSettings().paths },
      });
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    this.#send({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  }

  #dispose(): void {
    clearTimeout(this.#refreshTimer);
    for (const disposable of this.#disposables) disposable.dispose();
    if (PathsPanel.#current === this) PathsPanel.#current = undefined;
  }
}

async function showInGraph(magnet: Magnet, paths: readonly ShownPath[], index: number): Promise<void> {
  const { GraphPanel } = await import('../graph/panel.ts');
  GraphPanel.show(magnet).showPaths(paths.map(shownAsSampled), index);
}
