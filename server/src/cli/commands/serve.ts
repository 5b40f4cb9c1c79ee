import path from 'node:path';
import process from 'node:process';
import {
  createBaselinePolicy,
  createReplayPolicy,
  type EndpointOptions,
  type Policy,
  type ReplaySide,
  randomToken,
  startEndpoint,
} from '../../endpoint/index.ts';
import { GgufError, loadGguf } from '../../gguf/index.ts';
import { loadNano } from '../../nano/index.ts';
import { type CommandContext, type RegisterCommand, UsageError } from '../command.ts';
import { oneOf, wholeNumber } from '../options.ts';
import { serveProxy, untilAborted } from '../serve/proxy.ts';
import { findRecords, readRecords } from '../test/records.ts';

interface ServeOptions {
  readonly port: number;
  readonly format: string;
  /** `false` for `--no-token`. */
  readonly token?: string | false;
  readonly replay?: string;
  readonly side: ReplaySide;
  readonly policy?: string;
  readonly proxy?: string;
  readonly out?: string;
}

const HIGHEST_PORT = 65_535;
const TOKEN_VARIABLE = 'MAGNET_SERVE_TOKEN';

/** `magnet serve`: the local Magnet endpoint, until it is interrupted. */
export const registerServe: RegisterCommand = (program, context) => {
  program
    .command('serve')
    .description(
      'Serve an OpenAI-compatible endpoint on loopback, answered by the built-in baseline (no language model) or by a run.',
    )
    .option('--port <number>', 'port to listen on, 0 for any', wholeNumber, 0)
    .option(
      '--policy <policy>',
      'baseline, nano:FOLDER with a model that npm run nano trained, or gguf:FILE by node-llama-cpp (default: baseline)',
    )
    .option('--replay <run>', 'answer what the records of a run say')
    .option(
      '--side <side>',
      'chosen or rejected: which side of the pairs is said',
      oneOf('chosen', 'rejected'),
      'chosen',
    )
    .option('--proxy <url>', 'pass requests on to this server and check what it answers; nothing is changed on the way')
    .option('--out <run>', 'with --proxy: a new folder that keeps the conversations as records')
    .option('--no-token', 'answer anybody on this machine')
    .option('--format <format>', 'text or json', oneOf('text', 'json'), 'text')
    .addHelpText('after', `\nClients send the printed token as their API key; ${TOKEN_VARIABLE} sets it.`)
    .action((options: ServeOptions) => serve(options, context));
};

async function serve(options: ServeOptions, context: CommandContext): Promise<void> {
  const { port, format } = options;
  const { terminal, signal } = context;
  if (port > HIGHEST_PORT) throw new UsageError(`--port: ${port} is no port.`);
  const { proxy: upstream, out } = options;
  if (upstream === undefined && out !== undefined) throw new UsageError('--out goes with --proxy.');
  if (upstream !== undefined && options.replay !== undefined)
    throw new UsageError('--proxy and --replay do not go together.');
  if (upstream !== undefined)
    return serveProxy({ upstream, port, format, ...(out === undefined ? {} : { out }) }, context);
  const { policy, close } = await servedBy(options, context);
  const token = options.token === false ? undefined : (process.env[TOKEN_VARIABLE] ?? randomToken());
  const endpoint = await start({ port, policy, ...(token === undefined ? {} : { token }) }, (line) =>
    terminal.message(line),
  );
  const { url, model } = endpoint;
  terminal.result(format === 'json' ? JSON.stringify({ url, model, ...(token === undefined ? {} : { token }) }) : url);
  if (token !== undefined && format !== 'json') terminal.message(`token: ${token} (clients send it as their API key)`);
  terminal.message(`Answered by ${model}${whoIs(options)}. Ctrl+C stops it.`);
  await untilAborted(signal);
  await endpoint.close();
  await close?.();
}

async function servedBy(options: ServeOptions, context: CommandContext): Promise<Served> {
  const { policy, replay } = options;
  if (policy?.startsWith(GGUF) !== true || replay !== undefined) return { policy: await policyOf(options, context) };
  try {
    return await loadGguf(path.resolve(context.cwd, policy.slice(GGUF.length)), context.cwd);
  } catch (error) {
    if (error instanceof GgufError) throw new UsageError(`--policy: ${error.message}`);
    throw error;
  }
}

function whoIs({ replay, policy }: ServeOptions): string {
  if (replay !== undefined) return `: what ${replay} says`;
  if (policy?.startsWith(GGUF) === true) return `: ${policy.slice(GGUF.length)}`;
  return policy?.startsWith(NANO) === true
    ? ', a very small model for trying things out'
    : ', which matches words and is no language model';
}

const NANO = 'nano:';
const GGUF = 'gguf:';

/** A policy, and what is let go of when the endpoint stops. */
interface Served {
  readonly policy: Policy;
  readonly close?: () => Promise<void>;
}

async function policyOf({ replay, side, policy }: ServeOptions, { cwd }: CommandContext): Promise<Policy> {
  if (replay !== undefined && policy !== undefined) throw new UsageError('--replay and --policy do not go together.');
  if (policy?.startsWith(NANO)) return nanoPolicy(path.resolve(cwd, policy.slice(NANO.length)));
  if (policy !== undefined && policy !== 'baseline')
    throw new UsageError(`--policy: ${policy} is neither baseline nor nano:FOLDER nor gguf:FILE.`);
  if (replay === undefined) return createBaselinePolicy();
  const { file } = await findRecords(path.resolve(cwd, replay));
  const records = [];
  for await (const record of readRecords(file, Number.POSITIVE_INFINITY)) records.push(record);
  if (records.length === 0) throw new UsageError(`--replay: ${file} holds no records.`);
  return createReplayPolicy(records, side);
}

async function nanoPolicy(folder: string): Promise<Policy> {
  try {
    return (await loadNano(folder)).policy;
  } catch (error) {
    throw new UsageError(`--policy: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function start(options: EndpointOptions, log: (line: string) => void) {
  try {
    return await startEndpoint({
      ...options,
      onRequest: ({ method, path: at, status, milliseconds }) => log(`${method} ${at} ${status} ${milliseconds} ms`),
    });
  } catch (error) {
    throw new UsageError(
      `cannot listen on port ${options.port ?? 0}: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
}
