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
  /** @throws ChatError of the wire kit */
  complete(request: ChatRequest, signal?: AbortSignal): Promise<ChatReply>;
}
