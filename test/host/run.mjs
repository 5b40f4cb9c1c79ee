// node test/host/run.mjs [current|floor|all] [--scenario NAME] [--vsix FILE] [--grep TEXT] [--verbose]
// Exit code: 0 all passed, 1 a test failed, 2 the suite could not run.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { desktopAvailable, runInDesktop } from './electron.mjs';
import { projectRoot } from './install.mjs';
import { SCENARIOS } from './scenarios.mjs';
import { bundleSuite, print, runInWorkbench } from './suite.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    vsix: { type: 'string' },
    grep: { type: 'string' },
    scenario: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
});
const which = positionals[0] ?? 'current';
const targets = which === 'all' ? ['current', 'floor'] : [which];
const scenarios = SCENARIOS.filter(({ name }) => values.scenario === undefined || values.scenario === name);

let passed = 0;
let failed = 0;
try {
  if (!existsSync(path.join(projectRoot, 'dist/client.js')))
    throw new Error('dist/client.js is missing: npm run build');
  const desktop = values.vsix === undefined && (await desktopAvailable());
  if (scenarios.length === 0) throw new Error(`unknown scenario "${values.scenario}"`);
  const tests = await bundleSuite();
  for (const target of targets) {
    if (target !== 'current' && target !== 'floor') throw new Error(`unknown VS Code "${target}"`);
    const options = { tests, ...(values.grep === undefined ? {} : { grep: values.grep }) };
    const vsix = values.vsix === undefined ? {} : { vsix: path.resolve(values.vsix) };
    const named = values.scenario !== undefined;
    const taken = scenarios.filter(
      ({ once }) => named || once !== true || (target === 'current' && values.vsix === undefined),
    );
    for (const scenario of taken) {
      const report = desktop
        ? await runInDesktop(target, scenario, options)
        : await runInWorkbench(target, scenario, { ...options, ...vsix, verbose: values.verbose });
      const result = print(report);
      if (result.passed + result.failed === 0 && values.grep === undefined)
        throw new Error(`${report.name}: no test ran`);
      passed += result.passed;
      failed += result.failed;
    }
  }
  if (passed + failed === 0) throw new Error('no test ran');
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  process.exit(failed > 0 ? 1 : 0);
} catch (error) {
  process.stderr.write(`\nThe editor suite could not run: ${error instanceof Error ? error.message : error}\n`);
  process.exit(2);
}
