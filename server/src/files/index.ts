export { type ByteSink, openByteSink } from './byte-sink.ts';
export { readLastLine } from './last-line.ts';
export { openLineFile } from './line-file.ts';
export { copyInto, isThere, type LineSink, openLineSink, removeFile, writeWhole } from './output.ts';
export { openRegularFile, openToExtend, readRegularFile, readRegularText, UnreadableFile } from './regular-file.ts';
export { isFolderInUse, openRunFolder } from './run-folder.ts';
export type { FileLine, LineFile, RunFolder } from './types.ts';
export { findFiles, type WalkOptions } from './walk.ts';
export { writeZstd } from './zstd.ts';
