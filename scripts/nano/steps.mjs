// The steps of `npm run nano`. Each leaves a file when it is finished and is passed over where that file is.

import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { sharedOptions } from '../bundles.mjs';
import { build as buildProject, root, StepFailed } from '../steps.mjs';
import { countPieces, pairRows, readRecords, sftRows, writeRows, writeWhole } from './rows.mjs';
import { ROLLOUTS } from './settings.mjs';

/** Debian's packages are seen by its own Python alone. */
const PYTHON = process.env.MAGNET_PYTHON ?? (existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3');
const CLI = process.env.MAGNET_CLI ?? path.join(root, 'dist/cli/main.mjs');
const TEMPLATE = path.join(root, 'training/nano/chat_template.jinja');

export function say(text) {
  process.stderr.write(`${text}\n`);
}

/** Runs a program to its end. @throws StepFailed with the end of what it said where it fails. */
function finish(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: environment() });
    let [out, err] = ['', ''];
    child.stdout.on('data', (piece) => {
      out += piece;
    });
    child.stderr.on('data', (piece) => {
      err = `${err}${piece}`.slice(-2000);
    });
    child.on('error', (error) => reject(new StepFailed(`${command} could not be started: ${error.message}`)));
    child.on('close', (code) => {
      if (code === 0) resolve(out);
      else reject(new StepFailed(`${scriptOf(args) ?? command} ended with ${code}: ${err.trim()}`));
    });
  });
}

function scriptOf(args) {
  return args.find((arg) => /\.(?:py|mjs)$/.test(arg));
}

function environment() {
  // Arms run side by side, one thread each: matrices this small gain little from a second one.
  return { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', ...process.env };
}

/** A long run leaves the machine to others. */
const nice = (by, args) => ['nice', ['-n', String(by), ...args]];

export function magnet(args) {
  return finish(process.execPath, [CLI, ...args]);
}

/** The command line as it is now; `MAGNET_CLI` names one that is built already. */
export function requireCommandLine() {
  if (process.env.MAGNET_CLI === undefined) buildProject();
}

/** The folder of a run of the same settings, or a new one. @throws StepFailed where another run lies there */
export function openFolder(out, settings, { afresh }) {
  if (afresh && existsSync(path.join(out, 'settings.json'))) rmSync(out, { recursive: true });
  mkdirSync(out, { recursive: true });
  const file = path.join(out, 'settings.json');
  const { seeds: _, ...fixed } = settings;
  const text = JSON.stringify(fixed, null, 1);
  if (!existsSync(file)) writeWhole(file, text);
  else if (readFileSync(file, 'utf8') !== text)
    throw new StepFailed(
      `${out} holds a run of other settings (settings.json). Name another folder with --out, or remove it.`,
    );
}

/** A local endpoint answered by this policy, until it is stopped. */
export async function serve(policy) {
  const args = [CLI, 'serve', '--policy', policy, '--port', '0', '--no-token', '--format', 'json'];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let err = '';
  child.stderr.on('data', (piece) => {
    err = `${err}${piece}`.slice(-2000);
  });
  const url = await new Promise((resolve, reject) => {
    child.stdout.once('data', (line) => resolve(JSON.parse(line).url));
    child.once('error', (error) => reject(new StepFailed(`magnet serve could not be started: ${error.message}`)));
    child.once('close', () => reject(new StepFailed(`magnet serve --policy ${policy} ended: ${err.trim()}`)));
  });
  return { url, stop: () => child.kill() };
}

/** The pure functions of the server that rows are made with, as a module. */
export async function loadLibrary(out) {
  mkdirSync(out, { recursive: true });
  const outfile = path.join(out, 'lib.mjs');
  const entry = {
    contents: "export * from './nano/index.ts'; export * from './random/index.ts';",
    resolveDir: path.join(root, 'server/src'),
    loader: 'ts',
  };
  await build({
    ...sharedOptions(root, false),
    stdin: entry,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    outfile,
  });
  return await import(`${pathToFileURL(outfile).href}?${process.pid}`);
}

/** Runs of a set, made where they are not there; two at a time. */
export async function makeRuns(out, set, catalogs, { count, seed, mixture = 'preference', more = [] }) {
  const waiting = catalogs.filter(({ name }) => !finished(path.join(out, 'data', set, name)));
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const started = performance.now();
      const run = path.join(out, 'data', set, next.name);
      const args = ['--out', run, '--count', String(count), '--seed', seed, '--mixture', mixture, ...more];
      await magnet(['generate', next.file, ...args, '--format', 'json']);
      say(`${set} ${next.name}: ${count} records, ${seconds(started)} s`);
    }
  };
  await Promise.all([work(), work()]);
}

