import { stat } from 'node:fs/promises';
import path from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { readRegularText } from '../files/index.ts';
import type { Json } from '../json/index.ts';
import type { Catalog } from '../signature/index.ts';
import {
  createHttpWorld,
  createMcpWorld,
  createModuleWorld,
  createSimulatedWorld,
  type FailureRule,
  failureRule,
  type World,
  WorldError,
} from '../world/index.ts';
import { type CommandContext, UsageError } from './command.ts';
import { askConsent } from './consent.ts';
import { positiveNumber } from './options.ts';

/** Options of every command with `--world`: what a real one starts from and how it says that it failed. */
export interface WorldOptions {
  readonly yes: boolean;
  readonly state?: string;
  readonly stateMethod?: string;
  readonly snapshotMethods?: readonly [save: string, restore: string];
  readonly failure?: readonly FailureRule[];
  readonly callTimeout?: number;
  readonly resetTool?: string;
}

/** Adds the options that go with `--world`. */
export function worldOptions(command: Command): Command {
  return command
    .option('--yes', 'allow a real world without asking', false)
    .option('--state <file>', 'initial state of a class (module:FILE#Class), a JSON file')
    .option(
      '--state-method <name>',
      'method of the class that takes it (default: _load_scenario, its constructor, its fields)',
    )
    .option(
      '--snapshot-methods <save,restore>',
      'methods that save and restore a state, where it cannot be copied',
      twoNames,
    )
    .option('--failure <key[=value]>', 'outputs of a real world that mean failure (repeatable)', failures)
    .option('--reset-tool <name>', 'tool of an MCP server that puts it back to its start')
    .option('--call-timeout <seconds>', 'how long a real world may take for one call', positiveNumber, 30);
}

function twoNames(text: string): readonly [string, string] {
  const [save = '', restore = '', ...more] = text.split(',').map((name) => name.trim());
  if (save === '' || restore === '' || more.length > 0)
    throw new InvalidArgumentError('Two names of methods, as in dump,restore.');
  return [save, restore];
}

function failures(text: string, previous: readonly FailureRule[] = []): readonly FailureRule[] {
  try {
    return [...previous, failureRule(text)];
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? `${error.message}.` : '');
  }
}

/** How `--world` is written, for help texts. */
export const WORLD_FORMS = 'simulated, module:FILE, module:FILE#Class, mcp:COMMAND or mcp:URL, http:BASE-URL';

/**
 * The world that `--world` names. A real one is made only after a person's yes.
 * @throws UsageError where the text names none, its file is not there, or the answer is no.
 */
export async function openWorld(
  written: string,
  catalog: Catalog,
  options: WorldOptions,
  context: CommandContext,
): Promise<World> {
  const world = await makeWorld(written, catalog, options, context);
  try {
    for (const note of (await world.open?.(context.signal)) ?? []) context.terminal.message(note);
    return world;
  } catch (error) {
    await world.close();
    throw error instanceof WorldError ? new UsageError(`--world: ${error.message}`) : error;
  }
}

async function makeWorld(
  written: string,
  catalog: Catalog,
  options: WorldOptions,
  context: CommandContext,
): Promise<World> {
  const functions = catalog.entries;
  const { yes } = options;
  const [kind, rest] = splitKind(written);
  if (kind !== 'module' && options.state !== undefined)
    throw new UsageError('--state goes with --world module:FILE#Class.');
  try {
    if (kind === 'simulated' && rest === '') return createSimulatedWorld(functions);
    if (kind === 'module' && rest !== '') return await openModule(rest, catalog, options, context);
    if (kind === 'mcp' && rest !== '') return await openMcp(rest, catalog, options, context);
    if (kind === 'http' && rest !== '') {
      const baseUrl = /^https?:/i.test(rest) ? rest : `http:${rest}`;
      await askConsent({ question: 'Send requests to this service?', what: baseUrl, verb: 'call' }, yes, context);
      const timeoutMs = (options.callTimeout ?? 30) * 1000;
      const failures = options.failure === undefined ? {} : { failures: options.failure };
      return createHttpWorld({ baseUrl, functions, consent: true, timeoutMs, ...failures });
    }
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) throw new UsageError(`--world: ${error.message}.`);
    throw error;
  }
  throw new UsageError(`--world ${written}: write one of ${WORLD_FORMS}.`);
}

