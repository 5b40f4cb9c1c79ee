// The long form of the tests with random input: `npm run fuzz [tries]`, 100,000 edits, patterns, globs, settings and byte
// streams unless told otherwise, a tenth as many requests; then every hostile input that has a test of its own.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';

const edits = process.argv[2] ?? '100000';
const manifest = createRequire(import.meta.url).resolve('vitest/package.json');
const run = spawnSync(
  process.execPath,
  [
    path.join(path.dirname(manifest), 'vitest.mjs'),
    'run',
    'test/unit/signature/fsig-incremental.test.ts',
    'test/unit/signature/json-incremental.test.ts',
    'test/unit/signature/fsig-format.test.ts',
    'test/unit/dialects/scan.test.ts',
    'test/unit/pattern',
    'test/unit/rules/hostile-settings.test.ts',
    'test/unit/rules/hostile.test.ts',
    'test/unit/signature/fsig-hostile.test.ts',
    'test/unit/lsp/reader.test.ts',
    'test/unit/endpoint/garbage.test.ts',
    'test/unit/files/regular-file.test.ts',
    'test/unit/files/lines.test.ts',
    'test/unit/cli/files.test.ts',
    'test/unit/cli/gate.test.ts',
    'test/unit/openai-wire/origin.test.ts',
    'test/unit/openai-wire/ledger.test.ts',
    'test/unit/cli/endpoint-money.test.ts',
    'test/unit/cli/money.test.ts',
    'test/unit/dataset/hostile-records.test.ts',
    'test/unit/teacher/guard.test.ts',
    '--testTimeout=7200000',
  ],
  { stdio: 'inherit', env: { ...process.env, FUZZ_EDITS: edits, FUZZ_GARBAGE: String(Math.ceil(Number(edits) / 10)) } },
);
process.exitCode = run.status ?? 1;
