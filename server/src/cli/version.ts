import manifest from '../../../package.json' with { type: 'json' };

/** The extension's version: one number for editor, server and command line. */
export const VERSION: string = manifest.version;
