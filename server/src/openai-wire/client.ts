import { isObject, parsedJson } from '../json/index.ts';
import { baseAddresses } from './address.ts';
import { parseBody } from './arguments.ts';
import { Assembler, readCompletion, type SentReply } from './assemble.ts';
import { readCalls } from './calls.ts';
import { errorMessage, messageIn } from './errors.ts';
import { atHome, RedirectRefused, withoutKey } from './origin.ts';
import { requestBody } from './request.ts';
import { EventReader } from './sse.ts';
import { sendOverHttp, type WireAnswer } from './transport.ts';
import { WireError, type WireReply, type WireRequest } from './types.ts';

export interface WireOptions {
  /** Base address as a person writes it; with or without `/v1`, both are tried. */
  readonly baseUrl: string;
  readonly apiKey?: string;
  /** For the whole reply; default two minutes. */
  readonly timeoutMs?: number;
  /** Default 16 MiB. */
  readonly maxBytes?: number;
}

/** A client of OpenAI-compatible servers that takes their replies as they really come. */
export interface WireClient {
  /** @throws WireError */
  chat(request: WireRequest, signal?: AbortSignal, onText?: (text: string) => void): Promise<WireReply>;
  /** Ids of the models the server offers. @throws WireError */
  models(signal?: AbortSignal): Promise<string[]>;
  /** Address that answered last; before that, the one as written. */
  address(): string;
}

const TWO_MINUTES = 120_000;
const SIXTEEN_MIB = 16 * 1024 * 1024;

/** @throws WireError where the address is none. */
export function createWireClient(options: WireOptions): WireClient {
  const addresses = readAddresses(options.baseUrl);
  const session = { addresses, answered: undefined as string | undefined };
  return {
    chat: (request, signal, onText) => chat(options, session, request, signal, onText),
    models: (signal) => models(options, session, signal),
    address: () => session.answered ?? (addresses[0] as string),
  };
}

function readAddresses(baseUrl: string): string[] {
  try {
    return baseAddresses(baseUrl);
  } catch {
    throw new WireError(
      'connect',
      `"${baseUrl}" is no address of a server; expected something like http://127.0.0.1:8000/v1`,
    );
  }
}

interface Session {
  readonly addresses: readonly string[];
  answered: string | undefined;
}

async function chat(
  options: WireOptions,
  session: Session,
  request: WireRequest,
  signal?: AbortSignal,
  onText?: (text: string) => void,
): Promise<WireReply> {
  const body = JSON.stringify(requestBody(request));
  const started = performance.now();
  const { response, url, notes } = await send(options, session, '/chat/completions', body, signal);
  const raw: string[] = [];
  const sent = await readReply(response, options, { raw, body, url, signal, onText, apiKey: options.apiKey });
  const read = readCalls(
    sent.calls,
    sent.text,
    request.tools ?? request.readTools ?? [],
    sent.finishReason === 'length',
  );
  const usage = isObject(sent.usage) ? sent.usage : {};
  return {
    text: withoutKey(read.text, options.apiKey),
    reasoning: withoutKey([sent.reasoning, read.thoughts].filter((part) => part !== '').join('\n'), options.apiKey),
    calls: keyless(read.calls, options.apiKey),
    finishReason: withoutKey(sent.finishReason, options.apiKey),
    usage: { input: count(usage.prompt_tokens), output: count(usage.completion_tokens) },
    model: sent.model === '' ? request.model : withoutKey(sent.model, options.apiKey),
    url,
    milliseconds: Math.round(performance.now() - started),
    request: body,
    response: withoutKey(raw.join(''), options.apiKey),
    notes: [...notes, ...sent.notes, ...read.notes].map((note) => withoutKey(note, options.apiKey)),
  };
}

/** Calls whose names and arguments do not hold the key. */
function keyless(calls: WireReply['calls'], apiKey: string | undefined): WireReply['calls'] {
  const text = JSON.stringify(calls);
  const masked = withoutKey(text, apiKey);
  return masked === text ? calls : (JSON.parse(masked) as WireReply['calls']);
}

function count(value: unknown): number {
  return typeof value === 'number' && value >= 0 ? value : 0;
}

