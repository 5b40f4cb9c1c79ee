import { type Command, Option } from 'commander';
import {
  type ComparedRecord,
  duplicateFinding,
  leftOutByReview,
  NearDuplicates,
  overlapFindings,
  REVIEW_FILTERS,
  type ReviewFilter,
  readReview,
  reviewFileOf,
} from '../dataset/index.ts';
import { openLineFile } from '../files/index.ts';
import type { TrajectoryRecord } from '../trajectory/index.ts';
import { DEFAULT_DUPLICATE, DEFAULT_SIMILARITY, readAgainst } from './against.ts';
import type { CommandContext } from './command.ts';
import { similarity } from './options.ts';

/** Options of an export that leave records out for what other records say. */
export interface FilterOptions {
  readonly decontaminate?: readonly string[];
  readonly similarity: number;
  readonly dropNearDuplicates?: number | true;
  readonly review?: ReviewFilter;
}

export function filterOptions(command: Command): Command {
  return command
    .option('--decontaminate <path...>', 'leave out records that hold a copy of a text in these files or folders')
    .addOption(
      new Option('--similarity <number>', 'with --decontaminate: from which on two texts are nearly the same')
        .argParser(similarity)
        .default(DEFAULT_SIMILARITY),
    )
    .addOption(
      new Option(
        '--drop-near-duplicates [similarity]',
        `leave out records that are nearly the same as one written before (${DEFAULT_DUPLICATE} unless told)`,
      ).argParser(similarity),
    )
    .addOption(
      new Option('--review <which>', 'only records that people accepted, or all that they did not reject').choices([
        ...REVIEW_FILTERS,
      ]),
    );
}

/** Why a record is left out; asked once for each that would be written, in order. */
export type RecordFilter = (
  record: ComparedRecord & Pick<TrajectoryRecord, 'id' | 'review'>,
  at: number,
) => string | undefined;

export async function openFilter(
  source: string,
  { decontaminate, similarity: from, dropNearDuplicates, review }: FilterOptions,
  context: CommandContext,
): Promise<RecordFilter> {
  const against = decontaminate === undefined ? undefined : await readAgainst(decontaminate, from, source, context);
  const duplicates =
    dropNearDuplicates === undefined
      ? undefined
      : new NearDuplicates(dropNearDuplicates === true ? DEFAULT_DUPLICATE : dropNearDuplicates);
  const ledger = review === undefined ? undefined : (await readReview(openLineFile(reviewFileOf(source)))).ledger;
  return (record, at) => {
    const decided = ledger === undefined || review === undefined ? undefined : leftOutByReview(record, ledger, review);
    if (decided !== undefined) return decided;
    const copy =
      against === undefined
        ? undefined
        : overlapFindings(record, against.index).find(({ kind }) => kind !== 'shared-passage');
    if (copy !== undefined) return `${copy.kind} with another set: message ${copy.message}: ${copy.detail}`;
    const near = duplicates?.check(record, at);
    return near === undefined ? undefined : `near-duplicate: ${duplicateFinding(near).detail}`;
  };
}
