import path from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import {
  type CostEstimate,
  estimateCost,
  MIXTURES,
  parseShard,
  type RegenerateSummary,
  RunError,
  type RunInput,
  type RunSettings,
  type RunState,
  type RunSummary,
  regenerateStale,
  runGeneration,
  runSettings,
  SPENT,
  TEACHER_REPLIES,
  type WorldTarget,
} from '../../dataset/index.ts';
import { openRunFolder } from '../../files/index.ts';
import type { Limits } from '../../openai-wire/index.ts';
import type { GivenPath } from '../../path/index.ts';
import { type Catalog, catalogHash } from '../../signature/index.ts';
import {
  createTeacher,
  knownPrice,
  type Price,
  type Teacher,
  TeacherError,
  type TeacherId,
  type TeacherOptions,
  teacherAddress,
} from '../../teacher/index.ts';
import { type CommandContext, EXIT, type RegisterCommand, UsageError } from '../command.ts';
import { curatedGraph, loadStated } from '../curation.ts';
import { fileError } from '../file-error.ts';
import { oneLine } from '../gate.ts';
import { givenPaths } from '../given-paths.ts';
import { environmentFor } from '../keys.ts';
import { optimiseLate } from '../late-compiler.ts';
import { price } from '../options.ts';
import { readPhrases } from '../phrases.ts';
import { readPrompts } from '../prompts.ts';
import { openGathering } from '../redis/gathering.ts';
import { sharedTeacher } from '../redis/shared-run.ts';
import { openStudent, type StudentOptions } from '../student.ts';
import { VERSION } from '../version.ts';
import { openWorld, sayObservations, WORLD_FORMS, type WorldOptions, worldOptions } from '../world.ts';

interface GenerateOptions extends WorldOptions, StudentOptions {
  readonly out: string;
  readonly count: number;
  /** Whether a person said how many; else there is one record a path where paths are given. */
  readonly countGiven?: boolean;
  readonly seed: string;
  readonly shard: RunSettings['shard'];
  readonly teacher: TeacherId;
  readonly model?: string;
  readonly baseUrl?: string;
  readonly budget?: number;
  readonly price?: Price;
  readonly replay?: string;
  readonly prompts?: string;
  readonly phrases?: string;
  readonly world: string;
  readonly mixture?: RunSettings['mixture'];
  readonly errors?: number;
  readonly concurrency?: number;
  readonly requestsPerMinute?: number;
  readonly tokensPerMinute?: number;
  readonly length?: number;
  readonly merge?: number;
  readonly insert?: number;
  readonly split?: number;
  readonly start?: string;
  readonly mode?: 'walk' | 'coverage';
  readonly deadEnd?: 'restart' | 'return' | 'stop';
  readonly paths?: string;
  readonly redis?: string;
  readonly redisPrefix: string;
  readonly force?: boolean;
  readonly stale?: boolean;
  readonly format: 'text' | 'json';
}

