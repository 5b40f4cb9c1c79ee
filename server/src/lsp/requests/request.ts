import type { CancellationToken, GenericRequestHandler } from 'vscode-languageserver';
import { cancelled, refused } from '../guard.ts';
import { ResponseError } from '../languageserver.ts';
import type { ServerRequests } from '../protocol.ts';
import type { Session } from '../session.ts';

type Handler<Name extends keyof ServerRequests> = (
  params: ServerRequests[Name][0],
  token: CancellationToken,
) => ServerRequests[Name][1] | Promise<ServerRequests[Name][1]>;

/**
 * Answers one request of protocol.ts. Unlike an editor feature it has no neutral answer: a failure is told to the person
 * who asked, in one sentence; the details go to the log.
 */
export function onRequest<Name extends keyof ServerRequests>(
  session: Session,
  name: Name,
  handler: Handler<Name>,
): void {
  const answer = async (params: ServerRequests[Name][0] | null, token: CancellationToken) => {
    await session.ready();
    if (token.isCancellationRequested) return cancelled();
    try {
      const given = params ?? ({} as ServerRequests[Name][0]);
      return await session.project.watchdog.watch({ what: name }, undefined, () => handler(given, token));
    } catch (error) {
      if (token.isCancellationRequested) return cancelled();
      if (error instanceof ResponseError) return error;
      session.log.error(`${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      return refused(error instanceof Error ? error.message : String(error));
    }
  };
  session.connection.onRequest(name as string, answer as GenericRequestHandler<unknown, unknown>);
}

/** Stops here in an untrusted workspace: nothing may be executed or sent. */
export function requireTrust(session: Session, what: string): void {
  if (!session.trusted()) throw refused(`${what} needs a trusted workspace.`);
}

/** An `AbortSignal` that follows a request's cancellation. */
export function signalOf(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}
