import path from 'node:path';
import process from 'node:process';
import { Option } from 'commander';
import type { Renderer } from '../../dataset/index.ts';
import { isThere } from '../../files/index.ts';
import {
  changed,
  curvesPage,
  findTrainingLog,
  NothingToTrain,
  PYTHON,
  type Recipe,
  RecipeError,
  readRecipes,
  resumeCommands,
  SETUP,
  type Training,
  type TrainingCommand,
  writeTraining,
} from '../../training/index.ts';
import { type CommandContext, EXIT, type RegisterCommand, UsageError } from '../command.ts';
import { type FilterOptions, filterOptions, openFilter } from '../export-filter.ts';
import { fileError } from '../file-error.ts';
import { joinLines } from '../gate.ts';
import { positiveNumber } from '../options.ts';
import { findPython, runProgram } from '../python.ts';
import { recordsFile } from '../records-file.ts';
import { namedTemplate, openTemplateOption, type TemplateOptions, templateOptions } from '../template.ts';

interface TrainOptions extends TemplateOptions, FilterOptions {
  readonly curves?: string;
  readonly recipe?: string;
  readonly data?: string;
  readonly out?: string;
  readonly model?: string;
  readonly processes?: number;
  readonly force?: boolean;
  readonly list?: boolean;
  readonly run?: boolean;
  readonly resume?: boolean;
  readonly python?: string;
  readonly format: 'text' | 'json' | 'html';
}

/** `magnet train --recipe NAME --data RUN`: rows, settings and the exact command of a training, in one folder. */
export const registerTrain: RegisterCommand = (program, context) => {
  filterOptions(templateOptions(program.command('train')))
    .description("Write a run's rows, a recipe's settings and the exact command for a trainer, and start it.")
    .option('--recipe <name>', 'what to train and how; --list shows them')
    .option('--data <run>', 'run folder, or its records file')
    .option('--out <dir>', 'folder to write; unless told, training-RECIPE')
    .option('--model <model>', "a model of the hub or a folder, in place of the recipe's")
    .option('--processes <count>', "processes, one a GPU, in place of the recipe's; rows a step stay", positiveNumber)
    .option('--force', 'write into a folder that is there; a model in it stays')
    .option('--list', 'show the recipes and end')
    .option('--curves <dir>', 'show what the training of a folder has logged so far, and end')
    .option('--run', 'start the command here; Python and what it needs must be installed')
    .option('--resume', 'with --run: write nothing, go on with the folder where it stopped')
    .option('--python <program>', 'with --run: the Python to use; unless told, MAGNET_PYTHON, python3 or python')
    .addOption(
      new Option('--format <format>', 'text, json or, of --curves, html')
        .choices(['text', 'json', 'html'])
        .default('text'),
    )
    .action(async (options: TrainOptions) => {
      await act(options, context).catch((error: unknown) => {
        if (error instanceof RecipeError || error instanceof NothingToTrain)
          throw new UsageError(`${error.message.replace(/\.$/, '')}.`);
        throw fileError(error);
      });
    });
};

async function act(options: TrainOptions, context: CommandContext): Promise<void> {
  if (options.curves !== undefined) return await showCurves(options.curves, options, context);
  if (options.format === 'html') throw new UsageError('--format html goes with --curves.');
  const recipes = await readRecipes();
  if (options.list === true) return list(recipes, options, context);
  if (options.resume === true && options.run !== true) throw new UsageError('--resume goes with --run.');
  const recipe = chosen(recipes, options);
  const out = path.resolve(context.cwd, options.out ?? `training-${recipe.name}`);
  // Looked for first: what is missing should not leave a folder behind.
  const python = options.run === true ? await findPython(options.python, process.env) : undefined;
  if (python === undefined) await write(recipe, out, options, context);
  else if (options.resume === true) await resume(recipe, out, python, options, context);
  else await start((await write(recipe, out, options, context)).commands, out, python, context);
}

function chosen(recipes: readonly Recipe[], { recipe: name, model, processes }: TrainOptions): Recipe {
  if (name === undefined) throw new UsageError('Name a recipe with --recipe; --list shows them.');
  const recipe = recipes.find((one) => one.name === name);
  if (recipe === undefined)
    throw new UsageError(
      `There is no recipe ${name}.`,
      recipes.map((one) => `  ${one.name}`),
    );
  return changed(recipe, {
    ...(model === undefined ? {} : { model }),
    ...(processes === undefined ? {} : { processes }),
  });
}

