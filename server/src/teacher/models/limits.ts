import { ChatError } from './types.ts';

/** Time as the limiter sees it; tests bring their own. */
export interface Clock {
  now(): number;
  /** Ends early, with a `cancelled` ChatError, where the signal aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export const SYSTEM_CLOCK: Clock = {
  now: () => performance.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(new ChatError('cancelled', 'The request was cancelled.'));
        return;
      }
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', stop);
        resolve();
      }, milliseconds);
      const stop = () => {
        clearTimeout(timer);
        reject(new ChatError('cancelled', 'The request was cancelled.'));
      };
      signal?.addEventListener('abort', stop, { once: true });
    }),
};

export interface Limits {
  readonly requestsPerMinute: number;
  readonly tokensPerMinute: number;
  readonly concurrency: number;
}

const MINUTE = 60_000;

/** Lets requests go as the limits allow: a sliding minute of requests and tokens, and so many at once. */
export class Limiter {
  readonly #limits: Limits;
  readonly #clock: Clock;
  #recent: { readonly at: number; tokens: number }[] = [];
  #running = 0;
  #queue: (() => void)[] = [];

  constructor(limits: Limits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
  }

  /** Runs work when there is room. `tokens` is an estimate, put right by what `work` says it used. */
  async run<T>(tokens: number, work: () => Promise<{ value: T; tokens: number }>, signal?: AbortSignal): Promise<T> {
    await this.#slot(signal);
    try {
      const entry = await this.#window(tokens, signal);
      const done = await work();
      entry.tokens = done.tokens;
      return done.value;
    } finally {
      this.#running -= 1;
      this.#queue.shift()?.();
    }
  }

  async #slot(signal?: AbortSignal): Promise<void> {
    while (this.#running >= this.#limits.concurrency) {
      await new Promise<void>((resolve, reject) => {
        const go = () => {
          signal?.removeEventListener('abort', stop);
          resolve();
        };
        const stop = () => {
          this.#queue = this.#queue.filter((other) => other !== go);
          reject(new ChatError('cancelled', 'The request was cancelled.'));
        };
        if (signal?.aborted === true) {
          stop();
          return;
        }
        signal?.addEventListener('abort', stop, { once: true });
        this.#queue.push(go);
      });
    }
    this.#running += 1;
  }

  async #window(tokens: number, signal?: AbortSignal): Promise<{ tokens: number }> {
    for (;;) {
      const now = this.#clock.now();
      this.#recent = this.#recent.filter((entry) => entry.at > now - MINUTE);
      const used = this.#recent.reduce((sum, entry) => sum + entry.tokens, 0);
      const [oldest] = this.#recent;
      const room =
        this.#recent.length < this.#limits.requestsPerMinute && used + tokens <= this.#limits.tokensPerMinute;
      if (room || oldest === undefined) {
        const entry = { at: now, tokens };
        this.#recent.push(entry);
        return entry;
      }
      await this.#clock.sleep(Math.max(1, oldest.at + MINUTE - now), signal);
    }
  }
}
