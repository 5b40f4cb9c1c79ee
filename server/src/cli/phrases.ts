import path from 'node:path';
import { readRegularText } from '../files/index.ts';
import type { Catalog } from '../signature/index.ts';
import { PHRASES_FILE, type Phrasings, readPhraseFile, usablePhrasings } from '../teacher/index.ts';
import { type CommandContext, UsageError } from './command.ts';

/** Far more phrasings than any catalog has. */
const MAX_BYTES = 16 * 1024 * 1024;

/** The text of a phrase file; undefined where there is none. @throws UsageError where it cannot be read. */
export async function phraseText(file: string, { cwd }: CommandContext): Promise<string | undefined> {
  const target = path.resolve(cwd, file);
  try {
    return await readRegularText(target, MAX_BYTES);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new UsageError(`${target} ${(error as Error).message}.`);
  }
}

/** Refused phrasings that are shown in full. */
const SHOWN = 5;

/**
 * The phrasings of a file that the catalog admits, of `magnet.phrases.jsonc` where none is named; those that it does not
 * are told and left out.
 * @throws UsageError where a named file is not there, or is no phrase file.
 */
export async function readPhrases(
  file: string | undefined,
  catalog: Catalog,
  context: CommandContext,
): Promise<Phrasings> {
  const text = await phraseText(file ?? PHRASES_FILE, context);
  if (text === undefined) {
    if (file === undefined) return new Map();
    throw new UsageError(`--phrases: there is no ${file}. magnet phrase makes one.`);
  }
  try {
    const { phrasings, refused } = usablePhrasings(
      readPhraseFile(text),
      catalog.entries.map(({ signature }) => signature),
    );
    for (const { function: name, kind, text: phrase, reason } of refused.slice(0, SHOWN))
      context.terminal.message(`${file ?? PHRASES_FILE}: ${name}, ${kind} "${phrase}" is not used: ${reason}.`);
    if (refused.length > SHOWN) context.terminal.message(`… and ${refused.length - SHOWN} more.`);
    return phrasings;
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`${file ?? PHRASES_FILE}: ${error.message}.`);
    throw error;
  }
}
