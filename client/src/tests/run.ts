import { t } from '@vscode/l10n';
import { type CancellationToken, CancellationTokenSource, type TestItem, type TestRun, TestRunRequest } from 'vscode';
import type { RunTestsParams } from '../../../server/src/lsp/protocol.ts';
import type { KnownEndpoint } from '../endpoint/choice.ts';
import { paramsFor } from '../endpoint/params.ts';
import type { TestRunListener } from '../magnet.ts';
import { readSettings } from '../settings.ts';
import { requireTrust } from '../trust.ts';
import type { TestExplorer } from './explorer.ts';
import { TestReporter } from './report.ts';
import { type SelectedFile, selectTests } from './select.ts';

/** Runs what was asked for; a continuous run goes on with what changes until it is ended. */
export async function runTests(
  explorer: TestExplorer,
  endpoint: KnownEndpoint,
  request: TestRunRequest,
  token: CancellationToken,
): Promise<void> {
  if (!requireTrust(t('Running tests'))) return;
  if (request.continuous === true) return runContinuously(explorer, endpoint, request, token);
  await runOnce(explorer, endpoint, request, token);
}

async function runOnce(
  explorer: TestExplorer,
  endpoint: KnownEndpoint,
  request: TestRunRequest,
  token: CancellationToken,
): Promise<void> {
  const run = explorer.controller.createTestRun(request);
  try {
    const files = await selectTests(explorer, request);
    for (const file of files) await runFile(explorer, endpoint, file, run, either(token, run.token));
  } finally {
    run.end();
  }
}

let runs = 0;

/** Runs the chosen tests of one file, and tells the run what happens. */
export async function runFile(
  explorer: TestExplorer,
  endpoint: KnownEndpoint,
  file: SelectedFile,
  run: TestRun,
  token: CancellationToken,
  onPause?: TestRunListener['onPause'],
): Promise<void> {
  const { magnet } = explorer;
  const reporter = new TestReporter(run, file, explorer.outcomes);
  runs += 1;
  const runId = `tests-${runs}`;
  const following = magnet.followTests(runId, {
    onEvent: (event) => reporter.take(event),
    ...(onPause === undefined ? {} : { onPause }),
  });
  let failed: string | undefined;
  try {
    const params: RunTestsParams = {
      uri: file.uri,
      ...(file.whole ? {} : { tests: file.tests.map(wanted) }),
      ...(await paramsFor(magnet, endpoint)),
      runId,
      concurrency: readSettings(file.file.uri).endpoint.concurrency,
      ...(onPause === undefined ? {} : { pause: true }),
    };
    if (!token.isCancellationRequested) await magnet.request('magnet/runTests', params, token);
  } catch (error) {
    if (!token.isCancellationRequested) failed = error instanceof Error ? error.message : String(error);
  } finally {
    following.dispose();
    reporter.close(failed);
  }
}

function wanted({ index, only }: SelectedFile['tests'][number]): { index: number; turns?: readonly number[] } {
  return only === undefined ? { index } : { index, turns: only };
}

/** Changes of files and signatures are gathered for so long. */
const GATHER_MS = 500;

/** Runs at once, and again what a change of its file, or of any signature, may have changed. */
async function runContinuously(
  explorer: TestExplorer,
  endpoint: KnownEndpoint,
  request: TestRunRequest,
  token: CancellationToken,
): Promise<void> {
  let current = new CancellationTokenSource();
  let timer: NodeJS.Timeout | undefined;
  const again = (only?: TestItem) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      current.cancel();
      current = new CancellationTokenSource();
      const include = only === undefined || request.include !== undefined ? request.include : [only];
      const next = new TestRunRequest(include, request.exclude, request.profile, true, request.preserveFocus);
      void runOnce(explorer, endpoint, next, current.token);
    }, GATHER_MS);
  };
  const listeners = [
    explorer.onFileChanged((file) => {
      const meant = request.include?.some((item) => item.id.startsWith(file.id)) ?? true;
      if (meant) again(file);
    }),
    explorer.magnet.onCatalogChanged(() => again()),
  ];
  token.onCancellationRequested(() => {
    clearTimeout(timer);
    current.cancel();
    for (const listener of listeners) listener.dispose();
  });
  await runOnce(explorer, endpoint, request, current.token);
}

/** Cancelled when one of two is. */
function either(one: CancellationToken, other: CancellationToken): CancellationToken {
  const source = new CancellationTokenSource();
  for (const token of [one, other]) {
    if (token.isCancellationRequested) source.cancel();
    else token.onCancellationRequested(() => source.cancel());
  }
  return source.token;
}
