// npm test: everything that must hold, each part counted, nothing skipped in silence.
//   --vscode=current|floor|all   which VS Code the editor suite runs in (default current)
//   --packaged                   also package the extension and run the editor suite on the package

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build, install, main, requireNode, root, run, StepFailed } from './steps.mjs';
import { NotRun, testTraining } from './test-training.mjs';

const out = path.join(root, 'out');

/** A check that passes or fails as a whole counts as one. */
function check(name, args) {
  const status = run(process.execPath, args);
  process.stdout.write(`${status === 0 ? 'ok  ' : 'FAIL'} ${name}\n`);
  return { name, passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1 };
}

function vitest(name, config) {
  const report = path.join(out, `${name}.json`);
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const status = run(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--config', config, ...reporters]);
  if (!existsSync(report)) throw new StepFailed(`the ${name} tests did not run.`);
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
  if (numPassedTests + numFailedTests === 0) throw new StepFailed(`no ${name} test ran.`);
  const failures = testResults.flatMap((file) => failuresOf(file));
  // A file that fails to load fails no test, but must fail the run.
  const failed = status !== 0 && numFailedTests === 0 ? 1 : numFailedTests;
  return { name, passed: numPassedTests, failed, skipped: numPendingTests, failures };
}

/** One line for each failed test of a file, or for a file that did not load: where, which, and how it ends. */
function failuresOf(file) {
  const where = path.relative(root, file.name);
  const failed = file.assertionResults.filter((test) => test.status === 'failed');
  if (failed.length === 0) return file.status === 'failed' ? [`${where}: ${firstLine(file.message)}`] : [];
  return failed.map((test) => `${where} > ${test.fullName}: ${firstLine(test.failureMessages.join(' '))}`);
}

function firstLine(text) {
  return (text ?? '').split('\n').slice(0, 3).join(' ').slice(0, 400);
}

function editor(name, args) {
  const result = spawnSync(process.execPath, ['test/host/run.mjs', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const counts = /(\d+) passed, (\d+) failed\s*$/.exec(result.stdout);
  process.stdout.write(counts === null ? result.stdout : result.stdout.slice(0, counts.index));
  if (counts === null) throw new StepFailed(`the ${name} tests did not run.`);
  const failed = Number(counts[2]);
  return { name, passed: Number(counts[1]), failed: result.status !== 0 && failed === 0 ? 1 : failed };
}

/** Where no Python can be had the part says so, and counts nothing as passed. */
function training(name) {
  try {
    return { name, ...testTraining() };
  } catch (error) {
    if (!(error instanceof NotRun)) throw error;
    process.stdout.write(`NOT RUN ${error.message}\n`);
    return { name, passed: 0, failed: 0, notRun: error.message };
  }
}

/** A draw of small mistakes, the same each time; how many the tests notice stands in docs/testing.md. */
const MUTANTS = ['scripts/mutate.mjs', '--sample', '50', '--seed', '1', '--limit', '220', '--least', '0.55'];

main(() => {
  const { values } = parseArgs({
    options: { vscode: { type: 'string', default: 'current' }, packaged: { type: 'boolean', default: false } },
  });
  requireNode();
  install();
  build();
  mkdirSync(out, { recursive: true });
  const results = [];
  /** A part that cannot run is a failure, and the others still say what they know. */
  const part = (name, body) => {
    process.stdout.write(`\n── ${name}\n`);
    try {
      results.push(body());
    } catch (error) {
      process.stdout.write(`FAIL ${error.message}\n`);
      results.push({ name, passed: 0, failed: 1 });
    }
  };
  part('lint', () => check('lint', ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.']));
  part('unused', () => check('unused', ['node_modules/knip/bin/knip.js']));
  part('types', () => check('types', ['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.']));
  part('unit', () => vitest('unit', 'vitest.config.mts'));
  part('mutants', () => check('mutants', MUTANTS));
  part('protocol', () => vitest('protocol', 'vitest.protocol.config.mts'));
  part('training', () => training('training'));
  part('editor', () => editor('editor', [values.vscode]));
  if (values.packaged) {
    part('packaged', () => {
      if (run(process.execPath, ['scripts/package.mjs']) !== 0) throw new StepFailed('packaging failed.');
      return editor('packaged', ['current', '--vsix', 'out/magnet.vsix']);
    });
  }
  process.stdout.write('\n');
  // Once more at the end, where somebody who sees only the last lines of a log finds them.
  for (const { name, failures = [] } of results) {
    for (const failure of failures) process.stdout.write(`FAIL ${name}: ${failure}\n`);
  }
  for (const { name, passed, failed, skipped, notRun } of results) {
    const also = `${skipped > 0 ? `, ${skipped} skipped` : ''}${notRun === undefined ? '' : `, NOT RUN: ${notRun}`}`;
    process.stdout.write(`${name.padEnd(10)} ${passed} passed, ${failed} failed${also}.\n`);
  }
  const total = (key) => results.reduce((sum, result) => sum + result[key], 0);
  process.stdout.write(`\n${total('passed')} passed, ${total('failed')} failed\n`);
  process.exitCode = total('failed') > 0 ? 1 : 0;
});
