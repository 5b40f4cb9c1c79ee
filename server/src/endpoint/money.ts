import { BudgetError, FREE, isFree, type Price } from '../openai-wire/index.ts';
import { isOwnAddress, originOf } from '../settings/index.ts';

/** What a person said of the money that an endpoint may take. */
export interface EndpointMoney {
  /** Hard stop in US dollars. 0 and absent: no request that may cost anything. */
  readonly budgetUsd?: number;
  /** US dollars for a million tokens; 0 and 0 declare the address free. */
  readonly price?: Price;
}

/** What every request to an endpoint is held to. */
export interface EndpointTerms {
  readonly budgetUsd: number;
  readonly price: Price;
}

/**
 * The terms of an endpoint, before anything is sent there. Free is what was declared so, and, where no budget is named,
 * what stands on this machine or in a private network: there a price alone says what it comes to in a report.
 * @throws BudgetError where a request might cost money that nobody allowed
 */
export function endpointTerms(url: string, { budgetUsd, price }: EndpointMoney): EndpointTerms {
  const presumedFree = isOwnAddress(url) && (budgetUsd === undefined || (budgetUsd === 0 && price === undefined));
  if (isFree(price) || presumedFree) return { budgetUsd: 0, price: FREE };
  const origin = originOf(url) ?? url;
  if (!((budgetUsd ?? 0) > 0))
    throw new BudgetError(
      `no budget is set, and a request to ${origin} may cost money, so nothing is sent: set one in US dollars (--budget 1, with --price IN/OUT; in the editor magnet.endpoint.budgetUsd and magnet.endpoint.price), or declare the address free (--price 0/0; in the editor magnet.teacher.freeAddresses)`,
    );
  if (price === undefined)
    throw new BudgetError(
      `the price of ${origin} is not known, so a budget cannot be kept: give it with --price IN/OUT (US dollars for a million tokens; in the editor magnet.endpoint.price)`,
    );
  return { budgetUsd: budgetUsd ?? 0, price };
}