function finished(run) {
  const file = path.join(run, 'manifest.json');
  return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).result !== undefined;
}

export function seconds(started) {
  return Math.round((performance.now() - started) / 100) / 10;
}

export function recordsOf(out, set, catalogs) {
  return catalogs.map(({ name }) => readRecords(path.join(out, 'data', set, name)));
}

/** `tokenizer.json`, trained on what the model is shown of the SFT runs. */
export async function makeTokenizer(out, settings, lib) {
  const file = path.join(out, 'tokenizer.json');
  if (!existsSync(file)) {
    const records = recordsOf(out, 'sft', settings.train).flat();
    writeWhole(path.join(out, 'counts.json'), JSON.stringify(countPieces(records, lib)));
    await finish(PYTHON, ['training/nano/bpe.py', path.join(out, 'counts.json'), file, String(settings.vocabulary)]);
  }
  return lib.createTokenizer(JSON.parse(readFileSync(file, 'utf8')));
}

export function makeSftRows(out, settings, tokenizer, lib, set = 'sft') {
  const file = path.join(out, `${set}.jsonl`);
  if (existsSync(file)) return;
  const rows = sftRows(recordsOf(out, set, settings.train).flat(), tokenizer, settings.limit, lib);
  writeRows(file, rows);
  const tokens = rows.reduce((sum, { ids }) => sum + ids.length, 0);
  say(`${set}: ${rows.length} rows, ${tokens} tokens`);
}

/** Pairs as the pipeline makes them, and the same histories with a message from elsewhere as the wrong side. */
export function makePairRows(out, settings, tokenizer, lib) {
  const records = () => recordsOf(out, 'pairs', settings.train);
  writePairs(out, 'ours', () => pairRows(records(), tokenizer, settings.limit, lib));
  writePairs(out, 'random', () => pairRows(records(), tokenizer, settings.limit, lib, lib.createRandom('nano-random')));
}

/** Pairs whose wrong side is what this model did: its first wrong call where the pipeline could certify one. Whether there is any. */
export async function makeStudentRows(out, settings, tokenizer, lib, { set, model }) {
  const file = path.join(out, `${set}.jsonl`);
  if (existsSync(file)) return statSync(file).size > 0;
  const server = await serve(`nano:${path.join(out, 'models', model)}`);
  try {
    const more = ['--student', server.url, '--rollouts', String(ROLLOUTS)];
    await makeRuns(out, set, settings.train, { count: settings.records.student, seed: 'nano-student', more });
  } finally {
    server.stop();
  }
  const own = recordsOf(out, set, settings.train).map((records) =>
    records.filter(({ provenance }) => provenance.negative === 'student'),
  );
  writePairs(out, set, () => pairRows(own, tokenizer, settings.limit, lib));
  return statSync(file).size > 0;
}

function writePairs(out, name, make) {
  const file = path.join(out, `${name}.jsonl`);
  if (existsSync(file)) return;
  const { rows, left } = make();
  writeRows(file, rows);
  say(`${name}: ${rows.length} pairs; ${left} left out (sides equal in stock words, or too long)`);
}

/** Trains one arm where its model is not there yet, and tells what it took. */
export async function trainArm(out, settings, arm) {
  const folder = path.join(out, 'models', arm.name);
  const done = path.join(folder, 'arm.json');
  if (!existsSync(done)) {
    say(`training ${arm.name}`);
    const { hidden, layers, inner } = settings.shape;
    const args = ['training/nano/train.py', arm.kind, '--data', path.join(out, arm.rows), '--out', folder];
    args.push('--tokenizer', path.join(out, 'tokenizer.json'), '--template', TEMPLATE);
    args.push('--tokens', String(arm.tokens), '--seed', String(arm.seed), '--rate', String(arm.rate));
    args.push('--hidden', String(hidden), '--layers', String(layers), '--inner', String(inner));
    args.push('--workers', String(settings.workers));
    if (arm.init !== undefined) args.push('--init', path.join(out, 'models', arm.init));
    await finish(...nice(settings.nice, [PYTHON, ...args]));
  }
  return JSON.parse(readFileSync(done, 'utf8'));
}

/** Whether this machine can train. */
export async function requireTorch() {
  try {
    await finish(PYTHON, ['-c', 'import torch']);
  } catch {
    throw new StepFailed(
      `${PYTHON} has no torch. On Debian: apt-get install --no-install-recommends python3-torch libopenblas0-pthread. Another Python is named by MAGNET_PYTHON.`,
    );
  }
}

export const RATES = { base: 3e-3, sft: 3e-3, mdpo: 1e-4 };
