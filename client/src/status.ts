import { t } from '@vscode/l10n';
import {
  type Diagnostic,
  DiagnosticSeverity,
  type Disposable,
  type LanguageStatusItem,
  LanguageStatusSeverity,
  languages,
  window,
} from 'vscode';
import { counted } from './counted.ts';
import type { MagnetHost } from './host.ts';
import { CURATION_FILE } from './toolFiles.ts';

/** Functions, problems and server state, in the language status of signature files only. */
export class StatusItem implements Disposable {
  readonly #magnet: MagnetHost;
  readonly #item: LanguageStatusItem;
  readonly #listeners: Disposable[] = [];
  #functions: number | undefined;

  constructor(magnet: MagnetHost) {
    this.#magnet = magnet;
    const selector = () => [...magnet.toolFiles.selector, { pattern: `**/${CURATION_FILE}` }];
    this.#item = languages.createLanguageStatusItem('magnet.status', selector());
    this.#item.name = 'Magnet';
    this.#listeners.push(
      magnet.toolFiles.onPublished(() => {
        this.#item.selector = selector();
      }),
      magnet.onStateChanged(() => this.#update()),
      magnet.onCatalogChanged(({ functions }) => {
        this.#functions = functions;
        this.#update();
      }),
      window.onDidChangeActiveTextEditor(() => this.#update()),
      languages.onDidChangeDiagnostics(({ uris }) => {
        const active = window.activeTextEditor?.document.uri.toString();
        if (uris.some((uri) => uri.toString() === active)) this.#update();
      }),
    );
    this.#update();
  }

  #update(): void {
    const { state } = this.#magnet;
    const item = this.#item;
    item.busy = state === 'starting';
    item.severity = state === 'failed' ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
    if (state !== 'running') {
      item.text = `Magnet: ${state === 'failed' ? t('failed') : t('starting')}`;
      item.detail = state === 'failed' ? t('the language server is not running') : '';
      item.command = state === 'failed' ? { command: 'magnet.restartServer', title: t('Restart') } : undefined;
      return;
    }
    item.text = this.#functions === undefined ? 'Magnet' : `Magnet: ${counted(this.#functions, 'function')}`;
    item.detail = problems();
    item.command = { command: 'magnet.showDependencyGraph', title: t('Show graph') };
  }

  dispose(): void {
    this.#item.dispose();
    for (const listener of this.#listeners) listener.dispose();
  }
}

/** `2 errors, 1 warning in this file`, from Magnet alone. */
function problems(): string {
  const uri = window.activeTextEditor?.document.uri;
  if (uri === undefined) return '';
  const own = languages.getDiagnostics(uri).filter((diagnostic) => diagnostic.source === 'magnet');
  if (own.length === 0) return t('no problems in this file');
  const count = (severity: DiagnosticSeverity) =>
    own.filter((diagnostic: Diagnostic) => diagnostic.severity === severity).length;
  const parts = [
    [count(DiagnosticSeverity.Error), 'error'],
    [count(DiagnosticSeverity.Warning), 'warning'],
    [count(DiagnosticSeverity.Information) + count(DiagnosticSeverity.Hint), 'note'],
  ] as const;
  const found = parts.filter(([n]) => n > 0).map(([n, word]) => counted(n, word));
  return t('{0} in this file', found.join(', '));
}
