import { t } from '@vscode/l10n';
import type { TestCallParams } from '../../../server/src/lsp/protocol.ts';
import { readKey } from '../generate/keys.ts';
import type { Magnet } from '../magnet.ts';
import { readSettings } from '../settings.ts';

/**
 * Where test calls go: the local endpoint while it runs, else what the settings name.
 * @throws Error where the key must not go there
 */
export async function endpointParams(magnet: Magnet): Promise<Pick<TestCallParams, 'url' | 'model' | 'apiKey'>> {
  const { endpoint } = readSettings();
  const local = magnet.endpoint.running;
  const model = local?.model ?? endpoint.model;
  const apiKey = local === undefined ? await readKey(magnet, 'endpoint', endpoint.url) : undefined;
  if (apiKey === null)
    throw new Error(t('Not sent: the key was given for another address than magnet.endpoint.url names.'));
  return {
    url: local?.url ?? endpoint.url,
    ...(model === '' ? {} : { model }),
    ...(apiKey === undefined ? {} : { apiKey }),
  };
}
