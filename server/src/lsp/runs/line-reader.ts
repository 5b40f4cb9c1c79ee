import type { FileHandle } from 'node:fs/promises';
import { type ReadRow, readLine } from '../../dataset/index.ts';

/** A longer line is broken, not a record. */
const MAX_LINE = 16 * 1024 * 1024;

/** Reads lines of a file that stand near each other with few requests. */
export class LineReader {
  readonly #handle: FileHandle;
  readonly #ahead: number;
  #window = Buffer.alloc(0);
  #base = 0;

  /** @param ahead bytes read at once, where the lines wanted follow each other */
  constructor(handle: FileHandle, ahead: number) {
    this.#handle = handle;
    this.#ahead = ahead;
  }

  /** The line's record and what it was recognised as, or why it is none. */
  async read(
    { start, end }: { readonly start: number; readonly end: number },
    index: number,
  ): Promise<ReadRow | string> {
    if (end - start > MAX_LINE) return 'longer than 16 MiB';
    if (start < this.#base || end > this.#base + this.#window.length) await this.#move(start, end);
    const text = this.#window.toString('utf8', start - this.#base, end - this.#base);
    return readLine(text.replace(/^\uFEFF/, '').trim(), index);
  }

  async #move(start: number, end: number): Promise<void> {
    const bytes = Math.max(this.#ahead, end - start);
    const { buffer, bytesRead } = await this.#handle.read(Buffer.allocUnsafe(bytes), 0, bytes, start);
    this.#window = buffer.subarray(0, bytesRead);
    this.#base = start;
  }
}
