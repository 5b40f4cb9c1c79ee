import path from 'node:path';
import { Option } from 'commander';
import {
  checkTemplate,
  type LossMask,
  learntLength,
  type Renderer,
  recordConversation,
  sequenceConversation,
} from '../../dataset/index.ts';
import { type CommandContext, EXIT, type RegisterCommand, UsageError } from '../command.ts';
import { dataFile, rowsOf } from '../data-rows.ts';
import { fileError } from '../file-error.ts';
import { oneOf, wholeNumber } from '../options.ts';
import { openTemplateOption, type TemplateOptions, templateOptions } from '../template.ts';

interface MaskOptions extends TemplateOptions {
  readonly record?: number;
  readonly limit: number;
  readonly format: 'text' | 'json';
}

/** One side of one record, rendered. Places count UTF-16 units of `text`. */
interface MaskRow extends Partial<LossMask> {
  readonly record: number;
  readonly id: string;
  readonly side: 'chosen' | 'rejected';
  readonly problems: readonly string[];
}

/** `magnet mask RUN --template …`: each row as the model reads it, and which part of it is learnt. */
export const registerMask: RegisterCommand = (program, context) => {
  templateOptions(program.command('mask'))
    .description("Render rows with a model's chat template and show what of them is learnt.")
    .argument('<file>', 'JSON Lines, one JSON list, or the folder of a run')
    .option('--record <index>', 'this record alone', wholeNumber)
    .option('--limit <count>', 'records shown at most', wholeNumber, 20)
    .addOption(
      new Option('--format <format>', 'text (what is learnt is coloured, or stands in ⟦ ⟧) or json (spans)')
        .argParser(oneOf('text', 'json'))
        .default('text'),
    )
    .action(async (given: string, options: MaskOptions) => {
      const renderer = await openTemplateOption(options, context);
      if (renderer === undefined) throw new UsageError('Name the template with --template FILE or --tokenizer DIR.');
      const file = await dataFile(path.resolve(context.cwd, given));
      await show(file, renderer, options, context).catch((error: unknown) => {
        throw fileError(error);
      });
    });
};

async function show(file: string, renderer: Renderer, options: MaskOptions, context: CommandContext): Promise<void> {
  const rows: MaskRow[] = [];
  let shown = 0;
  for await (const row of rowsOf(file)) {
    context.signal.throwIfAborted();
    if ('problem' in row) {
      context.terminal.message(`line ${row.line}: ${row.problem}`);
      context.exit(EXIT.findings);
      continue;
    }
    if (options.record !== undefined && row.record.index !== options.record) continue;
    if (options.record === undefined && shown >= options.limit) break;
    shown += 1;
    for (const side of ['chosen', 'rejected'] as const) {
      const conversation = recordConversation(row.record, side);
      if (conversation === undefined) continue;
      const { mask, problems } = checkTemplate(
        renderer,
        conversation,
        () => sequenceConversation(row.record, side) ?? conversation,
      );
      if (problems.some(({ level }) => level === 'dropped')) context.exit(EXIT.findings);
      const { index: record, id } = row.record;
      const one = { record, id, side, ...mask, problems: problems.map(({ message }) => message) };
      if (options.format === 'json') rows.push(one);
      else print(one, context);
    }
  }
  if (shown === 0) throw new UsageError(`${file}: there is no such record.`);
  if (options.format === 'json') context.terminal.result(JSON.stringify({ rows }, null, 2));
}

function print({ record, side, text, spans, by, problems }: MaskRow, { terminal }: CommandContext): void {
  const learnt = spans === undefined ? 0 : learntLength({ spans });
  const share =
    text === undefined || text === ''
      ? ''
      : `, ${learnt} of ${text.length} characters learnt, by ${SOURCE[by ?? 'prefix']}`;
  terminal.result(`record ${record}, ${side}${share}`);
  for (const problem of problems) terminal.result(`  ${problem.replaceAll('\n', '\\n')}`);
  if (text === undefined || spans === undefined) return;
  const pieces = spans.map(({ start, end, learnt: marked }) => ({ text: text.slice(start, end), marked }));
  if (terminal.pieces !== undefined) terminal.pieces(pieces);
  else terminal.result(pieces.map((piece) => (piece.marked ? `⟦${piece.text}⟧` : piece.text)).join(''));
}

const SOURCE = {
  generation: 'the {% generation %} of the template',
  prefix: 'what each turn adds to its prompt',
} as const;
