import type { Message } from '../../chat/index.ts';
import { keyWords } from '../../english/index.ts';
import { type Json, parsedJson } from '../../json/index.ts';

/** A value in the output of an earlier call. */
export interface PastValue {
  readonly value: string | number | boolean;
  /** Words of the field's name, the list or object it stands in before them. */
  readonly words: readonly string[];
  readonly field: string;
  /** Words of the function that gave it. */
  readonly from: readonly string[];
  /** Which output it stands in, counted from the latest. */
  readonly output: number;
}

const MAX_VALUES = 2000;

/** Values of all outputs in a conversation, the latest output first, in each in order. */
export function pastValues(messages: readonly Message[]): PastValue[] {
  const values: PastValue[] = [];
  let output = 0;
  for (const message of [...messages].reverse()) {
    if (message.role !== 'tool') continue;
    collect(
      parsedJson(message.content) ?? null,
      { words: [], field: '', from: keyWords(message.name ?? ''), output },
      values,
    );
    output += 1;
  }
  return values;
}

function collect(value: Json, place: Omit<PastValue, 'value'>, values: PastValue[]): void {
  if (values.length >= MAX_VALUES || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) collect(item, place, values);
  } else if (typeof value === 'object') {
    const words = place.field === '' ? place.words : keyWords(place.field);
    for (const [field, inner] of Object.entries(value)) collect(inner, { ...place, words, field }, values);
  } else {
    values.push({ ...place, value, words: [...place.words, ...keyWords(place.field)] });
  }
}

/** How well a past value fits a parameter by its name: 3 the same name, 2 the same thing, 1 a bare `id` of it, 0 not. */
export function nameFit(parameter: string, past: PastValue): number {
  if (parameter === past.field) return 3;
  const wanted = keyWords(parameter);
  const head = wanted.slice(-2).join(' ');
  if (head !== '' && ` ${past.words.join(' ')}`.endsWith(` ${head}`)) return 2;
  const [thing, role] = [wanted.at(-2), wanted.at(-1)];
  const isBare = thing !== undefined && past.words.at(-1) === role;
  return isBare && past.from.includes(thing) ? 1 : 0;
}
