import { originOf } from '../../../server/src/settings/index.ts';

/** An endpoint that tests and test calls can be sent to. */
export interface KnownEndpoint {
  /** `local`: the built-in baseline, started when it is first needed. */
  readonly kind: 'settings' | 'listed' | 'local';
  /** `127.0.0.1:8000 · qwen3`. */
  readonly label: string;
  readonly url: string;
  /** `''`: the first that the server lists. */
  readonly model: string;
}

/** An entry of `magnet.endpoint.list`: an address, with the model to ask for behind `#`; undefined where it is none. */
export function readEntry(text: string): Pick<KnownEndpoint, 'url' | 'model'> | undefined {
  const at = text.indexOf('#');
  const url = (at < 0 ? text : text.slice(0, at)).trim();
  if (originOf(url) === undefined) return undefined;
  return { url, model: at < 0 ? '' : text.slice(at + 1).trim() };
}

export function entryOf({ url, model }: Pick<KnownEndpoint, 'url' | 'model'>): string {
  return model === '' ? url : `${url}#${model}`;
}

export function labelOf(url: string, model: string): string {
  const host = originOf(url)?.replace(/^https?:\/\//, '') ?? url;
  return model === '' ? host : `${host} · ${model}`;
}

/** The endpoint of the settings, and those of the list, none twice. */
export function listedEndpoints(
  current: { readonly url: string; readonly model: string },
  list: readonly string[],
): KnownEndpoint[] {
  const seen = new Set([entryOf(current)]);
  const listed = list.flatMap((text): KnownEndpoint[] => {
    const entry = readEntry(text);
    if (entry === undefined || seen.has(entryOf(entry))) return [];
    seen.add(entryOf(entry));
    return [{ kind: 'listed', label: labelOf(entry.url, entry.model), ...entry }];
  });
  return [{ kind: 'settings', label: labelOf(current.url, current.model), ...current }, ...listed];
}

/** Whether only this machine answers at an address. */
export function isLoopback(url: string): boolean {
  try {
    const { hostname } = new URL(url);
    return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
  } catch {
    return false;
  }
}
