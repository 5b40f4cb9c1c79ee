export { type CostEstimate, estimateCost } from './estimate.ts';
export * from './export/index.ts';
export { CARD, DROPPED, MANIFEST, type Manifest, parseManifest, RECORDS, TEACHER_REPLIES } from './manifest.ts';
export { type ReadRow, type RunFormat, readMessages, readRow } from './read/foreign.ts';
export { isMagnetRecord, readMagnetRecord } from './read/magnet.ts';
export { type RunRow, readLine, readRun, readWholeRun, recordTitle } from './read/run.ts';
export { runGeneration } from './run.ts';
export { DEFAULT_MIXTURE, parseShard, RECORD_KINDS, RUN_DEFAULTS, runSettings, shardRange } from './settings.ts';
export * from './types.ts';
