import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { isObject, type Json, type JsonObject, jsonOrText } from '../../json/index.ts';

/** Where a server runs. Whoever calls has asked the person: starting a command is running code. */
export type McpTarget =
  | {
      readonly kind: 'stdio';
      readonly command: string;
      readonly args: readonly string[];
      readonly cwd?: string;
      /** Added to the few variables a child gets by default (PATH, HOME, …); keys never come by themselves. */
      readonly env?: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'http'; readonly url: string; readonly headers?: Readonly<Record<string, string>> };

export interface McpOptions {
  /** For connecting, and for each request, in milliseconds. A first start may have to download the server. */
  readonly timeout?: number;
  readonly signal?: AbortSignal | undefined;
}

/** What a call gave back: structured output where the server has one, else its content. */
export interface McpCallResult {
  readonly isError: boolean;
  /** `structuredContent`, else the text parsed as JSON, else the text, else the content list. */
  readonly output: Json;
  /** All text of the content, joined; for an error, what it says. */
  readonly text: string;
}

/** An open connection to one server. */
export interface McpSession {
  readonly server: { readonly name: string; readonly version: string; readonly instructions: string };
  /** All tools, every page, each as the server wrote it. */
  listTools(signal?: AbortSignal): Promise<JsonObject[]>;
  /** One call. An error that the tool reports is a result; only a broken connection throws. */
  callTool(name: string, args: JsonObject, signal?: AbortSignal): Promise<McpCallResult>;
  /** The last of what a child process wrote to stderr. */
  stderr(): string;
  /** Ends the session and the child process. Never throws. */
  close(): Promise<void>;
}

/** The server could not be reached, or does not do what is asked; `stderr` is the child's last output. */
export class McpError extends Error {
  override readonly name = 'McpError';
  readonly stderr: string;
  constructor(message: string, stderr = '') {
    super(message);
    this.stderr = stderr;
  }
}

const DEFAULT_TIMEOUT_MS = 60_000;
const STDERR_KEPT = 32_768;
const MAX_PAGES = 1_000;
const MAX_TOOLS = 50_000;
const CLIENT = { name: 'magnet', version: '0.1.0' } as const;

/**
 * Connects to a server: a child process over stdio, or a URL over streamable HTTP with a fall back to the older
 * server-sent events.
 * @throws McpError when it cannot be started, reached, or offers no tools.
 */
export async function connectMcp(target: McpTarget, options: McpOptions = {}): Promise<McpSession> {
  const timeout = options.timeout ?? DEFAULT_TIMEOUT_MS;
  const errors = new TextTail(STDERR_KEPT);
  const [first, ...fallbacks] = await transports(target, errors);
  let failure: unknown;
  for (const transport of [first, ...fallbacks]) {
    if (transport === undefined) continue;
    try {
      return await openSession(transport, errors, timeout, options.signal);
    } catch (error) {
      failure ??= error;
      if (error instanceof McpError || !isRefusal(error)) break;
    }
  }
  throw failure instanceof McpError ? failure : new McpError(wordsOf(failure, target, timeout), errors.text());
}

/** The transports to try, in order. The packages are loaded late: most runs never need them. */
async function transports(target: McpTarget, errors: TextTail): Promise<Transport[]> {
  if (target.kind === 'stdio') {
    const { StdioClientTransport, getDefaultEnvironment } = await import('@modelcontextprotocol/sdk/client/stdio.js');
    const transport = new StdioClientTransport({
      command: target.command,
      args: [...target.args],
      stderr: 'pipe',
      env: { ...getDefaultEnvironment(), ...target.env },
      ...(target.cwd === undefined ? {} : { cwd: target.cwd }),
    });
    transport.stderr?.on('data', (chunk: Buffer) => errors.add(chunk.toString('utf8')));
    return [transport];
  }
  const url = httpUrl(target.url);
  const requestInit = target.headers === undefined ? {} : { requestInit: { headers: { ...target.headers } } };
  const { StreamableHTTPClientTransport } = await import('@modelcontextprotocol/sdk/client/streamableHttp.js');
  const { SSEClientTransport } = await import('@modelcontextprotocol/sdk/client/sse.js');
  return [new StreamableHTTPClientTransport(url, requestInit) as Transport, new SSEClientTransport(url, requestInit)];
}

function httpUrl(text: string): URL {
  if (!URL.canParse(text)) throw new McpError(`"${text}" is no URL.`);
  const url = new URL(text);
  if (url.protocol === 'http:' || url.protocol === 'https:') return url;
  throw new McpError(`"${text}" is neither an http nor an https URL.`);
}

