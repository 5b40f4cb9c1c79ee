import { nameWords } from '../../graph/index.ts';
import type { Json } from '../../signature/index.ts';
import type { Message } from '../../teacher/index.ts';

/** A value in the output of an earlier call. */
export interface PastValue {
  readonly value: string | number | boolean;
  /** Words of the field's name, the list or object it stands in before them. */
  readonly words: readonly string[];
  readonly field: string;
  /** Words of the function that gave it. */
  readonly from: readonly string[];
}

const MOST_VALUES = 2000;

/** Values of all outputs in a conversation, the latest output first, in each in order. */
export function pastValues(messages: readonly Message[]): PastValue[] {
  const values: PastValue[] = [];
  for (const message of [...messages].reverse()) {
    if (message.role !== 'tool') continue;
    collect(parse(message.content), [], '', nameWords(message.name ?? ''), values);
  }
  return values;
}

function parse(content: string): Json {
  try {
    return JSON.parse(content) as Json;
  } catch {
    return null;
  }
}

function collect(
  value: Json,
  around: readonly string[],
  field: string,
  from: readonly string[],
  values: PastValue[],
): void {
  if (values.length >= MOST_VALUES || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) collect(item, around, field, from, values);
  } else if (typeof value === 'object') {
    for (const [name, inner] of Object.entries(value))
      collect(inner, field === '' ? around : nameWords(field), name, from, values);
  } else {
    values.push({ value, words: [...around, ...nameWords(field)], field, from });
  }
}

/** How well a past value fits a parameter by its name: 3 the same name, 2 the same thing, 1 a bare `id` of it, 0 not. */
export function nameFit(parameter: string, past: PastValue): number {
  if (parameter === past.field) return 3;
  const wanted = nameWords(parameter);
  const head = wanted.slice(-2).join(' ');
  if (head !== '' && ` ${past.words.join(' ')}`.endsWith(` ${head}`)) return 2;
  const [thing, role] = [wanted.at(-2), wanted.at(-1)];
  const isBare = thing !== undefined && past.words.at(-1) === role;
  return isBare && past.from.includes(thing) ? 1 : 0;
}
