import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import unit from '../../vitest.config.mts';

// The unit tests as one project: sources with mutants in them are put in place by a plugin, which projects do not inherit.
const { projects: _projects, ...shared } = unit.test ?? {};
const folder = process.env.MAGNET_MUTANTS ?? '';
const sources: Record<string, string> = JSON.parse(readFileSync(path.join(folder, 'sources.json'), 'utf8'));

/** Small files first and whole commands last: what the first notice need not be tried with the others. */
class SmallFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const size = ({ moduleId }: TestSpecification) =>
      moduleId.includes('/golden/') ? Number.POSITIVE_INFINITY : readFileSync(moduleId, 'utf8').length;
    return [...files].sort((a, b) => (size(a) === size(b) ? 0 : size(a) - size(b)));
  }
}

export default defineConfig({
  plugins: [
    {
      name: 'mutants',
      enforce: 'pre',
      load(id) {
        const file = path.relative(process.cwd(), path.normalize(id.split('?')[0] ?? '')).replaceAll('\\', '/');
        return sources[file];
      },
    },
  ],
  test: {
    ...shared,
    include: ['test/unit/**/*.test.ts', 'server/src/**/*.test.ts', 'client/src/**/*.test.ts'],
    setupFiles: ['scripts/mutate/switch.mjs', ...[shared.setupFiles ?? []].flat()],
    runner: 'scripts/mutate/runner.mjs',
    sequence: { sequencer: SmallFirst },
    pool: 'forks',
    isolate: false,
    maxWorkers: 1,
    retry: 0,
    // On a busy machine a test may wait long for its turn: only what never ends should fail by time.
    testTimeout: 300_000,
    update: false,
  },
});
