import { type Command, InvalidArgumentError } from 'commander';
import { DEFAULT_URL, type EndpointOptions, spendingOptions } from '../endpoint.ts';
import { oneOf, positiveNumber, wholeNumber } from '../options.ts';
import { WORLD_FORMS, type WorldOptions, worldOptions } from '../world.ts';

export const REPORT_FORMATS = ['text', 'json', 'junit', 'html', 'markdown'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export interface TestOptions extends WorldOptions, EndpointOptions {
  readonly count?: number;
  readonly history: 'own' | 'reference';
  readonly timeout: number;
  readonly concurrency: number;
  readonly retries: number;
  readonly repeats: number;
  readonly resume: boolean;
  readonly out?: string;
  readonly world?: string;
  readonly baseline?: string;
  readonly failUnder?: number;
  readonly failedPaths?: string;
  readonly prompted: boolean;
  readonly format: ReportFormat;
}

/** Adds the options of `magnet test`. */
export function testOptions(command: Command): Command {
  return spendingOptions(worldOptions(command))
    .option('--url <url>', 'base address of the endpoint', DEFAULT_URL)
    .option('--model <model>', 'model to ask for (default: the first the endpoint offers)')
    .option('--count <number>', 'play only this many records', positiveNumber)
    .option(
      '--history <whose>',
      "own: the model goes on from its own answers; reference: each turn starts from the record's",
      oneOf('own', 'reference'),
      'own',
    )
    .option('--timeout <seconds>', 'how long to wait for each reply', seconds, 120)
    .option('--concurrency <number>', 'records in work at once', positiveNumber, 1)
    .option('--retries <number>', 'further tries of a request that failed', wholeNumber, 4)
    .option('--repeats <number>', 'play each record this many times, for pass^k', positiveNumber, 1)
    .option('--resume', 'go on behind the results that are there; errored records are played again', false)
    .option('--out <file>', 'results, a line for each record as it ends (default: beside the records)')
    .option('--world <world>', `what runs the calls: recorded, ${WORLD_FORMS} (default: the world of the run)`)
    .option('--baseline <file>', 'results of another run to compare with')
    .option('--fail-under <percent>', 'exit code 1 only where fewer records are right', percentage)
    .option('--failed-paths <file>', 'write the paths of wrong records there, for magnet generate --paths')
    .option('--prompted', 'for models without tools: functions in the system prompt, calls read from the text', false)
    .option('--format <format>', REPORT_FORMATS.join(', '), oneOf(...REPORT_FORMATS), 'text');
}

function seconds(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value > 0 && value <= 86_400)) throw new InvalidArgumentError('Seconds, more than 0.');
  return value;
}

function percentage(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 100)) throw new InvalidArgumentError('Percent, from 0 to 100.');
  return value;
}
