import path from 'node:path';
import { type RunInput, type RunSummary, regenerateStale, runGeneration } from '../../dataset/index.ts';
import { openRunFolder } from '../../files/index.ts';
import { catalogHash } from '../../signature/index.ts';
import type { CommandContext, RegisterCommand } from '../command.ts';
import { curatedGraph, loadStated } from '../curation.ts';
import { tuneForRuns } from '../engine-flags.ts';
import { sayCost } from '../generate/estimate.ts';
import { openMoney } from '../generate/money.ts';
import {
  type GenerateOptions,
  generateOptions,
  limitsOf,
  refuseSampling,
  refuseUnshared,
} from '../generate/options.ts';
import { progressText, report, reportRegenerated } from '../generate/report.ts';
import { asUsage, makeTeacher, readTexts, settingsOf, type TeacherTexts, targetOf } from '../generate/settings.ts';
import { givenPaths } from '../given-paths.ts';
import { openGathering } from '../redis/gathering.ts';
import { sharedTeacher } from '../redis/shared-run.ts';
import { openStudent } from '../student.ts';
import { VERSION } from '../version.ts';
import { openWorld, sayObservations } from '../world.ts';

/** `magnet generate FILES… --out DIR`: contrastive trajectories into a run folder. */
export const registerGenerate: RegisterCommand = (program, context) => {
  const command = program
    .command('generate')
    .description('Generate contrastive trajectories from signatures, each certified by replay.')
    .argument('<files...>', 'signature files, folders or globs');
  generateOptions(command).action((files: string[], options: GenerateOptions) => {
    tuneForRuns();
    return run(files, { ...options, countGiven: command.getOptionValueSource('count') !== 'default' }, context);
  });
};

async function run(files: string[], options: GenerateOptions, context: CommandContext): Promise<void> {
  refuseUnshared(options);
  refuseSampling(options);
  const loaded = await loadStated(files, context);
  const { catalog } = loaded;
  const directory = path.resolve(context.cwd, options.out);
  const money = await openMoney(options, directory);
  const student = await openStudent(options, money, context);
  const world = await openWorld(options.world, catalog, options, context);
  const worldTarget = world.id === 'simulated' ? undefined : targetOf(options);
  const texts = await readTexts(options, catalog, context);
  const teacher = await makeTeacher(options, directory, money, texts, context);
  const graph = await curatedGraph(loaded, context);
  const paths = options.paths === undefined ? undefined : await givenPaths(options.paths, catalog, graph, context);
  const input: RunInput = {
    functions: catalog.entries,
    graph,
    catalogHash: catalogHash(catalog),
    world,
    ...(worldTarget === undefined ? {} : { worldTarget }),
    teacher,
    settings: settingsOf(options, catalog, paths),
    folder: openRunFolder(directory),
    codeVersion: VERSION,
    force: options.force === true,
    concurrency: options.concurrency ?? (teacher.id === 'offline' && student === undefined ? 1 : 8),
    ...(student === undefined ? {} : { student }),
    signal: context.signal,
    onProgress: (state) => context.terminal.progress(progressText(state)),
    now: () => performance.now(),
  };
  try {
    if (teacher.promptHash !== '' && teacher.id !== 'replay') await sayCost(input, options, context);
    if (options.stale === true) reportRegenerated(await regenerateStale(input), options, context);
    else report(await generated(input, { directory, texts, options }, context), options, context);
    sayObservations(world, context);
  } catch (error) {
    throw asUsage(error);
  } finally {
    await teacher.close();
    await money?.ledger.close();
    await world.close();
  }
}

/** Made here, or gathered from the workers of a Redis server. */
async function generated(
  input: RunInput,
  { directory, texts, options }: { directory: string; texts: TeacherTexts; options: GenerateOptions },
  context: CommandContext,
): Promise<RunSummary> {
  const { redis, redisPrefix } = options;
  if (redis === undefined) return runGeneration(input);
  const { concurrency: _own, ...rates } = limitsOf(options);
  const teacher = sharedTeacher(options.teacher, options, texts);
  const gathering = await openGathering(input, { redis, redisPrefix, teacher, rates, directory }, context);
  try {
    return await runGeneration(gathering.input);
  } finally {
    await gathering.close();
  }
}
