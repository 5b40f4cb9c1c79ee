/** Text of a quoted string token, escapes resolved; tolerant of a missing end quote and of unknown escapes. */
export function unquote(token: string): string {
  const quote = token[0];
  const closed = token.length > 1 && token.at(-1) === quote && !endsInEscape(token);
  const body = token.slice(1, closed ? -1 : undefined);
  if (!body.includes('\\')) return body;
  return body.replace(/\\(u\{[0-9a-fA-F]{1,6}\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[\s\S])/g, (_whole, code: string) => {
    const hex = /^(?:u\{?|x)([0-9a-fA-F]+)\}?$/.exec(code)?.[1];
    if (hex !== undefined) {
      const point = Number.parseInt(hex, 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd';
    }
    return SIMPLE_ESCAPES.get(code) ?? code;
  });
}

const SIMPLE_ESCAPES = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['b', '\b'],
  ['f', '\f'],
  ['v', '\v'],
  ['0', '\0'],
]);

function endsInEscape(token: string): boolean {
  let slashes = 0;
  for (let at = token.length - 2; at > 0 && token[at] === '\\'; at--) slashes++;
  return slashes % 2 === 1;
}

/** Whether a name can stand unquoted where a name is declared. */
export function isPlainName(name: string): boolean {
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name);
}

/** A JSON string that may stand in a `.fsig` file, comments included: the end of a comment never appears in it. */
export function quote(text: string): string {
  return JSON.stringify(text).replaceAll('*/', '*\\/').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}

/** A declared name as it is written: plain, or quoted. */
export function writeName(name: string): string {
  return isPlainName(name) ? name : quote(name);
}

/** A key as a step of a JSON Pointer. */
export function escapePointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
