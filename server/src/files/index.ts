export { BatchedAppends } from './batched.ts';
export { type ByteSink, openByteSink } from './byte-sink.ts';
export { readLastLine } from './last-line.ts';
export { openLineFile } from './line-file.ts';
export { LineTail } from './line-tail.ts';
export { giveBackLock, isAlive, startOf, takeLock, withFileLock } from './lock.ts';
export { copyInto, isThere, type LineSink, openLineSink, removeFile, writeNamed, writeWhole } from './output.ts';
export {
  openRegularFile,
  openToExtend,
  openToReplace,
  readRegularFile,
  readRegularText,
  UnreadableFile,
  writeOwnText,
} from './regular-file.ts';
export { replaceBytes } from './replace-line.ts';
export { isFolderInUse, openRunFolder } from './run-folder.ts';
export type { FileLine, LineFile, RunFolder } from './types.ts';
export { findFiles, type WalkOptions } from './walk.ts';
export { isZip, ZipError, zipEntries } from './zip.ts';
export { writeZstd } from './zstd.ts';
