import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpError } from '../server/http-error.ts';
import { closeServer, listen, refuseForeign } from '../server/loopback.ts';
import { checkExchange } from './check.ts';
import { Conversations, type Placed } from './conversations.ts';
import { createUpstream } from './forward.ts';
import type { CheckedExchange, PassedExchange } from './types.ts';

export interface ProxyOptions {
  /** Base address of the server, as a person writes it: its path is the path here. */
  readonly upstream: string;
  /** 0 (default) for any free port. */
  readonly port?: number;
  /** Told of each exchange once it is over, its conversation already grown by it. */
  readonly onExchange?: (passed: PassedExchange, checked: CheckedExchange, placed: Placed | undefined) => void;
}

/** A running proxy. */
export interface RunningProxy {
  /** Base address for clients, with the path of the server's. */
  readonly url: string;
  readonly upstream: string;
  readonly conversations: Conversations;
  close(): Promise<void>;
}

/**
 * Starts a server on loopback that passes each request on to another one, and each answer back, byte for byte as they come. What
 * went by is checked when it is over. A client's key goes to that server alone; a redirect is passed back, never followed.
 * @throws TypeError where the text is no address; Error where the port is taken
 */
export async function startProxy(options: ProxyOptions): Promise<RunningProxy> {
  const base = addressOf(options.upstream);
  const upstream = createUpstream(base);
  const conversations = new Conversations();
  const stopping = new AbortController();
  let count = 0;
  const server = createServer((request, response) => {
    try {
      refuseForeign(request);
    } catch (error) {
      response.writeHead(403, { 'content-type': 'application/json; charset=utf-8', connection: 'close' });
      response.end((error as HttpError).body());
      return;
    }
    count += 1;
    void upstream.pass(count, request, response).then((passed) => {
      // The answer goes out before it is looked at.
      setImmediate(() => {
        const checked = checkExchange(passed);
        options.onExchange?.(passed, checked, conversations.add(checked));
      });
    });
  });
  server.headersTimeout = 20_000;
  await listen(server, options.port ?? 0, '127.0.0.1');
  const { port } = server.address() as AddressInfo;
  const path = base.pathname.replace(/\/+$/, '');
  return {
    url: `http://127.0.0.1:${port}${path === '' ? '/v1' : path}`,
    upstream: base.href.replace(/\/+$/, ''),
    conversations,
    close: async () => {
      await closeServer(server, stopping);
      upstream.close();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

/** @throws TypeError */
function addressOf(written: string): URL {
  const given = written.trim();
  const url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(given) ? given : `http://${given}`);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new TypeError(`no http address: ${given}`);
  if (url.username !== '' || url.password !== '') throw new TypeError('an address with a password in it is not taken');
  return url;
}
