import type { Command } from 'commander';
import {
  PATH_DEFAULTS,
  type PathOperation,
  type PathSettings,
  type SignaturePath,
  samplePaths,
} from '../../path/index.ts';
import { type CommandContext, type RegisterCommand, UsageError } from '../command.ts';
import { curatedGraph, loadStated } from '../curation.ts';
import { oneLine } from '../gate.ts';
import { oneOf, probability, wholeNumber } from '../options.ts';

interface PathsOptions extends Omit<PathSettings, 'from' | 'stride' | 'split'> {
  readonly split: boolean;
  readonly format: string;
}

/** `magnet paths FILES…`: samples signature paths from the dependency graph of the files. */
export const registerPaths: RegisterCommand = (program, context) => {
  const command = program
    .command('paths')
    .description('Sample signature paths: seeded walks over the dependency graph, then Merge, Insert and Split.')
    .argument('<files...>', 'signature files, folders or globs');
  addPathOptions(command)
    .option('--format <format>', 'text or json', oneOf('text', 'json'), 'text')
    .action((files: string[], options: PathsOptions) => run(files, options, context));
};

function addPathOptions(command: Command): Command {
  return command
    .option('--count <number>', 'how many paths', wholeNumber, PATH_DEFAULTS.count)
    .option('--seed <text>', 'the same seed gives the same paths', PATH_DEFAULTS.seed)
    .option('--length <number>', 'the most signatures a walk visits (S)', wholeNumber, PATH_DEFAULTS.length)
    .option('--merge <p>', 'probability of Merge', probability, PATH_DEFAULTS.merge)
    .option(
      '--insert <p>',
      'probability of Insert, for a turn with a nested neighbour',
      probability,
      PATH_DEFAULTS.insert,
    )
    .option(
      '--recall <p>',
      'probability that an inserted function returns in a later turn',
      probability,
      PATH_DEFAULTS.recall,
    )
    .option('--no-split', 'leave Split out')
    .option('--miss-params <p>', 'share of missing parameters among Splits', probability, PATH_DEFAULTS.missParams)
    .option('--max-per-turn <number>', 'the most functions in a turn', wholeNumber, PATH_DEFAULTS.maxPerTurn)
    .option('--min-score <p>', 'walk only edges of at least this confidence', probability, PATH_DEFAULTS.minScore)
    .option(
      '--dead-end <what>',
      'at a function without successors: return (to the newest one that has others), restart (at another) or stop',
      oneOf('restart', 'return', 'stop'),
      PATH_DEFAULTS.deadEnd,
    )
    .option('--start <function>', 'start every walk at this function')
    .option(
      '--mode <mode>',
      'walk (start at each function in turn) or coverage (pass through every edge)',
      oneOf('walk', 'coverage'),
      PATH_DEFAULTS.mode,
    );
}

async function run(files: string[], options: PathsOptions, context: CommandContext): Promise<void> {
  const loaded = await loadStated(files, context);
  const { catalog } = loaded;
  const graph = await curatedGraph(loaded, context);
  const { format, split, missParams, start, ...given } = options;
  const settings: Partial<PathSettings> = {
    ...given,
    missParams,
    split: split ? PATH_DEFAULTS.split : 0,
    ...(start === undefined ? {} : { start: startId(start, catalog.lookup(start)) }),
  };
  const paths = sample(() => samplePaths(graph, settings, catalog.entries));
  const print = format === 'json' ? printJson : printText;
  print(paths, context);
}

function startId(written: string, found: readonly { readonly id: string }[]): string {
  const [first, ...others] = found;
  if (first === undefined) throw new UsageError(`--start: no function is called "${written}".`);
  if (others.length > 0) {
    throw new UsageError(`--start: "${written}" can mean ${found.map(({ id }) => id).join(', ')}. Name one of them.`);
  }
  return first.id;
}

function sample(make: () => Iterable<SignaturePath>): Iterable<SignaturePath> {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`${error.message}.`);
    throw error;
  }
}

/** One path a line, printed as they are made: there may be millions. */
function printText(paths: Iterable<SignaturePath>, { terminal, signal }: CommandContext): void {
  for (const path of paths) {
    if (signal.aborted) return;
    terminal.result(oneLine(toText(path)));
  }
}

/** One list, printed as its items are made. */
function printJson(paths: Iterable<SignaturePath>, { terminal, signal }: CommandContext): void {
  let waiting = '[';
  for (const path of paths) {
    if (signal.aborted) break;
    terminal.result(waiting);
    waiting = `${JSON.stringify(toJson(path), null, 2)},`;
  }
  terminal.result(waiting === '[' ? '[]' : `${waiting.slice(0, -1)}\n]`);
}

function toJson({ seed, index, turns, operations, stages }: SignaturePath): object {
  return { seed, index, turns, operations, stages };
}

/** `7:0  find_flights + book_flight → [miss_params: get_booking.id] → get_booking   (merge 0; split 1)`. */
function toText({ seed, turns, operations }: SignaturePath): string {
  const line = turns.map((turn) => {
    if (turn.missing === undefined) return turn.functions.join(' + ');
    const { function: id, parameter } = turn.missing;
    return `[${turn.kind}: ${parameter === undefined ? id : `${id}(${parameter})`}]`;
  });
  const done = operations.map(describeOperation).join('; ');
  return `${seed}  ${line.join(' → ')}${done === '' ? '' : `   (${done})`}`;
}

function describeOperation(operation: PathOperation): string {
  switch (operation.op) {
    case 'merge':
      return `merge ${operation.turn}+${operation.turn + 1}`;
    case 'insert': {
      const recall = operation.recallAfter === undefined ? '' : `, recalled after ${operation.recallAfter}`;
      return `insert ${operation.function} into ${operation.turn}${recall}`;
    }
    case 'split':
      return `split ${operation.turn}`;
  }
}
