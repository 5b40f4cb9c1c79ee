import type { Endpoint } from '../../endpoint/index.ts';
import type { Session } from '../session.ts';
import { onRequest, requireTrust, signalOf } from './request.ts';

/** The local endpoint and test calls. One endpoint runs at a time; it ends with the server. */
export function registerEndpointRequests(session: Session): void {
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
  onRequest(session, 'magnet/testCall', async (params, token) => {
    requireTrust(session, 'A test call');
    const { testCall } = await import('../../endpoint/index.ts');
    const own = await running?.catch(() => undefined);
    const key = params.apiKey === undefined && own?.url === params.url ? { apiKey: own.token } : {};
    return testCall({ ...params, ...key, functions: session.project.catalog.entries }, signalOf(token));
  });
  session.onShutdown(async () => {
    await stop();
  });
}

/** Loaded when first wanted: the pipeline weighs more than all of the editing features. */
async function start(port: number): Promise<Endpoint & { readonly token: string }> {
  const { randomToken, startEndpoint } = await import('../../endpoint/index.ts');
  const token = randomToken();
  return { ...(await startEndpoint({ port, token })), token };
}
