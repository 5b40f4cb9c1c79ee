/**
 * `scheme://host:port` of an address as people write it in a setting or on the command line, which is what a key is given
 * for; undefined where it is no address of HTTP.
 */
export function originOf(address: string): string | undefined {
  try {
    const { protocol, host } = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `http://${address}`);
    return protocol === 'http:' || protocol === 'https:' ? `${protocol}//${host}` : undefined;
  } catch {
    return undefined;
  }
}
