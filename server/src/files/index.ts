export { openRegularFile, readRegularFile, readRegularText, UnreadableFile } from './regular-file.ts';
export { openLineFile, openRunFolder } from './run-folder.ts';
export type { FileLine, LineFile, RunFolder } from './types.ts';
