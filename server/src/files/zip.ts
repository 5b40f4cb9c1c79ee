import type { FileHandle } from 'node:fs/promises';
import type { Entry, ZipFile } from 'yauzl';

/** An entry of an archive: its text, or why it was not read. */
export type ZipEntry =
  | { readonly name: string; readonly text: string }
  | { readonly name: string; readonly problem: string };

export interface ZipLimits {
  /** Bytes of one entry, and of all that are read, once they are inflated. */
  readonly entryBytes: number;
  readonly totalBytes: number;
  readonly entries: number;
}

/** An archive that is none, or that is not read, with the reason as the end of a sentence. */
export class ZipError extends Error {
  override readonly name = 'ZipError';
}

const LOCAL = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;
/** Names and the like of the entries in the list at the end: more is no archive that anybody writes. */
const MAX_LIST_BYTES = 64 * 1024 * 1024;

/** Whether bytes begin as an archive does. */
export function isZip(head: Buffer): boolean {
  return head.length >= 4 && head.readUInt32LE(0) === LOCAL;
}

/**
 * The wanted entries of an archive, one after the other, in the order of their names. An archive says how large its
 * entries are: what says more than the limits is not inflated, and what is more than it says is an error, so that a small
 * file cannot fill the memory.
 * @throws ZipError where there is no list of entries, or more of them than the limits allow
 */
export async function* zipEntries(
  handle: FileHandle,
  wanted: (name: string) => boolean,
  limits: ZipLimits,
): AsyncGenerator<ZipEntry> {
  const archive = await openArchive(handle);
  const listed = await listOf(archive, limits, wanted);
  listed.sort((one, other) => one.name.localeCompare(other.name, 'en', { numeric: true }));
  let total = 0;
  for (const found of listed) {
    const { uncompressedSize } = found.entry;
    total += uncompressedSize;
    const why =
      uncompressedSize > limits.entryBytes
        ? tooLarge(limits.entryBytes)
        : total > limits.totalBytes
          ? `the archive holds more than ${limits.totalBytes / 1024 / 1024} MiB`
          : undefined;
    yield why === undefined ? await read(archive, found) : { name: found.name, problem: why };
  }
}

interface Listed {
  readonly name: string;
  readonly entry: Entry;
}

async function openArchive({ fd }: FileHandle): Promise<ZipFile> {
  // Only who reads an archive loads what reads it.
  const { fromFdPromise } = (await import('yauzl')).default;
  try {
    return await fromFdPromise(fd, { lazyEntries: true, decodeStrings: false, autoClose: false });
  } catch {
    throw new ZipError('is cut off: an archive ends with a list of its entries');
  }
}

async function listOf(archive: ZipFile, limits: ZipLimits, wanted: (name: string) => boolean): Promise<Listed[]> {
  if (archive.entryCount > limits.entries) throw new ZipError(`holds more than ${limits.entries} entries`);
  const found: Listed[] = [];
  let bytes = 0;
  try {
    for await (const entry of archive.eachEntry()) {
      bytes += entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength;
      if (bytes > MAX_LIST_BYTES) throw new ZipError(`holds more than ${limits.entries} entries`);
      const name = entry.fileName.toString('utf8');
      if (wanted(name)) found.push({ name, entry });
    }
  } catch (error) {
    throw error instanceof ZipError ? error : new ZipError('has a list of entries that cannot be read');
  }
  return found;
}

async function read(archive: ZipFile, { name, entry }: Listed): Promise<ZipEntry> {
  const { compressionMethod: method, compressedSize: packed, uncompressedSize: size } = entry;
  if (entry.isEncrypted()) return { name, problem: 'it is encrypted' };
  if (method !== STORED && method !== DEFLATED)
    return { name, problem: `its compression (method ${method}) is not read` };
  // Packed data are never larger than the data and a little more.
  if (packed > size + 1024 + size / 100) return { name, problem: 'it is damaged' };
  try {
    const pieces: Buffer[] = [];
    // The stream fails where the data are more or less than the entry says.
    for await (const piece of await archive.openReadStreamPromise(entry)) pieces.push(piece as Buffer);
    return { name, text: Buffer.concat(pieces).toString('utf8') };
  } catch {
    return { name, problem: 'it is damaged' };
  }
}

function tooLarge(bytes: number): string {
  return `it is larger than ${bytes / 1024 / 1024} MiB`;
}
