import type { CancellationToken } from 'vscode-languageserver';
import { LSPErrorCodes, ResponseError } from './languageserver.ts';
import { WorkEnded } from './watchdog.ts';

/** Where the server writes what went wrong; a person finds it in the client's output channel. */
export interface Log {
  error(message: string): void;
  info(message: string): void;
}

export type Guarded<P, R> = (params: P, token: CancellationToken) => Promise<R | ResponseError<never>>;

/**
 * Wraps a request handler so that no request can stop the server: it lets waiting messages (a newer edit, a
 * cancellation) go first, answers a cancelled request as such, and answers a crash with `neutral`, after logging it.
 * A `ResponseError` thrown by the handler is an answer worded for a person and passes through.
 */
export function guard<P, R>(
  log: Log,
  name: string,
  neutral: R,
  handler: (params: P, token: CancellationToken) => R | Promise<R>,
): Guarded<P, R> {
  return async (params, token) => {
    await new Promise<void>((resolve) => setImmediate(resolve));
    if (token.isCancellationRequested) return cancelled();
    try {
      const result = await handler(params, token);
      return token.isCancellationRequested ? cancelled() : result;
    } catch (error) {
      if (error instanceof ResponseError) return error as ResponseError<never>;
      if (token.isCancellationRequested) return cancelled();
      if (error instanceof WorkEnded) log.error(`${name}: ${error.message}.`);
      else log.error(`${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      return neutral;
    }
  };
}

/** As `guard`, for notifications: nothing to answer, so a crash is only logged. */
export function guardNotification<P>(log: Log, name: string, handler: (params: P) => void | Promise<void>) {
  return async (params: P): Promise<void> => {
    try {
      await handler(params);
    } catch (error) {
      log.error(`${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
  };
}

export function cancelled(): ResponseError<never> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'Request cancelled.');
}

/** An answer that a person reads: why a request could not be done. */
export function refused(message: string): ResponseError<never> {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}
