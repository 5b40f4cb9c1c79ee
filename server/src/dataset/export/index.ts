import { isObject, type Json } from '../../json/index.ts';
import type { TrajectoryRecord } from '../../trajectory/index.ts';
import { axolotlDpo, axolotlSft } from './axolotl.ts';
import { bfcl } from './bfcl.ts';
import { llamafactoryDpo, llamafactorySft } from './llamafactory.ts';
import { msSwiftDpo, msSwiftSft } from './ms-swift.ts';
import { nemoRlDpo, nemoRlSft } from './nemo-rl.ts';
import { openaiDpo, openaiSft } from './openai.ts';
import { inSequence } from './parallel.ts';
import { preflight } from './preflight.ts';
import { type RenderedMask, renderedMasks } from './rendering.ts';
import { EXPORT_LIMITS, type ExportChoices, type ExportId, type ExportTarget, type Loss } from './target.ts';
import { trlDpo, trlDpoStep, trlSft } from './trl.ts';
import { verlSft } from './verl.ts';

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
  'axolotl-dpo': axolotlDpo,
  'nemo-rl-sft': nemoRlSft,
  'nemo-rl-dpo': nemoRlDpo,
  'verl-sft': verlSft,
  'openai-sft': openaiSft,
  'openai-dpo': openaiDpo,
  bfcl,
};

export interface ExportedRecord {
  readonly rows: readonly Json[];
  readonly answers: readonly Json[];
  readonly losses: readonly Loss[];
  /** What is learnt of each side, where a template was given and renders it. */
  readonly masks?: readonly RenderedMask[];
}

/** One record for one trainer: pre-flight first, then its rows. A record that would be refused gives none. */
export function exportRecord(given: TrajectoryRecord, as: ExportId, choices: ExportChoices = {}): ExportedRecord {
  const target = EXPORT_TARGETS[as];
  const loss = ({ level, message }: { level: Loss['level']; message: string }): Loss => ({
    id: given.id,
    index: given.index,
    level,
    message,
  });
  if (given.review.status === 'rejected')
    return {
      rows: [],
      answers: [],
      losses: [
        loss({ level: 'dropped', message: 'it is marked as rejected, by a reviewer or by the file it is from' }),
      ],
    };
  const record = choices.parallelResults === 'sequence' ? inSequence(given) : given;
  const moved = record === given ? [] : [loss({ level: 'changed', message: IN_SEQUENCE })];
  const before = [
    ...moved,
    ...preflight(record, target, { ...EXPORT_LIMITS, ...choices }, choices.renderer !== undefined).map(loss),
  ];
  if (isDropped(before)) return { rows: [], answers: [], losses: before };
  const rendered = renderedMasks(record, target, choices);
  const problems = [...before, ...rendered.problems.map(loss)];
  if (isDropped(problems)) return { rows: [], answers: [], losses: problems, masks: rendered.masks };
  const written = target.write(record, choices);
  const refusals = written.rows
    .flatMap((row) => (isObject(row) ? (target.refuses?.(row) ?? []) : []))
    .map((message) => loss({ level: 'dropped', message }));
  if (refusals.length > 0) return { rows: [], answers: [], losses: [...problems, ...refusals], masks: rendered.masks };
  const notes = written.notes.map((message) =>
    loss({ level: written.rows.length === 0 ? 'dropped' : 'changed', message }),
  );
  return {
    rows: written.rows,
    answers: written.answers ?? [],
    losses: [...problems, ...notes],
    masks: rendered.masks,
  };
}

const IN_SEQUENCE = 'parallel calls are written one after another, each with its output';

function isDropped(losses: readonly Loss[]): boolean {
  return losses.some(({ level }) => level === 'dropped');
}

/** Records one after the other, as they are asked for. */
export function* exportRecords(
  records: Iterable<TrajectoryRecord>,
  as: ExportId,
  choices: ExportChoices = {},
): Generator<ExportedRecord> {
  for (const record of records) yield exportRecord(record, as, choices);
}

export { PARALLEL_RESULTS, type ParallelResults } from './parallel.ts';
export { preflight } from './preflight.ts';
export type { PreflightProblem } from './problem.ts';
export { recordConversation, sequenceConversation } from './rendering.ts';
export {
  type ClassWorld,
  EXPORT_IDS,
  EXPORT_LIMITS,
  type ExportChoices,
  type ExportId,
  type ExportLimits,
  type ExportTarget,
  type Loss,
} from './target.ts';
