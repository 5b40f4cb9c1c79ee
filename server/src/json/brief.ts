import type { Json } from './types.ts';

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
