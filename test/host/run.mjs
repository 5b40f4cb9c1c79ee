// node test/host/run.mjs [current|floor|all] [--vsix FILE] [--grep TEXT] [--verbose]
// Exit code: 0 all passed, 1 a test failed, 2 the suite could not run.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { desktopAvailable, runInDesktop } from './electron.mjs';
import { projectRoot } from './install.mjs';
import { runInWorkbench } from './suite.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { vsix: { type: 'string' }, grep: { type: 'string' }, verbose: { type: 'boolean', default: false } },
});
const which = positionals[0] ?? 'current';
const targets = which === 'all' ? ['current', 'floor'] : [which];

let passed = 0;
let failed = 0;
try {
  if (!existsSync(path.join(projectRoot, 'dist/client.js')))
    throw new Error('dist/client.js is missing: npm run build');
  const desktop = values.vsix === undefined && (await desktopAvailable());
  for (const target of targets) {
    if (target !== 'current' && target !== 'floor') throw new Error(`unknown VS Code "${target}"`);
    const options = { ...(values.grep === undefined ? {} : { grep: values.grep }) };
    const vsix = values.vsix === undefined ? {} : { vsix: path.resolve(values.vsix) };
    const result = desktop
      ? await runInDesktop(target, options)
      : await runInWorkbench(target, { ...options, ...vsix, verbose: values.verbose });
    passed += result.passed;
    failed += result.failed;
  }
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  process.exit(failed > 0 ? 1 : 0);
} catch (error) {
  process.stderr.write(`\nThe editor suite could not run: ${error instanceof Error ? error.message : error}\n`);
  process.exit(2);
}
