import type { Usage } from '../chat/index.ts';
import { WireError } from './types.ts';

/** US dollars for a million tokens. */
export interface Price {
  readonly input: number;
  readonly output: number;
}

/** A request that was not sent, for it might have passed the budget. */
export class BudgetError extends WireError {
  readonly reason = 'budget';

  constructor(message: string) {
    super('budget', message);
  }
}

/** What asks for no money: a person declared the address free, or nothing is sent anywhere. */
export const FREE: Price = { input: 0, output: 0 };

export function isFree(price: Price | undefined): boolean {
  return price !== undefined && price.input === 0 && price.output === 0;
}

/** What is said where a request does not fit any more. */
export function usedUp(limitUsd: number, spent: number, most: number): BudgetError {
  return new BudgetError(
    `the budget of $${limitUsd} is used up: $${spent.toFixed(4)} spent, the next request may cost $${most.toFixed(4)}`,
  );
}

/** Money put aside for one request. */
export interface Reservation {
  /** The most the request can cost. */
  readonly most: number;
  /** @returns what it did cost */
  settle(used: Usage): number;
  release(): void;
}

/** What is spent, and put aside for requests in flight: of one model, or of several that one budget pays. */
export class Account {
  spent = 0;
  reserved = 0;
  /** Requests whose cost is not known yet, and who waits for that. */
  open = 0;
  waiting: (() => void)[] = [];
}

/**
 * A hard stop: before a request goes out, the most it can cost is put aside; where that does not fit any more, the
 * request is never sent. A limit of 0 lets nothing through but what was declared free, with prices of 0.
 */
export class Budget {
  readonly #price: Price | undefined;
  readonly #limit: number;
  readonly #account: Account;
  /** Of earlier commands, which a ledger holds against the limit. */
  readonly #before: number;
  /** What this model alone has spent. */
  #spent = 0;

  constructor(limitUsd: number, price: Price | undefined, account = new Account(), before = 0) {
    this.#account = account;
    this.#before = before;
    this.#limit = limitUsd;
    this.#price = price;
  }

  get limitUsd(): number {
    return this.#limit;
  }

  get spent(): number {
    return this.#before + this.#spent;
  }

  cost(usage: Usage): number {
    return this.#price === undefined ? 0 : (usage.input * this.#price.input + usage.output * this.#price.output) / 1e6;
  }

  /**
   * As `reserve`, but where the money that is put aside for requests in flight stands in the way, it waits for what they
   * really cost: that is mostly far less.
   * @throws BudgetError where it does not fit although nothing is in flight; the signal's reason
   */
  async reserveInTurn(atMost: Usage, signal?: AbortSignal): Promise<Reservation> {
    while (this.#account.open > 0 && this.#account.spent + this.#account.reserved + this.cost(atMost) > this.#limit) {
      signal?.throwIfAborted();
      await this.#nextSettled(signal);
    }
    return this.reserve(atMost);
  }

  #nextSettled(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const go = () => {
        signal?.removeEventListener('abort', go);
        resolve();
      };
      this.#account.waiting.push(go);
      signal?.addEventListener('abort', go, { once: true });
    });
  }

  /** @throws BudgetError */
  reserve(atMost: Usage): Reservation {
    const cost = this.cost(atMost);
    if (isFree(this.#price)) return { release: () => {}, settle: () => 0, most: 0 };
    if (!(this.#limit > 0)) {
      throw new BudgetError(
        'no budget is set, so nothing is sent to a teacher that may cost money: set one in US dollars (--budget 1, with --price IN/OUT where the price is not known; in the editor magnet.teacher.budgetUsd), or declare the address free (--price 0/0; in the editor magnet.teacher.freeAddresses)',
      );
    }
    if (this.#account.spent + this.#account.reserved + cost > this.#limit) {
      throw usedUp(this.#limit, this.#before + this.#account.spent, cost);
    }
    this.#account.reserved += cost;
    this.#account.open += 1;
    let open = true;
    const close = () => {
      if (!open) return;
      open = false;
      this.#account.reserved -= cost;
      this.#account.open -= 1;
    };
    const wake = () => {
      for (const go of this.#account.waiting.splice(0)) go();
    };
    const release = () => {
      close();
      wake();
    };
    return {
      most: cost,
      release,
      settle: (used) => {
        close();
        // A server that says nothing of tokens was paid all the same.
        const paid = used.input + used.output > 0 ? this.cost(used) : cost;
        this.#spent += paid;
        this.#account.spent += paid;
        wake();
        return paid;
      },
    };
  }
}
