import type { FileHandle } from 'node:fs/promises';

const CHUNK = 4 * 1024 * 1024;
const LINE_FEED = 10;
/** The largest blank line that is looked at; a longer one is no blank. */
const MAX_BLANK = 64;

/** Where the lines of a file stand that are not blank: bytes and numbers, never the lines themselves. */
export class LinePlaces {
  #starts = new Float64Array(1024);
  #ends = new Float64Array(1024);
  #numbers = new Uint32Array(1024);
  length = 0;

  push(start: number, end: number, number: number): void {
    if (this.length === this.#starts.length) this.#grow();
    this.#starts[this.length] = start;
    this.#ends[this.length] = end;
    this.#numbers[this.length] = number;
    this.length += 1;
  }

  #grow(): void {
    const [starts, ends, numbers] = [this.#starts, this.#ends, this.#numbers];
    this.#starts = new Float64Array(starts.length * 2);
    this.#ends = new Float64Array(ends.length * 2);
    this.#numbers = new Uint32Array(numbers.length * 2);
    this.#starts.set(starts);
    this.#ends.set(ends);
    this.#numbers.set(numbers);
  }

  /** Start and end in bytes, and the number of the line, 1-based; undefined behind the last. */
  at(index: number): { readonly start: number; readonly end: number; readonly line: number } | undefined {
    if (!(index >= 0 && index < this.length)) return undefined;
    return {
      start: this.#starts[index] as number,
      end: this.#ends[index] as number,
      line: this.#numbers[index] as number,
    };
  }

  /** A line became longer or shorter: those behind it move. */
  resize(index: number, bytes: number): void {
    this.#ends[index] = (this.#ends[index] as number) + bytes;
    for (let at = index + 1; at < this.length; at += 1) {
      this.#starts[at] = (this.#starts[at] as number) + bytes;
      this.#ends[at] = (this.#ends[at] as number) + bytes;
    }
  }

  /** Lets go of the last line, which may not have been whole. */
  pop(): void {
    this.length = Math.max(0, this.length - 1);
  }
}

/** Where a scan goes on: the byte behind the last line feed, and how many lines were before it. */
export interface ScanPoint {
  readonly byte: number;
  readonly line: number;
}

export const START: ScanPoint = { byte: 0, line: 0 };

/**
 * Finds the lines of a file from a point on, a chunk at a time: memory holds one chunk, whatever the file.
 * Yields after each chunk, so that others have their turn. @returns where the next scan of the grown file goes on
 */
export async function* scanLines(
  handle: FileHandle,
  places: LinePlaces,
  from: ScanPoint = START,
): AsyncGenerator<void, ScanPoint> {
  const buffer = Buffer.allocUnsafe(CHUNK);
  let { byte: start, line } = from;
  let position = start;
  let blank = true;
  for (;;) {
    const { bytesRead } = await handle.read(buffer, 0, CHUNK, position);
    if (bytesRead === 0) break;
    const chunk = buffer.subarray(0, bytesRead);
    let at = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, at)) {
      line += 1;
      if (!(blank && isBlank(chunk, at, end))) places.push(start, position + end, line);
      at = end + 1;
      start = position + at;
      blank = true;
    }
    blank &&= isBlank(chunk, at, bytesRead);
    position += bytesRead;
    yield;
  }
  if (!blank) places.push(start, position, line + 1);
  return { byte: start, line };
}

function isBlank(chunk: Buffer, from: number, to: number): boolean {
  if (to - from > MAX_BLANK) return false;
  for (let at = from; at < to; at += 1) if ((chunk[at] as number) > 32) return false;
  return true;
}
