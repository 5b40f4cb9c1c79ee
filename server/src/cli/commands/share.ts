import path from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import {
  readReview,
  reviewFileOf,
  SHARE_FORMS,
  type SharedForm,
  type SharedRecord,
  shareRecords,
} from '../../dataset/index.ts';
import { openLineFile } from '../../files/index.ts';
import { type CommandContext, EXIT, type RegisterCommand, UsageError } from '../command.ts';
import { dataFile, rowsOf } from '../data-rows.ts';
import { fileError } from '../file-error.ts';
import { saveText } from '../save.ts';

interface ShareOptions {
  readonly record?: readonly number[];
  readonly as: SharedForm;
  readonly most: number;
  readonly out?: string;
  readonly force?: boolean;
}

const DEFAULT_MOST = 100;

/** `magnet share RUN`: records as one page that needs nothing else, or as text to paste. */
export const registerShare: RegisterCommand = (program, context) => {
  program
    .command('share')
    .description('Write records as one self-contained page, as Markdown, JSON or a curl command.')
    .argument('<run>', "folder of a run, its records file, or another tool's file of conversations")
    .option('--record <indices...>', 'these records, counted from 0; else the first ones', indices)
    .addOption(
      new Option('--most <count>', 'records at most, where none are named').argParser(count).default(DEFAULT_MOST),
    )
    .addOption(new Option('--as <form>', SHARE_FORMS.join(', ')).choices([...SHARE_FORMS]).default('html'))
    .option('--out <file>', 'write there instead of printing')
    .option('--force', 'replace a file that is there')
    .action(async (run: string, options: ShareOptions) => {
      const text = await shared(run, options, context).catch((error: unknown) => {
        throw fileError(error);
      });
      if (options.out === undefined) context.terminal.result(text.trimEnd());
      else context.terminal.message(`written: ${await saveText(options.out, text, options.force === true, context)}`);
    });
};

async function shared(
  run: string,
  { record: wanted, as, most }: ShareOptions,
  context: CommandContext,
): Promise<string> {
  const source = await dataFile(path.resolve(context.cwd, run));
  const { ledger } = await readReview(openLineFile(reviewFileOf(source)));
  const records: SharedRecord[] = [];
  let all = 0;
  for await (const row of rowsOf(source)) {
    context.signal.throwIfAborted();
    if ('problem' in row) {
      context.terminal.message(`line ${row.line}: ${row.problem}`);
      context.exit(EXIT.findings);
      continue;
    }
    all += 1;
    const isWanted = wanted === undefined ? records.length < most : wanted.includes(row.index);
    if (isWanted) records.push({ record: row.record, review: ledger.stateOf(row.record.id, row.record) });
  }
  if (records.length === 0)
    throw new UsageError(`${run} holds ${wanted === undefined ? 'no record' : 'none of these records'}.`);
  return shareRecords(
    records,
    as,
    path.basename(path.resolve(context.cwd, run)),
    wanted === undefined ? all - records.length : 0,
  );
}

function indices(value: string, before: readonly number[] = []): number[] {
  return [...before, count(value)];
}

function count(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError('It is not a whole number.');
  return Number(value);
}
