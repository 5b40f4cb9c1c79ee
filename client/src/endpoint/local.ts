import { commands, type Disposable, EventEmitter } from 'vscode';
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
  readonly #changed = new EventEmitter<void>();
  readonly onChanged = this.#changed.event;
  #running: RunningEndpoint | undefined;

  constructor(magnet: MagnetHost) {
    this.#magnet = magnet;
  }

  get running(): RunningEndpoint | undefined {
    return this.#running;
  }

  /** Starts it where it does not run yet. @returns its base address and model */
  async start(): Promise<RunningEndpoint> {
    this.#running ??= await this.#magnet.request('magnet/startEndpoint', { port: readSettings().endpoint.port });
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
    this.#publish();
  }

  #publish(): void {
    void commands.executeCommand('setContext', 'magnet.endpointRunning', this.#running !== undefined);
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
