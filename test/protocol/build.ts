import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The tests run against the bundle; a checkout that was not built yet is built first. */
export default function build(): void {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  if (process.env.MAGNET_SERVER !== undefined || existsSync(path.join(root, 'dist/server/main.mjs'))) return;
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: 'inherit' });
}
