// One vitest that stays: the parent sends a mutant, it runs the tests with that mutant in place of the source, and says
// whether any failed. Files on disk stay as they are. A mutant that never ends is the parent's to stop.
import path from 'node:path';
import process from 'node:process';
import { createVitest } from 'vitest/node';

const root = process.cwd();
let current = { file: '', source: '' };

const vitest = await createVitest(
  'test',
  {
    config: 'scripts/mutate/vitest.config.mts',
    root,
    watch: false,
    reporters: [{}],
    pool: 'forks',
    isolate: false,
    maxWorkers: 1,
    bail: 1,
    silent: true,
    testTimeout: 60_000,
  },
  {
    plugins: [
      {
        name: 'mutant',
        enforce: 'pre',
        load(id) {
          return path.normalize(id.split('?')[0]) === current.file ? current.source : undefined;
        },
      },
    ],
  },
);

/** @returns {Promise<string | undefined>} the test that failed first */
async function firstFailure(groups) {
  for (const group of groups) {
    const specifications = await vitest.globTestSpecifications(group.map((file) => path.join(root, file)));
    const wanted = specifications.filter(({ moduleId }) => group.some((file) => moduleId.endsWith(file)));
    // What earlier mutants did to other files is remembered too: only the files of this run count.
    const ran = new Set(wanted.map(({ moduleId }) => moduleId));
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(wanted, false);
    const failed = testModules.find((module) => ran.has(module.moduleId) && module.state() === 'failed');
    if (failed !== undefined) return path.relative(root, failed.moduleId);
    if (unhandledErrors.length > 0) return 'an error outside the tests';
  }
  return undefined;
}

process.on('message', async ({ file, source, groups }) => {
  current = { file: path.join(root, file), source };
  vitest.invalidateFile(current.file);
  const by = await firstFailure(groups).catch((error) => String(error));
  vitest.invalidateFile(current.file);
  process.send({ by });
});
process.on('disconnect', () => process.exit(0));
process.send({ ready: true });
