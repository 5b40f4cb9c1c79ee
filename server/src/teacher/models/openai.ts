import { createWireClient, WireError, withoutKey } from '../../openai-wire/index.ts';
import { ChatError, type ChatModel } from './types.ts';

export interface OpenAiOptions {
  readonly baseUrl: string;
  readonly model: string;
  readonly apiKey?: string;
  readonly timeoutMs?: number;
}

/** Any OpenAI-compatible server as a teacher. */
export function createOpenAiModel(options: OpenAiOptions): ChatModel {
  const client = createWireClient(options);
  return {
    teacher: 'openai',
    model: options.model,
    complete: async (request, signal) => {
      if (signal?.aborted === true) throw new ChatError('cancelled', 'The request was cancelled.');
      try {
        const reply = await client.chat(
          {
            model: options.model,
            messages: [
              { role: 'system', content: request.system },
              { role: 'user', content: request.prompt },
            ],
            temperature: request.temperature,
            maxTokens: request.maxTokens,
            seed: request.seed,
          },
          signal,
        );
        if (reply.finishReason === 'length')
          throw new ChatError('truncated', 'the model stopped at the limit of tokens');
        if (reply.finishReason === 'content_filter') throw new ChatError('refused', 'the server filtered the answer');
        if (reply.text.trim() === '') throw new ChatError('malformed', 'the model sent no text');
        return { text: reply.text, finishReason: reply.finishReason, usage: reply.usage };
      } catch (error) {
        throw asChatError(error, options.apiKey);
      }
    },
  };
}

function asChatError(error: unknown, apiKey: string | undefined): unknown {
  if (!(error instanceof WireError)) return error;
  const message = withoutKey(error.message, apiKey);
  if (error.failure === 'cancelled') return new ChatError('cancelled', message);
  if (error.failure === 'timeout' || error.failure === 'malformed') return new ChatError('server', message);
  if (error.failure === 'connect') return new ChatError('unavailable', message);
  if (error.status === 429) return new ChatError('rate', message, error.retryAfterMs);
  if (error.status === 401 || error.status === 403) return new ChatError('key', message);
  return new ChatError(error.status >= 500 ? 'server' : 'unavailable', message, error.retryAfterMs);
}
