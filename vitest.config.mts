import { defineConfig } from 'vitest/config';

/** Tests that keep nothing between two files: they share what they import. Alone, each file reads most of the server anew. */
const SHARING = [
  'server/src/**/*.test.ts',
  'test/unit/{dialects,domain,english,graph,json,language,path,pattern,random,rules,signature,teacher,trajectory,world}/**/*.test.ts',
  'test/unit/{agent-tools,cli,dataset,endpoint,files,gguf,golden,nano,openai-wire}/**/*.test.ts',
];

export default defineConfig({
  test: {
    setupFiles: ['test/support/property-seed.ts'],
    // All cores: by default one is left idle, which on a machine of two is half.
    maxWorkers: '100%',
    // Guards against what hangs, not speed: on a busy machine everything takes many times as long.
    // A busy machine starves child processes now and then: the second try is said in the report, a third is none.
    retry: 1,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: 'sharing', include: SHARING, isolate: false } },
      {
        extends: true,
        test: { name: 'apart', include: ['test/unit/**/*.test.ts', 'client/src/**/*.test.ts'], exclude: SHARING },
      },
    ],
  },
});
