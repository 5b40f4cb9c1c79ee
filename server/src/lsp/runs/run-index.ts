import type { FileHandle } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RunFormat, RunRow } from '../../dataset/index.ts';
import { openRegularFile } from '../../files/index.ts';
import type { TrajectoryRecord } from '../../trajectory/index.ts';
import { refused } from '../guard.ts';
import { type FileStamp, sameStamp, stampOf } from './file-stamp.ts';
import { LinePlaces, type ScanPoint, START, scanLines } from './line-places.ts';
import { LineReader } from './line-reader.ts';
import { type BrokenEntry, RecordEntries, type RecordEntry } from './record-entries.ts';
import { isOneValue } from './source.ts';
import { Waiting } from './waiting.ts';
import { WholeFile } from './whole-file.ts';

/** Milliseconds of indexing after which other requests have their turn. */
const SLICE_MS = 12;
/** Places that are indexed before the whole file is scanned. */
const FIRST = 200;
/** Bytes read at once where lines are read one after the other. */
const WINDOW = 1024 * 1024;

/**
 * The records of one file: where they stand, and what lists and searches need of them. It is made in the background, from
 * the start; who asks for more than is there waits for that much.
 */
export class RunIndex {
  readonly file: string;
  readonly #entries = new RecordEntries();
  readonly #places = new LinePlaces();
  readonly #waiting = new Waiting();
  #point: ScanPoint = START;
  #stamp: FileStamp;
  /** Set for a file that is one value and not lines. */
  #whole: WholeFile | undefined;
  #scanned = false;
  #failure: unknown;
  #closed = false;
  /** All of the file is indexed. */
  readonly done: Promise<void>;

  private constructor(file: string, stamp: FileStamp) {
    this.file = file;
    this.#stamp = stamp;
    this.done = this.#make();
    // Who waits for it hears of it; nobody has to wait.
    this.done.catch(() => undefined);
  }

  static async open(file: string): Promise<RunIndex> {
    return new RunIndex(file, await stampOf(file));
  }

  /** Whether the file is still what was read. */
  async isCurrent(): Promise<boolean> {
    return sameStamp(this.#stamp, await stampOf(this.file));
  }

  /** Stops the work on it. */
  close(): void {
    this.#closed = true;
  }

  get format(): RunFormat {
    return this.#entries.format;
  }

  /** Records as far as is known: lines that are not indexed yet count as one each. All lines are found when `isScanned`. */
  get count(): number {
    return this.#entries.records + Math.max(0, this.#places.length - this.#entries.lines);
  }

  get isScanned(): boolean {
    return this.#scanned;
  }

  /** Records that are indexed, from the first on. */
  get indexed(): number {
    return this.#entries.records;
  }

  get isDone(): boolean {
    return this.#scanned && this.#entries.lines >= this.#places.length;
  }

  /** What is kept of a record; undefined where it is not indexed yet. */
  record(index: number): RecordEntry | undefined {
    return this.#entries.record(index);
  }

  /** Lines that hold no record, as far as is known. */
  broken(): readonly BrokenEntry[] {
    return this.#entries.broken();
  }

  /** Waits until so many records are indexed, or all there are. */
  until(count: number): Promise<void> {
    return this.#wait(() => this.#entries.records >= count);
  }

  async #wait(holds: () => boolean): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    if (holds() || this.isDone) return;
    await this.#waiting.for(holds);
    if (this.#failure !== undefined) throw this.#failure;
  }

  async #make(): Promise<void> {
    try {
      const handle = await openRegularFile(this.file).catch((error: Error) => {
        throw refused(`${this.file} ${error.message}.`);
      });
      try {
        if (!(await isOneValue(handle))) await this.#makeLines(handle);
        else {
          this.#whole = new WholeFile(this.file);
          for (const row of await this.#whole.rows(handle)) this.#entries.add(row);
        }
      } finally {
        await handle.close();
      }
    } catch (error) {
      this.#failure = error;
      throw error;
    } finally {
      this.#scanned = true;
      this.#tell();
    }
  }

  /** The first lines are indexed as soon as a chunk of the file is read: a list can be shown before the rest is. */
  async #makeLines(handle: FileHandle): Promise<void> {
    const scan = scanLines(handle, this.#places);
    for (let step = await scan.next(); ; step = await scan.next()) {
      if (step.done === true) {
        this.#point = step.value;
        break;
      }
      if (this.#closed) return;
      this.#tell();
      // The last line of a chunk is found with the next one; before it all are whole.
      if (this.#entries.lines < FIRST) await this.#indexUpTo(handle, Math.min(FIRST, this.#places.length));
    }
    this.#scanned = true;
    await this.#indexUpTo(handle, this.#places.length);
  }

  async #indexUpTo(handle: FileHandle, end: number): Promise<void> {
    let started = performance.now();
    const reader = new LineReader(handle, WINDOW);
    while (this.#entries.lines < end && !this.#closed) {
      this.#entries.add(await this.#row(reader, this.#entries.lines, this.#entries.records));
      if (performance.now() - started < SLICE_MS) continue;
      this.#tell();
      await nextTurn();
      started = performance.now();
    }
    this.#tell();
  }

  /** The line at a place, read as the record of this index. */
  async #row(reader: LineReader, at: number, index: number): Promise<RunRow> {
    const place = this.#places.at(at);
    if (place === undefined) return { line: 0, problem: 'it is not there' };
    const read = await reader.read(place, index);
    return typeof read === 'string' ? { line: place.line, problem: read } : { line: place.line, index, ...read };
  }

  #tell(): void {
    this.#waiting.tell(this.isDone || this.#failure !== undefined || this.#closed);
  }

