import {
  type EnhancedGenerateContentResponse,
  type GenerationConfig,
  GoogleGenerativeAI,
  GoogleGenerativeAIFetchError,
  type Part,
} from '@google/generative-ai';
import { ChatError, fetchAtHome, withoutKey } from '../../openai-wire/index.ts';
import type { ChatModel, ChatReply, ChatRequest } from './types.ts';

export interface GeminiOptions {
  readonly apiKey: string;
  readonly model: string;
  /** Another address that speaks the same protocol: a proxy, a test server. */
  readonly baseUrl?: string;
  /** For one reply; default two minutes. */
  readonly timeoutMs?: number;
}

const TWO_MINUTES = 120_000;

/**
 * Gemini through `@google/generative-ai`, the only file that knows it. Stateless and never streamed: the package's
 * streaming aggregate doubles parallel calls, its chat sessions rewrite roles, its timeout holds the process open and
 * its `text()` mixes in thoughts, so none of these is used.
 */
export function createGeminiModel(options: GeminiOptions): ChatModel {
  keepRequestsHome();
  const client = new GoogleGenerativeAI(options.apiKey);
  const request = options.baseUrl === undefined ? {} : { baseUrl: options.baseUrl.replace(/\/+$/, '') };
  const model = client.getGenerativeModel({ model: options.model }, request);
  return {
    teacher: 'gemini',
    model: options.model,
    complete: async (question, signal) => {
      // The package ignores a signal that is aborted already.
      if (signal?.aborted === true) throw new ChatError('cancelled', 'The request was cancelled.');
      const stop = deadline(options.timeoutMs ?? TWO_MINUTES, signal);
      try {
        const { response } = await model.generateContent(
          {
            systemInstruction: { role: 'system', parts: [{ text: question.system }] },
            contents: [{ role: 'user', parts: [{ text: question.prompt }] }],
            generationConfig: generationConfig(question),
          },
          { signal: stop.signal },
        );
        const reply = readReply(response);
        return { ...reply, text: withoutKey(reply.text, options.apiKey) };
      } catch (error) {
        throw asChatError(error, options.apiKey, signal, stop.signal);
      } finally {
        stop.clear();
      }
    },
  };
}

/** A signal that the caller or the clock aborts; its timer never keeps the process alive. */
function deadline(milliseconds: number, signal?: AbortSignal): { signal: AbortSignal; clear(): void } {
  const controller = new AbortController();
  const abort = () => controller.abort();
  const timer = setTimeout(abort, milliseconds);
  timer.unref();
  signal?.addEventListener('abort', abort, { once: true });
  return {
    signal: controller.signal,
    clear: () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    },
  };
}

/** Fields that the package's types do not know yet pass through unchanged. */
function generationConfig({ temperature, maxTokens, seed, json }: ChatRequest): GenerationConfig {
  const known: GenerationConfig = {
    temperature,
    maxOutputTokens: maxTokens,
    ...(json ? { responseMimeType: 'application/json' } : {}),
  };
  return Object.assign(known, { seed });
}

const REFUSED = new Set([
  'SAFETY',
  'RECITATION',
  'LANGUAGE',
  'BLOCKLIST',
  'PROHIBITED_CONTENT',
  'SPII',
  'IMAGE_SAFETY',
]);

/** A text longer than this is no answer to any question a run asks. */
const MAX_TEXT = 200_000;

/** Policy for every way a reply can end: only STOP, or saying nothing of it, is an answer. */
function readReply(response: EnhancedGenerateContentResponse): ChatReply {
  const blocked = response.promptFeedback?.blockReason;
  if (blocked !== undefined)
    throw new ChatError('refused', `Gemini refused the request: ${blocked}`, { kind: String(blocked) });
  const [candidate] = response.candidates ?? [];
  const finishReason: string = candidate?.finishReason ?? '';
  if (REFUSED.has(finishReason))
    throw new ChatError('refused', `Gemini gave no answer: ${finishReason}`, { kind: finishReason });
  if (finishReason === 'MAX_TOKENS')
    throw new ChatError('truncated', 'Gemini stopped at the limit of tokens', { kind: finishReason });
  if (finishReason !== '' && finishReason !== 'STOP')
    throw new ChatError('malformed', `Gemini ended with ${finishReason}`, { kind: finishReason });
  const text = spokenText(candidate?.content?.parts);
  if (text.trim() === '')
    throw new ChatError(
      'malformed',
      `Gemini sent no text (${finishReason === '' ? 'no finish reason' : finishReason})`,
      { kind: 'no-text' },
    );
  if (text.length > MAX_TEXT)
    throw new ChatError('malformed', `Gemini sent ${text.length} characters`, { kind: 'too-long' });
  const usage = response.usageMetadata;
  const thoughts = Number((usage as { thoughtsTokenCount?: number } | undefined)?.thoughtsTokenCount ?? 0);
  return {
    text,
    finishReason,
    usage: { input: usage?.promptTokenCount ?? 0, output: (usage?.candidatesTokenCount ?? 0) + thoughts },
  };
}

/** Thoughts are parts like any other, marked so; parts of a broken reply may be anything. */
function spokenText(parts: unknown): string {
  if (!Array.isArray(parts)) return '';
  return parts
    .map((part: (Partial<Part> & { thought?: boolean }) | null) =>
      part?.thought === true || typeof part?.text !== 'string' ? '' : part.text,
    )
    .join('');
}

function asChatError(error: unknown, apiKey: string, signal: AbortSignal | undefined, stopped: AbortSignal): ChatError {
  if (error instanceof ChatError) return error;
  if (signal?.aborted === true) return new ChatError('cancelled', 'The request was cancelled.');
  if (stopped.aborted) return new ChatError('server', 'Gemini did not answer in time.', { kind: 'timeout' });
  const message = withoutKey(error instanceof Error ? error.message : String(error), apiKey);
  if (!(error instanceof GoogleGenerativeAIFetchError))
    return new ChatError('server', message, { kind: error instanceof SyntaxError ? 'not-json' : 'socket' });
  const { status = 0 } = error;
  const details = { kind: `http-${status}`, retryAfterMs: retryDelay(error) };
  if (status === 429) return new ChatError('rate', message, details);
  if (status === 401 || status === 403 || /API[_ ]key/i.test(message)) return new ChatError('key', message, details);
  return new ChatError(status >= 500 || status === 0 || status === 408 ? 'server' : 'unavailable', message, details);
}

/** Marks a request that carries a key of this service, in the package's own header. */
const KEY_HEADER = 'x-goog-api-key';
let guarded: typeof fetch | undefined;

/**
 * The package takes no `fetch` of ours and follows redirects with key and prompt. Its requests are known by their header,
 * and stay with the origin they were sent to; all others are left as they are.
 */
function keepRequestsHome(): void {
  if (globalThis.fetch === guarded) return;
  const before = globalThis.fetch;
  guarded = (input, init) =>
    typeof input === 'string' && new Headers(init?.headers).has(KEY_HEADER)
      ? fetchAtHome(input, init ?? {}, before)
      : before(input, init);
  globalThis.fetch = guarded;
}

/** "13s" in the error's details, in milliseconds. */
function retryDelay(error: GoogleGenerativeAIFetchError): number | undefined {
  for (const detail of error.errorDetails ?? []) {
    const match = /^(\d+(?:\.\d+)?)s$/.exec(String(detail.retryDelay ?? ''));
    if (match !== null) return Number(match[1]) * 1000;
  }
  return undefined;
}