async function models(options: WireOptions, session: Session, signal?: AbortSignal): Promise<string[]> {
  const { response, url } = await send(options, session, '/models', undefined, signal);
  const text = await readText(response, options, { body: '', url, signal });
  const value = parsedJson(text);
  const list = isObject(value) ? (value.data ?? value.models) : value;
  if (!Array.isArray(list)) throw new WireError('malformed', `${url} sent no list of models`, { response: text });
  return list.flatMap((model) => {
    const id = isObject(model) ? (model.id ?? model.name ?? model.model) : model;
    return typeof id === 'string' ? [id] : [];
  });
}

interface Sent {
  readonly response: WireAnswer;
  readonly url: string;
  readonly notes: readonly string[];
}

/** Sends to the address that answered before, else to each in turn until one knows the path. */
async function send(
  options: WireOptions,
  session: Session,
  path: string,
  body: string | undefined,
  signal?: AbortSignal,
): Promise<Sent> {
  const candidates = session.answered === undefined ? session.addresses : [session.answered];
  let failure: WireError | undefined;
  for (const base of candidates) {
    const url = `${base}${path}`;
    const response = await request(options, url, body, signal);
    if (response.status >= 200 && response.status < 300) {
      session.answered = base;
      const moved = base !== session.addresses[0];
      return { response, url, notes: moved ? [`The server answered at ${base}, not at ${session.addresses[0]}.`] : [] };
    }
    const error = await statusError(response, options, { url, body: body ?? '', signal });
    if (response.status !== 404 && response.status !== 405) throw error;
    // Of two addresses that refuse, the one that says why in its own form is the server's.
    if (failure === undefined || isObject(parsedJson(error.response))) failure = error;
  }
  throw failure ?? new WireError('connect', 'no address to send to');
}

async function request(
  options: WireOptions,
  url: string,
  body: string | undefined,
  signal?: AbortSignal,
): Promise<WireAnswer> {
  const headers: Record<string, string> = { accept: 'application/json, text/event-stream' };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (options.apiKey !== undefined && options.apiKey !== '') headers.authorization = `Bearer ${options.apiKey}`;
  const sending = {
    method: body === undefined ? 'GET' : 'POST',
    headers,
    ...(body === undefined ? {} : { body }),
    signal,
    timeoutMs: options.timeoutMs ?? TWO_MINUTES,
  };
  try {
    return await atHome(url, (address) => sendOverHttp(address, sending));
  } catch (error) {
    throw transportError(error, url, body ?? '', signal);
  }
}

function transportError(error: unknown, url: string, request: string, signal?: AbortSignal): WireError {
  if (error instanceof WireError) return error;
  if (error instanceof RedirectRefused) return new WireError('connect', error.message, { request });
  if (signal?.aborted === true) return new WireError('cancelled', 'The request was cancelled.', { request });
  const name = error instanceof Error ? error.name : '';
  if (name === 'TimeoutError') return new WireError('timeout', `${url} did not answer in time`, { request });
  const cause = error instanceof Error && isObject(error.cause) ? error.cause : error;
  const code = isObject(cause) && typeof cause.code === 'string' ? cause.code : '';
  const reason =
    code === 'ECONNREFUSED'
      ? 'nothing listens there'
      : code || (error instanceof Error ? error.message : String(error));
  return new WireError('connect', `${url} cannot be reached: ${reason}`, { request, code });
}

interface Reading {
  readonly body: string;
  readonly url: string;
  readonly signal?: AbortSignal | undefined;
  readonly apiKey?: string | undefined;
}

async function statusError(response: WireAnswer, options: WireOptions, reading: Reading): Promise<WireError> {
  const text = await readText(response, options, reading).catch(() => '');
  const said = keylessMessage(errorMessage(text), options);
  const retryAfterMs = retryAfter(response.headers.get('retry-after'));
  const parts = [said === undefined ? '' : `: ${said}`, longWish(retryAfterMs)];
  return new WireError('status', `${reading.url} answered ${response.status}${parts.join('')}`, {
    status: response.status,
    retryAfterMs,
    request: reading.body,
    response: text,
  });
}

/** What a body says once its escapes are read: a key can stand there that the body as text did not show. */
function keylessMessage(said: string | undefined, { apiKey }: WireOptions): string | undefined {
  return said === undefined ? undefined : withoutKey(said, apiKey);
}

