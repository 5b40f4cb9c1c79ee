import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { refuseDeadPipe } from './output.ts';

/** A new file of bytes, written in pieces. */
export interface ByteSink {
  write(bytes: Uint8Array): Promise<void>;
  end(): Promise<void>;
}

/** Makes a file, in place of one that is there, with the folders above it. */
export async function openByteSink(file: string): Promise<ByteSink> {
  await mkdir(path.dirname(file), { recursive: true });
  await refuseDeadPipe(file);
  const handle = await open(file, 'w');
  return { write: async (bytes) => handle.appendFile(bytes), end: async () => handle.close() };
}
