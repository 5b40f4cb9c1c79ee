import type { Json, JsonObject } from '../../json/index.ts';
import type { TrajectoryRecord } from '../../trajectory/index.ts';
import type { Renderer } from '../template/index.ts';
import type { ParallelResults } from './parallel.ts';
import type { RowForm } from './row-form.ts';

/** What an export takes from a record, or why it takes none of it. */
export interface Loss {
  readonly id: string;
  readonly index: number;
  /** `dropped`: no row is written for it. `changed`: the row says less than the record. */
  readonly level: 'dropped' | 'changed';
  readonly message: string;
}

/** Rows of one record for one trainer. A pure function of the record. */
export interface Exported {
  readonly rows: readonly Json[];
  /** Rows of a second file beside the first, where the format has one (BFCL's answers). */
  readonly answers?: readonly Json[];
  readonly notes: readonly string[];
}

/** Limits that a pre-flight checks. */
export interface ExportLimits {
  /** Estimated tokens that fit (method §9: 8,192). */
  readonly maxTokens: number;
}

export const EXPORT_LIMITS: ExportLimits = { maxTokens: 8192 };

/** What a person says of the model and the world that an export is for. */
export interface ExportChoices extends Partial<ExportLimits> {
  /** The model's chat template, opened: every row is rendered with it. */
  readonly renderer?: Renderer;
  readonly parallelResults?: ParallelResults;
  /** Classes that the world of the run is made of, for BFCL's tasks of many turns. */
  readonly classWorld?: ClassWorld;
}

/** A world that is a Python class, as BFCL's tasks of many turns need it. */
export interface ClassWorld {
  /** Path of the class file, a copy of which goes with the export. */
  readonly file: string;
  readonly classes: readonly { readonly name: string; readonly methods: readonly string[] }[];
  /** The initial state of each class, by its name. */
  readonly initialConfig: JsonObject;
}

/** One trainer's file. */
export interface ExportTarget {
  readonly id: ExportId;
  /** What loads it, for lists and help. */
  readonly title: string;
  /** What a row is, for docs/datasets.md. */
  readonly row: string;
  /** Needs the rejected side of a pair. */
  readonly pairs: boolean;
  /** Of each side of a pair only the message in which it parts from the other is written. */
  readonly oneMessage?: true;
  /** Roles a prompt or conversation may end with, and the like, are in `preflight`; here only what the shape forces. */
  write(record: TrajectoryRecord, choices: ExportChoices): Exported;
  /** Why the loader refuses or drops a row, by its own rules; none where it takes it. */
  refuses?(row: JsonObject): string[];
  /** No chat template of a model reads its rows: a provider or a benchmark does. */
  readonly withoutTemplate?: boolean;
  /** Its rows are text that the model's template has rendered. */
  readonly needsTemplate?: boolean;
  /** Files that go with the rows, by name: LLaMA-Factory's `dataset_info.json`. */
  companions?(fileName: string): Readonly<Record<string, string>>;
  /** Forms of the file that these files beside it fit, where they are more than lines. */
  readonly readsForms?: readonly RowForm[];
}

export const EXPORT_IDS = [
  'trl-sft',
  'trl-dpo',
  'trl-dpo-step',
  'llamafactory-sft',
  'llamafactory-dpo',
  'ms-swift-sft',
  'ms-swift-dpo',
  'axolotl-sft',
  'axolotl-dpo',
  'nemo-rl-sft',
  'nemo-rl-dpo',
  'verl-sft',
  'openai-sft',
  'openai-dpo',
  'bfcl',
] as const;
export type ExportId = (typeof EXPORT_IDS)[number];