/** `Retry-After` in seconds or as a date. */
function retryAfter(value: string | null): number | undefined {
  if (value === null) return undefined;
  const seconds = Number(value);
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}

const LONG_MS = 10 * 60_000;
const HOUR_MS = 60 * 60_000;

/** A wish to be left alone that nobody waits for is told, for it says what is the matter: the quota of a day is used. */
function longWish(ms: number | undefined): string {
  if (ms === undefined || ms <= LONG_MS) return '';
  const wait = ms < HOUR_MS ? `${Math.round(ms / 60_000)} min` : `${Math.round(ms / HOUR_MS)} h`;
  return `; it is to be asked again in ${wait}`;
}

interface ReplyReading extends Reading {
  readonly raw: string[];
  readonly onText?: ((text: string) => void) | undefined;
}

async function readReply(response: WireAnswer, options: WireOptions, reading: ReplyReading): Promise<SentReply> {
  const streamed = (response.headers.get('content-type') ?? '').includes('text/event-stream');
  if (streamed) return readStream(response, options, reading);
  const text = await readText(response, options, reading);
  reading.raw.push(text);
  const value = parseBody(text);
  // Some servers stream without saying so.
  if (value === undefined && /^(?::|data:|event:)/m.test(text)) return assemble([text], reading);
  const reply = readCompletion(value);
  if (reply !== undefined) return reply;
  const said = isObject(value) ? keylessMessage(messageIn(value), options) : undefined;
  const none = `${reading.url} sent no chat completion`;
  // Half a reply and a page of a proxy say nothing by themselves.
  const shown = said === undefined ? keylessMessage(errorMessage(text), options) : undefined;
  const message = said ?? (shown === undefined ? none : `${none}: ${shown}`);
  throw new WireError(said === undefined && shown === undefined ? 'malformed' : 'status', message, {
    status: response.status,
    request: reading.body,
    response: text,
  });
}

async function readStream(response: WireAnswer, options: WireOptions, reading: ReplyReading): Promise<SentReply> {
  const events = new EventReader();
  const assembler = new Assembler();
  for await (const chunk of chunksOf(response, options, reading)) {
    reading.raw.push(chunk);
    for (const data of events.push(chunk)) takeEvent(data, assembler, reading);
  }
  for (const data of events.end()) takeEvent(data, assembler, reading);
  return assembler.reply();
}

function assemble(chunks: readonly string[], reading: ReplyReading): SentReply {
  const events = new EventReader();
  const assembler = new Assembler();
  const all = [...chunks.flatMap((chunk) => events.push(chunk)), ...events.end()];
  for (const data of all) takeEvent(data, assembler, reading);
  return assembler.reply();
}

function takeEvent(data: string, assembler: Assembler, reading: ReplyReading): void {
  if (data.trim() === '[DONE]' || data.trim() === '') return;
  const chunk = parseBody(data);
  if (!isObject(chunk)) return;
  const said = chunk.error === undefined || chunk.error === null ? undefined : messageIn(chunk);
  if (said !== undefined) {
    throw new WireError('status', withoutKey(said, reading.apiKey), {
      status: 200,
      request: reading.body,
      response: withoutKey(reading.raw.join(''), reading.apiKey),
    });
  }
  const before = assembler.text.length;
  assembler.chunk(chunk);
  if (assembler.text.length > before) reading.onText?.(withoutKey(assembler.text.slice(before), reading.apiKey));
}

async function readText(response: WireAnswer, options: WireOptions, reading: Reading): Promise<string> {
  let text = '';
  for await (const chunk of chunksOf(response, options, reading)) text += chunk;
  // Before anything is cut out of it: half a key would not be found any more.
  return withoutKey(text, options.apiKey);
}

async function* chunksOf(response: WireAnswer, options: WireOptions, reading: Reading): AsyncGenerator<string> {
  const most = options.maxBytes ?? SIXTEEN_MIB;
  const decoder = new TextDecoder();
  let bytes = 0;
  try {
    for await (const chunk of response.body ?? []) {
      bytes += chunk.byteLength;
      if (bytes > most)
        throw new WireError('too-large', `${reading.url} sent more than ${most} bytes`, { request: reading.body });
      yield decoder.decode(chunk, { stream: true });
    }
  } catch (error) {
    throw transportError(error, reading.url, reading.body, reading.signal);
  }
  yield decoder.decode();
}
