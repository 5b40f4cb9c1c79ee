import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createBaselinePolicy } from '../policy/baseline.ts';
import type { Policy } from '../policy/types.ts';
import { HttpError } from './http-error.ts';
import { closeServer, LOOPBACK, listen, refuseForeign } from './loopback.ts';
import { obey } from './obey.ts';
import { readBody, readChatRequest } from './read.ts';
import { writeCompletion, writeJson, writeStream } from './write.ts';

export interface EndpointOptions {
  /** 0 (default) for any free port. */
  readonly port?: number;
  /** A loopback address; default 127.0.0.1. */
  readonly host?: '127.0.0.1' | '::1' | 'localhost';
  /** Who answers; default the built-in baseline. */
  readonly policy?: Policy;
  /** What clients must send as their key to get an answer; anybody on this machine gets one where it is left out. */
  readonly token?: string;
  /** Most bytes of a request; default 16 MiB. */
  readonly maxBytes?: number;
  /** Told of each request, for a log: method, path, status. */
  readonly onRequest?: (line: { method: string; path: string; status: number; milliseconds: number }) => void;
}

/** A running local Magnet endpoint. */
export interface Endpoint {
  /** Base address for clients, with `/v1`. */
  readonly url: string;
  readonly model: string;
  /** Stops taking requests, lets running ones end for a moment, then ends them. */
  close(): Promise<void>;
}

const SIXTEEN_MIB = 16 * 1024 * 1024;

/**
 * Starts an OpenAI-compatible server on loopback: `POST /v1/chat/completions` (streamed or not) and `GET /v1/models`.
 * Web pages cannot use it: a request with an `Origin` is refused, no CORS header is sent, and the `Host` must be a
 * loopback name, so that a rebound DNS name does not reach it.
 * @throws Error where the host is not loopback or the port is taken.
 */
export async function startEndpoint(options: EndpointOptions = {}): Promise<Endpoint> {
  const host = options.host ?? '127.0.0.1';
  if (!LOOPBACK.has(host)) throw new Error(`The local endpoint serves loopback only, not ${host}.`);
  const policy = options.policy ?? createBaselinePolicy();
  const stopping = new AbortController();
  const server = createServer((request, response) => {
    void serve({ request, response, policy, options, signal: stopping.signal });
  });
  server.headersTimeout = 20_000;
  server.requestTimeout = 60_000;
  await listen(server, options.port ?? 0, host);
  const { port } = server.address() as AddressInfo;
  const shown = host === '::1' ? '[::1]' : host;
  return { url: `http://${shown}:${port}/v1`, model: policy.model, close: () => closeServer(server, stopping) };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly policy: Policy;
  readonly options: EndpointOptions;
  readonly signal: AbortSignal;
}

/** Answers one request; whatever goes wrong becomes an error body. */
async function serve(exchange: Exchange): Promise<void> {
  const { request, response, options } = exchange;
  const started = performance.now();
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  response.on('finish', () => {
    const milliseconds = Math.round(performance.now() - started);
    options.onRequest?.({ method: request.method ?? '', path, status: response.statusCode, milliseconds });
  });
  try {
    refuseForeign(request);
    await route(exchange, path);
  } catch (error) {
    const refusal =
      error instanceof HttpError ? error : new HttpError(500, error instanceof Error ? error.message : String(error));
    if (response.headersSent) response.destroy();
    else {
      if (!request.complete) response.setHeader('connection', 'close');
      writeJson(response, refusal.status, refusal.body());
    }
  }
}

/** Other users of the machine can reach its loopback. The name of the model is no secret: what is answered is. */
function requireToken(request: IncomingMessage, token: string | undefined): void {
  if (token === undefined) return;
  const sent = Buffer.from((request.headers.authorization ?? '').replace(/^Bearer\s+/i, ''));
  const wanted = Buffer.from(token);
  if (sent.length !== wanted.length || !timingSafeEqual(sent, wanted))
    throw new HttpError(401, 'Send the token that this server printed when it started as the API key.');
}

/** A token that nobody guesses. */
export function randomToken(): string {
  return randomBytes(24).toString('base64url');
}

/** Both with and without `/v1`, since people write either. */
async function route(exchange: Exchange, path: string): Promise<void> {
  const { request, response, policy } = exchange;
  const known = path.replace(/^\/v1(?=\/|$)/, '').replace(/\/$/, '');
  if (known === '/models' || known === `/models/${policy.model}`) {
    if (request.method !== 'GET') throw new HttpError(405, `${path} takes GET.`);
    const model = { id: policy.model, object: 'model', created: 0, owned_by: 'magnet' };
    writeJson(response, 200, JSON.stringify(known === '/models' ? { object: 'list', data: [model] } : model));
  } else if (known === '/chat/completions') {
    if (request.method !== 'POST') throw new HttpError(405, `${path} takes POST.`);
    requireToken(request, exchange.options.token);
    await complete(exchange);
  } else if (known === '' && request.method === 'GET') {
    writeJson(response, 200, JSON.stringify({ service: 'local Magnet endpoint', model: policy.model }));
  } else {
    throw new HttpError(404, `Unknown address ${path}. This server knows /v1/chat/completions and /v1/models.`);
  }
}

async function complete({ request, response, policy, options, signal }: Exchange): Promise<void> {
  const chat = readChatRequest(await readBody(request, options.maxBytes ?? SIXTEEN_MIB));
  if (chat.model !== '' && chat.model !== policy.model) {
    throw new HttpError(404, `The model '${chat.model}' does not exist; this server offers '${policy.model}'.`);
  }
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  const move = await policy.move(
    { messages: chat.messages, tools: chat.tools },
    AbortSignal.any([signal, gone.signal]),
  );
  if (gone.signal.aborted) return;
  const completion = {
    id: `chatcmpl-${randomBytes(9).toString('hex')}`,
    created: Math.floor(Date.now() / 1000),
    model: policy.model,
    move: obey(move, chat.demands),
    request: chat,
  };
  if (chat.stream) writeStream(response, completion);
  else writeCompletion(response, completion);
}
