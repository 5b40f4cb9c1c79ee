import { constants } from 'node:fs';
import { copyFile, mkdir, open, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { UnreadableFile } from './regular-file.ts';

/** A new file of JSON lines, written in pieces. */
export interface LineSink {
  /** @returns characters of the line, its newline with them */
  line(value: unknown): Promise<number>;
  end(): Promise<void>;
}

const FLUSH_CHARACTERS = 256 * 1024;

/** Makes a file of JSON lines, in place of one that is there, with the folders above it. */
export async function openLineSink(file: string): Promise<LineSink> {
  await mkdir(path.dirname(file), { recursive: true });
  await refuseDeadPipe(file);
  const handle = await open(file, 'w');
  let text = '';
  const flush = async () => {
    await handle.appendFile(text);
    text = '';
  };
  return {
    line: async (value) => {
      const line = `${JSON.stringify(value)}\n`;
      text += line;
      if (text.length >= FLUSH_CHARACTERS) await flush();
      return line.length;
    },
    end: async () => {
      await flush();
      await handle.close();
    },
  };
}

/** Writes a whole text, with the folders above it. */
export async function writeWhole(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeNamed(file, text);
}

/** Writes a whole text to a file that a person named: a link leads where it leads, a device takes what it takes. */
export async function writeNamed(file: string, text: string): Promise<void> {
  await refuseDeadPipe(file);
  await writeFile(file, text);
}

/** Opening a pipe that nobody reads would wait for ever. @throws UnreadableFile */
export async function refuseDeadPipe(file: string): Promise<void> {
  const status = await stat(file).catch(() => undefined);
  if (status?.isFIFO() !== true) return;
  const handle = await open(file, constants.O_WRONLY | (constants.O_NONBLOCK ?? 0)).catch(
    (error: { code?: string }) => {
      throw new UnreadableFile(file, 'is a pipe that nobody reads', error.code);
    },
  );
  await handle.close();
}

/** Copies a file into a folder, which is made. @returns the copy's path */
export async function copyInto(file: string, folder: string): Promise<string> {
  const copy = path.join(folder, path.basename(file));
  await mkdir(folder, { recursive: true });
  await copyFile(file, copy);
  return copy;
}

export async function isThere(file: string): Promise<boolean> {
  return (await stat(file).catch(() => undefined)) !== undefined;
}

export async function removeFile(file: string): Promise<void> {
  await rm(file, { force: true });
}
