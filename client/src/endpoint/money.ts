import { t } from '@vscode/l10n';
import type { TestCallParams } from '../../../server/src/lsp/protocol.ts';
import { isOwnAddress, originOf, priceOf } from '../../../server/src/settings/index.ts';
import { isFree } from '../generate/spending.ts';

/** What a person's settings say of money and endpoints. */
export interface EndpointMoney {
  readonly budgetUsd: number;
  /** `0.3/2.5`; `''`: not known. */
  readonly price: string;
  readonly freeAddresses: readonly string[];
}

/**
 * Budget and price of requests to an address, as the server wants them: none where nothing is paid there.
 * @throws Error where a request may cost money and nobody allowed any
 */
export function endpointMoney(
  url: string,
  { budgetUsd, price, freeAddresses }: EndpointMoney,
): Pick<TestCallParams, 'budgetUsd' | 'price'> {
  const origin = originOf(url) ?? url;
  if (isFree(origin, freeAddresses)) return { price: { input: 0, output: 0 } };
  if (isOwnAddress(url)) return {};
  const known = priceOf(price);
  if (budgetUsd > 0 && known !== undefined) return { budgetUsd, price: known };
  throw new Error(
    t(
      'Not sent: requests to {0} may cost money. Set magnet.endpoint.budgetUsd and magnet.endpoint.price, or add the address to magnet.teacher.freeAddresses if it costs nothing.',
      origin,
    ),
  );
}
