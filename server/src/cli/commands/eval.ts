import { type Command, InvalidArgumentError } from 'commander';
import { type EvalBfclOptions, evalBfcl } from '../benchmark/eval-bfcl.ts';
import { type EvalToolQueryOptions, evalToolQuery } from '../benchmark/eval-toolquery.ts';
import type { CommandContext, RegisterCommand } from '../command.ts';
import { DEFAULT_URL, KEY_VARIABLE, spendingOptions } from '../endpoint.ts';
import { oneOf, positiveNumber, wholeNumber } from '../options.ts';

/** `magnet eval bfcl`, `magnet eval toolquery`: runs a model on the tasks of a benchmark and scores what it did. */
export const registerEval: RegisterCommand = (program, context) => {
  const evaluate = program.command('eval').description('Run a model on the tasks of a benchmark, and score it.');
  registerBfcl(evaluate, context);
  registerToolQuery(evaluate, context);
};

function registerBfcl(evaluate: Command, context: CommandContext): void {
  endpointOptions(evaluate.command('bfcl'))
    .description('Ask a model the tasks of the Berkeley Function-Calling Leaderboard, and judge its results.')
    .requiredOption('--data <dir>', `the benchmark's "data" folder, with its possible_answer folder`)
    .option('--categories <names>', 'categories, comma-separated (default: each that the folder has)')
    .option('--backends <dir>', 'the Python classes of tasks of many turns; they are run')
    .option('--out <file>', "results in the benchmark's own form", 'bfcl-results.jsonl')
    .option('--strict', 'differ from the published checkers where they are arguable, and say why', false)
    .action((options: EvalBfclOptions) => evalBfcl(options, context));
}

function registerToolQuery(evaluate: Command, context: CommandContext): void {
  endpointOptions(evaluate.command('toolquery'))
    .description("Let a model work on AgentBoard's ToolQuery tasks on your own Python classes, and score it.")
    .requiredOption('--data <dir>', 'folder that holds tool-query/test.jsonl')
    .requiredOption('--backends <dir>', 'Python classes called as the tools (weather, movie, academia); they are run')
    .option('--steps <number>', 'actions of one task at most', positiveNumber, 20)
    .option('--out <file>', 'what the model did, a line for each task', 'toolquery-results.jsonl')
    .action((options: EvalToolQueryOptions) => evalToolQuery(options, context));
}

function endpointOptions(command: Command): Command {
  return spendingOptions(command)
    .option('--url <url>', 'base address of the endpoint', DEFAULT_URL)
    .option('--model <model>', 'model to ask for (default: the first the endpoint offers)')
    .option('--count <number>', 'only this many tasks of each category', positiveNumber)
    .option('--temperature <number>', 'temperature of each request', temperature, 0.001)
    .option('--timeout <seconds>', 'how long to wait for each reply', positiveNumber, 120)
    .option('--concurrency <number>', 'tasks in work at once', positiveNumber, 1)
    .option('--retries <number>', 'further tries of a request that failed', wholeNumber, 4)
    .option('--resume', 'go on behind the results that are there', false)
    .option('--format <format>', 'text or json', oneOf('text', 'json'), 'text')
    .addHelpText('after', `\nA key for the endpoint is read from ${KEY_VARIABLE}.`);
}

function temperature(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 5)) throw new InvalidArgumentError('A number from 0 to 5.');
  return value;
}
