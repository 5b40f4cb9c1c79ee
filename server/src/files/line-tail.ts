import type { FileHandle } from 'node:fs/promises';
import { MAX_LINE_BYTES } from './line-file.ts';
import { refuseEndless, refuseHuge } from './regular-file.ts';

const CHUNK_BYTES = 1024 * 1024;

/** The whole lines of a file that this process and others append to: each time, those that are new. */
export class LineTail {
  readonly #path: string;
  /** Behind the last whole line that was read. */
  #end = 0;
  /** Bytes of the line that is being read are passed over: it is too long to be one of ours. */
  #skipping = false;
  #skipped = 0;
  #hasHalfLine = false;

  constructor(path: string) {
    this.#path = path;
  }

  /** A crash left half a line, or another process is writing it: what is appended begins with a newline. */
  get hasHalfLine(): boolean {
    return this.#hasHalfLine;
  }

  /**
   * @param take gets each new line, and the byte it begins at
   * @throws UnreadableFile
   */
  async read(handle: FileHandle, take: (text: string, start: number) => void): Promise<void> {
    const { size } = await handle.stat();
    refuseHuge(this.#path, size);
    let rest = Buffer.alloc(0);
    for (let at = this.#end; at < size; ) {
      const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES, at);
      if (bytesRead === 0) break;
      const data = Buffer.concat([rest, buffer.subarray(0, bytesRead)]);
      at += bytesRead;
      rest = this.#takeLines(data, at - data.length, take);
    }
    this.#hasHalfLine = rest.length > 0 || this.#skipping;
  }

  /** @returns what no newline ends yet */
  #takeLines(data: Buffer, offset: number, take: (text: string, start: number) => void): Buffer<ArrayBuffer> {
    let start = 0;
    for (let end = data.indexOf(10); end >= 0; end = data.indexOf(10, start)) {
      if (!this.#skipping) take(data.toString('utf8', start, end), offset + start);
      this.#skipping = false;
      this.#skipped = 0;
      start = end + 1;
      this.#end = offset + start;
    }
    if (data.length - start <= MAX_LINE_BYTES && !this.#skipping) return Buffer.from(data.subarray(start));
    this.#skipping = true;
    this.#skipped += data.length - start;
    refuseEndless(this.#path, this.#skipped);
    this.#end = offset + data.length;
    return Buffer.alloc(0);
  }
}
