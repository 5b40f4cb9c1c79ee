import { isObject, type Json } from '../../json/index.ts';
import type { TrajectoryRecord } from '../../trajectory/index.ts';
import { bfcl } from './bfcl.ts';
import { llamafactoryDpo, llamafactorySft } from './llamafactory.ts';
import { msSwiftDpo, msSwiftSft } from './ms-swift.ts';
import { axolotlSft, openaiDpo, openaiSft } from './openai.ts';
import { preflight } from './preflight.ts';
import { EXPORT_LIMITS, type ExportId, type ExportLimits, type ExportTarget, type Loss } from './target.ts';
import { trlDpo, trlDpoStep, trlSft } from './trl.ts';

/** Every export, by its id. */
export const EXPORT_TARGETS: Readonly<Record<ExportId, ExportTarget>> = {
  'trl-sft': trlSft,
  'trl-dpo': trlDpo,
  'trl-dpo-step': trlDpoStep,
  'llamafactory-sft': llamafactorySft,
  'llamafactory-dpo': llamafactoryDpo,
  'ms-swift-sft': msSwiftSft,
  'ms-swift-dpo': msSwiftDpo,
  'axolotl-sft': axolotlSft,
  'openai-sft': openaiSft,
  'openai-dpo': openaiDpo,
  bfcl,
};

export interface ExportedRecord {
  readonly rows: readonly Json[];
  readonly answers: readonly Json[];
  readonly losses: readonly Loss[];
}

/** One record for one trainer: pre-flight first, then its rows. A record that would be refused gives none. */
export function exportRecord(
  record: TrajectoryRecord,
  as: ExportId,
  limits: ExportLimits = EXPORT_LIMITS,
): ExportedRecord {
  const target = EXPORT_TARGETS[as];
  const loss = ({ level, message }: { level: Loss['level']; message: string }): Loss => ({
    id: record.id,
    index: record.index,
    level,
    message,
  });
  if (record.review.status === 'rejected')
    return { rows: [], answers: [], losses: [loss({ level: 'dropped', message: 'a reviewer rejected it' })] };
  const problems = preflight(record, target, limits).map(loss);
  if (problems.some((problem) => problem.level === 'dropped')) return { rows: [], answers: [], losses: problems };
  const written = target.write(record);
  const refusals = written.rows
    .flatMap((row) => (isObject(row) ? (target.refuses?.(row) ?? []) : []))
    .map((message) => loss({ level: 'dropped', message }));
  if (refusals.length > 0) return { rows: [], answers: [], losses: [...problems, ...refusals] };
  const notes = written.notes.map((message) =>
    loss({ level: written.rows.length === 0 ? 'dropped' : 'changed', message }),
  );
  return { rows: written.rows, answers: written.answers ?? [], losses: [...problems, ...notes] };
}

/** Records one after the other, as they are asked for. */
export function* exportRecords(
  records: Iterable<TrajectoryRecord>,
  as: ExportId,
  limits: ExportLimits = EXPORT_LIMITS,
): Generator<ExportedRecord> {
  for (const record of records) yield exportRecord(record, as, limits);
}

export { type PreflightProblem, preflight } from './preflight.ts';
export { EXPORT_IDS, EXPORT_LIMITS, type ExportId, type ExportLimits, type ExportTarget, type Loss } from './target.ts';
