import type { CallReport, JsonObject } from '../../../server/src/lsp/protocol.ts';

/** Which functions a question offers to the model: the one under test, all of the workspace, or these ids. */
export type Offer = 'this' | 'all' | readonly string[];

/** A call that was tried. */
export interface PastCall {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly function: string;
  readonly ask?: string;
  readonly arguments?: JsonObject;
  readonly offer: Offer;
  readonly url: string;
  readonly model: string;
  /** What came back, in a few words. */
  readonly outcome: string;
  readonly ok: boolean;
  readonly pinned: boolean;
  /** The body that was sent; '' where nothing was. It holds no key. */
  readonly request: string;
}

/** Calls kept beside the pinned ones, and bytes of a body that is kept with its call. */
const KEPT = 40;
const MAX_PINNED = 40;
const MAX_REQUEST = 100_000;

export function pastCall(
  tried: Pick<PastCall, 'id' | 'at' | 'function' | 'ask' | 'arguments' | 'offer'>,
  report: CallReport,
): PastCall {
  const { url, model, calls, request } = report;
  const ok = calls.length > 0 && calls.every((call) => call.valid);
  return {
    ...tried,
    url,
    model,
    outcome:
      calls.length === 0 ? 'words, no call' : calls.map(({ name, valid }) => `${valid ? '✓' : '✗'} ${name}`).join(' '),
    ok,
    pinned: false,
    request: request.length > MAX_REQUEST ? '' : request,
  };
}

/** The newest first, pinned ones before all others; the oldest that nobody pinned are let go. */
export function withCall(calls: readonly PastCall[], call: PastCall): PastCall[] {
  return arranged([call, ...calls.filter(({ id }) => id !== call.id)]);
}

export function withPin(calls: readonly PastCall[], id: string): PastCall[] {
  const pinned = calls.filter((call) => call.pinned).length;
  return arranged(
    calls.map((call) =>
      call.id === id && (call.pinned || pinned < MAX_PINNED) ? { ...call, pinned: !call.pinned } : call,
    ),
  );
}

function arranged(calls: readonly PastCall[]): PastCall[] {
  const newest = [...calls].sort((left, right) => right.at - left.at);
  return [...newest.filter(({ pinned }) => pinned), ...newest.filter(({ pinned }) => !pinned).slice(0, KEPT)];
}

/** The request as a command of a POSIX shell; the key is read from the environment. */
export function asCurl({ url, request }: Pick<PastCall, 'url' | 'request'>): string {
  const lines = [
    `curl ${quoted(/\/chat\/completions$/.test(url) ? url : `${url.replace(/\/+$/, '')}/chat/completions`)}`,
    "-H 'Content-Type: application/json'",
    '-H "Authorization: Bearer $MAGNET_ENDPOINT_API_KEY"',
    `-d ${quoted(request)}`,
  ];
  return lines.join(' \\\n  ');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** What was asked or given, as JSON that `magnet call` and others can take. */
export function asJson({ function: name, ask, arguments: args, request }: PastCall): string {
  const body: unknown = request === '' ? undefined : JSON.parse(request);
  return JSON.stringify(
    body ?? { function: name, ...(ask === undefined ? { arguments: args ?? {} } : { ask }) },
    null,
    2,
  );
}
