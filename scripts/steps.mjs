// What the two commands of the README share: install, build, run a step. Only Node's own modules, since on a fresh
// clone nothing else is there yet.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const OLDEST_NODE = 20;

export class StepFailed extends Error {}

/** Runs a program in the project's root; its output goes where ours goes. */
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    // npm is a script on Windows, which only a shell starts.
    shell: process.platform === 'win32' && command === 'npm',
    ...options,
  });
  if (result.error !== undefined) throw new StepFailed(`${command} could not be started: ${result.error.message}`);
  return result.status ?? 1;
}

export function requireNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= OLDEST_NODE) return;
  throw new StepFailed(`Node ${OLDEST_NODE} or newer is needed; this is ${process.version}.`);
}

/** `npm ci`, skipped when the lock file is the one installed last. */
export function install() {
  const lock = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
  const stamp = path.join(root, 'node_modules/.installed-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  process.stderr.write('Installing packages…\n');
  const status = run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
  if (status !== 0) throw new StepFailed('npm ci failed; its message is above.');
  writeFileSync(stamp, lock);
}

export function build(...flags) {
  if (run(process.execPath, ['scripts/build.mjs', ...flags]) !== 0) throw new StepFailed('the build failed.');
}

/** Ends the process with one plain sentence for an expected failure. */
export function main(body) {
  Promise.resolve()
    .then(body)
    .catch((error) => {
      process.stderr.write(`${error instanceof StepFailed ? error.message : (error?.stack ?? error)}\n`);
      process.exitCode = 1;
    });
}
