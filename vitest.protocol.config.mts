import { defineConfig } from 'vitest/config';

/** Tests of the bundles: the server over its real protocol, the webviews in a browser. */
export default defineConfig({
  test: {
    include: ['test/protocol/**/*.test.ts', 'test/editor/webview/*.spec.mjs'],
    setupFiles: ['test/support/property-seed.ts'],
    globalSetup: ['test/protocol/build.ts'],
    // Guards against hanging: on a busy machine a second is short.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // All cores: by default one is left idle, which on a machine of two is half.
    maxWorkers: '100%',
    // Processes and browsers of a busy machine: the second try is said in the report, a third is none.
    retry: 1,
    expect: { poll: { timeout: 20_000 } },
  },
});
