import type { Usage } from '../chat/index.ts';
import { Account, Budget, type Price, type Reservation } from './budget.ts';
import { type Clock, SYSTEM_CLOCK } from './clock.ts';
import { asChatError, ChatError, mayHaveCost, waitFor, wasAnswered } from './faults.ts';
import type { Ledger } from './ledger.ts';
import { Limiter, type Limits, type Load } from './limiter.ts';

export interface SenderOptions {
  readonly limits?: Partial<Limits>;
  /** Tries for one request; default 6. */
  readonly attempts?: number;
  /** US dollars; 0 and absent: nothing is sent, unless both prices are 0. */
  readonly budgetUsd?: number;
  readonly price?: Price;
  /** What earlier commands spent, and others spend beside this one, counts against the budget. */
  readonly ledger?: Ledger;
  /** Money that is counted together with what another model of this process spends. */
  readonly account?: Account;
  /**
   * Rates that several processes keep together: waits until a request of so many tokens may go.
   * @returns says how many it really took
   */
  readonly admit?: ((tokens: number, signal?: AbortSignal) => Promise<(used: number) => Promise<void>>) | undefined;
  /** Called before a request is sent again. */
  readonly onRetry?: (fault: ChatError, waitMs: number) => void;
  readonly clock?: Clock;
  /** In [0, 1), for jitter. */
  readonly random?: () => number;
}

/**
 * So many at once, and no rate: what a server takes in a minute is its own affair, and it says so with 429, to which the
 * limiter adapts. A rate is kept where the user names one.
 */
const DEFAULT_LIMITS: Limits = {
  requestsPerMinute: Number.POSITIVE_INFINITY,
  tokensPerMinute: Number.POSITIVE_INFINITY,
  concurrency: 8,
};
/** A server that wishes a longer wait than this is not waited for. */
const MAX_WISH = 10 * 60_000;
/** A hang costs the whole time limit each time. */
const TRIES_OF_A_HANG = 3;
/** After so many requests given up in a row, each further one is tried once, until one is answered. */
const DOWN_AFTER = 3;
const NOTHING_SAID: Usage = { input: 0, output: 0 };

/** Writes down what a request did cost, and whether it did. */
interface Payment {
  answered(used: Usage): Promise<void>;
  failed(error: unknown): Promise<void>;
}

const NO_PAYMENT: Payment = { answered: async () => {}, failed: async () => {} };

/**
 * The one way to a model: everything that asks one, teacher, student, judge or endpoint under test, sends through it. The
 * budget is a hard stop, limits are kept, and what another try may get is sent again with the server's own delay and jitter.
 */
export class Sender {
  readonly budget: Budget;
  readonly #limiter: Limiter;
  readonly #options: SenderOptions;
  readonly #clock: Clock;
  /** Whether anybody was ever there, and how many requests in a row were given up since. */
  readonly #server = { answered: false, givenUp: 0 };

  constructor(options: SenderOptions) {
    this.#options = options;
    this.#clock = options.clock ?? SYSTEM_CLOCK;
    this.#limiter = new Limiter({ ...DEFAULT_LIMITS, ...options.limits }, this.#clock);
    const { budgetUsd = 0, price, account = new Account(), ledger } = options;
    this.budget = new Budget(budgetUsd, price, account, ledger?.spent);
  }

  /** Whether somebody answered at the address, be it with an error of the request. */
  get answered(): boolean {
    return this.#server.answered;
  }

  /** What is in flight, and what holds the rest back. */
  load(): Load {
    return this.#limiter.load();
  }

  /**
   * Sends a request to a model.
   * @param most what it can take
   * @throws BudgetError; what `ask` threw last
   */
  async send<Reply extends { readonly usage: Usage }>(
    most: Usage,
    ask: () => Promise<Reply>,
    signal?: AbortSignal,
  ): Promise<Reply> {
    const tokens = most.input + most.output;
    return this.#limiter.run(
      tokens,
      async (rest) => {
        let admitted = await this.#options.admit?.(tokens, signal);
        const value = await this.#tries(ask, {
          pay: () => this.#pay(most, signal),
          rest: async (milliseconds) => {
            await rest(milliseconds);
            admitted = await this.#options.admit?.(tokens, signal);
          },
        });
        const used = value.usage.input + value.usage.output;
        await admitted?.(used);
        return { value, tokens: used };
      },
      signal,
    );
  }

  /** Asks what costs nothing, such as the list of models, again where that may help. @throws what `ask` threw last */
  async askFree<T>(ask: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const answer = await this.#tries(async () => ({ usage: NOTHING_SAID, value: await ask() }), {
      pay: async () => NO_PAYMENT,
      rest: (milliseconds) => this.#clock.sleep(milliseconds, signal),
    });
    return answer.value;
  }

  async #tries<Reply extends { readonly usage: Usage }>(
    ask: () => Promise<Reply>,
    { pay, rest }: { pay(): Promise<Payment>; rest(milliseconds: number): Promise<void> },
  ): Promise<Reply> {
    const server = this.#server;
    const attempts = server.givenUp >= DOWN_AFTER ? 1 : (this.#options.attempts ?? 6);
    for (let attempt = 1; ; attempt += 1) {
      const payment = await pay();
      const answer = await ask().then(
        (reply) => ({ reply }),
        (error: unknown) => ({ error }),
      );
      if ('reply' in answer) {
        await payment.answered(answer.reply.usage);
        Object.assign(server, { answered: true, givenUp: 0 });
        return answer.reply;
      }
      const fault = asChatError(answer.error, undefined);
      await payment.failed(fault);
      if (!(fault instanceof ChatError)) throw answer.error;
      if (wasAnswered(fault)) Object.assign(server, { answered: true, givenUp: 0 });
      const passing = fault.passing || (fault.failure === 'unavailable' && server.answered && !fault.refuses);
      const tries = fault.kind === 'timeout' ? Math.min(attempts, TRIES_OF_A_HANG) : attempts;
      if (!passing || attempt >= tries || (fault.retryAfterMs ?? 0) > MAX_WISH) {
        if (this.isTransport(fault)) server.givenUp += 1;
        throw answer.error;
      }
      if (fault.failure === 'rate') this.#limiter.slowDown(fault.retryAfterMs);
      const wait = waitFor(fault, attempt, this.#options.random ?? Math.random);
      this.#options.onRetry?.(fault, wait);
      await rest(wait);
    }
  }

  /** Whether no answer came through although somebody was there. */
  isTransport({ failure }: ChatError): boolean {
    return failure === 'rate' || failure === 'server' || (failure === 'unavailable' && this.#server.answered);
  }

  /** Puts aside what a request can cost, and writes that down; where that fails nothing is sent. */
  async #pay(most: Usage, signal: AbortSignal | undefined): Promise<Payment> {
    const reserved = await this.budget.reserveInTurn(most, signal);
    const written = reserved.most > 0 ? await this.#noted(reserved, signal) : undefined;
    return {
      answered: async (used) => {
        const cost = reserved.settle(used);
        await written?.(cost);
      },
      failed: async (error) => {
        const cost = mayHaveCost(error) ? reserved.settle(NOTHING_SAID) : 0;
        reserved.release();
        await written?.(cost);
      },
    };
  }

  async #noted(reserved: Reservation, signal: AbortSignal | undefined) {
    try {
      return await this.#options.ledger?.reserve(reserved.most, signal, this.budget.limitUsd);
    } catch (error) {
      reserved.release();
      throw error;
    }
  }
}

/** About three bytes a token, so that the estimate is rather too high. */
export function estimateTokens(...texts: readonly string[]): number {
  return Math.ceil(texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 3);
}
