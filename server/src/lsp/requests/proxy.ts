import type { KeptProxy } from '../../endpoint/index.ts';
import { refused } from '../guard.ts';
import type { Session } from '../session.ts';
import { filePath } from '../uris.ts';
import { onRequest, requireTrust } from './request.ts';

const NONE = { exchanges: 0, calls: 0, wrong: 0 };

/** The proxy between an agent and its model. One runs at a time; it ends with the server. */
export function registerProxyRequests(session: Session): void {
  let running: Promise<KeptProxy> | undefined;
  const stop = async () => {
    const proxy = await running?.catch(() => undefined);
    running = undefined;
    await proxy?.close();
    return { stopped: proxy !== undefined, ...(proxy?.counts ?? NONE) };
  };
  onRequest(session, 'magnet/startProxy', async ({ upstream, port, out }) => {
    requireTrust(session, 'Starting a proxy');
    if (running !== undefined) throw refused('A proxy is running already; stop it first.');
    const folder = filePath(String(out));
    if (folder === undefined) throw refused('A run is kept in a folder on this machine.');
    running = start(session, String(upstream), Number(port) || 0, folder);
    try {
      const proxy = await running;
      return { url: proxy.url, upstream: proxy.upstream };
    } catch (error) {
      running = undefined;
      throw error;
    }
  });
  onRequest(session, 'magnet/stopProxy', stop);
  session.onShutdown(async () => {
    await stop();
  });
}

/** Loaded when first wanted: the pipeline weighs more than all of the editing features. */
async function start(session: Session, upstream: string, port: number, out: string): Promise<KeptProxy> {
  const { startKeptProxy } = await import('../../endpoint/index.ts');
  return startKeptProxy({
    upstream,
    port,
    out,
    onExchange: (told) => void session.connection.sendNotification('magnet/proxyExchange', told),
    onTrouble: (line) => session.log.error(line),
  });
}
