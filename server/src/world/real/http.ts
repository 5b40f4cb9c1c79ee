import { isRecord, type Json, type JsonObject, jsonOrText } from '../../json/index.ts';
import { type CatalogEntry, type HttpOperation, httpOperation } from '../../signature/index.ts';
import type { Call, Outcome, World } from '../types.ts';
import { type Consent, requireConsent } from './consent.ts';
import { type FailureRule, readOutcome } from './failures.ts';
import { KEEPS_ITS_STATE, remembering } from './remembering.ts';
import { createRealWorld } from './sessions.ts';

export interface HttpWorldOptions extends Consent {
  /** Functions read from OpenAPI documents; others are unknown to this world. */
  readonly functions: readonly CatalogEntry[];
  /** Address that requests go to. Always given: what a document names as its server is never called by itself. */
  readonly baseUrl: string;
  /** Sent with each request: `authorization` and the like. Never written anywhere. */
  readonly headers?: Readonly<Record<string, string>>;
  /** For each request; default 30 seconds. */
  readonly timeoutMs?: number;
  /** Most bytes of an answer; default 4 MiB. */
  readonly maxBytes?: number;
  /** Outputs that mean failure, beside those that any real world has. */
  readonly failures?: readonly FailureRule[];
}

const HALF_MINUTE = 30_000;
const FOUR_MIB = 4 * 1024 * 1024;
const MAX_MESSAGE = 500;

/**
 * The operations of an OpenAPI document as a world. A service keeps its own state, so there is no going back.
 * @throws ConsentError without a person's consent; TypeError where the base address is none.
 */
export function createHttpWorld(options: HttpWorldOptions): World {
  requireConsent(options, 'Calling a web service');
  const base = new URL(options.baseUrl);
  if (base.protocol !== 'http:' && base.protocol !== 'https:')
    throw new TypeError(`no http address: ${options.baseUrl}`);
  const operations = new Map<string, HttpOperation>();
  for (const entry of options.functions) {
    const operation = httpOperation(entry);
    if (operation !== undefined) operations.set(entry.id, operation);
  }
  const world = createRealWorld({
    id: 'http',
    startsAfresh: false,
    open: async () => ({ call: (call, signal) => send(options, operations, call, signal), close: async () => {} }),
  });
  return remembering(world, options.functions, [KEEPS_ITS_STATE]);
}

async function send(
  options: HttpWorldOptions,
  operations: ReadonlyMap<string, HttpOperation>,
  call: Call,
  signal?: AbortSignal,
): Promise<Outcome> {
  const operation = operations.get(call.function);
  if (operation === undefined) return fail('unknown_function', `Unknown function: '${call.function}'.`);
  const request = buildRequest(operation, call.arguments, options);
  if (typeof request === 'string') return fail('invalid_arguments', request);
  const deadline = AbortSignal.timeout(options.timeoutMs ?? HALF_MINUTE);
  const response = await fetch(request.url, {
    ...request.init,
    // A redirect would carry the headers to an address nobody agreed to.
    redirect: 'manual',
    signal: signal === undefined ? deadline : AbortSignal.any([signal, deadline]),
  });
  const text = await readText(response, options.maxBytes ?? FOUR_MIB);
  return response.ok
    ? readOutcome(parse(text), options.failures)
    : fail(String(response.status), errorText(response, text));
}

interface HttpRequest {
  readonly url: string;
  readonly init: RequestInit;
}

/** The request of a call: each argument put where its parameter belongs; a text says why there is none. */
export function buildRequest(
  operation: HttpOperation,
  given: JsonObject,
  options: Pick<HttpWorldOptions, 'baseUrl' | 'headers'>,
): HttpRequest | string {
  let path = operation.path;
  const query = new URLSearchParams();
  const headers = new Headers({ accept: 'application/json' });
  const cookies: string[] = [];
  const body: [string, Json][] = [];
  for (const { property, name, in: where } of operation.places) {
    if (!Object.hasOwn(given, property)) continue;
    const value = given[property] as Json;
    if (where === 'path') path = path.replaceAll(`{${name}}`, encodeURIComponent(plain(value)));
    else if (where === 'query')
      for (const item of Array.isArray(value) ? value : [value]) query.append(name, plain(item));
    else if (where === 'header') headers.set(name, plain(value).replace(/[\r\n]+/g, ' '));
    else if (where === 'cookie') cookies.push(`${name}=${encodeURIComponent(plain(value))}`);
    else body.push([name, value]);
  }
  const missing = /\{([^{}]+)\}/.exec(path)?.[1];
  if (missing !== undefined) return `Missing path parameter '${missing}'.`;
  // A segment of dots would climb out of the operation's path.
  if (path.split('/').some((segment) => segment === '.' || segment === '..'))
    return 'A path parameter must not be "." or "..".';
  if (cookies.length > 0) headers.set('cookie', cookies.join('; '));
  for (const [name, value] of Object.entries(options.headers ?? {})) headers.set(name, value);
  const init: RequestInit = { method: operation.method.toUpperCase(), headers };
  if (body.length > 0) addBody(init, headers, operation.mediaType, body);
  const search = query.toString();
  return { url: `${options.baseUrl.replace(/\/+$/, '')}${path}${search === '' ? '' : `?${search}`}`, init };
}

function addBody(
  init: RequestInit,
  headers: Headers,
  mediaType: string,
  body: readonly (readonly [string, Json])[],
): void {
  const whole = body.find(([name]) => name === '')?.[1];
  if (mediaType === 'application/x-www-form-urlencoded') {
    init.body = new URLSearchParams(body.map(([name, value]) => [name, plain(value)]));
  } else if (mediaType.startsWith('multipart/')) {
    const form = new FormData();
    for (const [name, value] of body) form.append(name, plain(value));
    init.body = form;
  } else {
    headers.set('content-type', mediaType === '' ? 'application/json' : mediaType);
    init.body =
      typeof whole === 'string' && !/json/i.test(mediaType) ? whole : JSON.stringify(whole ?? Object.fromEntries(body));
  }
}

function plain(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function parse(text: string): Json {
  if (text === '') return null;
  return jsonOrText(text);
}

async function readText(response: Response, most: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > most) throw new Error(`the answer is larger than ${most} bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function errorText(response: Response, text: string): string {
  const value = parse(text);
  const said = isRecord(value) ? (value.message ?? value.error ?? value.detail) : undefined;
  const message = typeof said === 'string' ? said : text;
  return `${response.status} ${response.statusText}${message === '' ? '' : `: ${message.slice(0, MAX_MESSAGE)}`}`;
}

function fail(code: string, message: string): Outcome {
  return { ok: false, error: { code, message } };
}
