import type { Usage } from '../../chat/index.ts';
import type { JsonObject } from '../../json/index.ts';
import type { Repair, TextForm } from '../../openai-wire/index.ts';
import type { Fault } from '../verdict/labels.ts';

/** How an exchange ended. */
export type ExchangeEnd = 'whole' | 'unreachable' | 'broken-off' | 'client-gone';

/** A body as it went by; `bytes` is absent where it was larger than what is kept for checking. */
export interface PassedBody {
  readonly bytes?: Buffer;
  /** `content-encoding`, `''` where there is none. */
  readonly encoding: string;
}

/** One request and its answer, both passed on as they were. */
export interface PassedExchange {
  /** 1-based, in the order in which requests came. */
  readonly number: number;
  readonly method: string;
  readonly path: string;
  /** 0 where the server did not answer. */
  readonly status: number;
  readonly end: ExchangeEnd;
  /** Why there is no answer, in words. */
  readonly problem?: string;
  readonly milliseconds: number;
  readonly request: PassedBody;
  readonly response: PassedBody;
  /** What clients sent as their keys: masked wherever a server repeats it. */
  readonly keys: readonly string[];
}

/** One call of a model, checked against the tools that the request offered. */
export interface ProxiedCall {
  readonly name: string;
  readonly arguments: JsonObject;
  readonly faults: readonly Fault[];
  /** What a client has to put right to read it. */
  readonly repair?: Repair;
  /** The form of a call that was left in the text. */
  readonly parser?: TextForm;
}

/** What an exchange was found to be. */
export interface CheckedExchange {
  /** Why it was not checked; absent where it was. */
  readonly unchecked?: string;
  /** What the server said went wrong. */
  readonly error?: string;
  readonly model: string;
  readonly streamed: boolean;
  readonly calls: readonly ProxiedCall[];
  readonly text: string;
  readonly finishReason: string;
  readonly usage: Usage;
  readonly notes: readonly string[];
  /** The conversation with the reply at its end, in the words of the wire; absent where no reply came. */
  readonly conversation?: Conversation;
}

export interface Conversation {
  /** Messages of the request. */
  readonly messages: readonly JsonObject[];
  readonly reply: JsonObject;
  readonly tools: readonly JsonObject[];
}
