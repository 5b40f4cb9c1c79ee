// Finds redis-server for the tests of `magnet worker`, or installs Debian's package where this user may. Never fails: where
// there is none, the tests say that they were left out.
import { spawnSync } from 'node:child_process';
import process from 'node:process';

const works = () => spawnSync('redis-server', ['--version'], { encoding: 'utf8' });

function install() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return;
  const apt = (/** @type {string[]} */ ...args) => spawnSync('apt-get', args, { stdio: 'ignore', timeout: 180_000 });
  if (apt('--version').status !== 0) return;
  const options = ['install', '-y', '--no-install-recommends', 'redis-server'];
  if (apt(...options).status === 0) return;
  apt('update');
  apt(...options);
}

if (works().status !== 0) install();
const found = works();
process.stdout.write(
  found.status === 0
    ? `redis-server: ${found.stdout.trim()}\n`
    : 'redis-server: not found and not installed; the tests of magnet worker are left out\n',
);
