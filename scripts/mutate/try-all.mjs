// Tries mutants in as few processes as it can: first all of them in one run of the tests that may notice any, then alone, each in
// a process of its own, those that modules or hooks come by before the first test.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { root } from '../steps.mjs';
import { mutated } from './mutants.mjs';
import { switched } from './switched.mjs';

/** Tests that write down nothing for so long never end. */
const SILENT_MS = 400_000;
/** A test with a mistake in it never ends where it takes so many times as long as without, and at least so long. */
const ENDLESS_FACTOR = 20;
const ENDLESS_MS = 45_000;
/** How often the tests are begun again after a mistake left something behind. */
const MAX_ROUNDS = 12;

/**
 * @param {readonly (import('./mutants.mjs').Mutant & { file: string, source: string, groups: string[][] })[]} mutants
 * @param {number} until no further process after this time, in milliseconds since 1970
 * @returns {Promise<{ fates: { by?: string, reached: boolean }[], failing: string[] }>} who noticed each: a test file, `time`,
 *   nobody, or `unknown` where it was not tried to the end; and the test files that fail as they are
 */
export async function tryAll(mutants, until) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'magnet-mutants-'));
  const numbered = mutants.map((mutant, id) => ({ ...mutant, id }));
  const byFile = groupedByFile(numbered);
  const json = (name, value) => writeFileSync(path.join(folder, name), JSON.stringify(value));
  json('sources.json', Object.fromEntries([...byFile].map(([file, some]) => [file, switched(some[0].source, some)])));
  json(
    'tests.json',
    numbered.map(({ groups }) => groups.flat()),
  );
  try {
    // Tests that import a source itself first, whole commands last: a file is only run for mistakes nobody noticed before.
    const done = new Set();
    for (const layer of [0, 1, 2]) {
      const { noticed } = read(folder);
      const files = numbered.flatMap(({ id, groups }) => (noticed.has(id) ? [] : (groups[layer] ?? [])));
      await together(folder, new Set(files), done, until);
    }
    const known = read(folder);
    const failing = failingOf(folder).filter((file) => !known.spoiled.has(file));
    for (const mutant of numbered) {
      const { id } = mutant;
      const files = mutant.groups.flat().filter((file) => known.early.has(id) || known.apart.get(id)?.has(file));
      const fit = files.filter((file) => !failing.includes(file));
      if (known.noticed.has(id) || fit.length === 0) continue;
      known.reached.add(id);
      if (Date.now() < until && (await failsAlone(folder, mutant, fit)))
        known.noticed.set(id, fit.length === 1 ? fit[0] : 'alone');
    }
    // Where time ran out, those whose own tests had their turn are told: whether they had it says nothing of the mistake.
    const fates = numbered.map(({ id, groups }) => ({
      by: (groups[0] ?? []).every((file) => done.has(file)) ? known.noticed.get(id) : 'unknown',
      reached: known.reached.has(id),
    }));
    return { fates, failing, late: Date.now() > until };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function groupedByFile(mutants) {
  const groups = new Map();
  for (const mutant of mutants) groups.set(mutant.file, [...(groups.get(mutant.file) ?? []), mutant]);
  return groups;
}

/** Runs the tests until each file had its turn, or the time is over. */
async function together(folder, files, done, until) {
  let left = [...files].filter((file) => !done.has(file));
  for (let round = 0; left.length > 0 && round < MAX_ROUNDS && Date.now() < until; round += 1) {
    const before = read(folder);
    const report = path.join(folder, `run-${before.reports}.json`);
    note(folder, { report });
    const end = await vitest(folder, left, until, ['--reporter=json', `--outputFile=${report}`]);
    const { files: seen, trying, spoiled } = read(folder);
    const now = seen.slice(before.files.length);
    const last = now.at(-1);
    if (end === 'silent' && trying !== undefined) note(folder, { noticed: trying, file: 'time' });
    const again = new Set(spoiled.since(before.files.length));
    const broken = typeof end === 'string';
    const ran = left.filter((file) => !again.has(file) && (!broken || (now.includes(file) && file !== last)));
    for (const file of ran) done.add(file);
    left = left.filter((file) => !done.has(file));
  }
}

async function failsAlone(folder, { id, file, source, ...mutant }, tests) {
  const alone = path.join(folder, 'alone');
  writeFileSync(alone, String(id));
  const kept = readFileSync(path.join(folder, 'sources.json'), 'utf8');
  // The change itself and no switch: nothing else is tried here.
  writeFileSync(path.join(folder, 'sources.json'), JSON.stringify({ [file]: mutated(source, mutant) }));
  const end = await vitest(folder, tests, Number.POSITIVE_INFINITY, ['--bail=1', '--reporter=dot']);
  rmSync(alone);
  writeFileSync(path.join(folder, 'sources.json'), kept);
  return end !== 0;
}

/** How long the tests may write nothing, by what they wrote last. */
function silence(events) {
  const last = existsSync(events) ? readFileSync(events, 'utf8').trimEnd().split('\n').at(-1) : '';
  const { trying, wall } = last === '' ? {} : JSON.parse(last);
  return trying === undefined ? SILENT_MS : Math.max(ENDLESS_MS, wall * ENDLESS_FACTOR);
}

/** @returns {Promise<number | 'silent' | 'late'>} */
function vitest(folder, files, until, flags) {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ['node_modules/vitest/vitest.mjs', 'run', '--config', 'scripts/mutate/vitest.config.mts', ...flags, ...files],
      {
        cwd: root,
        env: { ...process.env, MAGNET_MUTANTS: folder, CI: 'true' },
        stdio: 'ignore',
        // A group of its own, so that all of it can be stopped; Windows has none.
        detached: process.platform !== 'win32',
      },
    );
    const events = path.join(folder, 'events.jsonl');
    const started = Date.now();
    const stop = (why) => {
      clearInterval(timer);
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        child.kill('SIGKILL');
      }
      resolve(why);
    };
    const timer = setInterval(() => {
      const latest = Math.max(started, existsSync(events) ? statSync(events).mtimeMs : 0);
      if (Date.now() > until) stop('late');
      else if (Date.now() - latest > silence(events)) stop('silent');
    }, 5000);
    child.on('error', reject);
    child.on('exit', (code) => {
      clearInterval(timer);
      resolve(code ?? 1);
    });
  });
}

