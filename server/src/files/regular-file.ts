import { constants, type Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** Bytes asked for at a time. */
const CHUNK = 1024 * 1024;

/** Opening a pipe that nobody writes to would wait for ever, and a terminal must not become this process's own. */
const CAREFUL = (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);
const FLAGS = constants.O_RDONLY | CAREFUL;
/**
 * A file under a name of ours is never written through a link: whoever gave us the folder would choose what is written
 * to, the settings of a shell or a file that is not there yet.
 */
const OWN = (constants.O_NOFOLLOW ?? 0) | CAREFUL;
const APPEND = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | OWN;
const EXTEND = constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | OWN;
const WRITE = constants.O_WRONLY | constants.O_CREAT | OWN;
const CUT = constants.O_RDWR | OWN;

/** A path that is not read, with the reason as the end of a sentence: `is a pipe, not a file`. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
  /** `ENOENT` and its like; absent where the file was there and was refused. */
  readonly code: string | undefined;
  readonly path: string;

  constructor(path: string, reason: string, code?: string) {
    super(reason);
    this.path = path;
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
  const handle = await openToRead(path);
  try {
    const { size } = await handle.stat();
    const bytes = size > mostBytes ? undefined : await readUpTo(handle, size, mostBytes);
    if (bytes === undefined) throw new UnreadableFile(path, `is larger than ${mostBytes / 1024 / 1024} MiB`);
    return bytes;
  } catch (error) {
    throw error instanceof UnreadableFile ? error : refusal(path, error as NodeJS.ErrnoException);
  } finally {
    await handle.close();
  }
}

/** No file of lines is read that is larger: a hole of many terabytes takes no room on a disk, and hours to read. */
const MAX_LINES_BYTES = 64 * 1024 ** 3;

/** @throws UnreadableFile where a file is too large to be read piece by piece */
export function refuseHuge(path: string, size: number): void {
  if (size > MAX_LINES_BYTES) throw new UnreadableFile(path, 'is larger than 64 GiB: cut it into several files');
}

/** Opens a regular file to be read piece by piece; whoever opens it closes it. @throws UnreadableFile */
export async function openRegularFile(path: string): Promise<FileHandle> {
  const handle = await openToRead(path);
  try {
    refuseHuge(path, (await handle.stat()).size);
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function openToRead(path: string): Promise<FileHandle> {
  const handle = await open(path, FLAGS).catch((error: NodeJS.ErrnoException) => {
    throw refusal(path, error);
  });
  return onlyRegular(handle, path);
}

/** Opens a regular file, new or there, to be written at its end; whoever opens it closes it. @throws UnreadableFile */
export async function openToAppend(path: string): Promise<FileHandle> {
  return openToWrite(path, APPEND);
}

/** Opens a regular file, new or there, to be read, and written at its end. @throws UnreadableFile */
export async function openToExtend(path: string): Promise<FileHandle> {
  return openToWrite(path, EXTEND);
}

/** Opens a regular file under a name of ours, new or there, and empties it; whoever opens it closes it. @throws UnreadableFile */
export async function openToReplace(path: string): Promise<FileHandle> {
  const handle = await openToWrite(path, WRITE);
  await handle.truncate(0);
  return handle;
}

/** Writes the whole text of a file under a name of ours, new or there. @throws UnreadableFile */
export async function writeOwnText(path: string, text: string): Promise<void> {
  const handle = await openToReplace(path);
  try {
    await handle.writeFile(text);
  } finally {
    await handle.close();
  }
}

/** Cuts a file under a name of ours at so many bytes; nothing where it is not there. @throws UnreadableFile */
export async function cutFile(path: string, bytes: number): Promise<void> {
  const handle = await openToWrite(path, CUT).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  try {
    await handle?.truncate(bytes);
  } finally {
    await handle?.close();
  }
}

/** A line longer than this is no line: a hole in a file, which takes no room on a disk. */
const MAX_LINE_BYTES = 256 * 1024 ** 2;

/** @throws UnreadableFile where a line goes on and on */
export function refuseEndless(path: string, lineBytes: number): void {
  if (lineBytes > MAX_LINE_BYTES)
    throw new UnreadableFile(path, 'has a line of more than 256 MiB: it is no file of lines');
}

async function openToWrite(path: string, flags: number): Promise<FileHandle> {
  const handle = await open(path, flags).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ELOOP')
      throw new UnreadableFile(path, 'is a link, and nothing is written through it', error.code);
    throw error.code === 'ENXIO' ? refusal(path, error) : error;
  });
  return onlyRegular(handle, path);
}

async function onlyRegular(handle: FileHandle, path: string): Promise<FileHandle> {
  const status = await handle.stat();
  if (status.isFile()) return handle;
  await handle.close();
  throw new UnreadableFile(path, `is ${kindOf(status)}, not a file`);
}

/** Text of a regular file: UTF-8, or UTF-16 where a byte order mark says so. @throws UnreadableFile */
export async function readRegularText(path: string, mostBytes: number): Promise<string> {
  const bytes = await readRegularFile(path, mostBytes);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString('utf16le');
  return bytes.toString('utf8');
}

/** Undefined where there is more than that. */
async function readUpTo(handle: FileHandle, expected: number, most: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for (;;) {
    // One byte more than expected shows that the file ends there.
    const wanted = Math.max(1, Math.min(CHUNK, expected - length + 1));
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(wanted), 0, wanted, null);
    if (bytesRead === 0) return Buffer.concat(chunks, length);
    length += bytesRead;
    if (length > most) return undefined;
    chunks.push(buffer.subarray(0, bytesRead));
  }
}

function kindOf(status: Stats): string {
  if (status.isDirectory()) return 'a folder';
  if (status.isFIFO()) return 'a pipe';
  if (status.isSocket()) return 'a socket';
  return 'a device';
}

function refusal(path: string, error: NodeJS.ErrnoException): UnreadableFile {
  return new UnreadableFile(path, reasonOf(error), error.code);
}

function reasonOf(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return 'does not exist';
  if (error.code === 'ELOOP') return 'is a link that leads back to itself';
  if (error.code === 'ENXIO') return 'is a pipe, a device or a socket, not a file';
  return `cannot be read (${error.code ?? error.message})`;
}
