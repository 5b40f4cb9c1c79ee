import path from 'node:path';
import {
  type BrokenLine,
  type EndpointClient,
  htmlReport,
  junitReport,
  makeReport,
  markdownReport,
  prompted,
  runTests,
  type TestReport,
  textReport,
} from '../../endpoint/index.ts';
import { WireError } from '../../openai-wire/index.ts';
import { type CommandContext, EXIT, type RegisterCommand, UsageError } from '../command.ts';
import { loadStated } from '../curation.ts';
import { KEY_VARIABLE, openNamedEndpoint, spentBeside } from '../endpoint.ts';
import { joinLines } from '../gate.ts';
import { saveFailedPaths } from '../test/failed-paths.ts';
import { type TestOptions, testOptions } from '../test/options.ts';
import { findRecords, firstRecord, type RecordSource, readRecords } from '../test/records.ts';
import { openResults, readBaseline } from '../test/results.ts';
import { openStage, type TestStage } from '../test/stage.ts';

/** `magnet test RUN [FILES…]`: plays the trajectories of a run against an endpoint and judges each turn. */
export const registerTest: RegisterCommand = (program, context) => {
  testOptions(program.command('test'))
    .description('Play the trajectories of a run against an endpoint, turn by turn, and judge them.')
    .argument('<run>', 'run folder, or a file of its records')
    .argument('[files...]', 'the signature files the run was made from; without, each record answers itself')
    .addHelpText('after', `\nA key for the endpoint is read from ${KEY_VARIABLE}.`)
    .action((run: string, files: string[], options: TestOptions) => test(run, files, options, context));
};

async function test(run: string, files: string[], options: TestOptions, context: CommandContext): Promise<void> {
  const source = await findRecords(path.resolve(context.cwd, run));
  const catalog = files.length === 0 ? undefined : (await loadStated(files, context)).catalog;
  const first = await firstRecord(source.file);
  const baseline =
    options.baseline === undefined ? undefined : await readBaseline(path.resolve(context.cwd, options.baseline));
  if (first === undefined) {
    report(await emptyReport(source, options), options, context);
    return;
  }
  const file = options.out === undefined ? source.results : path.resolve(context.cwd, options.out);
  const endpoint = await openNamedEndpoint(options, spentBeside(file), context);
  const stage = await openStage(source, first, catalog, options, context);
  try {
    const made = await play({ source, stage, endpoint, file, baseline }, options, context);
    if (options.failedPaths !== undefined) {
      const failed = { source, results: made.results, functions: catalog?.entries ?? [] };
      await saveFailedPaths(options.failedPaths, failed, context);
    }
    report(made, options, context);
  } finally {
    await stage.close();
    await endpoint.close();
  }
}

/** What is played, where, and where its results go. */
interface Play {
  readonly source: RecordSource;
  readonly stage: TestStage;
  readonly endpoint: EndpointClient;
  readonly file: string;
  readonly baseline?: Awaited<ReturnType<typeof readBaseline>> | undefined;
}

async function play(
  { source, stage, endpoint, file, baseline }: Play,
  options: TestOptions,
  context: CommandContext,
): Promise<TestReport> {
  const { terminal, signal } = context;
  const client = options.prompted ? prompted(endpoint) : endpoint;
  const model = await modelOf(client, signal);
  const results = await openResults(
    file,
    {
      format: 'magnet-test-results',
      version: 1,
      url: client.address(),
      model,
      history: options.history,
      world: stage.world,
      catalogHash: stage.catalogHash,
      ...(options.prompted ? { prompted: true } : {}),
    },
    options.resume,
    context,
  );
  if (stage.alone && options.concurrency > 1)
    terminal.message('A real world has one state: records are played one after the other.');
  const broken: BrokenLine[] = [];
  const started = performance.now();
  const done = { records: 0, right: 0 };
  try {
    const ended = await runTests({
      records: readRecords(source.file, options.count ?? Number.POSITIVE_INFINITY, (line) => broken.push(line)),
      client,
      stageOf: stage.stageOf,
      history: options.history,
      concurrency: stage.alone ? 1 : options.concurrency,
      repeats: options.repeats,
      known: results.known,
      signal,
      onResult: async (result) => {
        await results.add(result);
        done.records += 1;
        if (result.right) done.right += 1;
        terminal.progress(`${done.records} records, ${done.right} right`);
      },
    });
    return makeReport({
      ...ended,
      url: client.address(),
      model,
      broken,
      milliseconds: performance.now() - started,
      ...(baseline === undefined ? {} : { baseline }),
      ...(options.price === undefined ? {} : { price: options.price }),
    });
  } finally {
    await results.close();
  }
}

/** An address where nobody is, or that refuses the key, is a wrong use; a server that is busy is asked on. */
async function modelOf(client: EndpointClient, signal: AbortSignal): Promise<string> {
  try {
    return await client.model(signal);
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    const passing = error.status === 429 || error.status >= 500 || error.failure === 'malformed';
    if (passing && !signal.aborted) return 'default';
    throw new UsageError(`${error.message}.`);
  }
}

async function emptyReport(source: RecordSource, { url, model = '' }: TestOptions): Promise<TestReport> {
  const broken: BrokenLine[] = [];
  for await (const _record of readRecords(source.file, 1, (line) => broken.push(line))) break;
  return makeReport({ url, model, results: [], broken, milliseconds: 0, cancelled: false });
}

function report(made: TestReport, options: TestOptions, context: CommandContext): void {
  context.terminal.result(written(made, options.format));
  if (made.cancelled || !passes(made, options.failUnder)) context.exit(EXIT.findings);
}

/** Records without a verdict and lines that hold none count as not right. */
function passes({ right, records, broken }: TestReport, failUnder: number | undefined): boolean {
  if (failUnder === undefined) return right === records && broken.length === 0;
  const all = records + broken.length;
  return all > 0 && (100 * right) / all >= failUnder;
}

function written(made: TestReport, format: TestOptions['format']): string {
  switch (format) {
    case 'json':
      return JSON.stringify(made, null, 2);
    case 'junit':
      return junitReport(made);
    case 'html':
      return htmlReport(made);
    case 'markdown':
      return markdownReport(made);
    case 'text':
      return joinLines(textReport(made));
  }
}