async function openSession(
  transport: Transport,
  errors: TextTail,
  timeout: number,
  signal: AbortSignal | undefined,
): Promise<McpSession> {
  const { Client } = await import('@modelcontextprotocol/sdk/client/index.js');
  const client = new Client(CLIENT, { capabilities: {} });
  try {
    await within(client.connect(transport, requestOptions(timeout, signal)), timeout, signal);
  } catch (error) {
    await quietly(client.close());
    throw error;
  }
  if (client.getServerCapabilities()?.tools === undefined) {
    await quietly(client.close());
    throw new McpError('the server offers no tools.', errors.text());
  }
  const info = client.getServerVersion();
  return {
    server: { name: info?.name ?? '', version: info?.version ?? '', instructions: client.getInstructions() ?? '' },
    listTools: (until) =>
      listTools(client, timeout, until ?? signal).catch((error: unknown) => {
        // The protocol's own package has an error of the same name, which knows nothing of what the server wrote.
        throw error instanceof McpError ? error : new McpError(`no list of tools: ${messageOf(error)}`, errors.text());
      }),
    callTool: (name, args, until) => callTool(client, name, args, timeout, until ?? signal),
    stderr: () => errors.text(),
    close: () => quietly(client.close()),
  };
}

function requestOptions(timeout: number, signal: AbortSignal | undefined) {
  return { timeout, maxTotalTimeout: timeout, ...(signal === undefined ? {} : { signal }) };
}

/** A promise that also ends when time is up or the caller no longer wants it: a transport's start has no limit. */
async function within<T>(work: Promise<T>, timeout: number, signal: AbortSignal | undefined): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let onAbort: (() => void) | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new McpError(`no answer within ${timeout / 1000} s.`)), timeout);
    onAbort = () => reject(new McpError('cancelled.'));
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted === true) onAbort();
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
    if (onAbort !== undefined) signal?.removeEventListener('abort', onAbort);
  }
}

async function quietly(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch {
    // A connection that is already gone needs no closing.
  }
}

/** A server that speaks only the older transport refuses the newer one with a client error. */
function isRefusal(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'number' && code >= 400 && code < 500 && code !== 401 && code !== 403;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function wordsOf(error: unknown, target: McpTarget, timeout: number): string {
  const message = messageOf(error);
  const code = (error as { code?: unknown } | null)?.code;
  if (target.kind === 'stdio') {
    if (code === 'ENOENT') return `"${target.command}" was not found.`;
    if (/Connection closed/i.test(message)) return `"${target.command}" ended before it answered.`;
    if (/timed out/i.test(message)) return `"${target.command}" did not answer within ${timeout / 1000} s.`;
    return `"${target.command}": ${message}`;
  }
  const cause = (error as { cause?: { code?: unknown } } | null)?.cause?.code;
  return `${target.url}: ${cause === undefined ? message : `${message} (${String(cause)})`}`;
}

async function listTools(client: Client, timeout: number, signal: AbortSignal | undefined): Promise<JsonObject[]> {
  const { ResultSchema } = await import('@modelcontextprotocol/sdk/types.js');
  const tools: JsonObject[] = [];
  const seen = new Set<string>();
  let cursor: string | undefined;
  for (let page = 0; page < MAX_PAGES && tools.length < MAX_TOOLS; page++) {
    // The SDK's own listTools compiles a validator for every output schema, and drops keys it does not know.
    const request = { method: 'tools/list', params: cursor === undefined ? {} : { cursor } } as const;
    const result = (await client.request(request, ResultSchema, requestOptions(timeout, signal))) as JsonObject;
    if (Array.isArray(result.tools)) tools.push(...(result.tools.filter(isObject) as JsonObject[]));
    const next = result.nextCursor;
    if (typeof next !== 'string' || next === '' || seen.has(next)) return tools;
    seen.add(next);
    cursor = next;
  }
  return tools;
}

async function callTool(
  client: Client,
  name: string,
  args: JsonObject,
  timeout: number,
  signal: AbortSignal | undefined,
): Promise<McpCallResult> {
  const { ErrorCode, McpError: ProtocolError, ResultSchema } = await import('@modelcontextprotocol/sdk/types.js');
  const request = { method: 'tools/call', params: { name, arguments: args } } as const;
  try {
    const result = (await client.request(request, ResultSchema, requestOptions(timeout, signal))) as JsonObject;
    return readResult(result);
  } catch (error) {
    const gone = error instanceof ProtocolError && error.code === ErrorCode.ConnectionClosed;
    if (!(error instanceof ProtocolError) || gone)
      throw new McpError(error instanceof Error ? error.message : String(error));
    return { isError: true, output: error.message, text: error.message };
  }
}

function readResult(result: JsonObject): McpCallResult {
  const content = Array.isArray(result.content) ? result.content.filter(isObject) : [];
  const texts = content.flatMap((item) => (item.type === 'text' && typeof item.text === 'string' ? [item.text] : []));
  const text = texts.join('\n');
  return { isError: result.isError === true, output: outputOf(result, content, text, texts.length), text };
}

function outputOf(result: JsonObject, content: JsonObject[], text: string, texts: number): Json {
  if (isObject(result.structuredContent)) return result.structuredContent;
  if (texts !== content.length || texts === 0) return content;
  return jsonOrText(text);
}

/** The end of a stream of text. */
class TextTail {
  readonly #limit: number;
  #text = '';
  constructor(limit: number) {
    this.#limit = limit;
  }
  add(text: string): void {
    this.#text = (this.#text + text).slice(-this.#limit);
  }
  text(): string {
    return this.#text;
  }
}
