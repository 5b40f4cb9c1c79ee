// node test/host/timing.mjs: activation in a real editor, once; prints milliseconds by name as JSON.
import { TIMING } from './scenarios.mjs';
import { bundleSuite, runInWorkbench } from './suite.mjs';

const report = await runInWorkbench('current', TIMING, { tests: await bundleSuite() });
const failed = report.tests.filter((test) => test.state === 'failed');
for (const test of failed) process.stderr.write(`${test.error}\n`);
process.stdout.write(`${JSON.stringify(report.measured)}\n`);
process.exit(failed.length > 0 ? 1 : 0);
