import { setMaxListeners } from 'node:events';
import { type Clock, cancelled, SYSTEM_CLOCK } from './clock.ts';
import { urgencyOfNext } from './one-work.ts';
import { SlidingMinute } from './sliding-minute.ts';

/** The most that may be sent. `Infinity` is no limit. */
export interface Limits {
  readonly requestsPerMinute: number;
  readonly tokensPerMinute: number;
  /** Requests in flight at once. */
  readonly concurrency: number;
}

/** What holds requests back at the moment: the server that answers, or one of the limits. */
export type HeldBy = 'server' | 'concurrency' | 'requests-per-minute' | 'tokens-per-minute' | 'rate-answers' | 'pause';

export interface Load {
  readonly inFlight: number;
  /** Requests that wait for room. */
  readonly waiting: number;
  /** In flight at most at the moment: fewer than the limit after answers that said "too many". */
  readonly allowed: number;
  readonly heldBy: HeldBy;
}

interface Waiting {
  readonly urgency: number;
  go(): void;
}

/** Answers of one burst count once. */
const CUT_EVERY_MS = 1000;

/**
 * Lets requests go as the limits allow: a sliding minute of requests and of tokens, and so many at once. A server that says
 * "too many" halves what may be in flight, and each answer after it lets in a little more, up to the limit again
 * (additive increase, multiplicative decrease, as TCP does); where it names a delay, nothing new is sent before.
 */
export class Limiter {
  readonly #limits: Limits;
  readonly #clock: Clock;
  readonly #minute: SlidingMinute;
  /** Who waits for a place: the most urgent first, else in the order they came. */
  #queue: Waiting[] = [];
  #running = 0;
  #allowed: number;
  #lastCut = Number.NEGATIVE_INFINITY;
  #pausedUntil = Number.NEGATIVE_INFINITY;
  readonly #sleeping = { requests: 0, tokens: 0 };

  constructor(limits: Limits, clock: Clock = SYSTEM_CLOCK) {
    this.#limits = limits;
    this.#clock = clock;
    this.#minute = new SlidingMinute(limits);
    this.#allowed = limits.concurrency;
  }

  /**
   * Runs work when there is room. `tokens` is an estimate, put right by what `work` says it used. Work that sends its request
   * once more rests before: its place is another's while it waits, it is the next to have one, and each try counts against the
   * rates.
   */
  async run<T>(
    tokens: number,
    work: (rest: (milliseconds: number) => Promise<void>) => Promise<{ value: T; tokens: number }>,
    signal?: AbortSignal,
  ): Promise<T> {
    // Everybody who waits listens to the signal of the whole run: many listeners are no leak here.
    if (signal !== undefined) setMaxListeners(0, signal);
    const urgency = urgencyOfNext();
    await this.#slot(signal, urgency);
    let hasPlace = true;
    const leave = () => {
      if (hasPlace) this.#running -= 1;
      hasPlace = false;
      this.#wake();
    };
    try {
      let entry = await this.#window(tokens, signal);
      const done = await work(async (milliseconds) => {
        leave();
        await this.#clock.sleep(milliseconds, signal);
        await this.#slot(signal, Number.POSITIVE_INFINITY);
        hasPlace = true;
        entry = await this.#window(tokens, signal);
      });
      this.#minute.correct(entry, done.tokens);
      this.#allowed = Math.min(this.#limits.concurrency, this.#allowed + 1 / Math.max(1, this.#allowed));
      return done.value;
    } finally {
      leave();
    }
  }

  /** The server said "too many". @param retryAfterMs its own wish, where it named one */
  slowDown(retryAfterMs = 0): void {
    const now = this.#clock.now();
    this.#pausedUntil = Math.max(this.#pausedUntil, now + retryAfterMs);
    if (now - this.#lastCut < CUT_EVERY_MS) return;
    this.#lastCut = now;
    this.#allowed = Math.max(1, Math.floor(Math.min(this.#allowed, this.#running) / 2));
  }

  load(): Load {
    return {
      inFlight: this.#running,
      waiting: this.#queue.length,
      allowed: Math.floor(this.#allowed),
      heldBy: this.#heldBy(),
    };
  }

  #heldBy(): HeldBy {
    if (this.#sleeping.requests > 0) return 'requests-per-minute';
    if (this.#sleeping.tokens > 0) return 'tokens-per-minute';
    if (this.#clock.now() < this.#pausedUntil) return 'pause';
    if (this.#queue.length === 0) return 'server';
    return this.#allowed < this.#limits.concurrency ? 'rate-answers' : 'concurrency';
  }

  /** Places that are free go to those who wait, in their order: nobody who comes later is in between. */
  #wake(): void {
    while (this.#running < Math.floor(this.#allowed)) {
      const next = this.#queue.shift();
      if (next === undefined) return;
      this.#running += 1;
      next.go();
    }
  }

  /** Waits for a place, which is then taken. */
  async #slot(signal: AbortSignal | undefined, urgency: number): Promise<void> {
    if (signal?.aborted === true) throw cancelled();
    const place = this.#queue.findIndex((other) => other.urgency < urgency);
    const first = place === 0 || this.#queue.length === 0;
    if (first && this.#running < Math.floor(this.#allowed)) {
      this.#running += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const go = () => {
        signal?.removeEventListener('abort', stop);
        resolve();
      };
      const stop = () => {
        this.#queue = this.#queue.filter((other) => other.go !== go);
        reject(cancelled());
      };
      signal?.addEventListener('abort', stop, { once: true });
      this.#queue.splice(place < 0 ? this.#queue.length : place, 0, { go, urgency });
    });
  }

  async #window(tokens: number, signal?: AbortSignal) {
    for (;;) {
      const now = this.#clock.now();
      if (now < this.#pausedUntil) await this.#clock.sleep(this.#pausedUntil - now, signal);
      const room = this.#minute.take(this.#clock.now(), tokens);
      if (!('waitMs' in room)) return room;
      this.#sleeping[room.full] += 1;
      try {
        await this.#clock.sleep(room.waitMs, signal);
      } finally {
        this.#sleeping[room.full] -= 1;
      }
    }
  }
}
