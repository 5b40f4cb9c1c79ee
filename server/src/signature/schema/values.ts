import type { Json } from '../types.ts';

/** Equality of JSON values: key order does not count. Ends at the first difference. */
export function equalJson(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => equalJson(item, b[index] as Json));
  }
  if (Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && equalJson(a[key] as Json, b[key] as Json))
  );
}

/** One text for all values that are equal: keys in alphabetical order. */
export function stableJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(stableJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${stableJson(value[key] as Json)}`).join(',')}}`;
}

/** Characters of a value that a message shows. */
const SHOWN = 60;

/** A value as a message shows it: JSON on one line, cut where it is long. What is not shown is not written either. */
export function briefJson(value: Json): string {
  const text = written(value, SHOWN + 1);
  return text.length > SHOWN ? `${text.slice(0, SHOWN - 3)}…` : text;
}

/** At least the first `room` characters of a value's JSON. */
function written(value: Json, room: number): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, room));
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  let text = open ?? '';
  for (const key of Object.keys(value)) {
    if (text.length >= room) return text;
    if (text.length > 1) text += ',';
    if (!Array.isArray(value)) text += `${JSON.stringify(key)}:`;
    text += written((value as Record<string, Json>)[key] as Json, room - text.length);
  }
  return text + close;
}

/** The first values of a list as a message shows them. */
export function briefList(values: readonly Json[]): string {
  const shown = values.slice(0, 8).map(briefJson).join(', ');
  return values.length > 8 ? `${shown}, …` : shown;
}
