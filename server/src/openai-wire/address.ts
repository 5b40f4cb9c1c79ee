/**
 * Addresses to try for a base address as people write them, best first: as written, then with or without `/v1`. A path
 * such as `/chat/completions` at the end is taken off.
 * @throws TypeError where the text is no http or https address.
 */
export function baseAddresses(written: string): string[] {
  const given = written.trim();
  const url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(given) ? given : `http://${given}`);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new TypeError(`no http address: ${given}`);
  const path = url.pathname.replace(/\/+$/, '').replace(/\/(?:chat\/completions|completions|models|responses)$/, '');
  const base = `${url.protocol}//${url.host}`;
  const versioned = /\/v\d+(?:beta\d*)?(?:\/|$)/.test(path);
  const other = versioned ? path.replace(/\/v\d+(?:beta\d*)?$/, '') : `${path}/v1`;
  return [...new Set([`${base}${path}`, `${base}${other}`])].map((address) => address.replace(/\/+$/, ''));
}
