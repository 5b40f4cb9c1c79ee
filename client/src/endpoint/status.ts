import { t } from '@vscode/l10n';
import { type Disposable, StatusBarAlignment, type StatusBarItem, window, workspace } from 'vscode';
import { plainLabel } from '../notice.ts';
import { readSettings } from '../settings.ts';
import { labelOf } from './choice.ts';
import type { LocalEndpoint } from './local.ts';

/**
 * Which endpoint tests and test calls go to; a click switches. Shown while the local endpoint runs, and once the
 * workspace is known to hold tests.
 */
export class EndpointStatus implements Disposable {
  readonly #local: LocalEndpoint;
  readonly #item: StatusBarItem;
  readonly #listeners: readonly Disposable[];
  #wanted = false;

  constructor(local: LocalEndpoint) {
    this.#local = local;
    this.#item = window.createStatusBarItem('magnet.endpoint', StatusBarAlignment.Left, 0);
    this.#item.name = t('Magnet endpoint');
    this.#item.command = 'magnet.switchEndpoint';
    this.#listeners = [
      local.onChanged(() => this.#update()),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('magnet.endpoint')) this.#update();
      }),
    ];
  }

  /** There are tests: which endpoint they go to matters from now on. */
  want(): void {
    this.#wanted = true;
    this.#update();
  }

  #update(): void {
    const { running } = this.#local;
    if (running === undefined && !this.#wanted) {
      this.#item.hide();
      return;
    }
    const { url, model } = running ?? readSettings().endpoint;
    const where = running === undefined ? labelOf(url, model) : labelOf(url, '');
    this.#item.text = `$(${running === undefined ? 'plug' : 'radio-tower'}) ${plainLabel(where)}`;
    this.#item.tooltip =
      running === undefined
        ? t('Magnet endpoint: tests and test calls go to {0}\nClick to switch', url)
        : t(
            'Local Magnet endpoint, baseline policy "{0}"\n{1}\nClick to switch, or to copy its address or API key',
            model,
            url,
          );
    const label = t('Magnet endpoint {0}; press to switch', where);
    this.#item.accessibilityInformation = { label, role: 'button' };
    this.#item.show();
  }

  dispose(): void {
    this.#item.dispose();
    for (const listener of this.#listeners) listener.dispose();
  }
}
