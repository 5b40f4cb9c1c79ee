import type { Usage } from '../../chat/index.ts';
import { TeacherError } from '../types.ts';

/** US dollars for a million tokens. */
export interface Price {
  readonly input: number;
  readonly output: number;
}

/** List prices of the Gemini API as published in 2025, by the beginning of a model's name; `--price` overrides them. */
const PRICES: readonly (readonly [string, Price])[] = [
  ['gemini-2.5-pro', { input: 1.25, output: 10 }],
  ['gemini-2.5-flash-lite', { input: 0.1, output: 0.4 }],
  ['gemini-2.5-flash', { input: 0.3, output: 2.5 }],
  ['gemini-2.0-flash-lite', { input: 0.075, output: 0.3 }],
  ['gemini-2.0-flash', { input: 0.1, output: 0.4 }],
  ['gemini-1.5-pro', { input: 1.25, output: 5 }],
  ['gemini-1.5-flash', { input: 0.075, output: 0.3 }],
];

export function knownPrice(model: string): Price | undefined {
  return PRICES.find(([start]) => model.startsWith(start))?.[1];
}

/**
 * A hard stop: before a request goes out, the most it can cost is put aside; where that does not fit any more, the
 * request is never sent.
 */
export class Budget {
  readonly #price: Price | undefined;
  readonly #limit: number;
  #spent = 0;
  #reserved = 0;

  constructor(limitUsd: number, price: Price | undefined) {
    this.#limit = limitUsd;
    this.#price = price;
  }

  get spent(): number {
    return this.#spent;
  }

  cost(usage: Usage): number {
    return this.#price === undefined ? 0 : (usage.input * this.#price.input + usage.output * this.#price.output) / 1e6;
  }

  /** @throws TeacherError with reason `budget`. */
  reserve(atMost: Usage): { settle(used: Usage): void; release(): void } {
    const cost = this.cost(atMost);
    if (this.#limit < Infinity && (this.#spent + this.#reserved + cost > this.#limit || this.#limit === 0)) {
      throw new TeacherError(
        'budget',
        `the budget of $${this.#limit} is used up: $${this.#spent.toFixed(4)} spent, the next request may cost $${cost.toFixed(4)}`,
      );
    }
    this.#reserved += cost;
    let open = true;
    const release = () => {
      if (open) this.#reserved -= cost;
      open = false;
    };
    return {
      release,
      settle: (used) => {
        release();
        this.#spent += this.cost(used);
      },
    };
  }
}
