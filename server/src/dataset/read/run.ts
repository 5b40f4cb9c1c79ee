import { isRecord, type Json } from '../../json/index.ts';
import type { TrajectoryRecord } from '../../trajectory/index.ts';
import { readRow } from './foreign.ts';
import { inspectSamples } from './inspect-log.ts';
import type { ReadRow, RunFormat } from './row.ts';
import { genAiSpans } from './spans.ts';

/** One row of a run file: where it stands, and the record or why there is none. */
export type RunRow =
  | { readonly line: number; readonly index: number; readonly format: RunFormat; readonly record: TrajectoryRecord }
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
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch (error) {
    return `no JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
  return readRow(value, index);
}

/** Reads a whole text: JSON Lines, or one JSON value (a list of rows, a list of messages, one row). */
export function readWholeRun(text: string): RunRow[] {
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  const whole = parse(trimmed);
  if (whole === undefined) return [...readRun(trimmed.split(/\r?\n/))];
  const rows = rowsIn(whole);
  return rows.map((value, index): RunRow => {
    const read = readRow(value, index);
    return typeof read === 'string' ? { line: 1, problem: `row ${index + 1}: ${read}` } : { line: 1, index, ...read };
  });
}

/** Rows of a value: those of a list, the samples of an Inspect log, the spans of a trace, else the value itself. */
function rowsIn(whole: Json): readonly Json[] {
  const inner = inspectSamples(whole) ?? genAiSpans(whole);
  if (inner !== undefined) return inner;
  return Array.isArray(whole) && !looksLikeMessages(whole) ? whole : [whole];
}

/** Whether a text that begins so is one value with many rows though it may stand on one line: a log of Inspect, a trace. */
export function holdsManyRows(head: string): boolean {
  return (
    /^\s*\{\s*"(?:resourceSpans|scopeSpans)"/.test(head) ||
    /^\s*\{\s*"(?:version|status|eval)"[^\n]*"eval"\s*:\s*\{/.test(head)
  );
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function looksLikeMessages(list: readonly Json[]): boolean {
  return (
    list.length > 0 && list.every((item) => isRecord(item) && ('role' in item || 'from' in item || 'parts' in item))
  );
}

/** A short title of a record: the first thing the user says. */
export function recordTitle(record: TrajectoryRecord): string {
  const first = record.messages.find((message) => message.role === 'user')?.content ?? record.id;
  return first.length > 90 ? `${first.slice(0, 87)}…` : first;
}