  /** Reads one record; undefined where there is none of this index. */
  async read(index: number): Promise<TrajectoryRecord | undefined> {
    // Found is enough: that all before it are indexed takes many times as long.
    await this.#wait(() => this.#placeOf(index) !== undefined || this.#scanned);
    for await (const { record } of this.readEach([index])) return record;
    return undefined;
  }

  /** Place of a record; one that is not indexed yet stands behind those that are, if no line between them is broken. */
  #placeOf(index: number): number | undefined {
    if (index < 0) return undefined;
    const at = this.#entries.lineOf(index);
    return index < this.#entries.records || at < this.#places.length ? at : undefined;
  }

  async #readOne(handle: FileHandle, reader: LineReader, index: number): Promise<TrajectoryRecord | undefined> {
    const at = this.#placeOf(index);
    if (at === undefined) return undefined;
    const row = this.#whole === undefined ? await this.#row(reader, at, index) : (await this.#whole.rows(handle))[at];
    return row !== undefined && 'record' in row ? row.record : undefined;
  }

  /** Reads many records one after the other with one open file; what is none is left out. */
  async *readEach(indices: Iterable<number>): AsyncGenerator<{ index: number; record: TrajectoryRecord }> {
    const handle = await openRegularFile(this.file);
    const reader = new LineReader(handle, 0);
    try {
      for (const index of indices) {
        const record = await this.#readOne(handle, reader, index);
        if (record !== undefined) yield { index, record };
      }
    } finally {
      await handle.close();
    }
  }

  /** Bytes of a line, for who replaces it; undefined for a file that is one value. */
  placeOf(index: number): { readonly start: number; readonly end: number; readonly line: number } | undefined {
    return this.#whole === undefined ? this.#places.at(this.#placeOf(index) ?? -1) : undefined;
  }

  /** Takes in that a line was replaced by this record: nothing else is read again. */
  async replaced(index: number, record: TrajectoryRecord, moreBytes: number): Promise<void> {
    await this.done;
    const at = this.#placeOf(index) ?? -1;
    this.#places.resize(at, moreBytes);
    this.#entries.replace(at, record);
    this.#stamp = await stampOf(this.file);
    this.#point = { byte: this.#point.byte + moreBytes, line: this.#point.line };
  }

  /**
   * Takes in what was written behind the end, as by a run that is being made. @returns false where the file changed in
   * another way, so that it has to be read from the start
   */
  async grown(): Promise<boolean> {
    await this.done.catch(() => undefined);
    const now = await stampOf(this.file);
    const before = this.#stamp;
    if (
      this.#failure !== undefined ||
      this.#whole !== undefined ||
      now.inode !== before.inode ||
      now.size < before.size
    )
      return false;
    if (now.size === before.size) return false;
    const handle = await openRegularFile(this.file);
    try {
      if (!(await this.#endIsSame(handle))) return false;
      // Half a line may have stood at the end.
      if (this.#places.length > 0 && (this.#places.at(this.#places.length - 1)?.end ?? 0) > this.#point.byte) {
        this.#places.pop();
        this.#entries.cutAt(this.#places.length);
      }
      const scan = scanLines(handle, this.#places, this.#point);
      let step = await scan.next();
      while (step.done !== true) step = await scan.next();
      this.#point = step.value;
      this.#stamp = now;
      await this.#indexUpTo(handle, this.#places.length);
      return true;
    } finally {
      await handle.close();
    }
  }

  /** Whether the last whole line still ends where it did and is still a record: else the file was written anew. */
  async #endIsSame(handle: FileHandle): Promise<boolean> {
    const { byte } = this.#point;
    if (byte === 0) return true;
    const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, byte - 1);
    if (buffer[0] !== 10) return false;
    const last = this.#entries.lastRecord((at) => (this.#places.at(at)?.end ?? 0) < byte);
    const known = this.record(last);
    if (known === undefined) return true;
    const row = await this.#row(new LineReader(handle, 0), this.#entries.lineOf(last), last);
    return 'record' in row && row.record.id === known.facets.id;
  }
}
