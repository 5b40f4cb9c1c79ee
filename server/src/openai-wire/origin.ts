import { originOf } from '../settings/index.ts';

/** Redirects followed at most, all of one origin. */
const MAX_HOPS = 3;

/** A server sent the request on to another origin, which nobody named. */
export class RedirectRefused extends Error {
  override readonly name = 'RedirectRefused';
}

/** `fetch` that goes on within the origin asked alone. @throws RedirectRefused */
export async function fetchAtHome(url: string, init: RequestInit, send: typeof fetch = fetch): Promise<Response> {
  return atHome(url, (address) => send(address, { ...init, redirect: 'manual' }));
}

/** What is read of an answer to tell whether it sends the request on. */
interface Redirecting {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: { cancel(): Promise<void> } | null;
}

/**
 * Sends a request within the origin asked alone: a redirect elsewhere would carry the body, and keys in headers, to a server
 * that nobody chose. `send` follows none itself.
 * @throws RedirectRefused
 */
export async function atHome<Answer extends Redirecting>(
  url: string,
  send: (address: string) => Promise<Answer>,
): Promise<Answer> {
  let address = url;
  for (let hop = 0; ; hop += 1) {
    const response = await send(address);
    const location = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || location === null) return response;
    await response.body?.cancel();
    const next = URL.canParse(location, address) ? new URL(location, address) : undefined;
    const target = next === undefined ? undefined : originOf(next.href);
    if (target === undefined || target !== originOf(url))
      throw new RedirectRefused(
        `${url} sends requests on to ${target ?? 'no address'}, which is refused: name that address itself if it is the right one`,
      );
    if (hop >= MAX_HOPS) throw new RedirectRefused(`${url} sends requests round in a ring`);
    address = (next as URL).href;
  }
}

/** Shorter keys would be found in ordinary words. */
const MIN_KEY_LENGTH = 4;

/** A text without the key, wherever a server echoed it. */
export function withoutKey(text: string, apiKey: string | undefined): string {
  return apiKey === undefined || apiKey.length < MIN_KEY_LENGTH ? text : text.replaceAll(apiKey, '…');
}