function note(folder, event) {
  writeFileSync(path.join(folder, 'events.jsonl'), `${JSON.stringify(event)}\n`, { flag: 'a' });
}

/** What the tests have written down so far. */
function read(folder) {
  const events = path.join(folder, 'events.jsonl');
  const lines = existsSync(events)
    ? readFileSync(events, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line))
    : [];
  const known = {
    noticed: new Map(),
    reached: new Set(),
    apart: new Map(),
    early: new Set(),
    files: [],
    trying: undefined,
    reports: 0,
  };
  const spoiled = [];
  for (const event of lines) {
    if (event.file !== undefined && event.file !== 'time') known.files.push(event.file);
    known.trying = event.trying;
    if (event.report !== undefined) known.reports += 1;
    for (const id of event.reached ?? []) known.reached.add(id);
    for (const id of event.early ?? []) known.early.add(id);
    for (const id of event.apart ?? []) known.apart.set(id, (known.apart.get(id) ?? new Set()).add(event.file));
    if (event.noticed !== undefined) known.noticed.set(event.noticed, event.file);
    if (event.spoiled !== undefined) spoiled.push({ file: event.spoiled, at: known.files.length });
  }
  return {
    ...known,
    spoiled: {
      has: (file) => spoiled.some((one) => one.file === file),
      since: (at) => spoiled.filter((one) => one.at >= at).map(({ file }) => file),
    },
  };
}

/** Test files that fail without any mutant. */
function failingOf(folder) {
  const failing = new Set();
  for (let run = 0; run < read(folder).reports; run += 1) {
    const report = path.join(folder, `run-${run}.json`);
    if (!existsSync(report)) continue;
    for (const { name, status } of JSON.parse(readFileSync(report, 'utf8')).testResults)
      if (status === 'failed') failing.add(path.relative(root, name).replaceAll('\\', '/'));
  }
  return [...failing];
}
