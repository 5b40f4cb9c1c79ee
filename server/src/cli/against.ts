import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import {
  AgainstIndex,
  calledNames,
  comparedTexts,
  type OverlapPlace,
  PathMeter,
  plainContents,
  readRow,
} from '../dataset/index.ts';
import { findFiles, openLineFile, readRegularText, UnreadableFile } from '../files/index.ts';
import { type Json, parsedJson } from '../json/index.ts';
import { type CommandContext, UsageError } from './command.ts';
import { isOneValue, MAX_WHOLE_BYTES } from './data-rows.ts';

/** Files of a folder that are taken for data. */
const DATA_FILE = /\.(?:json|jsonl|ndjson|jsonlines|txt|csv|tsv)$/i;
const SKIPPED_FOLDERS = new Set(['node_modules', '.git']);
const SEARCH_LIMITS = { maxFiles: 100_000, maxEntries: 1_000_000 };

/** From which on two texts are nearly the same, where nothing else is said. */
export const DEFAULT_SIMILARITY = 0.7;
/** The same of whole records, which share their manner where one teacher wrote them. */
export const DEFAULT_DUPLICATE = 0.8;

/** Others' data sets that records are held against. */
export interface Against {
  /** As they are shown: relative to where the command runs. */
  readonly files: readonly string[];
  readonly index: AgainstIndex;
  readonly paths: PathMeter;
}

/**
 * Reads data sets, benchmarks or any JSON: rows that a reader knows by their messages, others by all their texts, a line
 * that is no JSON as a text.
 * @param own the file that is checked: it is passed over
 * @throws UsageError where a path is not there, holds no data file, or cannot be read
 */
export async function readAgainst(
  given: readonly string[],
  similarity: number,
  own: string,
  context: CommandContext,
): Promise<Against> {
  const ownPath = await realpath(own).catch(() => own);
  const files: string[] = [];
  for (const name of given) files.push(...(await filesBehind(name, context)));
  const others = [...new Set(files)].filter((file) => file !== ownPath);
  if (others.length === 0) throw new UsageError('the file cannot be held against itself: name other files or folders.');
  const against = { index: new AgainstIndex(similarity), paths: new PathMeter() };
  const shown = others.map((file) => path.relative(context.cwd, file).split(path.sep).join('/'));
  for (const [at, file] of others.entries()) await addFile(file, shown[at] as string, against, context);
  return { files: shown, ...against };
}

async function filesBehind(given: string, { cwd, signal }: CommandContext): Promise<string[]> {
  const absolute = path.resolve(cwd, given);
  const status = await stat(absolute).catch(() => undefined);
  if (status === undefined) throw new UsageError(`${given}: there is no such file or folder.`);
  if (!status.isDirectory()) return [await realpath(absolute)];
  const { files, cut } = await findFiles(absolute, {
    ...SEARCH_LIMITS,
    matches: (name) => DATA_FILE.test(name),
    skips: (name) => SKIPPED_FOLDERS.has(name),
    signal,
  });
  if (cut) throw new UsageError(`${given} leads to more files than are searched; name a narrower folder.`);
  if (files.length === 0)
    throw new UsageError(`the folder ${given} holds no data files (json, jsonl, ndjson, txt, csv, tsv).`);
  return Promise.all([...files].sort().map((file) => realpath(file)));
}

type Target = Pick<Against, 'index' | 'paths'>;

async function addFile(file: string, shown: string, target: Target, { signal }: CommandContext): Promise<void> {
  try {
    if (await isOneValue(file)) {
      const whole = parsed(await readRegularText(file, MAX_WHOLE_BYTES));
      if (whole !== undefined) {
        const rows = Array.isArray(whole) ? whole : [whole];
        for (const [row, value] of rows.entries()) addValue(value, { file: shown, line: 1, row }, target);
        return;
      }
    }
    let line = 0;
    for await (const { text } of openLineFile(file).readAll()) {
      signal.throwIfAborted();
      line += 1;
      if (text.trim() !== '') addValue(parsed(text) ?? text, { file: shown, line }, target);
    }
  } catch (error) {
    if (error instanceof UnreadableFile) throw new UsageError(`${shown} ${error.message}.`);
    throw error;
  }
}

function addValue(value: Json, place: OverlapPlace, { index, paths }: Target): void {
  const read = typeof value === 'object' && value !== null ? readRow(value, 0) : 'a text';
  if (typeof read === 'string') {
    const plain = plainContents(value);
    for (const text of plain.texts) index.add(text, place);
    for (const names of plain.paths) paths.add(names);
    return;
  }
  for (const text of comparedTexts(read.record)) index.add(text, { ...place, message: text.message ?? 0 });
  paths.add(calledNames(read.record));
}

function parsed(text: string): Json | undefined {
  return parsedJson(text.replace(/^\uFEFF/, ''));
}
