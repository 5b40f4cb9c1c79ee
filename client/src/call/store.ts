import type { Memento } from 'vscode';
import { type PastCall, withCall, withPin } from './history.ts';

const STORE = 'magnet.calls';

/** Calls that were tried in this workspace. */
export class CallHistory {
  readonly #memento: Memento;

  constructor(memento: Memento) {
    this.#memento = memento;
  }

  get list(): readonly PastCall[] {
    return this.#memento.get<readonly PastCall[]>(STORE, []);
  }

  async add(call: PastCall): Promise<void> {
    await this.#memento.update(STORE, withCall(this.list, call));
  }

  async pin(id: string): Promise<void> {
    await this.#memento.update(STORE, withPin(this.list, id));
  }
}
