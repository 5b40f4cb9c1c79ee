import type { Message, ToolDefinition, Usage } from '../chat/index.ts';
import type { JsonObject } from '../json/index.ts';
import type { Repair } from './arguments.ts';
import type { TextForm } from './text-bodies.ts';

/** One chat request in OpenAI's form; what is left out is left to the server. */
export interface WireRequest {
  readonly model: string;
  readonly messages: readonly Message[];
  readonly tools?: readonly ToolDefinition[];
  /** Tools that are not sent, whose calls are looked for in the text. */
  readonly readTools?: readonly ToolDefinition[];
  readonly toolChoice?: 'auto' | 'none' | 'required';
  readonly temperature?: number;
  readonly maxTokens?: number;
  readonly seed?: number;
  readonly stream?: boolean;
  /** Further fields of the request, as the server names them. */
  readonly extra?: JsonObject;
}

/** One call of a reply, whichever way the server sent it. */
export interface WireCall {
  /** The server's id, or one made up where it sent none or repeated one. */
  readonly id: string;
  readonly name: string;
  readonly arguments: JsonObject;
  /** What was wrong with the arguments as sent: no JSON, cut off, no object. `arguments` is then what could be read. */
  readonly problem?: string;
  /** What this client put right to read the arguments. */
  readonly repair?: Repair;
  /** The call stood in the text: the server has no parser for its model's tool calls. */
  readonly inText?: true;
  /** The form in which it stood there. */
  readonly parser?: TextForm;
}

export interface WireReply {
  /** What the model said, without calls that stood in it. */
  readonly text: string;
  readonly reasoning: string;
  readonly calls: readonly WireCall[];
  /** As the server wrote it; `''` where it wrote none. Decide by `calls`, servers are not agreed on it. */
  readonly finishReason: string;
  readonly usage: Usage;
  /** Model that answered, by the server's own word. */
  readonly model: string;
  /** Address that answered. */
  readonly url: string;
  readonly milliseconds: number;
  /** Bodies as sent and received; neither holds a key. */
  readonly request: string;
  readonly response: string;
  /** What this client had to put right or found odd, in plain words. */
  readonly notes: readonly string[];
}

/** Why there is no reply. */
export type WireFailure = 'connect' | 'timeout' | 'cancelled' | 'status' | 'malformed' | 'too-large' | 'budget';

export class WireError extends Error {
  override readonly name = 'WireError';
  readonly failure: WireFailure;
  /** HTTP status, 0 where none was received. */
  readonly status: number;
  /** Code of the socket's error, as `ECONNREFUSED`; `''` where there is none. */
  readonly code: string;
  /** The server's own wish, from `Retry-After`. */
  readonly retryAfterMs: number | undefined;
  readonly request: string;
  readonly response: string;

  constructor(
    failure: WireFailure,
    message: string,
    details: {
      status?: number;
      code?: string;
      retryAfterMs?: number | undefined;
      request?: string;
      response?: string;
    } = {},
  ) {
    super(message);
    this.failure = failure;
    this.status = details.status ?? 0;
    this.code = details.code ?? '';
    this.retryAfterMs = details.retryAfterMs;
    this.request = details.request ?? '';
    this.response = details.response ?? '';
  }
}

export type { Repair } from './arguments.ts';
