import { type FileHandle, stat } from 'node:fs/promises';
import path from 'node:path';
import { checkCalls, RECORDS, type RunRow, readLine, readWholeRun, recordTitle } from '../../dataset/index.ts';
import { openRegularFile } from '../../files/index.ts';
import type { TrajectoryRecord } from '../../trajectory/index.ts';
import { refused } from '../guard.ts';
import type { OpenRunResult, ReadRecordResult, RecordSummary } from '../protocol.ts';
import { filePath } from '../uris.ts';

/** Files that are one JSON value are read whole, up to here; JSON Lines have no limit. */
const MAX_WHOLE = 64 * 1024 * 1024;
/** A longer line is broken, not a record. */
const MAX_LINE = 16 * 1024 * 1024;
const MAX_BROKEN = 200;
const CHUNK = 1024 * 1024;

/** Where the records of one file stand: bytes, never the records themselves. */
export interface RunIndex {
  readonly file: string;
  readonly modified: number;
  /** Start and end of each record's line; empty for a file that is one JSON value. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly result: OpenRunResult;
}

/** The file of records behind a URI: itself, or the one in the folder of a run. */
export async function recordsFile(uri: string): Promise<string> {
  const file = filePath(uri);
  if (file === undefined) throw refused('Runs are read from files only.');
  const status = await stat(file).catch(() => undefined);
  if (status === undefined) throw refused(`${file} is not there.`);
  return status.isDirectory() ? path.join(file, RECORDS) : file;
}

export async function readIndex(file: string, modified: number): Promise<RunIndex> {
  const handle = await openRegularFile(file).catch((error: Error) => {
    throw refused(`${file} ${error.message}.`);
  });
  try {
    return (await isOneValue(handle))
      ? await indexWhole(handle, file, modified)
      : await indexLines(handle, file, modified);
  } finally {
    await handle.close();
  }
}

/** JSON Lines have a whole value on their first line; anything else is one value over many lines. */
async function isOneValue(handle: FileHandle): Promise<boolean> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(64 * 1024), 0, 64 * 1024, 0);
  const head = buffer
    .toString('utf8', 0, bytesRead)
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (head.startsWith('[')) return true;
  const line = head.slice(0, head.indexOf('\n') < 0 ? undefined : head.indexOf('\n')).trim();
  return line === '{' || (line.startsWith('{') && !line.endsWith('}') && head.includes('\n'));
}

async function indexWhole(handle: FileHandle, file: string, modified: number): Promise<RunIndex> {
  const summary = new Summaries(path.basename(file));
  for (const row of await readWhole(handle, file)) summary.add(row);
  return { file, modified, starts: [], ends: [], result: summary.result() };
}

async function readWhole(handle: FileHandle, file: string): Promise<readonly RunRow[]> {
  const { size } = await handle.stat();
  if (size > MAX_WHOLE) throw refused(`${file} is one JSON value of more than ${MAX_WHOLE / 1024 / 1024} MiB.`);
  return readWholeRun(await handle.readFile('utf8'));
}

async function indexLines(handle: FileHandle, file: string, modified: number): Promise<RunIndex> {
  const starts: number[] = [];
  const ends: number[] = [];
  const summary = new Summaries(path.basename(file));
  let line = 0;
  for await (const { start, end, text } of linesOf(handle)) {
    line += 1;
    if (text !== undefined && text.trim() === '') continue;
    const read =
      text === undefined ? 'longer than 16 MiB' : readLine(text.replace(/^\uFEFF/, '').trim(), starts.length);
    if (typeof read === 'string') summary.add({ line, problem: read });
    else {
      summary.add({ line, index: starts.length, format: read.format, record: read.record });
      starts.push(start);
      ends.push(end);
    }
  }
  return { file, modified, starts, ends, result: summary.result() };
}

interface Line {
  readonly start: number;
  readonly end: number;
  /** Undefined for a line that is too long to be read. */
  readonly text: string | undefined;
}

