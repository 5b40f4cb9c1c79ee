import { t } from '@vscode/l10n';
import { commands, Uri, window } from 'vscode';
import type { GenerateParams, GenerateSummary, GivenPath } from '../../../server/src/lsp/protocol.ts';
import { counted } from '../counted.ts';
import type { Magnet } from '../magnet.ts';
import { plainNotice } from '../notice.ts';
import { openRun } from '../run/commands.ts';
import { type RunFolder, runOf } from '../run/files.ts';
import { commonestReason, noneWords, showDropped } from '../run/nothing.ts';
import { readSettings } from '../settings.ts';
import { functionIdOf } from '../targets.ts';
import { requireTrust } from '../trust.ts';
import { recordPace } from './estimate.ts';
import type { GenerateOptions } from './generate-options.ts';
import { askOptions, rememberOptions, startingOptions } from './options.ts';
import { toParams } from './params.ts';
import { run } from './progress.ts';

/**
 * Asks what to make (one Enter takes what is offered), makes it with progress and cancel, and opens the result.
 * @param given options that make asking needless, or the file to take the functions of
 * @returns the summary, or nothing where a person turned back
 */
export async function generate(magnet: Magnet, given: unknown, startAt?: string): Promise<GenerateSummary | undefined> {
  if (!requireTrust(t('Generating trajectories'))) return undefined;
  const offered = await startingOptions(magnet, startAt, given instanceof Uri ? given : undefined);
  return start(magnet, isOptions(given) ? { ...offered, ...given } : await askOptions(magnet, offered));
}

/** Records that one path is offered to become: each with other values. */
const PER_PATH = 10;

/**
 * As `generate`, from exactly these paths.
 * @param given options that make asking needless
 */
export async function generateFromPaths(
  magnet: Magnet,
  paths: readonly GivenPath[],
  given?: Partial<GenerateOptions>,
): Promise<GenerateSummary | undefined> {
  if (!requireTrust(t('Generating trajectories'))) return undefined;
  const count = paths.length === 1 ? PER_PATH : paths.length;
  const offered = { ...(await startingOptions(magnet)), count, paths };
  return start(magnet, given === undefined ? await askOptions(magnet, offered) : { ...offered, ...given });
}

async function start(magnet: Magnet, options: GenerateOptions | undefined): Promise<GenerateSummary | undefined> {
  if (options === undefined) return undefined;
  const params = await toParams(magnet, options);
  if (params === undefined) return undefined;
  await rememberOptions(magnet, options);
  return make(magnet, options, params);
}

/** From the welcome of the views: with the functions of the file in front, where it holds some. */
export function generateFromFile(magnet: Magnet): Promise<GenerateSummary | undefined> {
  const document = window.activeTextEditor?.document;
  return generate(magnet, document !== undefined && magnet.toolFiles.includes(document) ? document.uri : undefined);
}

/**
 * Goes on with an unfinished run, by its own settings; asks which where none is named.
 * @returns the summary, or nothing where a person turned back
 */
export async function resumeRun(magnet: Magnet, target: unknown): Promise<GenerateSummary | undefined> {
  if (!requireTrust(t('Generating trajectories'))) return undefined;
  const found = await runOf(magnet, target, t('Go on with which run?'), ({ state }) => isUnfinished(state));
  if (found === undefined) return undefined;
  const options = await optionsOf(found);
  const params = await toParams(magnet, options);
  return params === undefined ? undefined : make(magnet, options, { ...params, resume: true });
}

function isUnfinished(state: RunFolder['state']): boolean {
  return state === 'interrupted' || state === 'incomplete';
}

/** What an unfinished run was started with, and how much of it is left. */
async function optionsOf(found: RunFolder): Promise<GenerateOptions> {
  const { name, uri, state, done = 0, total = done, setAside = 0, teacher, model = '', seed = '' } = found;
  if (!isUnfinished(state)) throw new Error(t('{0} is no unfinished run.', name));
  if (teacher !== 'offline' && teacher !== 'gemini' && teacher !== 'openai' && teacher !== 'editor')
    throw new Error(t('{0} was made by the teacher {1}: go on with it in a terminal.', name, teacher ?? ''));
  const { baseUrl, budgetUsd } = readSettings().teacher;
  const count = Math.max(1, setAside, total - done);
  return { count, seed, teacher, model: teacher === 'offline' ? '' : model, baseUrl, budgetUsd, out: uri };
}

async function make(magnet: Magnet, options: GenerateOptions, params: GenerateParams): Promise<GenerateSummary> {
  magnet.runsChanged();
  try {
    const { summary, costUsd } = await run(magnet, params);
    magnet.output.info(`Generated: ${JSON.stringify(summary)}`);
    await recordPace(magnet, options, summary, costUsd);
    await tell(magnet, summary, options.out);
    return summary;
  } finally {
    magnet.runsChanged();
  }
}

/** From a CodeLens: paths that start at one function. */
export function generateFrom(magnet: Magnet, target: unknown): Promise<GenerateSummary | undefined> {
  return generate(magnet, undefined, functionIdOf(target));
}

function isOptions(value: unknown): value is Partial<GenerateOptions> {
  return typeof value === 'object' && value !== null && !(value instanceof Uri);
}

async function tell(magnet: Magnet, summary: GenerateSummary, out: Uri): Promise<void> {
  const made = summary.counts.records ?? 0;
  const dropped = Object.values(summary.dropped).reduce((sum, n) => sum + n, 0);
  if (made === 0) return tellNothing(summary.cancelled, out);
  await openRun(magnet, out.toString());
  const words = [counted(made, 'record'), counted(summary.pairs, 'pair'), `${summary.seconds.toFixed(1)} s`];
  if (dropped > 0) words.push(t('{0} dropped', dropped));
  const said = words.join(' · ');
  if (!summary.cancelled) void window.showInformationMessage(t('Generated {0}.', said));
  else offerToGoOn(t('Paused; kept {0}.', said), out);
}

/** Why there is no record: what most of the paths failed at, in words, and the way to all of them. */
async function tellNothing(cancelled: boolean, out: Uri): Promise<void> {
  if (cancelled) {
    void window.showWarningMessage(t('Cancelled before the first record.'));
    return;
  }
  const reason = await commonestReason(out);
  const show = t('Show What Was Dropped');
  const words = reason === undefined ? t('No record passed its checks.') : noneWords(reason);
  void window
    .showWarningMessage(plainNotice(words), ...(reason === undefined ? [] : [show]))
    .then((choice) => (choice === show ? showDropped(out) : undefined));
}

/** Nobody waits for the answer: what was asked for has ended. */
function offerToGoOn(text: string, out: Uri): void {
  const resume = t('Resume');
  void window.showInformationMessage(plainNotice(text), resume).then((choice) => {
    if (choice === resume) void commands.executeCommand('magnet.runs.resume', out);
  });
}
