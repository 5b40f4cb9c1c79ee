// The long form of the random-edit tests: `npm run fuzz [edits]`, 100,000 edits unless told otherwise.
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
  ],
  { stdio: 'inherit', env: { ...process.env, FUZZ_EDITS: edits } },
);
process.exitCode = run.status ?? 1;
