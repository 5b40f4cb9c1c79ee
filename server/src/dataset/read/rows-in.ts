import { isObject, type Json, type JsonObject } from '../../json/index.ts';
import { readRow } from './foreign.ts';
import { inspectSamples } from './inspect-log.ts';
import { conversationsOfLines, isConversation } from './log-lines.ts';
import type { ReadRow } from './row.ts';
import { genAiSpans } from './spans.ts';
import { joinStreams } from './streams.ts';

/** How deep rows are looked for in what wraps them (`{"data": [{"row": {…}}]}`). */
const MAX_DEPTH = 4;

/** A row that was read, or why it was not. */
type Read = ReadRow | string;

/** A value of a file and the line it begins on. */
export interface LinedValue {
  readonly line: number;
  readonly value: Json;
}

/** The rows of values that follow each other in a file: streamed answers and messages of their own are put together first. */
export function* rowsOfValues(
  values: readonly LinedValue[],
): Generator<{ readonly line: number; readonly read: ReadRow | string }> {
  const whole = together(values.map(({ value }) => value));
  const rows = new Rows();
  for (const [at, value] of whole.entries()) {
    // What was put together begins somewhere above.
    const line = whole.length === values.length ? (values[at]?.line ?? 1) : 1;
    rows.read.length = 0;
    rows.add(value, 0);
    for (const read of rows.read) yield { line, read };
  }
}

function together(values: readonly Json[]): readonly Json[] {
  const whole = joinStreams(values);
  return conversationsOfLines(whole) ?? whole;
}

/** The conversation that a row wraps, where the row itself is none; undefined where there is no such or more than one. */
export function wrappedRow(value: Json, index: number): Read | undefined {
  if (!isObject(value)) return undefined;
  const inner = new Rows(index).inside(value, 0).filter((read) => typeof read !== 'string');
  if (inner.length < 2) return inner[0];
  return `it holds ${inner.length} conversations, where one is read of each line of a file of this size`;
}

/** Whether a value may hold many rows: a log of Inspect, a trace, or rows that it wraps. */
export function holdsRows(value: Json): boolean {
  if ((inspectSamples(value) ?? genAiSpans(value)) !== undefined) return true;
  let found = 0;
  for (const { read } of rowsOfValues([{ line: 1, value }])) {
    if (typeof read !== 'string') found += 1;
    if (found > 1) return true;
  }
  return false;
}

class Rows {
  readonly read: Read[] = [];
  #index: number;

  constructor(index = 0) {
    this.#index = index;
  }

  add(value: Json, depth: number): void {
    const many = inspectSamples(value) ?? genAiSpans(value);
    if (many !== undefined) {
      for (const one of many) this.#take(one);
      if (many.length === 0) this.read.push(emptyLog(value));
    } else if (Array.isArray(value) && !isConversation(value) && depth < MAX_DEPTH) {
      for (const one of together(value)) this.add(one, depth + 1);
    } else this.#take(value, depth);
  }

  #take(value: Json, depth = MAX_DEPTH): void {
    const read = readRow(value, this.#index);
    const inner = typeof read === 'string' && isObject(value) && depth < MAX_DEPTH ? this.inside(value, depth + 1) : [];
    if (inner.length > 0) this.read.push(...inner);
    else this.read.push(read);
    if (typeof read !== 'string') this.#index += 1;
  }

  /** What is read of the lists and objects in a value; nothing where none of it is a conversation. */
  inside(value: JsonObject, depth: number): Read[] {
    return Object.values(value).flatMap((child) => {
      if (typeof child !== 'object' || child === null) return [];
      const rows = new Rows(this.#index);
      rows.add(child, depth);
      if (rows.read.every((read) => typeof read === 'string')) return [];
      this.#index = rows.#index;
      return rows.read;
    });
  }
}

function emptyLog(value: Json): string {
  const status = isObject(value) && typeof value.status === 'string' ? ` (its status: ${value.status})` : '';
  return `a log without samples${status}`;
}
