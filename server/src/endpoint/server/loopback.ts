import type { IncomingMessage, Server } from 'node:http';
import { HttpError } from './http-error.ts';

export const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost']);
const GRACE_MS = 1_000;

/** @throws Error where the port is taken */
export function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Stops taking requests, lets running ones end for a moment, then ends them. */
export function closeServer(server: Server, stopping: AbortController): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => {
      stopping.abort();
      server.closeAllConnections();
    }, GRACE_MS);
    server.close(() => {
      clearTimeout(force);
      resolve();
    });
    server.closeIdleConnections();
  });
}

/** @throws HttpError 403 for a request of a web page, and for one that reached loopback by another name */
export function refuseForeign(request: IncomingMessage): void {
  if (request.headers.origin !== undefined) throw new HttpError(403, 'Requests from web pages are refused.');
  const host = (request.headers.host ?? '').replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
  if (!LOOPBACK.has(host)) throw new HttpError(403, 'The Host header names no loopback address.');
}
