import { withoutKey } from './origin.ts';
import { WireError } from './types.ts';

/** What went wrong with one request, and whether asking again makes sense. */
export type ChatFailure =
  | 'rate'
  | 'server'
  | 'refused'
  | 'malformed'
  | 'truncated'
  | 'key'
  | 'unavailable'
  | 'unrecorded'
  | 'cancelled';

/** What more is known of a failure. */
export interface FailureDetails {
  /** The server's own wish, where it said one. */
  readonly retryAfterMs?: number | undefined;
  /** What is counted: `http-503`, `socket`, `timeout`, `not-json`, `SAFETY`. */
  readonly kind?: string;
}

const REFUSES: ReadonlySet<string> = new Set(['http-400', 'http-413', 'http-414', 'http-422']);

export class ChatError extends Error {
  override readonly name = 'ChatError';
  readonly failure: ChatFailure;
  readonly retryAfterMs: number | undefined;
  readonly kind: string;

  constructor(failure: ChatFailure, message: string, { retryAfterMs, kind }: FailureDetails = {}) {
    super(message);
    this.failure = failure;
    this.retryAfterMs = retryAfterMs;
    this.kind = kind ?? failure;
  }

  /** It is about the request itself: sent again, it is refused again. */
  get refuses(): boolean {
    return REFUSES.has(this.kind);
  }

  /** Another try may get an answer. */
  get passing(): boolean {
    return this.failure === 'rate' || this.failure === 'server' || this.failure === 'malformed';
  }
}

/** Codes of an address at which nobody is: asking on is no use where nobody ever answered there. */
const NOBODY = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', '']);

/** What a failed request means for whoever asks again. */
export function asChatError(error: unknown, apiKey: string | undefined): unknown {
  if (!(error instanceof WireError)) return error;
  const { failure, status, retryAfterMs } = error;
  const message = withoutKey(error.message, apiKey);
  switch (failure) {
    case 'cancelled':
      return new ChatError('cancelled', message);
    case 'budget':
      return error;
    case 'timeout':
      return new ChatError('server', message, { kind: 'timeout' });
    case 'malformed':
      return new ChatError('server', message, { kind: bodyKind(error.response) });
    case 'too-large':
      return new ChatError('malformed', message, { kind: 'too-large' });
    case 'connect':
      return new ChatError(NOBODY.has(error.code) ? 'unavailable' : 'server', message, { kind: 'socket' });
    case 'status':
      return statusError(status, message, error.response, retryAfterMs);
  }
}

function statusError(status: number, message: string, body: string, retryAfterMs: number | undefined): ChatError {
  const page = bodyKind(body) === 'html';
  // A body that is no reply came with a good status: a page of a proxy, half a reply, an error in a stream.
  if (status < 400) return new ChatError('server', message, { kind: bodyKind(body), retryAfterMs });
  const kind = `http-${status}`;
  if (status === 429) return new ChatError('rate', message, { kind, retryAfterMs });
  if (status === 401 || status === 402 || (status === 403 && !page)) return new ChatError('key', message, { kind });
  const passing = status >= 500 || status === 408 || status === 409 || status === 425 || status === 403;
  return new ChatError(passing ? 'server' : 'unavailable', message, { kind, retryAfterMs });
}

function bodyKind(body: string): 'html' | 'error-reply' | 'not-json' {
  const text = body.trim();
  if (text.startsWith('<')) return 'html';
  try {
    JSON.parse(text);
    return 'error-reply';
  } catch {
    return /^(?::|data:|event:)/m.test(text) ? 'error-reply' : 'not-json';
  }
}

/** Whether a model worked for a reply that is of no use, which is paid like any other. */
export function wasAnswered(error: unknown): boolean {
  return error instanceof ChatError && ['malformed', 'truncated', 'refused', 'cancelled'].includes(error.failure);
}

/**
 * Whether a request that failed may be on the bill: a model worked for it, or nobody knows how it ended (a hang, a broken
 * connection, half a reply). An HTTP error says that nothing was served, and where nobody was there nothing was sent.
 */
export function mayHaveCost(error: unknown): boolean {
  if (!(error instanceof ChatError)) return true;
  return wasAnswered(error) || (error.failure === 'server' && !error.kind.startsWith('http-'));
}

/** The first wait of its own, and the longest, in milliseconds. */
const FIRST_WAIT = 1000;
const MAX_WAIT = 60_000;

/** At least what the server wishes; else doubling, with up to half again of jitter. */
export function waitFor(error: ChatError, attempt: number, random: () => number): number {
  const own = Math.min(MAX_WAIT, FIRST_WAIT * 2 ** (attempt - 1));
  return Math.max(error.retryAfterMs ?? 0, own) * (1 + random() / 2);
}
