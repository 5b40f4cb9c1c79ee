import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.ts', 'server/src/**/*.test.ts', 'client/src/**/*.test.ts'],
    setupFiles: ['test/support/property-seed.ts'],
    // All cores: by default one is left idle, which on a machine of two is half.
    maxWorkers: '100%',
    // Guards against what hangs, not speed: on a busy machine everything takes many times as long.
    // A busy machine starves child processes now and then: the second try is said in the report, a third is none.
    retry: 1,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
