import { stat } from 'node:fs/promises';
import path from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { CARD, EXPORT_TARGETS, type ExportId, type HubLayout, rowForm, withoutHead } from '../dataset/index.ts';
import { readRegularText } from '../files/index.ts';
import { type CommandContext, UsageError } from './command.ts';

/** How the rows of an export lie on disk. */
export interface LayoutOptions {
  readonly layout: 'file' | 'hf';
  readonly compress?: 'zstd';
  readonly license: string;
  readonly language: readonly string[];
  readonly maxShardSize: number;
}

/** As large as files of Hugging Face's own `push_to_hub`, in bytes of rows before they are packed. */
const SHARD_SIZE = '500MB';

export function layoutOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--layout <layout>', 'hf: --out is a folder as the Hugging Face Hub has it, with Parquet and a card')
        .choices(['file', 'hf'])
        .default('file'),
    )
    .addOption(new Option('--compress <how>', 'pack the lines of the file; NAME.zst does the same').choices(['zstd']))
    .option('--license <id>', "hf: the licence in the card, by the Hub's list", licence, 'unknown')
    .option('--language <codes>', 'hf: languages in the card, ISO 639', languages, ['en'])
    .addOption(
      new Option('--max-shard-size <size>', 'hf: rows of a file at most, as JSON text, such as 500MB')
        .argParser(bytes)
        .default(bytes(SHARD_SIZE), SHARD_SIZE),
    );
}

function licence(text: string): string {
  if (!/^[a-z0-9][a-z0-9.-]*$/.test(text)) throw new InvalidArgumentError('Not an identifier such as apache-2.0.');
  return text;
}

function languages(text: string): string[] {
  const codes = text.split(',').map((code) => code.trim());
  if (!codes.every((code) => /^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(code)))
    throw new InvalidArgumentError('Not codes such as en or en,de.');
  return codes;
}

function bytes(text: string): number {
  const [, amount = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*([KMG]?)B?$/i.exec(text) ?? [];
  const factor = { '': 1, k: 1e3, m: 1e6, g: 1e9 }[unit.toLowerCase()] ?? 1;
  if (amount === '' || Number(amount) * factor < 1) throw new InvalidArgumentError('Not a size such as 500MB.');
  return Number(amount) * factor;
}

/**
 * The path to write, its ending in accord with the options.
 * @throws UsageError where the options contradict each other
 */
export function outputPath(out: string, as: ExportId, { layout, compress }: LayoutOptions): string {
  if (layout === 'hf' && compress !== undefined)
    throw new UsageError('--layout hf writes Parquet, which is packed in itself: leave --compress out.');
  const file = compress === undefined || rowForm(out) === 'zstd' ? out : `${out}.zst`;
  if (compress !== undefined && rowForm(out) === 'parquet')
    throw new UsageError('Parquet is packed in itself: leave --compress out.');
  if (as === 'bfcl' && (layout === 'hf' || rowForm(file) !== 'lines'))
    throw new UsageError('bfcl is read as JSON lines: name a file NAME.jsonl, without --layout and --compress.');
  return file;
}

/** A card is some pages of text. */
const MAX_CARD_BYTES = 1024 * 1024;

/** What a folder for the Hub needs to know; undefined where a file is written. */
export async function openHubLayout(
  source: string,
  as: ExportId,
  options: LayoutOptions,
): Promise<HubLayout | undefined> {
  if (options.layout !== 'hf') return undefined;
  const card = await readRegularText(path.join(path.dirname(source), CARD), MAX_CARD_BYTES).catch(() => '');
  return {
    card: {
      license: options.license,
      languages: options.language,
      as,
      pairs: EXPORT_TARGETS[as].pairs,
      about: withoutHead(card),
    },
    maxShardBytes: options.maxShardSize,
  };
}

/** @throws UsageError where the folder holds files: parts of another data set beside these would be loaded with them */
export async function refuseFullFolder(out: string, force: boolean, { cwd }: CommandContext): Promise<void> {
  const status = await stat(path.join(out, 'data')).catch(() => undefined);
  if (status === undefined) return;
  const shown = path.relative(cwd, out);
  throw new UsageError(
    force
      ? `${shown} holds a folder data: remove it first, for its files would be loaded with the new ones.`
      : `${shown} holds a data set already. Name another folder.`,
  );
}
