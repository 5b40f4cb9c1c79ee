import { Agent as HttpAgent, type IncomingMessage, request as requestHttp, type ServerResponse } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { HttpError } from '../server/http-error.ts';
import type { ExchangeEnd, PassedBody, PassedExchange } from './types.ts';

/** Bytes of a body that are kept for checking; a larger one is passed on all the same. */
const MAX_KEPT = 16 * 1024 * 1024;

/** A connection that nobody uses is let go of before the server does so: Node and uvicorn wait five seconds. */
const IDLE_MS = 4_000;

/** Headers that speak of one connection alone (RFC 9110, 7.6.1). */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** A server that requests are passed on to. */
export interface Upstream {
  /** Passes one request on and its answer back; resolves when both are done. */
  pass(number: number, request: IncomingMessage, response: ServerResponse): Promise<PassedExchange>;
  close(): void;
}

/** @param origin `http://host:port` or `https://host` */
export function createUpstream(origin: URL): Upstream {
  const secure = origin.protocol === 'https:';
  const options = { keepAlive: true, timeout: IDLE_MS };
  const agent = secure ? new HttpsAgent(options) : new HttpAgent(options);
  return {
    pass: (number, request, response) => pass({ number, request, response, origin, agent }),
    close: () => agent.destroy(),
  };
}

interface Passing {
  readonly number: number;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly origin: URL;
  readonly agent: HttpAgent;
}

function pass({ number, request, response, origin, agent }: Passing): Promise<PassedExchange> {
  const started = performance.now();
  const sent = new KeptBody();
  const received = new KeptBody();
  let answer: IncomingMessage | undefined;
  return new Promise((resolve) => {
    let over = false;
    const finish = (end: ExchangeEnd, problem?: string) => {
      if (over) return;
      over = true;
      resolve({
        number,
        method: request.method ?? '',
        path: request.url ?? '/',
        status: answer?.statusCode ?? 0,
        end,
        ...(problem === undefined ? {} : { problem }),
        milliseconds: Math.round(performance.now() - started),
        request: sent.body(request.headers['content-encoding']),
        response: received.body(answer?.headers['content-encoding']),
        keys: keysIn(request),
      });
    };
    const ask = origin.protocol === 'https:' ? requestHttps : requestHttp;
    const onward = ask(origin, {
      method: request.method,
      path: request.url,
      headers: ['host', origin.host, ...endToEnd(request, new Set(['host', 'expect']))],
      agent,
    });
    onward.on('response', (incoming) => {
      answer = incoming;
      response.sendDate = false;
      response.writeHead(incoming.statusCode ?? 502, incoming.statusMessage, endToEnd(incoming));
      response.flushHeaders();
      incoming.on('data', (chunk: Buffer) => received.add(chunk));
      incoming.on('close', () => {
        // Half an answer is passed on as half an answer.
        if (!incoming.complete) response.destroy();
        finish(incoming.complete ? 'whole' : 'broken-off');
      });
      incoming.pipe(response);
    });
    onward.on('error', (error: NodeJS.ErrnoException) => {
      const problem = `${origin.origin} cannot be reached: ${error.code === 'ECONNREFUSED' ? 'nothing listens there' : error.message}.`;
      if (answer === undefined && !response.destroyed) refuse(response, problem);
      else response.destroy();
      finish(answer === undefined ? 'unreachable' : 'broken-off', answer === undefined ? problem : undefined);
    });
    response.on('close', () => {
      if (response.writableFinished) return;
      finish('client-gone');
      onward.destroy();
    });
    request.on('data', (chunk: Buffer) => sent.add(chunk));
    request.pipe(onward);
  });
}

/** The one answer that is ours: there is no other server's to pass on. */
function refuse(response: ServerResponse, problem: string): void {
  const body = new HttpError(502, problem).body();
  response.writeHead(502, { 'content-type': 'application/json; charset=utf-8', connection: 'close' });
  response.end(body);
}

/** Headers as they came, names and order and doubles kept, without those of the connection. */
function endToEnd({ rawHeaders, headers }: IncomingMessage, without: ReadonlySet<string> = new Set()): string[] {
  const named = new Set((headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase()));
  const kept: string[] = [];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const name = (rawHeaders[at] as string).toLowerCase();
    if (HOP_BY_HOP.has(name) || named.has(name) || without.has(name)) continue;
    kept.push(rawHeaders[at] as string, rawHeaders[at + 1] as string);
  }
  return kept;
}

/** Keys as clients of these servers send them. */
function keysIn({ headers }: IncomingMessage): string[] {
  const bearer = (headers.authorization ?? '').replace(/^\w+\s+/, '');
  return [bearer, headers['x-api-key'], headers['api-key']].filter((key): key is string => typeof key === 'string');
}

/** What of a body is kept for checking. */
class KeptBody {
  #chunks: Buffer[] | undefined = [];
  #size = 0;

  add(chunk: Buffer): void {
    this.#size += chunk.length;
    if (this.#size > MAX_KEPT) this.#chunks = undefined;
    else this.#chunks?.push(chunk);
  }

  body(encoding: string | undefined): PassedBody {
    const bytes = this.#chunks === undefined ? {} : { bytes: Buffer.concat(this.#chunks) };
    return { ...bytes, encoding: encoding ?? '' };
  }
}
