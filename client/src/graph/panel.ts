import { t } from '@vscode/l10n';
import { commands, type Disposable, type Position, type Uri, type WebviewPanel, window, workspace } from 'vscode';
import type { CurateParams, GraphView, SignaturePath } from '../../../server/src/lsp/protocol.ts';
import type { Magnet } from '../magnet.ts';
import { showPathText } from '../paths/describe.ts';
import { reveal } from '../reveal.ts';
import { readSettings } from '../settings.ts';
import { panelColumn } from '../webview/column.ts';
import { page, panelIcon, webviewOptions } from '../webview/host.ts';
import { curateEdge } from './curate.ts';
import { saveExport } from './export.ts';
import { functionAt } from './follow.ts';
import type { FromGraph, ToGraph } from './messages.ts';

const REFRESH_MS = 250;
const FOLLOW_MS = 120;

/** The dependency graph beside the editor; one panel a window. */
export class GraphPanel {
  static #current: GraphPanel | undefined;

  readonly #magnet: Magnet;
  readonly #panel: WebviewPanel;
  readonly #disposables: Disposable[] = [];
  readonly #waiting: ToGraph[] = [];
  #paths: readonly SignaturePath[] = [];
  #pathIndex = 0;
  #ready = false;
  #view: GraphView | undefined;
  #refreshTimer: NodeJS.Timeout | undefined;
  #followTimer: NodeJS.Timeout | undefined;

  /** Opens the panel, or brings the open one forward. */
  static show(magnet: Magnet): GraphPanel {
    if (GraphPanel.#current !== undefined) {
      GraphPanel.#current.#panel.reveal(undefined, true);
      return GraphPanel.#current;
    }
    const options = { ...webviewOptions(magnet.context.extensionUri), enableFindWidget: false };
    const beside = panelColumn();
    const panel = window.createWebviewPanel('magnet.graph', t('Dependency Graph'), { viewColumn: beside }, options);
    return new GraphPanel(magnet, panel);
  }

  static restore(magnet: Magnet, panel: WebviewPanel): GraphPanel {
    panel.webview.options = webviewOptions(magnet.context.extensionUri);
    return new GraphPanel(magnet, panel);
  }

  private constructor(magnet: Magnet, panel: WebviewPanel) {
    this.#magnet = magnet;
    this.#panel = panel;
    GraphPanel.#current = this;
    panel.iconPath = panelIcon(magnet.context.extensionUri);
    panel.onDidDispose(() => this.#dispose());
    this.#disposables.push(
      panel.webview.onDidReceiveMessage((message: FromGraph) => this.#receive(message)),
      // A hidden panel has no page: what is sent waits until it is shown and says that it is ready.
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.#ready = false;
      }),
      magnet.onCatalogChanged(() => this.#refreshSoon()),
      window.onDidChangeTextEditorSelection(({ textEditor, selections }) =>
        this.#followSoon(textEditor.document.uri, selections[0]?.active),
      ),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('magnet.graph')) this.#refreshSoon();
      }),
    );
    panel.webview.html = page(panel.webview, magnet.context.extensionUri, 'graph', t('Dependency Graph'));
  }

  /** Selects a function and narrows the drawing to its neighbourhood. */
  focus(id: string): void {
    this.#send({ type: 'select', id, focus: true });
  }

  /** @param index the path to show first */
  showPaths(paths: readonly SignaturePath[], index = 0): void {
    this.#paths = paths;
    this.#pathIndex = index;
    if (this.#ready) this.#sendPaths();
  }

  #sendPaths(): void {
    this.#send({ type: 'paths', paths: this.#paths, index: this.#pathIndex });
  }

  /** Messages while there is no page are kept for it. */
  #send(message: ToGraph): void {
    if (this.#ready) void this.#panel.webview.postMessage(message);
    else this.#waiting.push(message);
  }

  async #receive(message: FromGraph): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#ready = true;
        await this.#refresh();
        if (this.#paths.length > 0) this.#sendPaths();
        for (const waiting of this.#waiting.splice(0)) this.#send(waiting);
        this.#follow(window.activeTextEditor?.document.uri, window.activeTextEditor?.selection.active);
        return;
      case 'open':
        return reveal(message.place, message.focus);
      case 'curate':
        return this.#curate(message.edge);
      case 'export':
        return saveExport(this.#magnet, message.format, message.data);
      case 'samplePaths':
        await commands.executeCommand(
          'magnet.samplePaths',
          message.start === undefined ? {} : { start: message.start },
        );
        return;
      case 'pathsClosed':
        this.#paths = [];
        return;
      case 'editPath':
        return this.#editPaths(message.index);
      case 'pathAsText':
        return showPathText(message.path);
      case 'command':
        await commands.executeCommand(message.command, message.function);
    }
  }

  /** The sampled paths in the panel in which they can be changed. */
  async #editPaths(index: number): Promise<void> {
    const paths = this.#paths.map(({ seed, turns }) => ({ name: seed, turns }));
    await commands.executeCommand('magnet.openPaths', { paths, index });
  }

  async #curate(edge: CurateParams): Promise<void> {
    await curateEdge(this.#magnet, edge);
    await this.#refresh();
  }

  #refreshSoon(): void {
    clearTimeout(this.#refreshTimer);
    this.#refreshTimer = setTimeout(() => void this.#refresh(), REFRESH_MS);
  }

  async #refresh(): Promise<void> {
    if (!this.#ready) return;
    try {
      const view = await this.#magnet.request('magnet/graph', {});
      this.#view = view;
      this.#send({ type: 'graph', view, minimumConfidence: readSettings().minimumConfidence });
    } catch (error) {
      this.#send({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
    }
  }

  #followSoon(uri: Uri, position: Position | undefined): void {
    clearTimeout(this.#followTimer);
    this.#followTimer = setTimeout(() => this.#follow(uri, position), FOLLOW_MS);
  }

  /** The cursor's function becomes the selected one. */
  #follow(uri: Uri | undefined, position: Position | undefined): void {
    if (uri === undefined || position === undefined || this.#view === undefined) return;
    const node = functionAt(this.#view.nodes, uri.toString(), position);
    if (node !== undefined) this.#send({ type: 'select', id: node.id, focus: false });
  }

  #dispose(): void {
    clearTimeout(this.#refreshTimer);
    clearTimeout(this.#followTimer);
    for (const disposable of this.#disposables) disposable.dispose();
    if (GraphPanel.#current === this) GraphPanel.#current = undefined;
  }
}
