/** Entry of the editor suite: VS Code calls `run()` inside the extension host. */
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';
import * as vscode from 'vscode';
import { measured } from './suite/support.ts';

interface TestReport {
  readonly title: string;
  readonly state: 'passed' | 'failed' | 'pending';
  readonly ms?: number | undefined;
  readonly error?: string;
}

/** Tests by what is opened (test/host/scenarios.mjs). */
const SCENARIOS: Readonly<Record<string, () => Promise<unknown>>> = {
  workspace: () => import('./suite/all.ts'),
  'multi-root': () => import('./suite/multi-root.test.ts'),
  untrusted: () => import('./suite/untrusted.test.ts'),
  hostile: () => import('./suite/hostile.test.ts'),
  timing: () => import('./suite/timing.ts'),
};

export async function run(): Promise<void> {
  const grep = process.env.MAGNET_TEST_GREP;
  const mocha = new Mocha({ ui: 'tdd', timeout: 150_000, color: false, ...(grep === undefined ? {} : { grep }) });
  // The suites register themselves through Mocha's globals, which `pre-require` puts in place.
  mocha.suite.emit('pre-require', globalThis, 'editor', mocha);
  await SCENARIOS[process.env.MAGNET_TEST_SCENARIO ?? 'workspace']?.();
  const tests: TestReport[] = [];
  const failures = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    runner.on('pass', (test) => tests.push({ title: test.fullTitle(), state: 'passed', ms: test.duration }));
    runner.on('pending', (test) => tests.push({ title: test.fullTitle(), state: 'pending' }));
    runner.on('fail', (test, error: Error) =>
      tests.push({ title: test.fullTitle(), state: 'failed', error: error.stack ?? String(error) }),
    );
  });
  const report = { vscode: vscode.version, node: process.version, tests, measured };
  const file = process.env.MAGNET_TEST_REPORT;
  if (file !== undefined) writeFileSync(file, JSON.stringify(report, null, 2));
  if (failures > 0) throw new Error(`${failures} test(s) failed`);
}
