import { version } from '../../../package.json';

/** The extension's version: one number for editor, server and command line. */
export const VERSION: string = version;
