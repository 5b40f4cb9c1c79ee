export { CARD, DROPPED, MANIFEST, type Manifest, parseManifest, RECORDS } from './manifest.ts';
export { runGeneration } from './run.ts';
export { DEFAULT_MIXTURE, parseShard, RECORD_KINDS, RUN_DEFAULTS, runSettings, shardRange } from './settings.ts';
export * from './types.ts';
