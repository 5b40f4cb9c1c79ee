/** Run folders: the list of them, their statistics, exports and trainings. */

import type {
  CARD,
  DROPPED,
  ExportId,
  MANIFEST,
  ParallelResults,
  RECORDS,
  ReviewFilter,
  RunExportReport,
  RunOverview,
  RunStatistics,
  StaleReport,
  VerifyReport,
} from '../../dataset/index.ts';

/** The names of a run's files that the client speaks of: it writes each out, and the compiler compares. */
export interface RunFileNames {
  readonly manifest: typeof MANIFEST;
  readonly records: typeof RECORDS;
  readonly dropped: typeof DROPPED;
  readonly card: typeof CARD;
}

/** One run folder, as the view of runs lists it. */
export interface RunItem extends RunOverview {
  readonly uri: string;
  readonly name: string;
  /** When its manifest or its records last changed, in milliseconds since 1970. */
  readonly modified: number;
}

/** A trainer's form that a run can be written in. */
export interface ExportTargetItem {
  readonly id: ExportId;
  readonly title: string;
  /** What a row is. */
  readonly row: string;
  /** It takes preference pairs; the others take the right side alone. */
  readonly pairs: boolean;
  /** Whether the model's chat template must, may or cannot be named. */
  readonly template: 'needed' | 'possible' | 'none';
}

export interface ExportParams {
  /** Folder of a run, or its records file. */
  readonly uri: string;
  readonly as: ExportId;
  /** File to write, as a URI; absent: nothing is written, and the answer is the pre-flight. Needs trust. */
  readonly out?: string;
  /** Replace `out` and the files beside it. */
  readonly overwrite?: boolean;
  readonly parallelResults?: ParallelResults;
  /** URI of the model's chat template: a Jinja file, or a tokenizer_config.json. */
  readonly template?: string;
  /** Only records that people accepted, or all that they did not reject. */
  readonly review?: ReviewFilter;
}

/** Counts, and what each record loses; `files` are URIs. */
export type ExportResult = RunExportReport;

/** How a training is done, of those that are shipped. */
export interface RecipeItem {
  readonly name: string;
  readonly about: string;
  readonly method: string;
  readonly trainer: string;
  readonly model: string;
}

export interface WriteTrainingParams {
  /** Folder of a run, or its records file. */
  readonly uri: string;
  /** Name of a recipe. */
  readonly recipe: string;
  /** Folder to write, as a URI. */
  readonly out: string;
  /** In place of the recipe's: a name of the model hub, or a path. */
  readonly model?: string;
  /** Write into `out` though it is there. */
  readonly overwrite?: boolean;
}

export interface WriteTrainingResult {
  readonly rows: number;
  readonly records: number;
  readonly dropped: number;
  /** Commands for a terminal in the folder, in order. */
  readonly lines: readonly string[];
  readonly notes: readonly string[];
}

export interface TrainingCurvesResult {
  /** The log that was read. */
  readonly file: string;
  readonly step: number;
  /** One self-contained HTML page without a script. */
  readonly page: string;
}

export interface RunStatisticsResult {
  readonly statistics: RunStatistics;
  readonly broken: readonly { readonly line: number; readonly reason: string }[];
  /** One self-contained HTML page without a script. */
  readonly page: string;
}

export type StaleResult = StaleReport;

export interface LossMaskParams {
  /** Folder of a run, or its records file. */
  readonly uri: string;
  /** File of the model's chat template: Jinja, or the JSON of a tokenizer that has one. */
  readonly template: string;
  /** Records shown, at most 20. */
  readonly first?: number;
}

/** What is not so in a run; of very many records the first are named. */
export interface VerifyRunResult extends VerifyReport {
  readonly failures: number;
}
