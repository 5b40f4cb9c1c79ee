import {
  Interner,
  type RecordFacets,
  type RunFormat,
  type RunRow,
  recordFacets,
  searchableText,
  sketchOf,
  type TextSketch,
} from '../../dataset/index.ts';
import type { TrajectoryRecord } from '../../trajectory/index.ts';

export interface RecordEntry {
  readonly facets: RecordFacets;
  readonly sketch: TextSketch;
}

/** A line that holds no record, and why. */
export interface BrokenEntry {
  readonly line: number;
  readonly reason: string;
}
type Entry = RecordEntry | BrokenEntry;

/** What is kept of each line of a run, in the order of the file. Records are counted without the lines that hold none. */
export class RecordEntries {
  readonly #entries: Entry[] = [];
  /** Place of each record among the lines. */
  readonly #records: number[] = [];
  readonly #interner = new Interner();
  #format: RunFormat | undefined;

  /** The form of the first record. */
  get format(): RunFormat {
    return this.#format ?? 'unknown';
  }

  get lines(): number {
    return this.#entries.length;
  }

  get records(): number {
    return this.#records.length;
  }

  /** What is kept of a record; undefined where it is not there. */
  record(index: number): RecordEntry | undefined {
    const entry = this.#entries[this.#records[index] ?? -1];
    return entry !== undefined && 'facets' in entry ? entry : undefined;
  }

  broken(): readonly BrokenEntry[] {
    return this.#entries.length === this.#records.length
      ? []
      : this.#entries.filter((entry): entry is BrokenEntry => 'reason' in entry);
  }

  /** The line of a record; of one that is not there yet, as if no line between them were broken. */
  lineOf(index: number): number {
    return this.#records[index] ?? this.#entries.length + index - this.#records.length;
  }

  /** The last record whose line is such; -1 where none is. */
  lastRecord(isSuch: (line: number) => boolean): number {
    return this.#records.findLastIndex(isSuch);
  }

  /** Takes in the next line. */
  add(row: RunRow): void {
    if ('problem' in row) {
      this.#entries.push({ line: row.line, reason: row.problem });
      return;
    }
    const entry = this.#entryOrReason(row);
    if ('facets' in entry) {
      this.#format ??= row.format;
      this.#records.push(this.#entries.length);
    }
    this.#entries.push(entry);
  }

  replace(line: number, record: TrajectoryRecord): void {
    this.#entries[line] = this.#entryOf(record);
  }

  /** Lets go of the lines from this one on. */
  cutAt(line: number): void {
    this.#entries.length = Math.min(this.#entries.length, line);
    while ((this.#records.at(-1) ?? -1) >= this.#entries.length) this.#records.pop();
  }

  #entryOrReason({ line, record }: RunRow & { readonly record: TrajectoryRecord }): Entry {
    try {
      return this.#entryOf(record);
    } catch (error) {
      // One such record must not keep a person from all others.
      if (error instanceof RangeError) return { line, reason: 'nested too deeply to be read' };
      throw error;
    }
  }

  #entryOf(record: TrajectoryRecord): RecordEntry {
    return { facets: recordFacets(record, this.#interner), sketch: sketchOf(searchableText(record)) };
  }
}
