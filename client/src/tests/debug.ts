import { t } from '@vscode/l10n';
import {
  type CancellationToken,
  CancellationTokenSource,
  DebugAdapterInlineImplementation,
  type Disposable,
  debug,
  TestMessage,
  type TestRunRequest,
  workspace,
} from 'vscode';
import type { KnownEndpoint } from '../endpoint/choice.ts';
import type { Magnet } from '../magnet.ts';
import { requireTrust } from '../trust.ts';
import { TestStepper } from './adapter.ts';
import type { TestExplorer } from './explorer.ts';
import { runFile } from './run.ts';
import { type SelectedFile, selectTests } from './select.ts';

export const DEBUG_TYPE = 'magnet-test';

/** Steppers of sessions that are to start, by the number in their configuration. */
const waiting = new Map<number, TestStepper>();
let sessions = 0;

/** The adapters of our sessions live in the extension host; a launch configuration by hand has none. */
export function registerDebugger(magnet: Magnet): Disposable {
  return debug.registerDebugAdapterDescriptorFactory(DEBUG_TYPE, {
    createDebugAdapterDescriptor: ({ configuration }) => {
      const stepper = waiting.get(Number(configuration.stepper));
      waiting.delete(Number(configuration.stepper));
      if (stepper !== undefined) return new DebugAdapterInlineImplementation(stepper);
      magnet.output.warn('A debug session of tests is started from the Test Explorer.');
      return undefined;
    },
  });
}

/** Steps through tests with the editor's own debugger: it waits before each turn and at each reply, which can be changed. */
export async function debugTests(
  explorer: TestExplorer,
  endpoint: KnownEndpoint,
  request: TestRunRequest,
  token: CancellationToken,
): Promise<void> {
  if (!requireTrust(t('Running tests'))) return;
  const run = explorer.controller.createTestRun(request);
  try {
    for (const file of await selectTests(explorer, request)) {
      if (token.isCancellationRequested || run.token.isCancellationRequested) break;
      if (nodeIsTask(file)) refuse(file, run);
      else if (!(await debugFile(explorer, endpoint, file, run, token))) break;
    }
  } finally {
    run.end();
  }
}

function nodeIsTask({ uri }: SelectedFile): boolean {
  return !/\.magnet-test\.jsonl$/.test(uri);
}

function refuse({ tests }: SelectedFile, run: ReturnType<TestExplorer['controller']['createTestRun']>): void {
  const why = new TestMessage(t('Tasks of BFCL are one question each, so there is nothing to step through. Run them.'));
  for (const { item } of tests) run.errored(item, why);
}

/** @returns false where a person ended the session */
async function debugFile(
  explorer: TestExplorer,
  endpoint: KnownEndpoint,
  file: SelectedFile,
  run: Parameters<typeof runFile>[3],
  token: CancellationToken,
): Promise<boolean> {
  const stop = new CancellationTokenSource();
  for (const other of [token, run.token]) other.onCancellationRequested(() => stop.cancel());
  const places = new Map(
    file.tests.map(({ index, item }) => [index, { label: item.label, line: item.range?.start.line ?? 0 }]),
  );
  const stepper = new TestStepper(file.file.uri?.fsPath ?? '', places, () => stop.cancel());
  sessions += 1;
  waiting.set(sessions, stepper);
  const folder = file.file.uri === undefined ? undefined : workspace.getWorkspaceFolder(file.file.uri);
  const configuration = {
    type: DEBUG_TYPE,
    request: 'launch',
    name: t('Tests: {0}', file.file.label),
    stepper: sessions,
  };
  const started = await debug.startDebugging(folder, configuration, { testRun: run, suppressSaveBeforeStart: true });
  if (!started) {
    stepper.dispose();
    throw new Error(t('The debugger did not start.'));
  }
  try {
    await runFile(explorer, endpoint, file, run, stop.token, (at) => stepper.pause(at));
  } finally {
    stepper.finish();
  }
  return !stop.token.isCancellationRequested;
}