/** Lines of a file with their places in bytes; never more than one line in memory. */
async function* linesOf(handle: FileHandle): AsyncGenerator<Line> {
  let parts: Buffer[] = [];
  let held = 0;
  let start = 0;
  let position = 0;
  const take = (piece: Buffer) => {
    held += piece.length;
    if (held <= MAX_LINE) parts.push(Buffer.from(piece));
    else parts = [];
  };
  const finish = (end: number): Line => {
    const text = held > MAX_LINE ? undefined : Buffer.concat(parts).toString('utf8');
    const line = { start, end, text };
    parts = [];
    held = 0;
    return line;
  };
  for (;;) {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(CHUNK), 0, CHUNK, position);
    if (bytesRead === 0) break;
    let from = 0;
    for (let at = buffer.indexOf(10, from); at >= 0 && at < bytesRead; at = buffer.indexOf(10, from)) {
      take(buffer.subarray(from, at));
      yield finish(position + at);
      from = at + 1;
      start = position + from;
    }
    take(buffer.subarray(from, bytesRead));
    position += bytesRead;
  }
  if (held > 0) yield finish(position);
}

/** What a list of records shows, collected row by row. */
class Summaries {
  readonly #title: string;
  readonly #records: RecordSummary[] = [];
  readonly #broken: { line: number; reason: string }[] = [];
  #format = '';

  constructor(title: string) {
    this.#title = title;
  }

  add(row: RunRow): void {
    if ('problem' in row) {
      if (this.#broken.length < MAX_BROKEN) this.#broken.push({ line: row.line, reason: row.problem });
      return;
    }
    this.#format ||= row.format;
    this.#records.push(summaryOf(row.record, row.index));
  }

  result(): OpenRunResult {
    const format = this.#format === '' ? 'unknown' : this.#format;
    return { title: this.#title, format, records: this.#records, broken: this.#broken };
  }
}

function summaryOf(record: TrajectoryRecord, index: number): RecordSummary {
  const calls = record.messages.reduce(
    (sum, message) => sum + (message.role === 'assistant' ? (message.tool_calls?.length ?? 0) : 0),
    0,
  );
  return {
    index,
    id: record.id,
    title: recordTitle(record),
    kind: record.kind,
    turns: record.turns.length,
    calls,
    pair: record.rejected !== undefined,
    ...checkCounts(record),
    ...(record.divergesAt?.errorType === undefined ? {} : { errorType: record.divergesAt.errorType }),
  };
}

function checkCounts(record: TrajectoryRecord): Pick<RecordSummary, 'invalid' | 'notChecked'> {
  const states = checkCalls(record).map(({ state }) => state);
  const invalid = states.filter((state) => state === 'invalid').length;
  const notChecked = states.filter((state) => state === 'not-checked').length;
  return { ...(invalid === 0 ? {} : { invalid }), ...(notChecked === 0 ? {} : { notChecked }) };
}

/** One record, with what can be said of each of its calls; undefined where there is none of this index. */
export async function readRecord(index: RunIndex, wanted: number): Promise<ReadRecordResult | undefined> {
  const record = await readRecordAt(index, wanted);
  return record === undefined ? undefined : { ...record, checks: checkCalls(record) };
}

async function readRecordAt(index: RunIndex, wanted: number): Promise<TrajectoryRecord | undefined> {
  const handle = await openRegularFile(index.file);
  try {
    const start = index.starts[wanted];
    const end = index.ends[wanted];
    if (start === undefined || end === undefined) {
      if (index.starts.length > 0) return undefined;
      const row = (await readWhole(handle, index.file)).find((each) => 'index' in each && each.index === wanted);
      return row !== undefined && 'record' in row ? row.record : undefined;
    }
    const { buffer } = await handle.read(Buffer.alloc(end - start), 0, end - start, start);
    const read = readLine(
      buffer
        .toString('utf8')
        .replace(/^\uFEFF/, '')
        .trim(),
      wanted,
    );
    return typeof read === 'string' ? undefined : read.record;
  } finally {
    await handle.close();
  }
}
