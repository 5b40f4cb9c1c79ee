import { defineConfig } from 'vitest/config';

/** Tests that talk to the bundled server over its real protocol. */
export default defineConfig({
  test: {
    include: ['test/protocol/**/*.test.ts'],
    globalSetup: ['test/protocol/build.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
