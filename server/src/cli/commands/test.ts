import { stat } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { RECORDS, readMagnetRecord } from '../../dataset/index.ts';
import { createEndpointClient, type EndpointClient, playTrajectory, type TurnResult } from '../../endpoint/index.ts';
import { openLineFile } from '../../files/index.ts';
import type { GraphFunction } from '../../graph/index.ts';
import { WireError } from '../../openai-wire/index.ts';
import type { TrajectoryRecord } from '../../trajectory/index.ts';
import { createSimulatedWorld, type World } from '../../world/index.ts';
import { type CommandContext, EXIT, type RegisterCommand, UsageError } from '../command.ts';
import { loadCatalog } from '../files.ts';
import { oneLine } from '../gate.ts';
import { oneOf, positiveNumber } from '../options.ts';
import { sayReading } from '../reading.ts';

interface TestOptions {
  readonly url: string;
  readonly model?: string;
  readonly count?: number;
  readonly history: 'own' | 'reference';
  readonly timeout: number;
  readonly format: string;
}

interface RecordResult {
  readonly id: string;
  readonly index: number;
  readonly kind: string;
  readonly right: boolean;
  readonly turns: readonly TurnResult[];
}

interface TestReport {
  readonly url: string;
  readonly model: string;
  readonly records: number;
  readonly right: number;
  readonly turns: number;
  readonly turnsRight: number;
  readonly byKind: Readonly<Record<string, { readonly turns: number; readonly right: number }>>;
  readonly seconds: number;
  /** Lines that hold no record, 1-based. */
  readonly broken: readonly { readonly line: number; readonly reason: string }[];
  readonly results: readonly RecordResult[];
}

const DEFAULT_URL = 'http://127.0.0.1:8000/v1';
const KEY_VARIABLE = 'MAGNET_ENDPOINT_API_KEY';
const MAX_LINES = 10;

/** `magnet test DIR FILES…`: plays the trajectories of a run against an endpoint and scores each turn. */
export const registerTest: RegisterCommand = (program, context) => {
  program
    .command('test')
    .description('Play the trajectories of a run against an endpoint, turn by turn, and score them.')
    .argument('<dir>', 'run folder, or its records file')
    .argument('<files...>', 'the signature files the run was made from')
    .option('--url <url>', 'base address of the endpoint', DEFAULT_URL)
    .option('--model <model>', 'model to ask for (default: the first the endpoint offers)')
    .option('--count <number>', 'play only this many records', positiveNumber)
    .option(
      '--history <whose>',
      "own: the model goes on from its own answers; reference: each turn starts from the record's",
      oneOf('own', 'reference'),
      'own',
    )
    .option('--timeout <seconds>', 'how long to wait for each reply', positiveNumber, 120)
    .option('--format <format>', 'text or json', oneOf('text', 'json'), 'text')
    .addHelpText('after', `\nA key for the endpoint is read from ${KEY_VARIABLE}.`)
    .action((directory: string, files: string[], options: TestOptions) => run(directory, files, options, context));
};

async function run(directory: string, files: string[], options: TestOptions, context: CommandContext): Promise<void> {
  const source = await recordsFile(path.resolve(context.cwd, directory));
  const { catalog } = sayReading(await loadCatalog(files, context), context);
  try {
    const report = await play(source, catalog.entries, options, context);
    context.terminal.result(options.format === 'json' ? JSON.stringify(report, null, 2) : describe(report));
    if (report.right < report.records || report.broken.length > 0) context.exit(EXIT.findings);
  } catch (error) {
    if (error instanceof WireError) throw new UsageError(`${error.message}.`);
    throw error;
  }
}

async function recordsFile(given: string): Promise<string> {
  const status = await stat(given).catch(() => undefined);
  const file = status?.isDirectory() === true ? path.join(given, RECORDS) : given;
  if ((await stat(file).catch(() => undefined)) === undefined) throw new UsageError(`${file}: there is no run here.`);
  return file;
}

async function play(
  source: string,
  functions: readonly GraphFunction[],
  options: TestOptions,
  context: CommandContext,
): Promise<TestReport> {
  const key = process.env[KEY_VARIABLE];
  const client = createEndpointClient(options.url, {
    timeoutMs: options.timeout * 1000,
    ...(options.model === undefined ? {} : { model: options.model }),
    ...(key === undefined ? {} : { apiKey: key }),
  });
  const model = await client.model(context.signal);
  const world = createSimulatedWorld(functions);
  const started = performance.now();
  const results: RecordResult[] = [];
  const broken: { line: number; reason: string }[] = [];
  let line = 0;
  for await (const { text } of openLineFile(source).readAll()) {
    line += 1;
    if (text.trim() === '') continue;
    if (results.length >= (options.count ?? Number.POSITIVE_INFINITY)) break;
    const record = readMagnetRecord(text);
    if (typeof record === 'string') {
      broken.push({ line, reason: record });
      continue;
    }
    results.push(await playRecord(record, client, world, functions, options, context.signal));
    context.terminal.progress(`${results.length} records, ${results.filter(({ right }) => right).length} right`);
  }
  return summarize(results, broken, client.address(), model, performance.now() - started);
}

async function playRecord(
  record: TrajectoryRecord,
  client: EndpointClient,
  world: World,
  functions: readonly GraphFunction[],
  { history }: TestOptions,
  signal: AbortSignal,
): Promise<RecordResult> {
  const { id, index, kind } = record;
  let ended: { right: boolean; results: readonly TurnResult[] } = { right: false, results: [] };
  for await (const event of playTrajectory(record, client, world, { functions, history }, signal)) {
    if (event.type === 'end') ended = event;
  }
  return { id, index, kind, right: ended.right, turns: ended.results };
}

function summarize(
  results: readonly RecordResult[],
  broken: TestReport['broken'],
  url: string,
  model: string,
  milliseconds: number,
): TestReport {
  const turns = results.flatMap((result) => result.turns);
  const byKind: Record<string, { turns: number; right: number }> = {};
  for (const { kind, right } of turns) {
    byKind[kind] ??= { turns: 0, right: 0 };
    byKind[kind].turns += 1;
    if (right) byKind[kind].right += 1;
  }
  return {
    url,
    model,
    records: results.length,
    right: results.filter((result) => result.right).length,
    turns: turns.length,
    turnsRight: turns.filter((turn) => turn.right).length,
    byKind,
    seconds: Math.round(milliseconds) / 1000,
    broken,
    results,
  };
}

function describe(report: TestReport): string {
  const kinds = Object.entries(report.byKind).map(([kind, { turns, right }]) => `${kind} ${right} of ${turns}`);
  const wrong = report.results.filter((result) => !result.right);
  const lines = wrong.slice(0, MAX_LINES).map(({ index, turns }) => {
    const first = turns.find((turn) => !turn.right);
    return `  record ${index}, turn ${first?.turn ?? 0}: ${first?.problems[0] ?? 'wrong'}`;
  });
  return [
    `${report.model} at ${report.url}: ${report.right} of ${report.records} records right, ${report.turnsRight} of ${report.turns} turns, in ${report.seconds} s`,
    `turns by kind: ${kinds.join(', ')}`,
    ...lines,
    ...(wrong.length > lines.length ? [`  and ${wrong.length - lines.length} more`] : []),
    ...report.broken.slice(0, MAX_LINES).map(({ line, reason }) => `  line ${line}: ${reason}`),
  ]
    .map(oneLine)
    .join('\n');
}
