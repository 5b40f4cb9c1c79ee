import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Readable, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

/** An answer as it comes in: what `fetch` gives of one, as far as a client here reads it. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: (AsyncIterable<Uint8Array> & { cancel(): Promise<void> }) | null;
}

export interface WireSending {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal | undefined;
  /** For the whole answer. */
  readonly timeoutMs: number;
}

/** A connection that nobody used for so long may be closed at the other end at any moment. */
const IDLE_MS = 4000;
const AGENT = { keepAlive: true, timeout: IDLE_MS } as const;

type Request = (url: string, options: object) => ClientRequest;
let plain: Request | undefined;
let secure: Request | undefined;

/**
 * Read with the first request: `import` of `node:http` touches each of its names, and newer versions of Node then load all
 * of `fetch`, a sixth of a second that whoever opens a run would wait for.
 */
function requestOver(url: string): Request {
  if (url.startsWith('https:')) {
    secure ??= requestOf(require('node:https') as typeof import('node:https'));
    return secure;
  }
  plain ??= requestOf(require('node:http') as typeof import('node:http'));
  return plain;
}

function requestOf(http: typeof import('node:http') | typeof import('node:https')): Request {
  const agent = new http.Agent(AGENT);
  return (url, options) => http.request(url, { ...options, agent });
}

/**
 * Sends one request over HTTP and gives its answer with the first bytes of it; redirects are not followed. Runs send
 * hundreds a second, for which `fetch` takes four times the processor time of the modules under it.
 * @throws what the socket says, an `AbortError` where the signal aborts, a `TimeoutError` after the time
 */
export function sendOverHttp(
  url: string,
  { method, headers, body, signal, timeoutMs }: WireSending,
): Promise<WireAnswer> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(aborted());
      return;
    }
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const sent = requestOver(url)(url, { method, headers: { ...headers, ...length } });
    let answer: IncomingMessage | undefined;
    const end = (reason: Error) => {
      answer?.destroy(reason);
      sent.destroy(reason);
    };
    const onAbort = () => end(aborted());
    const timer = setTimeout(() => end(new DOMException('The time is over.', 'TimeoutError')), timeoutMs);
    signal?.addEventListener('abort', onAbort, { once: true });
    sent.once('close', () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    });
    sent.on('error', reject);
    sent.once('response', (response) => {
      answer = response;
      resolve(answerOf(response));
    });
    sent.end(body);
  });
}

function aborted(): Error {
  return new DOMException('The request was cancelled.', 'AbortError');
}

function answerOf(response: IncomingMessage): WireAnswer {
  return {
    status: response.statusCode ?? 0,
    headers: { get: (name) => headerText(response.headers[name.toLowerCase()]) },
    body: bodyOf(response),
  };
}

function headerText(value: string | readonly string[] | undefined): string | null {
  if (value === undefined) return null;
  return typeof value === 'string' ? value : value.join(', ');
}

function bodyOf(response: IncomingMessage): NonNullable<WireAnswer['body']> {
  const stream = unpacked(response);
  return {
    [Symbol.asyncIterator]: () => stream[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>,
    cancel: async () => {
      response.destroy();
    },
  };
}

/** Nobody asked for packed answers; a server or a proxy that sends one all the same is read. */
function unpacked(response: IncomingMessage): Readable {
  const unpack = unpacker(response.headers['content-encoding']);
  if (unpack === undefined) return response;
  response.once('error', (error) => unpack.destroy(error));
  return response.pipe(unpack);
}

function unpacker(encoding: string | undefined): Transform | undefined {
  switch (encoding?.trim().toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      return undefined;
  }
}
