import { t } from '@vscode/l10n';
import type { ToldExchange } from '../../../server/src/lsp/protocol.ts';

/** What went by so far, and how it is told. */
export class ProxyTraffic {
  readonly #url: string;
  #exchanges = 0;
  #calls = 0;
  #wrong = 0;
  #troubles = 0;
  #last: string | undefined;
  readonly #told = new Set<string>();

  constructor(url: string) {
    this.#url = url;
  }

  /** @returns why nothing is seen of this exchange, where that is new to the person */
  add({ calls, wrong, trouble }: ToldExchange): string | undefined {
    this.#exchanges += 1;
    this.#calls += calls;
    this.#wrong += wrong;
    if (trouble === undefined) return undefined;
    this.#troubles += 1;
    this.#last = trouble;
    if (this.#told.has(trouble)) return undefined;
    this.#told.add(trouble);
    return trouble;
  }

  get hasTrouble(): boolean {
    return this.#troubles > 0;
  }

  /** For the status bar. */
  get brief(): string {
    const marks = [
      [`$(arrow-both) ${this.#exchanges}`],
      this.#wrong === 0 ? [] : [`$(warning) ${this.#wrong}`],
      this.#troubles === 0 ? [] : [`$(error) ${this.#troubles}`],
    ];
    return marks.flat().join(' ');
  }

  get words(): string {
    const all = t(
      'Magnet proxy at {0}: {1} exchanges, {2} calls, {3} wrong',
      this.#url,
      this.#exchanges,
      this.#calls,
      this.#wrong,
    );
    return this.#last === undefined
      ? all
      : `${all}. ${t('{0} became no conversation, the last for this reason: {1}', this.#troubles, this.#last)}`;
  }

  /** What the panel says for as long as it has no conversation to show. */
  get waiting(): string {
    if (this.#last === undefined)
      return t(
        'Nothing has gone by yet. Let your agent send its requests to {0}: what goes by is shown here.',
        this.#url,
      );
    return t(
      '{0} requests went by and none became a conversation. The last one failed: {1}',
      this.#troubles,
      this.#last,
    );
  }
}
