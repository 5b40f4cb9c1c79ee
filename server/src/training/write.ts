import { createHash } from 'node:crypto';
import path from 'node:path';
import {
  type ExportChoices,
  type ExportedRecord,
  type ExportId,
  exportRecord,
  exportRun,
  type RunExportReport,
} from '../dataset/index.ts';
import { openRegularFile, writeWhole } from '../files/index.ts';
import type { TrajectoryRecord } from '../trajectory/index.ts';
import { copyPackage } from './package.ts';
import { planOf, shellLine, type TrainingCommand } from './plan.ts';
import { exportOf, type Recipe } from './recipe.ts';

/** The rows of every training. */
const ROWS = 'rows.jsonl';

/** What was written for a training, and how it is started in its folder. */
export interface Training {
  readonly out: string;
  readonly recipe: Recipe;
  readonly data: RunExportReport;
  readonly files: readonly string[];
  readonly commands: readonly TrainingCommand[];
  /** The same as a person types them. */
  readonly lines: readonly string[];
  /** What a person should know before it starts. */
  readonly notes: readonly string[];
}

/** A run without a row that the recipe could train on. */
export class NothingToTrain extends Error {
  override readonly name = 'NothingToTrain';
}

export interface TrainingOptions {
  readonly choices: ExportChoices;
  /** Jinja in place of the template that the model's tokenizer has. */
  readonly template?: string;
  /** Why a record is left out that would give a row; undefined for one that is trained on. */
  readonly leaveOut?: (record: TrajectoryRecord) => string | undefined;
  readonly signal?: AbortSignal;
}

/**
 * Writes rows, settings and, for our own trainers, the Python package into a folder that can be taken to another machine.
 * @param source the run's records file
 * @throws NothingToTrain where no record gives a row
 */
export async function writeTraining(
  source: string,
  out: string,
  recipe: Recipe,
  { choices: given, template, leaveOut, signal }: TrainingOptions,
): Promise<Training> {
  const rows = path.join(out, ROWS);
  const as = exportOf(recipe);
  const choices = { maxTokens: recipe.max_length, ...given };
  const data = await exportRun(source, {
    as,
    choices,
    out: rows,
    force: true,
    companions: recipe.trainer === 'llamafactory',
    each: (record) => ({ exported: kept(record, as, choices, leaveOut), side: 'train' }),
    ...(signal === undefined ? {} : { signal }),
  });
  if (data.rows === 0)
    throw new NothingToTrain(
      `no record of this run gives a row of ${as}: ${data.losses[0]?.message ?? 'it has no records'}`,
    );
  const plan = planOf(recipe, { file: ROWS, rows: data.rows, sha256: await sha256(rows) }, template);
  for (const [name, text] of Object.entries(plan.files)) await writeWhole(path.join(out, name), text);
  const copies = plan.usesPackage ? await copyPackage(out) : [];
  const written = Object.keys(plan.files).map((name) => path.join(out, name));
  return {
    out,
    recipe,
    data,
    files: [...data.files, ...written, ...copies],
    commands: plan.commands,
    lines: plan.commands.map(shellLine),
    notes: notesOf(recipe, plan.commands),
  };
}

function kept(
  record: TrajectoryRecord,
  as: ExportId,
  choices: ExportChoices,
  leaveOut: TrainingOptions['leaveOut'],
): ExportedRecord {
  const exported = exportRecord(record, as, choices);
  const message = exported.rows.length === 0 ? undefined : leaveOut?.(record);
  if (message === undefined) return exported;
  return { rows: [], answers: [], losses: [{ id: record.id, index: record.index, level: 'dropped', message }] };
}

function notesOf({ method, trainer, model }: Recipe, commands: readonly TrainingCommand[]): string[] {
  const notes: string[] = [];
  if (method !== 'sft' && /^[\w.-]+\/[\w.-]+$/.test(model))
    notes.push(`${method} starts from ${model}; to start from a model of your SFT, name its folder with --model.`);
  if (trainer === 'llamafactory' && method !== 'sft')
    notes.push('LLaMA-Factory compares one message a side: what follows the first mistake is not learnt from.');
  if (commands.length > 1) notes.push('The first command computes what the second one compares with; it is done once.');
  return notes;
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  const handle = await openRegularFile(file);
  for await (const piece of handle.createReadStream()) hash.update(piece as Buffer);
  return hash.digest('hex');
}