async function write(recipe: Recipe, out: string, options: TrainOptions, context: CommandContext): Promise<Training> {
  if (options.data === undefined) throw new UsageError('Name the run with --data.');
  if (options.force !== true && (await isThere(out)))
    throw new UsageError(`${path.relative(context.cwd, out)} is there already. Name another --out, or add --force.`);
  const source = await recordsFile(options.data, context);
  const renderer = await openTemplateOption(options, context);
  const template = await namedTemplate(options, context);
  const filter = await openFilter(source, options, context);
  const training = await writeTraining(source, out, withFolder(recipe, context), {
    choices: renderer === undefined ? {} : ({ renderer } satisfies { renderer: Renderer }),
    ...(template === undefined ? {} : { template }),
    leaveOut: (record) => filter(record, record.index),
    signal: context.signal,
  });
  if (training.data.dropped > 0 || training.data.broken.length > 0) context.exit(EXIT.findings);
  context.terminal.result(
    options.format === 'json' ? JSON.stringify(training, null, 2) : reportText(training, context),
  );
  return training;
}

/** A model of a folder is meant from where the command was typed, not from the folder of the training. */
function withFolder(recipe: Recipe, { cwd }: CommandContext): Recipe {
  return /^(\.{0,2}[/\\]|\.{1,2}$)/.test(recipe.model) ? { ...recipe, model: path.resolve(cwd, recipe.model) } : recipe;
}

/** Goes on with what was written before: the rows and settings stay as they are. */
async function resume(
  recipe: Recipe,
  out: string,
  python: string,
  options: TrainOptions,
  context: CommandContext,
): Promise<void> {
  if (!(await isThere(out)))
    throw new UsageError(`${path.relative(context.cwd, out)} is not there: leave --resume out.`);
  if (options.data !== undefined || options.model !== undefined)
    throw new UsageError('--resume takes rows and model from the folder: leave --data and --model out.');
  await start(resumeCommands(recipe), out, python, context);
}

/** Looks for what is needed first, so that a missing package is said in one line, then runs each command in turn. */
async function start(
  commands: readonly TrainingCommand[],
  out: string,
  python: string,
  context: CommandContext,
): Promise<void> {
  const needsPython = commands.some(({ program }) => program === PYTHON);
  for (const command of needsPython ? [SETUP, ...commands] : commands) {
    const code = await runOne(python, command, out, context);
    if (code === 0) continue;
    context.exit(code === EXIT.usage ? EXIT.usage : EXIT.findings);
    context.terminal.message(`stopped: ${command.program} ended with ${code}. Its words are above.`);
    return;
  }
}

async function runOne(
  python: string,
  { program, args }: TrainingCommand,
  cwd: string,
  { signal }: CommandContext,
): Promise<number> {
  try {
    const { code } = await runProgram(program === PYTHON ? python : program, args, { cwd, signal });
    return code;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new UsageError(`${program} was not found: install it, or start the command where it is.`);
  }
}

/** The same figures and page that the editor shows. */
async function showCurves(given: string, { format }: TrainOptions, { cwd, terminal }: CommandContext): Promise<void> {
  const found = await findTrainingLog(path.resolve(cwd, given));
  if (found === undefined) throw new UsageError(`${given}: no trainer has logged anything there yet.`);
  const { log } = found;
  const file = path.relative(cwd, found.file);
  if (format === 'json') return terminal.result(JSON.stringify({ file, ...log }, null, 2));
  if (format === 'html') return terminal.result(curvesPage(`Training ${path.basename(path.resolve(cwd, given))}`, log));
  const of = log.of === undefined ? '' : ` of ${log.of}`;
  const lines = log.curves.map(({ name, points }) => `${name}: ${points.at(-1)?.[1]} (at first ${points[0]?.[1]})`);
  terminal.result(joinLines([`${file}: step ${log.step}${of}`, ...lines]));
}

function list(recipes: readonly Recipe[], { format }: TrainOptions, { terminal }: CommandContext): void {
  const shown = recipes.map(({ name, about, method, trainer, model, processes }) => ({
    name,
    about,
    method,
    trainer,
    model,
    processes,
  }));
  if (format === 'json') terminal.result(JSON.stringify({ recipes: shown }, null, 2));
  else terminal.result(shown.map(({ name, about }) => `${name}\n  ${about}`).join('\n'));
}

const SHOWN_LOSSES = 8;

function reportText({ out, recipe, data, lines, notes }: Training, { cwd }: CommandContext): string {
  const left = [...data.broken.map(({ line, reason }) => `line ${line}: ${reason}`), ...data.losses.map(lossText)];
  const more = left.length + data.lossesLeftOut - SHOWN_LOSSES;
  const folder = path.relative(cwd, out) || '.';
  return joinLines([
    `${recipe.name}: ${data.rows} rows from ${data.records} records in ${folder}; ${data.dropped} dropped, ${data.changed} changed`,
    ...left.slice(0, SHOWN_LOSSES).map((line) => `  ${line}`),
    ...(more > 0 ? [`  and ${more} more (--format json lists them)`] : []),
    ...notes,
    'Start it with:',
    `  cd ${folder}`,
    ...lines.map((line) => `  ${line}`),
  ]);
}

function lossText({ index, level, message }: Training['data']['losses'][number]): string {
  return `record ${index} ${level}: ${message}`;
}
