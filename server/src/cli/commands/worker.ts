import { InvalidArgumentError } from 'commander';
import { type CommandContext, EXIT, type RegisterCommand } from '../command.ts';
import { tuneForRuns } from '../engine-flags.ts';
import { positiveNumber } from '../options.ts';
import { connectRedis, loadRedisPackages } from '../redis/connect.ts';
import { workOnRuns } from '../redis/worker.ts';

interface WorkerCommandOptions {
  readonly redis: string;
  readonly redisPrefix: string;
  readonly concurrency: number;
  readonly lostAfter: number;
  readonly idle?: number;
}

/** `magnet worker --redis URL`: makes records for every `magnet generate … --redis URL` of that server. */
export const registerWorker: RegisterCommand = (program, context) => {
  program
    .command('worker')
    .description('Make records of runs that magnet generate --redis hands out, on this machine.')
    .requiredOption('--redis <url>', 'address of the Redis server')
    .option('--redis-prefix <text>', "what the names of all keys begin with; the run's own must be the same", 'magnet')
    .option('--concurrency <number>', 'parts in work and requests in flight at once', parts, 1)
    .option(
      '--lost-after <seconds>',
      'a part of a worker that is not heard of so long is done again',
      positiveNumber,
      15,
    )
    .option('--idle <seconds>', 'end after so long without a run; else wait for the next', positiveNumber)
    .action((options: WorkerCommandOptions) => {
      tuneForRuns();
      return run(options, context);
    });
};

function parts(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || value > 10_000) throw new InvalidArgumentError('Not a whole number from 1.');
  return value;
}

async function run(options: WorkerCommandOptions, context: CommandContext): Promise<void> {
  const packages = await loadRedisPackages();
  const redis = await connectRedis(options.redis, packages, context);
  try {
    const made = await workOnRuns({ redis, packages, prefix: options.redisPrefix, context }, options);
    context.terminal.result(`${made} ${made === 1 ? 'part' : 'parts'} made`);
    context.exit(EXIT.done);
  } finally {
    redis.disconnect();
  }
}
