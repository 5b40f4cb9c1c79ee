import { asChatError, ChatError, createWireClient, type WireReply } from '../../openai-wire/index.ts';
import type { ChatModel } from './types.ts';

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
        refuseUseless(reply);
        return { text: reply.text, finishReason: reply.finishReason, usage: reply.usage };
      } catch (error) {
        throw asChatError(error, options.apiKey);
      }
    },
  };
}

/** A text longer than this is no answer to any question a run asks. */
const MAX_TEXT = 200_000;

function refuseUseless({ finishReason, text }: WireReply): void {
  if (finishReason === 'length')
    throw new ChatError('truncated', 'the model stopped at the limit of tokens', { kind: 'length' });
  if (finishReason === 'content_filter')
    throw new ChatError('refused', 'the server filtered the answer', { kind: 'content_filter' });
  if (text.trim() === '') throw new ChatError('malformed', 'the model sent no text', { kind: 'no-text' });
  if (text.length > MAX_TEXT)
    throw new ChatError('malformed', `the model sent ${text.length} characters`, { kind: 'too-long' });
}
