import { stat } from 'node:fs/promises';
import path from 'node:path';
import {
  type Backends,
  type BfclReport,
  createMultiTurnJudge,
  findBackends,
  type MultiTurnJudge,
} from '../../endpoint/index.ts';
import { readRegularText } from '../../files/index.ts';
import { type CommandContext, UsageError } from '../command.ts';
import { joinLines } from '../gate.ts';

const MAX_LINES = 20;

/** Bytes of a file of the benchmark, and of results, at most. */
const MAX_BYTES = 256 * 1024 * 1024;

/** Naming the folder is a person's yes to running the classes in it. */
export async function judgeFor(
  given: string | undefined,
  context: CommandContext,
): Promise<{ judge: MultiTurnJudge; found: Backends } | undefined> {
  if (given === undefined) return undefined;
  const found = await findBackends(await folderAt(given, '--backends', context));
  if (found.file === undefined) throw new UsageError(`${given}: no Python file in it holds a class.`);
  return { judge: createMultiTurnJudge(found), found };
}

export async function folderAt(given: string, option: string, context: CommandContext): Promise<string> {
  const folder = path.resolve(context.cwd, given);
  if ((await stat(folder).catch(() => undefined))?.isDirectory() !== true) {
    throw new UsageError(`${given}: there is no such folder. Name it with ${option}.`);
  }
  return folder;
}

export async function readText(file: string): Promise<string | undefined> {
  try {
    return await readRegularText(file, MAX_BYTES);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new UsageError(`${file} ${(error as Error).message}.`);
  }
}

export function describe({ verdicts, categories, unjudged, overall }: BfclReport): string {
  const rows = Object.entries(categories).map(
    ([name, { total, correct }]) => `${name}: ${correct} of ${total} right (${percent(correct / total)})`,
  );
  const wrong = verdicts.filter((verdict) => !verdict.correct);
  const differing = verdicts.filter((verdict) => verdict.bfcl !== undefined).length;
  const shown = wrong.slice(0, MAX_LINES).map(({ id, reason }) => `  ${id}: ${reason}`);
  const more = wrong.length - shown.length;
  return joinLines([
    ...rows,
    ...(unjudged === 0 ? [] : [`${unjudged} could not be judged and count as not right`]),
    ...(differing === 0 ? [] : [`${differing} verdicts differ from the published checker's (--strict)`]),
    `overall, version 4: ${percent(overall.v4.overall)} (without agentic, a figure of ours: ${percent(overall.v4.overallWithoutAgentic)})`,
    `overall, version 3: ${percent(overall.v3.overall)}`,
    'categories without rows count 0 in both',
    ...(wrong.length === 0 ? [] : ['not right:', ...shown]),
    ...(more > 0 ? [`  … ${more} more; --format json lists all`] : []),
  ]);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}
