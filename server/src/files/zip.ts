import type { FileHandle } from 'node:fs/promises';
import { inflateRawSync } from 'node:zlib';

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
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const STORED = 0;
const DEFLATED = 8;
/** The end record is 22 bytes, with a comment of at most 64 KiB behind it. */
const END_BYTES = 22;
const MAX_COMMENT = 0xffff;
/** Names and the like of one entry in the list at the end: more is no archive that anybody writes. */
const MAX_LIST_BYTES = 64 * 1024 * 1024;
const BIG = 0xffffffff;

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
  const listed = (await listOf(handle, limits)).filter(({ name }) => wanted(name));
  listed.sort((one, other) => one.name.localeCompare(other.name, 'en', { numeric: true }));
  let total = 0;
  for (const entry of listed) {
    total += entry.size;
    const why =
      entry.size > limits.entryBytes
        ? tooLarge(limits.entryBytes)
        : total > limits.totalBytes
          ? `the archive holds more than ${limits.totalBytes / 1024 / 1024} MiB`
          : undefined;
    yield why === undefined ? await read(handle, entry) : { name: entry.name, problem: why };
  }
}

interface Listed {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

async function listOf(handle: FileHandle, limits: ZipLimits): Promise<Listed[]> {
  const { size } = await handle.stat();
  const tail = await bytesAt(
    handle,
    Math.max(0, size - END_BYTES - MAX_COMMENT),
    Math.min(size, END_BYTES + MAX_COMMENT),
  );
  const end = endRecord(tail);
  if (end === undefined) throw new ZipError('is cut off: an archive ends with a list of its entries');
  const count = tail.readUInt16LE(end + 10);
  const [listBytes, start] = [tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)];
  if (start === BIG || count === 0xffff) throw new ZipError('is an archive in ZIP64 form, which is not read');
  if (count > limits.entries || listBytes > MAX_LIST_BYTES)
    throw new ZipError(`holds more than ${limits.entries} entries`);
  if (start + listBytes > size) throw new ZipError('is cut off: its list of entries is not all there');
  return entriesIn(await bytesAt(handle, start, listBytes), count);
}

/** Where the end record begins: the last place that reads as one and whose comment fills the rest. */
function endRecord(tail: Buffer): number | undefined {
  for (let at = tail.length - END_BYTES; at >= 0; at -= 1)
    if (tail.readUInt32LE(at) === END && at + END_BYTES + tail.readUInt16LE(at + 20) === tail.length) return at;
  return undefined;
}

function entriesIn(list: Buffer, count: number): Listed[] {
  const found: Listed[] = [];
  let at = 0;
  while (found.length < count) {
    if (at + 46 > list.length || list.readUInt32LE(at) !== CENTRAL)
      throw new ZipError('has a list of entries that cannot be read');
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((field) => list.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ];
    found.push({
      name: list.toString('utf8', at + 46, at + 46 + nameBytes),
      encrypted: (list.readUInt16LE(at + 8) & 1) === 1,
      method: list.readUInt16LE(at + 10),
      packed: list.readUInt32LE(at + 20),
      size: list.readUInt32LE(at + 24),
      offset: list.readUInt32LE(at + 42),
    });
    at += 46 + nameBytes + extraBytes + commentBytes;
  }
  return found;
}

async function read(handle: FileHandle, entry: Listed): Promise<ZipEntry> {
  const { name, method, encrypted, packed, size, offset } = entry;
  if (encrypted) return { name, problem: 'it is encrypted' };
  if (method !== STORED && method !== DEFLATED)
    return { name, problem: `its compression (method ${method}) is not read` };
  // Packed data are never larger than the data and a little more.
  if (packed > size + 1024 + size / 100) return { name, problem: 'it is damaged' };
  try {
    const head = await bytesAt(handle, offset, 30);
    if (head.length < 30 || head.readUInt32LE(0) !== LOCAL) return { name, problem: 'it is damaged' };
    const start = offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
    const data = await bytesAt(handle, start, packed);
    const bytes = method === STORED ? data : inflateRawSync(data, { maxOutputLength: Math.max(1, size) });
    return bytes.length === size ? { name, text: bytes.toString('utf8') } : { name, problem: 'it is damaged' };
  } catch {
    return { name, problem: 'it is damaged' };
  }
}

function tooLarge(bytes: number): string {
  return `it is larger than ${bytes / 1024 / 1024} MiB`;
}

async function bytesAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}
