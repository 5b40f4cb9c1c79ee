import { UnreadableFile } from '../files/index.ts';
import { UsageError } from './command.ts';

/** Failures of the file system that a person can mend: a file where a folder should be, no right to write, a full disk. */
const MENDABLE = new Set([
  'EEXIST',
  'ENOTDIR',
  'EISDIR',
  'ERR_FS_EISDIR',
  'ELOOP',
  'ENXIO',
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOSPC',
  'ENAMETOOLONG',
  'ENOENT',
]);

/** A failure to read or write, worded for a person; anything else comes back as it is. */
export function fileError(error: unknown): unknown {
  if (error instanceof UnreadableFile) return new UsageError(`${error.path} ${error.message}.`);
  const { code, path } = (error ?? {}) as { code?: unknown; path?: unknown };
  if (typeof code !== 'string' || !MENDABLE.has(code)) return error;
  return new UsageError(`${typeof path === 'string' ? path : 'the output'}: cannot be written (${code}).`);
}
