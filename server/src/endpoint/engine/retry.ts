import { type Clock, SYSTEM_CLOCK } from '../../openai-wire/index.ts';
import { asChatError, ChatError, waitFor } from '../../teacher/index.ts';
import type { EndpointClient } from '../client.ts';

export interface RetryOptions {
  /** Further tries of one request. */
  readonly retries: number;
  readonly clock?: Clock;
  /** In [0, 1), for jitter. */
  readonly random?: () => number;
  readonly onRetry?: (reason: string, waitMs: number) => void;
}

/** After so many requests given up in a row each further one is tried once, until one is answered. */
const DOWN_AFTER = 3;
/** A hang costs the whole time limit each time. */
const RETRIES_OF_A_HANG = 2;
/** A server that wishes a longer wait than this is not waited for. */
const MAX_WISH_MS = 10 * 60_000;

/**
 * A client that asks again where another try may get an answer, by the rules of a teacher's requests: it waits at least as
 * long as the server's `Retry-After` says, else twice as long each time. The last error is thrown as it came.
 */
export function withRetries(client: EndpointClient, options: RetryOptions): EndpointClient {
  const { clock = SYSTEM_CLOCK, random = Math.random } = options;
  const server = { answered: false, givenUp: 0 };
  const again = async <T>(ask: () => Promise<T>, signal?: AbortSignal): Promise<T> => {
    const retries = server.givenUp >= DOWN_AFTER ? 0 : options.retries;
    for (let attempt = 1; ; attempt += 1) {
      try {
        const value = await ask();
        Object.assign(server, { answered: true, givenUp: 0 });
        return value;
      } catch (error) {
        const known = asChatError(error, undefined);
        if (!(known instanceof ChatError) || known.failure === 'cancelled' || known.refuses) throw error;
        const passing = known.passing || (known.failure === 'unavailable' && server.answered);
        const most = known.kind === 'timeout' ? Math.min(retries, RETRIES_OF_A_HANG) : retries;
        if (!passing || attempt > most || (known.retryAfterMs ?? 0) > MAX_WISH_MS) {
          if (passing) server.givenUp += 1;
          throw error;
        }
        const wait = waitFor(known, attempt, random);
        options.onRetry?.(known.message, wait);
        await clock.sleep(wait, signal);
      }
    }
  };
  return {
    ...client,
    chat: (request, signal, onText) => again(() => client.chat(request, signal, onText), signal),
    models: (signal) => again(() => client.models(signal), signal),
    model: (signal) => again(() => client.model(signal), signal),
  };
}
