/**
 * The formats of JSON Schema 2020-12 (sec. 7.3) that a text can be checked for cheaply. All expressions are linear.
 * A format not named here is an annotation only.
 */
const FORMATS: ReadonlyMap<string, (text: string) => boolean> = new Map<string, (text: string) => boolean>([
  ['date', isDate],
  ['time', (text) => isTime(text)],
  ['date-time', (text) => /^\d{4}-\d\d-\d\d[Tt ]/.test(text) && isDate(text.slice(0, 10)) && isTime(text.slice(11))],
  ['duration', isDuration],
  ['email', isEmail],
  ['idn-email', isEmail],
  ['uuid', (text) => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text)],
  ['uri', (text) => /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]*$/i.test(text)],
  ['url', (text) => /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]*$/i.test(text)],
  ['uri-reference', (text) => /^[^\s<>"{}|\\^`]*$/.test(text)],
  ['hostname', isHostname],
  ['ipv4', isIpv4],
  ['ipv6', (text) => text.length <= 45 && /^[0-9a-f:.]+$/i.test(text) && text.includes(':')],
  ['json-pointer', (text) => text === '' || /^(?:\/(?:[^~/]|~[01])*)+$/.test(text)],
]);

/** Formats that are checked; any other is an annotation. */
export const FORMAT_NAMES: readonly string[] = [...FORMATS.keys()];

/** Whether a text is of a format; true for formats that are not checked. */
export function matchesFormat(format: string, text: string): boolean {
  return FORMATS.get(format)?.(text) ?? true;
}

function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (match === null) return false;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  if (month < 1 || month > 12 || day < 1) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return day <= days;
}

function isTime(text: string): boolean {
  const match = /^(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:[zZ]|[+-](\d\d):?(\d\d))?$/.exec(text);
  if (match === null) return false;
  return Number(match[1]) <= 23 && Number(match[2]) <= 59 && Number(match[3]) <= 60 && Number(match[4] ?? 0) <= 23;
}

function isDuration(text: string): boolean {
  const weeks = /^P\d+W$/.test(text);
  return (
    weeks ||
    (/^P(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?$/.test(text) && /\d[YMDHS]$/.test(text))
  );
}

function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@');
  return at > 0 && at <= 64 && !/\s/.test(text) && isHostname(text.slice(at + 1));
}

function isHostname(text: string): boolean {
  return (
    text.length > 0 &&
    text.length <= 253 &&
    text.split('.').every((label) => /^[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u.test(label))
  );
}

function isIpv4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
}
