import type { Usage } from '../../chat/index.ts';
import type { TeacherId } from '../types.ts';

/** One question to a model: stateless, never streamed. */
export interface ChatRequest {
  readonly system: string;
  readonly prompt: string;
  /** The answer is to be JSON. */
  readonly json: boolean;
  readonly temperature: number;
  readonly maxTokens: number;
  /** Servers that know no seed ignore it. */
  readonly seed: number;
}

export interface ChatReply {
  readonly text: string;
  readonly finishReason: string;
  readonly usage: Usage;
}

/** A model that answers one question at a time. The editor's own models come in this way as well. */
export interface ChatModel {
  readonly teacher: TeacherId;
  readonly model: string;
  /** @throws ChatError */
  complete(request: ChatRequest, signal?: AbortSignal): Promise<ChatReply>;
}

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
