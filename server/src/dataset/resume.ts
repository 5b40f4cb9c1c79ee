import type { LineFile, RunFolder } from '../files/index.ts';
import type { TrajectoryRecord } from '../trajectory/index.ts';
import { DROPPED, RECORDS } from './manifest.ts';
import { type DroppedLine, type RunStats, SET_ASIDE } from './run-stats.ts';

/**
 * Finds where an interrupted run has to go on: the first index that neither file finishes, or that was set aside. Both files are cut back to
 * the lines before it, so that nothing is lost or doubled wherever the run was killed. Reads line by line.
 * @returns that index; `stats` then counts what stays.
 */
export async function resume(folder: RunFolder, first: number, stats: RunStats): Promise<number> {
  const records = await folder.lines(RECORDS);
  const dropped = await folder.lines(DROPPED);
  const next = await firstUnfinished(records, dropped, first);
  await cut(records, next, (value) => stats.addRecord(value as TrajectoryRecord));
  await cut(dropped, next, (value) => stats.addDropped(value as DroppedLine));
  await records.close();
  await dropped.close();
  return next;
}

/** Both files are in index order, so two cursors suffice. */
async function firstUnfinished(records: LineFile, dropped: LineFile, first: number): Promise<number> {
  const kept = finished(records, () => true);
  const given = finished(dropped, (line) => line.final === true && line.reason !== SET_ASIDE);
  let [record, drop] = [await kept.next(), await given.next()];
  for (let index = first; ; index += 1) {
    while (record.done !== true && record.value < index) record = await kept.next();
    while (drop.done !== true && drop.value < index) drop = await given.next();
    const here = (record.done !== true && record.value === index) || (drop.done !== true && drop.value === index);
    if (here) continue;
    await kept.return(undefined);
    await given.return(undefined);
    return index;
  }
}

interface IndexedLine {
  readonly index?: unknown;
  readonly final?: unknown;
  readonly reason?: unknown;
}

async function* finished(file: LineFile, counts: (line: IndexedLine) => boolean): AsyncGenerator<number> {
  for await (const { text } of file.read()) {
    const line = parse(text);
    if (line === undefined) return;
    if (typeof line.index === 'number' && counts(line)) yield line.index;
  }
}

function parse(text: string): IndexedLine | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Cuts a file behind its last line of an index before `next`. */
async function cut(file: LineFile, next: number, keep: (line: unknown) => void): Promise<void> {
  let bytes = 0;
  for await (const { text, end } of file.read()) {
    const line = parse(text);
    if (line === undefined || typeof line.index !== 'number' || line.index >= next) break;
    keep(line);
    bytes = end;
  }
  await file.truncate(bytes);
}
