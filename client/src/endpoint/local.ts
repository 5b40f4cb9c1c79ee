import { t } from '@vscode/l10n';
import { commands, type Disposable, StatusBarAlignment, type StatusBarItem, window } from 'vscode';
import type { MagnetHost } from '../host.ts';
import { readSettings } from '../settings.ts';

/** Where it answers, and what clients send as their API key. */
export interface RunningEndpoint {
  readonly url: string;
  readonly model: string;
  readonly token?: string;
}

/** The endpoint served on loopback by the language server: the built-in baseline policy, nothing learned. */
export class LocalEndpoint implements Disposable {
  readonly #magnet: MagnetHost;
  #running: RunningEndpoint | undefined;
  #item: StatusBarItem | undefined;

  constructor(magnet: MagnetHost) {
    this.#magnet = magnet;
  }

  get running(): RunningEndpoint | undefined {
    return this.#running;
  }

  /** Starts it where it does not run yet. @returns its base address and model */
  async start(): Promise<RunningEndpoint> {
    this.#running ??= await this.#magnet.request('magnet/startEndpoint', { port: readSettings().endpoint.port });
    this.#item ??= window.createStatusBarItem('magnet.endpoint', StatusBarAlignment.Left, 0);
    this.#item.name = t('Magnet endpoint');
    this.#item.text = `$(radio-tower) ${new URL(this.#running.url).host}`;
    this.#item.tooltip = t(
      'Local Magnet endpoint, baseline policy "{0}"\n{1}\nClick to copy the address or the API key',
      this.#running.model,
      this.#running.url,
    );
    this.#item.accessibilityInformation = { label: t('Magnet endpoint running at {0}', this.#running.url) };
    this.#item.command = 'magnet.copyEndpointUrl';
    this.#item.show();
    this.#publish();
    return this.#running;
  }

  async stop(): Promise<boolean> {
    if (this.#running === undefined) return false;
    const { stopped } = await this.#magnet.request('magnet/stopEndpoint', {});
    this.forget();
    return stopped;
  }

  /** The server that ran it is gone. */
  forget(): void {
    this.#running = undefined;
    this.#item?.hide();
    this.#publish();
  }

  #publish(): void {
    void commands.executeCommand('setContext', 'magnet.endpointRunning', this.#running !== undefined);
  }

  dispose(): void {
    this.#item?.dispose();
  }
}
