import { constants, type Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** Bytes asked for at a time. */
const CHUNK = 1024 * 1024;

/** Opening a pipe that nobody writes to would wait for ever, and a terminal must not become this process's own. */
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

/** A path that is not read, with the reason as the end of a sentence: `is a pipe, not a file`. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
  /** `ENOENT` and its like; absent where the file was there and was refused. */
  readonly code: string | undefined;

  constructor(reason: string, code?: string) {
    super(reason);
    this.code = code;
  }
}

/**
 * The bytes of a regular file, at most so many. A link may lead to one; devices, pipes, sockets and folders are refused
 * before a byte is read, for a device never ends and a pipe never begins. The size is also held against what is really
 * read: files of `/proc` say 0, and others grow.
 * @throws UnreadableFile
 */
export async function readRegularFile(path: string, mostBytes: number): Promise<Buffer> {
  const handle = await openRegularFile(path);
  try {
    const { size } = await handle.stat();
    if (size > mostBytes) throw tooLarge(mostBytes);
    return await readUpTo(handle, size, mostBytes);
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile(reasonOf(error as NodeJS.ErrnoException), (error as NodeJS.ErrnoException).code);
  } finally {
    await handle.close();
  }
}

/** Opens a regular file to be read piece by piece; whoever opens it closes it. @throws UnreadableFile */
export async function openRegularFile(path: string): Promise<FileHandle> {
  const handle = await open(path, FLAGS).catch((error: NodeJS.ErrnoException) => {
    throw new UnreadableFile(reasonOf(error), error.code);
  });
  const status = await handle.stat();
  if (status.isFile()) return handle;
  await handle.close();
  throw new UnreadableFile(`is ${kindOf(status)}, not a file`);
}

/** Text of a regular file: UTF-8, or UTF-16 where a byte order mark says so. @throws UnreadableFile */
export async function readRegularText(path: string, mostBytes: number): Promise<string> {
  const bytes = await readRegularFile(path, mostBytes);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString('utf16le');
  return bytes.toString('utf8');
}

async function readUpTo(handle: FileHandle, expected: number, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for (;;) {
    // One byte more than expected shows that the file ends there.
    const wanted = Math.max(1, Math.min(CHUNK, expected - length + 1));
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(wanted), 0, wanted, null);
    if (bytesRead === 0) return Buffer.concat(chunks, length);
    length += bytesRead;
    if (length > most) throw tooLarge(most);
    chunks.push(buffer.subarray(0, bytesRead));
  }
}

function tooLarge(most: number): UnreadableFile {
  return new UnreadableFile(`is larger than ${most / 1024 / 1024} MiB`);
}

function kindOf(status: Stats): string {
  if (status.isDirectory()) return 'a folder';
  if (status.isFIFO()) return 'a pipe';
  if (status.isSocket()) return 'a socket';
  return 'a device';
}

function reasonOf(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return 'does not exist';
  if (error.code === 'ELOOP') return 'is a link that leads back to itself';
  if (error.code === 'ENXIO') return 'is a device or a socket, not a file';
  return `cannot be read (${error.code ?? error.message})`;
}
