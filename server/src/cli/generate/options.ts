/** The options of `magnet generate`, how each is read, and which do not go together. */

import { type Command, InvalidArgumentError, Option } from 'commander';
import { MIXTURES, parseShard, type RunSettings } from '../../dataset/index.ts';
import type { Limits, Price } from '../../openai-wire/index.ts';
import { LANGUAGES, type Language, type TeacherId } from '../../teacher/index.ts';
import { UsageError } from '../command.ts';
import { amount, positiveNumber, price, probability } from '../options.ts';
import type { StudentOptions } from '../student.ts';
import { WORLD_FORMS, type WorldOptions, worldOptions } from '../world.ts';

export interface GenerateOptions extends WorldOptions, StudentOptions {
  readonly out: string;
  readonly count: number;
  /** Whether a person said how many; else there is one record a path where paths are given. */
  readonly countGiven?: boolean;
  readonly seed: string;
  readonly shard: RunSettings['shard'];
  readonly teacher: TeacherId;
  readonly language: Language;
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

/** Adds the options to a command. */
export function generateOptions(command: Command): Command {
  return worldOptions(command)
    .requiredOption('--out <dir>', 'folder of the run; an unfinished run of the same settings goes on')
    .option('--count <number>', 'how many records', positiveNumber, 100)
    .option('--seed <text>', 'the same seed gives the same records', '0')
    .option('--shard <i/n>', 'make only part i of n; shards put end to end are the whole', shard, { index: 1, of: 1 })
    .addOption(
      new Option('--teacher <id>', 'who writes the language')
        .choices(['offline', 'gemini', 'openai', 'replay'])
        .default('offline'),
    )
    .addOption(
      new Option('--language <id>', 'what the offline teacher writes in').choices([...LANGUAGES]).default('en'),
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
    .option('--length <number>', 'the most signatures a walk visits (S)', positiveNumber)
    .option('--merge <p>', 'probability of Merge', probability)
    .option('--insert <p>', 'probability of Insert, for a turn with a nested neighbour', probability)
    .option('--split <p>', 'probability that a path is split', probability)
    .addOption(new Option('--dead-end <what>', 'where a walk cannot go on').choices(['restart', 'return', 'stop']))
    .option('--start <function>', 'start every walk at this function')
    .addOption(new Option('--mode <mode>', 'how paths are sampled').choices(['walk', 'coverage']))
    .option('--paths <file>', 'make records from exactly these paths, as magnet paths --format json prints them')
    .option('--world <world>', `what runs the calls: ${WORLD_FORMS}`, 'simulated')
    .option('--concurrency <number>', 'records in work and requests in flight at once (default 8)', positiveNumber)
    .option('--requests-per-minute <number>', 'send no more requests to the teacher in a minute', positiveNumber)
    .option('--tokens-per-minute <number>', 'send and receive no more tokens in a minute', positiveNumber)
    .option('--student <url>', 'a model to train: its own wrong calls become the negatives')
    .option('--student-model <name>', 'model to ask for there (default: the first it offers)')
    .option('--student-price <in/out>', 'US dollars for a million tokens of the student, where they differ', price)
    .option('--judge <url>', "a server whose model looks at the student's wrong turns as well as the code does")
    .option('--judge-model <name>', 'model to ask for there')
    .option('--rollouts <number>', 'rollouts of the student for one record, at most', positiveNumber, 10)
    .option('--redis <url>', 'have the records made by magnet worker, through this Redis server')
    .option('--redis-prefix <text>', 'what the names of all keys begin with', 'magnet')
    .option('--force', 'replace the run in the folder')
    .option(
      '--stale',
      'make the records of the finished run in the folder again whose signatures changed, and only these',
    )
    .addOption(new Option('--format <format>', 'text or json').choices(['text', 'json']).default('text'));
}

/** @throws UsageError where an option cannot be handed to workers */
export function refuseUnshared({ redis, world, student, stale, teacher }: GenerateOptions): void {
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
export function refuseSampling(options: GenerateOptions): void {
  if (options.paths === undefined) return;
  const given = (Object.keys(SAMPLING) as (keyof typeof SAMPLING)[]).filter((name) => options[name] !== undefined);
  if (given.length > 0)
    throw new UsageError(
      `--paths does not go with ${given.map((name) => `--${SAMPLING[name]}`).join(', ')}: the paths are given, none is sampled.`,
    );
}

/** Limits that were given; a rate is kept only where one is. */
export function limitsOf({ concurrency, requestsPerMinute, tokensPerMinute }: GenerateOptions): Partial<Limits> {
  return {
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(requestsPerMinute === undefined ? {} : { requestsPerMinute }),
    ...(tokensPerMinute === undefined ? {} : { tokensPerMinute }),
  };
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
