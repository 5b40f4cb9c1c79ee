import { type Command, InvalidArgumentError, Option } from 'commander';
import {
  openGrouping,
  planSplit,
  recordsIn,
  type Side,
  SPLIT_BY,
  type SplitBy,
  SplitError,
  siblingPath,
  ToolSides,
} from '../dataset/index.ts';
import { openLineFile } from '../files/index.ts';
import type { TrajectoryRecord } from '../trajectory/index.ts';
import { type CommandContext, UsageError } from './command.ts';

/** Options of an export that writes two files. */
export interface SplitOptions {
  readonly split?: number;
  readonly splitBy: SplitBy;
  readonly splitSeed: string;
}

export function splitOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--split <share>',
        'write NAME.train and NAME.test, this share of the records in the second',
      ).argParser(openShare),
    )
    .addOption(
      new Option('--split-by <what>', 'what the test side alone has: function sequences, tools, or records')
        .choices([...SPLIT_BY])
        .default('path'),
    )
    .option('--split-seed <text>', 'another seed gives another split', '1');
}

function openShare(text: string): number {
  const share = Number(text);
  if (text.trim() === '' || !(share > 0 && share < 1))
    throw new InvalidArgumentError('Not a number between 0 and 1, such as 0.1.');
  return share;
}

/** Which file a record goes to, and how it looks there. */
export interface ExportSplit {
  readonly files: Readonly<Record<Side, string>>;
  readonly groups: Readonly<Record<Side, number>>;
  /** @param at 0-based place among the records that can be read */
  sided(
    record: TrajectoryRecord,
    at: number,
  ): { readonly side: Side; readonly record: TrajectoryRecord; readonly note?: string };
}

/**
 * Reads the records once to see what belongs together.
 * @throws UsageError where they cannot be split as asked
 */
export async function openSplit(
  source: string,
  out: string,
  { split: share, splitBy: by, splitSeed: seed }: SplitOptions,
  { signal }: CommandContext,
): Promise<ExportSplit | undefined> {
  if (share === undefined) return undefined;
  const grouping = openGrouping(by);
  for await (const record of recordsOf(source, signal)) grouping.add(record);
  const { sides, groups } = planned(() => planSplit(grouping.finish(), share, by, seed));
  const tools = by === 'tool' ? new ToolSides(share, seed) : undefined;
  let at = 0;
  if (tools !== undefined) for await (const record of recordsOf(source, signal)) tools.add(record, sides[at++] as Side);
  return {
    files: { train: siblingPath(out, 'train'), test: siblingPath(out, 'test') },
    groups,
    sided: (record, index) => {
      const side = sides[index] ?? 'train';
      const sided = tools?.on(record, side);
      if (sided === undefined || sided.takenOut.length === 0) return { side, record };
      const note = `not offered here, for they belong to the other side of the split: ${sided.takenOut.join(', ')}`;
      return { side, record: sided.record, note };
    },
  };
}

function planned<T>(plan: () => T): T {
  try {
    return plan();
  } catch (error) {
    throw error instanceof SplitError ? new UsageError(error.message) : error;
  }
}

/** Lines that hold no record are told by the export itself. */
function recordsOf(source: string, signal: AbortSignal): AsyncGenerator<TrajectoryRecord> {
  return recordsIn(openLineFile(source).readAll(), [], signal);
}
