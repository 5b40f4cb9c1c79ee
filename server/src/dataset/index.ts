export { type CostEstimate, estimateCost } from './estimate.ts';
export { siblingPath } from './export/companions.ts';
export {
  exportRun,
  type RunExportReport,
  type SidedRecord,
  type TemplateReport,
} from './export/export-run.ts';
export { withoutHead } from './export/hub-card.ts';
export * from './export/index.ts';
export type { HubLayout, PartCounts } from './export/row-files.ts';
export { rowForm } from './export/row-form.ts';
export { openPartMaker, type PartMaker } from './make-part.ts';
export { CARD, DROPPED, MANIFEST, type Manifest, parseManifest, RECORDS, SPENT, TEACHER_REPLIES } from './manifest.ts';
export * from './overlap/index.ts';
export { type RunCondition, type RunOverview, runOverview, settingsIn } from './overview.ts';
export { EVAL_LIMITS, evalRows } from './read/archive-rows.ts';
export { BROKEN_ARGUMENTS, type CallCheck, checkCalls } from './read/call-check.ts';
export { checkRecord, type DataNote, type DataProblem, type RecordCheck, recordNotes } from './read/check-record.ts';
export { readRow } from './read/foreign.ts';
export { isMagnetRecord, magnetRecord, readMagnetRecord } from './read/magnet.ts';
export { readMessages } from './read/messages.ts';
export { textOf } from './read/normal.ts';
export { type ObservedAnswer, observedAnswers } from './read/observed-answers.ts';
export { recordsIn } from './read/record-lines.ts';
export type { ReadRow, RunFormat } from './read/row.ts';
export { type RunRow, readLine, readRun, readWholeRun, recordTitle, wholeRun } from './read/run.ts';
export { readTools } from './read/tools.ts';
export { howToRead } from './read/whole-file.ts';
export { type RegenerateSummary, regenerateStale } from './regenerate.ts';
export * from './review/index.ts';
export { runGeneration } from './run.ts';
export * from './search/index.ts';
export {
  DEFAULT_MIXTURE,
  MIXTURES,
  parseShard,
  RECORD_KINDS,
  RUN_DEFAULTS,
  runSettings,
  shardRange,
} from './settings.ts';
export * from './share/index.ts';
export { readSignatures, SIGNATURES } from './signatures.ts';
export * from './split/index.ts';
export { createStaleTools, type StaleReason, type StaleTools } from './stale.ts';
export { type StaleReport, staleRecords } from './stale-records.ts';
export * from './statistics/index.ts';
export * from './template/index.ts';
export * from './types.ts';
export * from './verify/index.ts';
