import { readJson } from '../../json/index.ts';
import type { TrajectoryRecord } from '../../trajectory/index.ts';
import { readRow } from './foreign.ts';
import { valuesIn } from './json-values.ts';
import type { ReadRow } from './row.ts';
import { rowsOfValues, wrappedRow } from './rows-in.ts';

/** One row of a run file: where it stands, and the record or why there is none. */
export type RunRow =
  | (ReadRow & { readonly line: number; readonly index: number })
  | { readonly line: number; readonly problem: string };

/**
 * Reads a run file line by line, whatever wrote it; lines may come from a stream, so memory stays flat. A file that is
 * one JSON value instead of lines is read with `readWholeRun`.
 */
export function* readRun(lines: Iterable<string>): Generator<RunRow> {
  let line = 0;
  let index = 0;
  for (const text of lines) {
    line += 1;
    const trimmed = text.replace(/^\uFEFF/, '').trim();
    if (trimmed === '') continue;
    const read = readLine(trimmed, index);
    if (typeof read === 'string') yield { line, problem: read };
    else {
      yield { line, index, format: read.format, record: read.record };
      index += 1;
    }
  }
}

/** Reads one line: the record and what it was recognised as, or why it could not be read. */
export function readLine(text: string, index: number): ReadRow | string {
  const json = readJson(text);
  if ('problem' in json) return json.problem;
  const { value } = json;
  const read = readRow(value, index);
  return typeof read === 'string' ? (wrappedRow(value, index) ?? read) : read;
}

/** Reads a whole text: JSON Lines, or one JSON value (rows however it wraps them, a list of messages, one row), or a stream. */
export function readWholeRun(text: string): RunRow[] {
  return [...wholeRun(text)];
}

/** The same row by row, for who lets others have their turn meanwhile. */
export function* wholeRun(text: string): Generator<RunRow> {
  const values = valuesIn(text.replace(/^\uFEFF/, '').trim());
  const broken = values.flatMap((one): RunRow[] => ('problem' in one ? [one] : [])).reverse();
  const good = values.flatMap((one) => ('value' in one ? [one] : []));
  let [index, at] = [0, 0];
  for (const { line, read } of rowsOfValues(good)) {
    at += 1;
    while ((broken.at(-1)?.line ?? line) < line) yield broken.pop() as RunRow;
    if (typeof read !== 'string') yield { line, index: index++, ...read };
    else yield { line, problem: values.length > 1 ? read : `row ${at}: ${read}` };
  }
  yield* broken.reverse();
}

/** A short title of a record: the first thing the user says. */
export function recordTitle(record: Pick<TrajectoryRecord, 'id' | 'messages'>): string {
  const first = record.messages.find((message) => message.role === 'user')?.content ?? record.id;
  return first.length > 90 ? `${first.slice(0, 87)}…` : first;
}