async function openModule(
  rest: string,
  { entries: functions }: Catalog,
  options: WorldOptions,
  context: CommandContext,
): Promise<World> {
  const { file, classes } = await moduleFile(path.resolve(context.cwd, rest));
  if (classes.length === 0 && (options.state ?? options.stateMethod ?? options.snapshotMethods) !== undefined)
    throw new UsageError('--state and the methods beside it are for classes: write module:FILE#Class.');
  const state = options.state === undefined ? null : await readState(path.resolve(context.cwd, options.state));
  await askConsent({ question: 'Run the functions of this file?', what: file, verb: 'run' }, options.yes, context);
  return createModuleWorld({
    file,
    functions,
    classes,
    state,
    consent: true,
    timeoutMs: (options.callTimeout ?? 30) * 1000,
    ...(options.stateMethod === undefined ? {} : { loader: options.stateMethod }),
    ...(options.snapshotMethods === undefined ? {} : { snapshot: options.snapshotMethods }),
    ...(options.failure === undefined ? {} : { failures: options.failure }),
  });
}

/** `FILE#Class,Other`; a file may itself have a `#` in its name. */
export async function moduleFile(written: string): Promise<{ file: string; classes: string[] }> {
  const isFile = async (file: string) => (await stat(file).catch(() => undefined))?.isFile() === true;
  if (await isFile(written)) return { file: written, classes: [] };
  const hash = written.lastIndexOf('#');
  const file = hash < 0 ? written : written.slice(0, hash);
  if (!(await isFile(file))) throw new UsageError(`--world: there is no file ${file}.`);
  const classes = written
    .slice(hash + 1)
    .split(',')
    .map((name) => name.trim());
  const wrong = classes.find((name) => !/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name));
  if (wrong !== undefined) throw new UsageError(`--world: "${wrong}" is no name of a class; write module:FILE#Class.`);
  return { file, classes };
}

/** Bytes of a file with a starting state at most. */
const MAX_STATE_BYTES = 64 * 1024 * 1024;

export async function readState(file: string): Promise<Json> {
  const text = await readRegularText(file, MAX_STATE_BYTES).catch((error: Error) => {
    throw new UsageError(`--state: ${file} ${error.message}.`);
  });
  try {
    return JSON.parse(text.replace(/^\ufeff/, '')) as Json;
  } catch (error) {
    throw new UsageError(`--state: ${file} is no JSON (${(error as Error).message}).`);
  }
}

async function openMcp(
  rest: string,
  { entries: functions }: Catalog,
  options: WorldOptions,
  context: CommandContext,
): Promise<World> {
  const { yes, resetTool, failure: failures } = options;
  const limits = {
    timeoutMs: (options.callTimeout ?? 30) * 1000,
    ...(resetTool === undefined ? {} : { resetTool }),
    ...(failures === undefined ? {} : { failures }),
  };
  if (/^https?:\/\//i.test(rest)) {
    await askConsent({ question: 'Call the tools of this server?', what: rest, verb: 'call' }, yes, context);
    return createMcpWorld({ target: { kind: 'http', url: rest }, functions, consent: true, ...limits });
  }
  await askConsent({ question: 'Start this program and call its tools?', what: rest, verb: 'start' }, yes, context);
  const [command = '', ...args] = words(rest);
  return createMcpWorld({
    target: { kind: 'stdio', command, args, cwd: context.cwd },
    functions,
    consent: true,
    ...limits,
  });
}

function splitKind(written: string): [kind: string, rest: string] {
  const colon = written.indexOf(':');
  return colon < 0 ? [written, ''] : [written.slice(0, colon), written.slice(colon + 1).trim()];
}

/** Words of a command line; quotes keep blanks together. No shell reads it. */
function words(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? '',
  );
}

/** Says where answers were not what the files document; the first differing answer of each is what a response can be made from. */
export function sayObservations(world: World, { terminal }: CommandContext): void {
  const all = world.observations?.() ?? [];
  if (all.length === 0) return;
  terminal.message(`${all.length} functions answered otherwise than documented:`);
  for (const { function: name, times, differs } of all.slice(0, 10))
    terminal.message(`  ${name} (${times} times): ${differs.join('; ')}`);
}
