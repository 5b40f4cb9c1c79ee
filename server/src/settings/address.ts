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

/** Names that networks give their own machines, which nobody can buy. */
const OWN_ENDINGS = /\.(?:localhost|local|lan|internal|intranet|home\.arpa)$/;
/** This machine, private networks, and what a machine gives itself or a tunnel gives it. */
const OWN_IPV4 = /^(?:0|10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./;
const IPV4 = /^\d+(?:\.\d+){3}$/;
const OWN_IPV6 = /^\[(?:::1?|f[cd][0-9a-f]{2}:.*|fe[89ab][0-9a-f]:.*)\]$/;

/**
 * Whether an address is of this machine or of a private network, where nobody sells anything: a name of one word, a name
 * that such networks use, or an address of theirs. Any other may be a service that costs money.
 */
export function isOwnAddress(address: string): boolean {
  const origin = originOf(address);
  if (origin === undefined) return false;
  const host = new URL(origin).hostname.replace(/\.$/, '');
  if (host.startsWith('[')) return OWN_IPV6.test(host);
  return !host.includes('.') || OWN_ENDINGS.test(host) || (IPV4.test(host) && OWN_IPV4.test(host));
}
