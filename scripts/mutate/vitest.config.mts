import { defineConfig } from 'vitest/config';
import unit from '../../vitest.config.mts';

// The unit tests as one project: a mutant is put in place of its source by a plugin, which projects do not inherit.
const { projects: _projects, ...shared } = unit.test ?? {};

export default defineConfig({
  test: { ...shared, include: ['test/unit/**/*.test.ts', 'server/src/**/*.test.ts', 'client/src/**/*.test.ts'] },
});
