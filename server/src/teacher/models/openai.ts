import { createWireClient, WireError, type WireReply, withoutKey } from '../../openai-wire/index.ts';
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
