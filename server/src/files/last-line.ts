import { openRegularFile } from './regular-file.ts';

/** Bytes read at a time, from the end. */
const PIECE = 64 * 1024;

/** Bytes of a line at most; a longer one is given up. */
const MAX = 16 * 1024 * 1024;

const NEWLINE = 10;

/**
 * The last line that a newline commits, whatever the size of the file: it is read from its end.
 * @returns undefined where there is none, or it is longer than 16 MiB
 * @throws UnreadableFile where the file is there and is none
 */
export async function readLastLine(file: string): Promise<string | undefined> {
  const handle = await openRegularFile(file);
  try {
    const { size } = await handle.stat();
    let tail: Buffer = Buffer.alloc(0);
    for (let start = size; start > 0 && tail.length < MAX; ) {
      const length = Math.min(PIECE, start);
      start -= length;
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, start);
      tail = Buffer.concat([buffer.subarray(0, bytesRead), tail]);
      const end = tail.lastIndexOf(NEWLINE);
      if (end < 0) continue;
      const before = end === 0 ? -1 : tail.lastIndexOf(NEWLINE, end - 1);
      if (before >= 0 || start === 0) return tail.toString('utf8', before + 1, end);
    }
    return undefined;
  } finally {
    await handle.close();
  }
}
