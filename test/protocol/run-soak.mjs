// npm run soak [STEPS] [SEED]: the long form of soak.test.ts, 10,000 random requests and edits by default.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const [steps = '10000', seed = 'soak'] = process.argv.slice(2);
const { status } = spawnSync(
  process.execPath,
  [path.join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--config', 'vitest.protocol.config.mts', 'soak'],
  { cwd: root, stdio: 'inherit', env: { ...process.env, MAGNET_SOAK: steps, MAGNET_SOAK_SEED: seed } },
);
process.exitCode = status ?? 1;
