import { open, rename, rm, stat } from 'node:fs/promises';
import process from 'node:process';
import { openRegularFile } from './regular-file.ts';

const CHUNK = 4 * 1024 * 1024;

/**
 * Puts a text in the place of some bytes of a file, all at once: a reader sees the old file or the new one. The file is
 * copied in pieces, so its size does not matter to memory.
 * @returns how many bytes longer the file is
 */
export async function replaceBytes(file: string, start: number, end: number, text: string): Promise<number> {
  const temporary = `${file}.${process.pid}.tmp`;
  const source = await openRegularFile(file);
  try {
    const { mode } = await stat(file);
    const copy = await open(temporary, 'wx', mode);
    try {
      const buffer = Buffer.allocUnsafe(CHUNK);
      const copyRange = async (from: number, to: number) => {
        for (let at = from; at < to; ) {
          const { bytesRead } = await source.read(buffer, 0, Math.min(CHUNK, to - at), at);
          if (bytesRead === 0) return;
          await copy.write(buffer, 0, bytesRead);
          at += bytesRead;
        }
      };
      await copyRange(0, start);
      await copy.write(text);
      await copyRange(end, Number.POSITIVE_INFINITY);
      await copy.sync();
    } finally {
      await copy.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  } finally {
    await source.close();
  }
  return Buffer.byteLength(text) - (end - start);
}
