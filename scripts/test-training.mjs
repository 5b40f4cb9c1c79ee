// npm run test:training: the Python tests of training/. Takes a Python that has torch and jinja2 (MAGNET_PYTHON names
// one), else installs Debian's packages where it may. Nothing comes from PyPI.

import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { build, main, root, run, StepFailed } from './steps.mjs';

/** The second makes matrix products tens of times faster; torch alone works without it. */
const DEBIAN = ['python3-torch', 'python3-jinja2', 'libopenblas0-pthread'];
const TRIES = 2;
/** Longest that one step of apt may take; a mirror that cannot be reached is no reason to wait for ever. */
const APT_TIMEOUT = 240_000;
/** Debian's torch has two pools of threads, which fight where both have several. */
const THREADS = { OMP_NUM_THREADS: '2', OPENBLAS_NUM_THREADS: '1' };
/** Longest that each of the two parts may take: both need under a minute. */
const TIMEOUT = 240_000;

/** Where no Python could be had: what was looked for, and what a person can do. */
export class NotRun extends StepFailed {}

/** Counts of the Python tests, which use what is built. Throws NotRun where they cannot run here, StepFailed where they did not end. */
export function testTraining() {
  const python = findPython() ?? installed();
  const counts = pythonTests(python);
  const whole = nanoSmoke(python);
  return { ...counts, passed: counts.passed + (whole ? 1 : 0), failed: counts.failed + (whole ? 0 : 1) };
}

/** The whole way of Magnet-nano in small: data, tokenizer, four arms, tests of each. What it says of itself goes to stderr. */
function nanoSmoke(python) {
  const started = performance.now();
  const ended = run(process.execPath, ['scripts/nano.mjs', '--smoke'], {
    env: { ...THREADS, ...process.env, MAGNET_PYTHON: python, MAGNET_CLI: path.join(root, 'dist/cli/main.mjs') },
    timeout: TIMEOUT,
    killSignal: 'SIGKILL',
  });
  process.stdout.write(
    `${ended === 0 ? 'ok  ' : 'FAIL'} npm run nano -- --smoke, ${Math.round((performance.now() - started) / 1000)} s\n`,
  );
  return ended === 0;
}

function pythonTests(python) {
  // Into a file, not a pipe: a process that a test left behind would hold a pipe open.
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'magnet-training-')), 'output.txt');
  const output = openSync(file, 'w');
  const { status, error } = spawnSync(python, ['-m', 'tests'], {
    cwd: path.join(root, 'training'),
    env: { ...THREADS, ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
    stdio: ['ignore', output, 'inherit'],
    timeout: TIMEOUT,
    killSignal: 'SIGKILL',
  });
  closeSync(output);
  const stdout = readFileSync(file, 'utf8');
  process.stdout.write(stdout);
  if (error?.code === 'ETIMEDOUT') throw new NotRun(`the Python tests did not end within ${TIMEOUT / 1000} s.`);
  const counts = /(\d+) passed, (\d+) failed, (\d+) skipped\s*$/.exec(stdout ?? '');
  if (counts === null) throw new StepFailed(`the Python tests of training/ did not end (exit code ${status}).`);
  const [passed, failed, skipped] = counts.slice(1).map(Number);
  return { passed, failed: status !== 0 && failed === 0 ? 1 : failed, skipped };
}

/** The first Python that has what the tests need. Debian's packages belong to /usr/bin/python3 alone. */
function findPython() {
  const named = process.env.MAGNET_PYTHON;
  return (named === undefined ? ['python3', '/usr/bin/python3', 'python'] : [named]).find(
    (python) => spawnSync(python, ['-c', 'import torch, jinja2'], { stdio: 'ignore' }).status === 0,
  );
}

function installed() {
  const apt = aptCommand();
  const how = `Install torch and jinja2 (on Debian: apt-get install ${DEBIAN.join(' ')}), or name a Python that has them with MAGNET_PYTHON.`;
  if (apt === undefined) throw new NotRun(`no Python with torch and jinja2 was found. ${how}`);
  process.stdout.write(`Installing ${DEBIAN.join(', ')}…\n`);
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    // Where the lists are there and the update fails, for a mirror is late, the packages may still be had.
    runApt([...apt, '-qq', '-o', 'Acquire::Check-Valid-Until=false', 'update']);
    runApt([...apt, '-qq', '-y', '--no-install-recommends', 'install', ...DEBIAN]);
    const python = findPython();
    if (python !== undefined) return python;
  }
  throw new NotRun(`Debian's packages could not be installed; apt's words are above. ${how}`);
}

/** Whether it worked is seen by what is there afterwards. */
function runApt([command, ...args]) {
  spawnSync(command, args, { stdio: 'inherit', timeout: APT_TIMEOUT });
}

/** apt-get as root, or through a sudo that asks nothing; undefined elsewhere. */
function aptCommand() {
  if (process.platform !== 'linux' || process.env.MAGNET_PYTHON !== undefined || !existsSync('/usr/bin/apt-get'))
    return undefined;
  const wait = ['-o', 'DPkg::Lock::Timeout=120'];
  const plain = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...wait];
  if (process.getuid?.() === 0) return plain;
  const mayBeRoot = spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0;
  return mayBeRoot ? ['sudo', '-n', ...plain] : undefined;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  main(() => {
    build();
    const { failed } = testTraining();
    process.exitCode = failed > 0 ? 1 : 0;
  });
}