/** `magnet generate FILES… --out DIR`: contrastive trajectories into a run folder. */
export const registerGenerate: RegisterCommand = (program, context) => {
  worldOptions(program.command('generate'))
    .description('Generate contrastive trajectories from signatures, each certified by replay.')
    .argument('<files...>', 'signature files, folders or globs')
    .requiredOption('--out <dir>', 'folder of the run; an unfinished run of the same settings goes on')
    .option('--count <number>', 'how many records', wholeNumber, 100)
    .option('--seed <text>', 'the same seed gives the same records', '0')
    .option('--shard <i/n>', 'make only part i of n; shards put end to end are the whole', shard, { index: 1, of: 1 })
    .addOption(
      new Option('--teacher <id>', 'who writes the language')
        .choices(['offline', 'gemini', 'openai', 'replay'])
        .default('offline'),
    )
    .option('--model <name>', "the teacher's model")
    .option('--base-url <url>', "address of the teacher's server")
    .option('--budget <usd>', 'hard stop: the most money to spend, in US dollars', amount)
    .option('--price <in/out>', 'US dollars for a million tokens, where the price of the model is not known', price)
    .option('--replay <file>', 'recorded replies, for --teacher replay')
    .option('--prompts <dir>', "a project's own prompts, as magnet prompts writes them; magnet.prompts where it is")
    .option(
      '--phrases <file>',
      'ways to speak of each function, as magnet phrase keeps them; magnet.phrases.jsonc where it is',
    )
    .option(
      '--mixture <shares>',
      'sft or preference (the sets of the paper), or shares: multi-turn=2,single=1',
      mixture,
    )
    .option('--errors <share>', 'share of records that meet an error of the world (0 to 1; default 0.12)', probability)
    .option('--length <number>', 'the most signatures a walk visits (S)', wholeNumber)
    .option('--merge <p>', 'probability of Merge', probability)
    .option('--insert <p>', 'probability of Insert, for a turn with a nested neighbour', probability)
    .option('--split <p>', 'probability that a path is split', probability)
    .addOption(new Option('--dead-end <what>', 'where a walk cannot go on').choices(['restart', 'return', 'stop']))
    .option('--start <function>', 'start every walk at this function')
    .addOption(new Option('--mode <mode>', 'how paths are sampled').choices(['walk', 'coverage']))
    .option('--paths <file>', 'make records from exactly these paths, as magnet paths --format json prints them')
    .option('--world <world>', `what runs the calls: ${WORLD_FORMS}`, 'simulated')
    .option('--concurrency <number>', 'records in work and requests in flight at once (default 8)', wholeNumber)
    .option('--requests-per-minute <number>', 'send no more requests to the teacher in a minute', wholeNumber)
    .option('--tokens-per-minute <number>', 'send and receive no more tokens in a minute', wholeNumber)
    .option('--student <url>', 'a model to train: its own wrong calls become the negatives')
    .option('--student-model <name>', 'model to ask for there (default: the first it offers)')
    .option('--judge <url>', "a server whose model looks at the student's wrong turns as well as the code does")
    .option('--judge-model <name>', 'model to ask for there')
    .option('--rollouts <number>', 'rollouts of the student for one record, at most', wholeNumber, 10)
    .option('--redis <url>', 'have the records made by magnet worker, through this Redis server')
    .option('--redis-prefix <text>', 'what the names of all keys begin with', 'magnet')
    .option('--force', 'replace the run in the folder')
    .option(
      '--stale',
      'make the records of the finished run in the folder again whose signatures changed, and only these',
    )
    .addOption(new Option('--format <format>', 'text or json').choices(['text', 'json']).default('text'))
    .action((files: string[], options: GenerateOptions, command: Command) => {
      optimiseLate();
      return run(files, { ...options, countGiven: command.getOptionValueSource('count') !== 'default' }, context);
    });
};

