export { openRegularFile, readRegularFile, readRegularText, UnreadableFile } from './regular-file.ts';
export { openLineFile, openRunFolder } from './run-folder.ts';
export type { LineFile, RunFolder } from './types.ts';
