import type { Connection, ConnectionOptions } from 'vscode-languageserver';
import { ResponseError } from './languageserver.ts';

/** A request that came at the wrong time is led here; the name is the server's own. */
const REFUSED = '$/magnet/outOfTurn';

const NOT_INITIALIZED = -32002;
const INVALID_REQUEST = -32600;

type Stage = 'new' | 'running' | 'ended';

/**
 * Holds a client to the protocol's order: nothing but `initialize` first and only once, nothing but `exit` after
 * `shutdown`. Requests out of turn get the error the protocol names for them, notifications are passed over.
 */
export function keepOrder(): { readonly options: ConnectionOptions; readonly shutDown: () => boolean } {
  let stage: Stage = 'new';
  const options: ConnectionOptions = {
    messageStrategy: {
      handleMessage: (message, next) => {
        const { method, id } = message as { method?: unknown; id?: unknown };
        // Answers to the server's own requests are always in turn.
        if (typeof method !== 'string' || method === 'exit') return next(message);
        const wrong = outOfTurn(stage, method);
        if (wrong === undefined) {
          if (method === 'initialize') stage = 'running';
          if (method === 'shutdown') stage = 'ended';
          next(method === 'initialize' ? withCapabilities(message) : message);
        } else if (id !== undefined) {
          next({ jsonrpc: '2.0', id, method: REFUSED, params: wrong } as Parameters<typeof next>[0]);
        }
      },
    },
  };
  return { options, shutDown: () => stage === 'ended' };
}

/** Answers what {@link keepOrder} leads aside. */
export function registerRefusals(connection: Connection): void {
  connection.onRequest(
    REFUSED,
    ({ code, message }: { code?: unknown; message?: unknown } = {}) =>
      new ResponseError(typeof code === 'number' ? code : INVALID_REQUEST, String(message)),
  );
}

/**
 * Clients leave out what they cannot do, or write `null` for it; the protocol's types, and the library, know of neither
 * in `capabilities`.
 */
function withCapabilities<M extends object>(message: M): M {
  const { params } = message as { params?: unknown };
  const given = (typeof params === 'object' && params !== null ? params : {}) as { capabilities?: unknown };
  const { capabilities } = given;
  const usable = typeof capabilities === 'object' && capabilities !== null ? withoutNulls(capabilities) : {};
  return { ...message, params: { ...given, capabilities: usable } };
}

function withoutNulls(value: object): unknown {
  return JSON.parse(JSON.stringify(value), (_key, each: unknown) => (each === null ? undefined : each));
}

function outOfTurn(stage: Stage, method: string): { code: number; message: string } | undefined {
  if (stage === 'new' && method !== 'initialize')
    return { code: NOT_INITIALIZED, message: 'The server waits for `initialize`.' };
  if (stage === 'ended') return { code: INVALID_REQUEST, message: 'The server was shut down; it waits for `exit`.' };
  if (stage === 'running' && method === 'initialize')
    return { code: INVALID_REQUEST, message: '`initialize` was sent before.' };
  return undefined;
}