async function run(files: string[], options: GenerateOptions, context: CommandContext): Promise<void> {
  refuseUnshared(options);
  refuseSampling(options);
  const loaded = await loadStated(files, context);
  const { catalog } = loaded;
  const student = await openStudent(options, context);
  const world = await openWorld(options.world, catalog, options, context);
  const worldTarget = world.id === 'simulated' ? undefined : targetOf(options);
  const directory = path.resolve(context.cwd, options.out);
  const texts = await readTexts(options, catalog, context);
  const teacher = await makeTeacher(options, directory, texts, context);
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

/** @throws UsageError where an option cannot be handed to workers */
function refuseUnshared({ redis, world, student, stale, teacher }: GenerateOptions): void {
  if (redis === undefined) return;
  const kept = [
    world === 'simulated' ? undefined : '--world: a real world stands on one machine',
    student === undefined ? undefined : '--student',
    stale === true ? '--stale' : undefined,
    teacher === 'replay' ? '--teacher replay: its file lies on this machine' : undefined,
  ].filter((item) => item !== undefined);
  if (kept.length > 0) throw new UsageError(`--redis does not go with ${kept.join('; ')}.`);
}

/** Options that say how paths are sampled. */
const SAMPLING = {
  length: 'length',
  merge: 'merge',
  insert: 'insert',
  split: 'split',
  deadEnd: 'dead-end',
  start: 'start',
  mode: 'mode',
  mixture: 'mixture',
} as const;

/** @throws UsageError where paths are given and an option says how to sample them */
function refuseSampling(options: GenerateOptions): void {
  if (options.paths === undefined) return;
  const given = (Object.keys(SAMPLING) as (keyof typeof SAMPLING)[]).filter((name) => options[name] !== undefined);
  if (given.length > 0)
    throw new UsageError(
      `--paths does not go with ${given.map((name) => `--${SAMPLING[name]}`).join(', ')}: the paths are given, none is sampled.`,
    );
}

/** The real world as it was named; one whose name may hold a key is not written down. */
function targetOf(options: GenerateOptions): WorldTarget | undefined {
  const { world: target, state, stateMethod, snapshotMethods, failure, resetTool } = options;
  if (/key|token|secret|passw|bearer|auth|\/\/[^/@\s]*@|[?&][^=\s]+=/i.test(target)) return undefined;
  return {
    target,
    ...(state === undefined ? {} : { state }),
    ...(stateMethod === undefined ? {} : { stateMethod }),
    ...(snapshotMethods === undefined ? {} : { snapshotMethods }),
    ...(failure === undefined ? {} : { failure }),
    ...(resetTool === undefined ? {} : { resetTool }),
  };
}

/** What the run is likely to take, where it will be sent and what stops it, before anything is. */
async function sayCost(input: RunInput, options: GenerateOptions, context: CommandContext): Promise<void> {
  const price = options.price ?? (input.teacher.id === 'gemini' ? knownPrice(input.teacher.model) : undefined);
  const estimate = await estimateCost(input, price);
  const thousands = (tokens: number) => `${Math.ceil(tokens / 1000)} thousand`;
  const limit = (options.budget ?? 0) > 0 ? `hard stop at $${options.budget}` : 'no budget set';
  context.terminal.message(
    `Estimate for ${input.teacher.model} at ${teacherAddress(options.teacher, options.baseUrl)}: ${estimate.requests} requests (${(estimate.requests / estimate.records).toFixed(1)} a record), ${thousands(estimate.inputTokens)} tokens in, ${thousands(estimate.outputTokens)} out, ${costText(estimate)}; ${limit}.`,
  );
}

/** `about $0.40, give or take $0.10`; the spread is that of the records looked at. */
function costText({ costUsd, spread }: CostEstimate): string {
  if (costUsd === undefined) return 'price not known';
  return costUsd === 0 ? 'free' : `about $${costUsd.toFixed(2)}, give or take $${(costUsd * spread).toFixed(2)}`;
}

/** Path settings that were given; a function may be named without its namespace. */
function pathOf(
  { length, merge, insert, split, mode, deadEnd, start }: GenerateOptions,
  catalog: Catalog,
): RunSettings['path'] {
  const found = start === undefined ? [] : catalog.lookup(start);
  if (start !== undefined && found.length !== 1) {
    throw new UsageError(
      `--start: "${start}" is ${found.length === 0 ? 'no function' : 'more than one function'} of the files.`,
    );
  }
  const [first] = found;
  return {
    ...(length === undefined ? {} : { length }),
    ...(merge === undefined ? {} : { merge }),
    ...(insert === undefined ? {} : { insert }),
    ...(split === undefined ? {} : { split }),
    ...(mode === undefined ? {} : { mode }),
    ...(deadEnd === undefined ? {} : { deadEnd }),
    ...(first === undefined ? {} : { start: first.id }),
  };
}

function settingsOf(options: GenerateOptions, catalog: Catalog, paths: readonly GivenPath[] | undefined): RunSettings {
  try {
    return runSettings({
      count: paths === undefined || options.countGiven === true ? options.count : paths.length,
      seed: options.seed,
      shard: options.shard,
      path: pathOf(options, catalog),
      ...(options.mixture === undefined ? {} : { mixture: options.mixture }),
      ...(paths === undefined ? {} : { paths }),
      ...(options.errors === undefined ? {} : { errors: options.errors }),
      ...(options.student === undefined
        ? {}
        : {
            student: {
              model: options.studentModel ?? '',
              rollouts: options.rollouts,
              ...(options.judgeModel === undefined ? {} : { judge: options.judgeModel }),
            },
          }),
    });
  } catch (error) {
    throw asUsage(error);
  }
}

/** A project's own texts for its teacher. */
type TeacherTexts = Pick<TeacherOptions, 'phrasings' | 'prompts'>;

async function readTexts(options: GenerateOptions, catalog: Catalog, context: CommandContext): Promise<TeacherTexts> {
  const phrasings = options.teacher === 'offline' ? await readPhrases(options.phrases, catalog, context) : undefined;
  if (phrasings === undefined && options.phrases !== undefined)
    throw new UsageError('--phrases are for --teacher offline: the others write their own.');
  const prompts = options.teacher === 'offline' ? undefined : await readPrompts(options.prompts, context);
  return {
    ...(prompts === undefined ? {} : { prompts }),
    ...(phrasings === undefined ? {} : { phrasings }),
  };
}

/** The teacher of this command; where workers ask it, they share the files of replies and expenses otherwise. */
async function makeTeacher(
  options: GenerateOptions,
  directory: string,
  texts: TeacherTexts,
  context: CommandContext,
): Promise<Teacher> {
  const files = { cacheFile: path.join(directory, TEACHER_REPLIES), ledgerFile: path.join(directory, SPENT) };
  try {
    return await createTeacher(options.teacher, {
      ...(options.model === undefined ? {} : { model: options.model }),
      ...(options.baseUrl === undefined ? {} : { baseUrl: options.baseUrl }),
      ...(options.budget === undefined ? {} : { budgetUsd: options.budget }),
      ...(options.price === undefined ? {} : { price: options.price }),
      ...(options.replay === undefined ? {} : { replayFile: path.resolve(context.cwd, options.replay) }),
      limits: limitsOf(options),
      ...texts,
      ...(options.redis === undefined ? files : {}),
      environment: environmentFor(options),
      onNotice: (text) => context.terminal.message(text),
    });
  } catch (error) {
    throw asUsage(error);
  }
}

/** Limits that were given; a rate is kept only where one is. */
function limitsOf({ concurrency, requestsPerMinute, tokensPerMinute }: GenerateOptions): Partial<Limits> {
  return {
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(requestsPerMinute === undefined ? {} : { requestsPerMinute }),
    ...(tokensPerMinute === undefined ? {} : { tokensPerMinute }),
  };
}

/** What a person can mend is said without a stack. */
function asUsage(error: unknown): unknown {
  const known = error instanceof RunError || error instanceof TeacherError || error instanceof RangeError;
  return known ? new UsageError(error.message) : fileError(error);
}

function progressText(state: RunState): string {
  const { done, total, dropped, recordsPerSecond, costUsd, secondsLeft, load, repaired } = state;
  const left = secondsLeft === undefined ? '' : `, ${duration(secondsLeft)} left`;
  const cost = costUsd > 0 ? `, $${costUsd.toFixed(4)} so far` : '';
  const repairs = repaired === undefined ? '' : `, ${repaired} asked again`;
  const traffic = load === undefined ? '' : ` · ${load}`;
  return `${done} of ${total} records, ${dropped} paths dropped${repairs}, ${recordsPerSecond.toFixed(1)}/s${cost}${left}${traffic}`;
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5400 ? `${Math.ceil(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}

function report(summary: RunSummary, options: GenerateOptions, context: CommandContext): void {
  if (summary.cancelled) {
    context.terminal.message(
      `Cancelled after ${summary.counts.records ?? 0} records. The same command goes on from there.`,
    );
  }
  const missing = summary.counts.records === 0;
  if (summary.cancelled || missing) context.exit(EXIT.findings);
  const text =
    options.format === 'json'
      ? JSON.stringify({ ...summary, next: nextSteps(summary) }, null, 2)
      : summaryText(summary, context);
  context.terminal.result(text);
}

function reportRegenerated(summary: RegenerateSummary, options: GenerateOptions, context: CommandContext): void {
  const { stale, regenerated, dropped } = summary;
  if (dropped.length > 0) context.exit(EXIT.findings);
  const lines = [
    stale === 0 ? 'no record is stale' : `${regenerated} of ${stale} stale records made again`,
    ...dropped.map(({ index, reason }) => `  record ${index} is gone: ${reason}`),
  ];
  context.terminal.result(options.format === 'json' ? JSON.stringify(summary, null, 2) : lines.map(oneLine).join('\n'));
}

function nextSteps(summary: RunSummary): string[] {
  if (summary.cancelled || summary.counts.records === 0) return [];
  return [
    `magnet export ${summary.out} --as trl-dpo --out pairs.jsonl`,
    `magnet export ${summary.out} --as trl-sft --out sft.jsonl`,
  ];
}

function summaryText(summary: RunSummary, context: CommandContext): string {
  const { counts, dropped, errorTypes, certificates } = summary;
  const { records = 0, ...kinds } = counts;
  const folder = path.relative(context.cwd, summary.out) || '.';
  const list = (values: Readonly<Record<string, number>>) =>
    Object.entries(values)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ') || 'none';
  const lines = [
    `${records} records (${list(kinds)}), ${summary.pairs} pairs, in ${summary.seconds} s`,
    `errors of the negatives by type: ${list(errorTypes)}`,
    `preferred where the sides part: ${list(summary.preferences)}; ${summary.lastTextOnly} differ in the last text alone`,
    `certificates that hold: ${list(certificates)}`,
    coverageText(summary),
    `${summary.paths} paths tried, ${Math.round(summary.yield * 100)} % became records; dropped: ${list(dropped)}`,
    ...(summary.resumed > 0 ? [`${summary.resumed} of the records were there from an interrupted run`] : []),
    ...(summary.costUsd > 0 ? [`$${summary.costUsd.toFixed(4)} spent`] : []),
    ...troubleLines(summary),
    ...summary.advice.map((text) => `note: ${text}`),
    `files: ${summary.files.map((name) => path.join(folder, name)).join(', ')}`,
    ...nextSteps({ ...summary, out: folder }).map((command) => `next: ${command}`),
  ];
  return lines.map(oneLine).join('\n');
}

function coverageText({ coverage: { functions, edges }, averages }: RunSummary): string {
  const length = averages.turns === 0 ? '' : `; ${averages.turns} turns, ${averages.calls} calls a multi-turn record`;
  return `coverage: ${functions.called} of ${functions.of} functions, ${edges.used} of ${edges.of} edges${length}`;
}

/** What went wrong on the way to the teacher, and what to do about it. */
function troubleLines(summary: RunSummary): string[] {
  const groups = [
    ['requests sent again', summary.retries],
    ['requests given up', summary.faults],
    ['answers that could not be read', summary.malformed],
    ['answers refused', summary.refused],
    ['written again', summary.repairs],
    ['student', summary.student],
  ] as const;
  const lines = groups.flatMap(([title, kinds]) => {
    const list = Object.entries(kinds).map(([kind, count]) => `${kind} ${count}`);
    return list.length === 0 ? [] : [`${title}: ${list.join(', ')}`];
  });
  return [...lines, ...summary.retry];
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError('Not a whole number of at least 1.');
  return value;
}

function amount(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0)) throw new InvalidArgumentError('Not an amount of money.');
  return value;
}

function probability(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 1))
    throw new InvalidArgumentError('Not a number between 0 and 1.');
  return value;
}

function shard(text: string): RunSettings['shard'] {
  try {
    return parseShard(text);
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}

const KINDS = ['multi-turn', 'single', 'parallel', 'multiple', 'irrelevance'] as const;

/** A set of the paper by name, or `multi-turn=2,single=1`: kinds that are not named get 0. */
function mixture(text: string): RunSettings['mixture'] {
  const shares: Record<(typeof KINDS)[number], number> = {
    'multi-turn': 0,
    single: 0,
    parallel: 0,
    multiple: 0,
    irrelevance: 0,
  };
  if (Object.hasOwn(MIXTURES, text.trim())) return MIXTURES[text.trim() as keyof typeof MIXTURES];
  for (const part of text.split(',')) {
    const [name = '', share = ''] = part.split('=').map((word) => word.trim());
    const kind = KINDS.find((item) => item === name);
    if (kind === undefined)
      throw new InvalidArgumentError(
        `"${name}" is no kind. Kinds: ${KINDS.join(', ')}; or name a set: ${Object.keys(MIXTURES).join(', ')}.`,
      );
    const value = Number(share);
    if (share === '' || !(value >= 0)) throw new InvalidArgumentError(`"${share}" is no share.`);
    shares[kind] = value;
  }
  return shares;
}
