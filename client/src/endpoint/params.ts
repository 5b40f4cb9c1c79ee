import { t } from '@vscode/l10n';
import type { TestCallParams } from '../../../server/src/lsp/protocol.ts';
import { readKey } from '../generate/keys.ts';
import type { Magnet } from '../magnet.ts';
import { readSettings } from '../settings.ts';
import type { KnownEndpoint } from './choice.ts';
import { endpointMoney } from './money.ts';

type EndpointParams = Pick<TestCallParams, 'url' | 'model' | 'apiKey'>;
type Money = Pick<TestCallParams, 'budgetUsd' | 'price'>;

/**
 * Where test calls go: the local endpoint while it runs, else what the settings name.
 * @throws Error where the key must not go there
 */
export async function endpointParams(magnet: Magnet): Promise<EndpointParams> {
  const local = magnet.endpoint.running;
  if (local !== undefined) return { url: local.url, model: local.model };
  const { url, model } = readSettings().endpoint;
  return paramsOf(magnet, url, model);
}

/** What may be spent at an address by the person's own settings. @throws Error where that is nothing, and it may cost money */
export function moneyFor(url: string): Money {
  const { endpoint, teacher } = readSettings();
  return endpointMoney(url, { ...endpoint, freeAddresses: teacher.freeAddresses });
}

/** What requests to a known endpoint need; the built-in baseline is started. @throws Error as the two above */
export async function paramsFor(magnet: Magnet, endpoint: KnownEndpoint): Promise<EndpointParams & Money> {
  const params = await paramsAt(magnet, endpoint);
  return { ...params, ...moneyFor(params.url) };
}

async function paramsAt(magnet: Magnet, { kind, url, model }: KnownEndpoint): Promise<EndpointParams> {
  if (kind === 'settings') return endpointParams(magnet);
  if (kind === 'listed') return paramsOf(magnet, url, model);
  const local = await magnet.endpoint.start();
  return { url: local.url, model: local.model };
}

async function paramsOf(magnet: Magnet, url: string, model: string): Promise<EndpointParams> {
  const apiKey = await readKey(magnet, 'endpoint', url);
  if (apiKey === null) throw new Error(t('Not sent: the key was given for another address than {0}.', url));
  return { url, ...(model === '' ? {} : { model }), ...(apiKey === undefined ? {} : { apiKey }) };
}
