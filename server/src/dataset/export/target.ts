import type { Json, JsonObject } from '../../json/index.ts';
import type { TrajectoryRecord } from '../../trajectory/index.ts';

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

/** One trainer's file. */
export interface ExportTarget {
  readonly id: ExportId;
  /** What loads it, for lists and help. */
  readonly title: string;
  /** Needs the rejected side of a pair. */
  readonly pairs: boolean;
  /** Roles a prompt or conversation may end with, and the like, are in `preflight`; here only what the shape forces. */
  write(record: TrajectoryRecord): Exported;
  /** Why the loader refuses or drops a row, by its own rules; none where it takes it. */
  refuses?(row: JsonObject): string[];
  /** Files that go with the rows, by name: LLaMA-Factory's `dataset_info.json`. */
  companions?(fileName: string): Readonly<Record<string, string>>;
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
  'openai-sft',
  'openai-dpo',
  'bfcl',
] as const;
export type ExportId = (typeof EXPORT_IDS)[number];
