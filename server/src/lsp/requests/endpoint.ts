import type { Endpoint } from '../../endpoint/index.ts';
import type { Session } from '../session.ts';
import { endpointOptions } from './endpoint-money.ts';
import { onRequest, requireTrust, signalOf } from './request.ts';

/**
 * The local endpoint and test calls. One endpoint runs at a time; it ends with the server.
 * @returns the key of an address, where it is the local endpoint's
 */
export function registerEndpointRequests(session: Session): (url: string) => Promise<string | undefined> {
  let running: Promise<Endpoint & { readonly token: string }> | undefined;
  const stop = async (): Promise<boolean> => {
    const endpoint = await running?.catch(() => undefined);
    running = undefined;
    await endpoint?.close();
    return endpoint !== undefined;
  };
  onRequest(session, 'magnet/startEndpoint', async ({ port }) => {
    requireTrust(session, 'Starting an endpoint');
    running ??= start(Number(port) || 0);
    try {
      const { url, model, token } = await running;
      return { url, model, token };
    } catch (error) {
      running = undefined;
      throw error;
    }
  });
  onRequest(session, 'magnet/stopEndpoint', async () => ({ stopped: await stop() }));
  const keyOf = async (url: string) => {
    const own = await running?.catch(() => undefined);
    return own?.url === url ? own.token : undefined;
  };
  onRequest(session, 'magnet/testCall', async (params, token) => {
    requireTrust(session, 'A test call');
    const { testCall } = await import('../../endpoint/index.ts');
    const apiKey = params.apiKey ?? (await keyOf(params.url));
    const endpoint = await endpointOptions(session, { ...params, ...(apiKey === undefined ? {} : { apiKey }) });
    return testCall({ ...params, endpoint, functions: session.project.catalog.entries }, signalOf(token));
  });
  session.onShutdown(async () => {
    await stop();
  });
  return keyOf;
}

/** Loaded when first wanted: the pipeline weighs more than all of the editing features. */
async function start(port: number): Promise<Endpoint & { readonly token: string }> {
  const { randomToken, startEndpoint } = await import('../../endpoint/index.ts');
  const token = randomToken();
  return { ...(await startEndpoint({ port, token })), token };
}
