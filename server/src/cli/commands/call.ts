import path from 'node:path';
import { SPENT } from '../../dataset/index.ts';
import { type CallReport, exampleArguments, type TestCallOptions, testCall } from '../../endpoint/index.ts';
import { isRecord, type JsonObject } from '../../json/index.ts';
import { WireError } from '../../openai-wire/index.ts';
import type { Outcome } from '../../world/index.ts';
import { type CommandContext, EXIT, type RegisterCommand, UsageError } from '../command.ts';
import { loadStated } from '../curation.ts';
import {
  asUsage,
  DEFAULT_URL,
  type EndpointOptions,
  endpointOptions,
  KEY_VARIABLE,
  spendingOptions,
} from '../endpoint.ts';
import type { LoadedCatalog } from '../files.ts';
import { oneLine } from '../gate.ts';
import { oneOf } from '../options.ts';

interface CallOptions extends EndpointOptions {
  readonly ask?: string;
  readonly args?: string;
  readonly example?: boolean;
  readonly offerAll?: boolean;
  readonly format: string;
}

/** `magnet call FUNCTION FILES…`: asks an endpoint for one call, or runs given arguments in the simulated world. */
export const registerCall: RegisterCommand = (program, context) => {
  spendingOptions(program.command('call'))
    .description('Try one function: ask an endpoint in words, or run given arguments in the simulated world.')
    .argument('<function>', 'name of the function')
    .argument('<files...>', 'signature files, folders or globs')
    .option('--ask <text>', 'what to ask the model')
    .option('--args <json>', 'arguments to run as they are; nothing is sent')
    .option('--example', 'run example arguments; nothing is sent')
    .option('--url <url>', 'base address of the endpoint', DEFAULT_URL)
    .option('--model <model>', 'model to ask for (default: the first the endpoint offers)')
    .option('--offer-all', 'offer all functions of the files, not this one alone')
    .option('--format <format>', 'text or json', oneOf('text', 'json'), 'text')
    .addHelpText('after', `\nA key for the endpoint is read from ${KEY_VARIABLE}.`)
    .action((name: string, files: string[], options: CallOptions) => call(name, files, options, context));
};

async function call(name: string, files: string[], options: CallOptions, context: CommandContext): Promise<void> {
  const loaded = await loadStated(files, context);
  const id = functionId(name, loaded);
  const report = await send(request(id, loaded, options, context.cwd), context.signal);
  context.terminal.result(options.format === 'json' ? JSON.stringify(report, null, 2) : describe(report));
  for (const line of report.advice) context.terminal.message(line);
  const good = report.calls.length > 0 && report.calls.every(({ valid, outcome }) => valid && outcome?.ok === true);
  if (!good) context.exit(EXIT.findings);
}

function functionId(name: string, { catalog }: LoadedCatalog): string {
  const [first, ...others] = catalog.lookup(name);
  if (first === undefined) throw new UsageError(`no function is called "${name}".`);
  if (others.length > 0)
    throw new UsageError(`"${name}" can mean ${[first, ...others].map(({ id }) => id).join(', ')}. Name one of them.`);
  return first.id;
}

function request(id: string, { catalog }: LoadedCatalog, options: CallOptions, cwd: string): TestCallOptions {
  const functions = catalog.entries;
  const given = options.example === true ? exampleArguments(functions, id) : readArguments(options.args);
  if (given === undefined && options.ask === undefined)
    throw new UsageError('give --ask "…", --args JSON or --example.');
  return {
    functions,
    function: id,
    url: options.url,
    endpoint: { ...endpointOptions(options), ledgerFile: path.join(cwd, '.magnet', 'endpoint', SPENT) },
    ...(given === undefined ? {} : { arguments: given }),
    ...(options.ask === undefined ? {} : { ask: options.ask }),
    ...(options.offerAll === true ? { offer: functions.map((entry) => entry.id).filter((other) => other !== id) } : {}),
  };
}

function readArguments(text: string | undefined): JsonObject | undefined {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value)) return value as JsonObject;
  } catch {
    // Said below, together with JSON that is no object.
  }
  throw new UsageError('--args must be a JSON object.');
}

async function send(options: TestCallOptions, signal: AbortSignal): Promise<CallReport> {
  try {
    return await testCall(options, signal);
  } catch (error) {
    if (error instanceof WireError && error.failure === 'budget') throw asUsage(error);
    if (error instanceof WireError)
      throw new UsageError(`${error.message}. Start a server there, or "magnet serve" and name it with --url.`);
    if (error instanceof RangeError) throw new UsageError(`${error.message}.`);
    throw error;
  }
}

function describe(report: CallReport): string {
  const lines = report.calls.flatMap(({ name, arguments: given, problems, outcome }) => [
    oneLine(`${name}(${JSON.stringify(given)})`),
    ...problems.map((problem) => `  ✗ ${oneLine(problem)}`),
    ...(outcome === undefined || problems.length > 0 ? [] : [outcomeLine(outcome)]),
  ]);
  return [...(report.text === '' ? [] : [report.text.replaceAll('\n', '\n  ')]), ...lines].join('\n');
}

function outcomeLine(outcome: Outcome): string {
  return outcome.ok ? `  → ${JSON.stringify(outcome.output)}` : `  ✗ ${oneLine(outcome.error.message)}`;
}
