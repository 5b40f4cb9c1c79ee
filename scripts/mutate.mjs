// npm run mutate: makes small mistakes in the sources, one at a time, and counts how many the tests of their stage notice.
//   --sample N       so many mutants of all, drawn by --seed (default: all)
//   --seed S         of the draw (default 1)
//   --stages A,B     default: rules,path,trajectory,dataset,endpoint
//   --only TEXT      only sources whose path holds TEXT
//   --least SHARE    exit 1 where so few are noticed that a suite which notices this share would hardly give that draw
//   --kind KIND      only changes of this kind, such as no-early-exit
//   --near           only the tests that import the source itself: quick, to find what may survive
//   --limit SECONDS  draw no further mutant after this time, and say how many were tried
//   --out FILE       also writes what happened to each, as JSON
import { fork } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { mutantsOf, mutated } from './mutate/mutants.mjs';
import { filesUnder, testsOfStage } from './mutate/tests-of.mjs';
import { main, root, StepFailed } from './steps.mjs';

const STAGES = ['rules', 'path', 'trajectory', 'dataset', 'endpoint'];
/** A mutant whose tests take longer never ends: that is noticed too. */
const ENDLESS_MS = 90_000;

/** A worker that is started again after a mutant that never ended. */
class Worker {
  #child;

  async try(message) {
    this.#child ??= await this.#start();
    const answer = await this.#next(this.#child, message, ENDLESS_MS);
    if (answer !== undefined) return answer.by;
    this.stop();
    return 'time';
  }

  stop() {
    const child = this.#child;
    this.#child = undefined;
    if (child?.pid === undefined) return;
    // The tests run in a process of the worker's own: one that never ends would outlive it.
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      child.kill('SIGKILL');
    }
  }

  async #start() {
    const child = fork(path.join(root, 'scripts/mutate/worker.mjs'), {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      // A group of its own, so that all of it can be stopped; Windows has none.
      detached: process.platform !== 'win32',
    });
    const ready = await this.#next(child, undefined, ENDLESS_MS);
    if (ready === undefined) throw new StepFailed('the test runner did not start.');
    return child;
  }

  /** The child's next message; nothing where it ends or stays silent. */
  #next(child, message, limit) {
    return new Promise((resolve) => {
      const done = (answer) => {
        clearTimeout(timer);
        child.off('message', done);
        child.off('exit', gone);
        resolve(answer);
      };
      const gone = () => done(undefined);
      const timer = setTimeout(gone, limit);
      child.on('message', done);
      child.on('exit', gone);
      if (message !== undefined) child.send(message);
    });
  }
}

/** All mutants of a stage's sources, each with its source and the tests that may notice. */
function mutantsOfStage(stage, only) {
  const testsOf = testsOfStage(root, stage);
  const sources = filesUnder(root, `server/src/${stage}`).filter(
    (file) => !file.endsWith('.test.ts') && !file.includes('/testing/') && file.includes(only),
  );
  return sources.flatMap((file) => {
    const source = readFileSync(path.join(root, file), 'utf8');
    const groups = testsOf(file);
    return mutantsOf(file, source).map((mutant) => ({ ...mutant, stage, file, source, groups }));
  });
}

/** A draw without replacement, the same for the same seed (xorshift). */
function drawn(mutants, count, seed) {
  let state = (Math.imul(seed, 0x9e3779b1) ^ 0x5bd1e995) >>> 0 || 1;
  const random = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state = (state ^ (state << 5)) >>> 0;
    return state / 2 ** 32;
  };
  const pool = [...mutants];
  const taken = [];
  while (taken.length < count && pool.length > 0) taken.push(...pool.splice(Math.floor(random() * pool.length), 1));
  return taken;
}

function say({ file, line, source, start, end, kind, text }, by) {
  const was = source.slice(start, end).replace(/\s+/g, ' ').slice(0, 70);
  const became = text.replace(/\s+/g, ' ').slice(0, 70);
  const fate = by === undefined ? 'SURVIVED' : by === 'unknown' ? 'no time ' : 'noticed ';
  process.stdout.write(`${fate} ${file}:${line} ${kind}: ${was} → ${became}${by === undefined ? '' : `  (${by})`}\n`);
}

/** @returns {boolean} whether every stage that was tried is named with its share */
function table(results) {
  process.stdout.write('\n| stage | mutants | noticed | share |\n| --- | ---: | ---: | ---: |\n');
  const row = (name, some) => {
    const noticed = some.filter(({ by }) => by !== undefined).length;
    process.stdout.write(
      `| ${name} | ${some.length} | ${noticed} | ${((100 * noticed) / some.length).toFixed(0)} % |\n`,
    );
    return noticed / some.length;
  };
  for (const stage of STAGES) {
    const some = results.filter((result) => result.stage === stage);
    if (some.length > 0) row(stage, some);
  }
  return row('all', results);
}

/** Two standard errors below: a small draw may be unlucky. */
function allowed(least, count) {
  return least - 2 * Math.sqrt((least * (1 - least)) / count);
}

main(async () => {
  const { values } = parseArgs({
    options: {
      sample: { type: 'string' },
      seed: { type: 'string', default: '1' },
      stages: { type: 'string', default: STAGES.join(',') },
      only: { type: 'string', default: '' },
      least: { type: 'string' },
      kind: { type: 'string' },
      near: { type: 'boolean', default: false },
      limit: { type: 'string' },
      out: { type: 'string' },
    },
  });
  const all = values.stages
    .split(',')
    .flatMap((stage) => mutantsOfStage(stage, values.only))
    .filter(({ kind }) => values.kind === undefined || kind === values.kind);
  if (all.length === 0) throw new StepFailed('there is nothing to change there.');
  const chosen = values.sample === undefined ? all : drawn(all, Number(values.sample), Number(values.seed));
  process.stdout.write(`${chosen.length} of ${all.length} mutants\n`);
  const until = values.limit === undefined ? Number.POSITIVE_INFINITY : Date.now() + Number(values.limit) * 1000;
  const worker = new Worker();
  const results = [];
  const blockingFindings = new Set();
  const checked = new Set();
  /** Whether the tests end in time without a mistake; on a busy machine the time says nothing of the mistake. */
  const endsWithout = async (groups) => {
    const tests = groups.filter((group) => group.length > 0);
    return (await worker.try({ file: '', source: '', groups: tests })) === undefined;
  };
  /** A test that fails without a mutant too notices nothing: it is left out from then on, and named at the end. */
  const noticedBy = async ({ file, source, groups }, text) => {
    const kept = (values.near ? groups.slice(0, 1) : groups).map((group) =>
      group.filter((test) => !blockingFindings.has(test)),
    );
    const by = await worker.try({ file, source: text, groups: kept.filter((group) => group.length > 0) });
    if (by === 'time') return (await endsWithout(kept)) ? by : 'unknown';
    if (by === undefined || checked.has(by) || !kept.flat().includes(by)) return by;
    if ((await worker.try({ file: '', source: '', groups: [[by]] })) === undefined) {
      checked.add(by);
      return by;
    }
    blockingFindings.add(by);
    return noticedBy({ file, source, groups }, text);
  };
  try {
    for (const mutant of chosen) {
      if (Date.now() > until) break;
      const { stage, file, line, kind, source, start, end, text } = mutant;
      const by = await noticedBy(mutant, mutated(source, mutant));
      say(mutant, by);
      results.push({ stage, file, line, kind, was: source.slice(start, end), became: text, by });
    }
  } finally {
    worker.stop();
    if (values.out !== undefined) writeFileSync(values.out, `${JSON.stringify(results, null, 1)}\n`);
  }
  if (blockingFindings.size > 0)
    process.stdout.write(`Left out, for they fail without any mistake: ${[...blockingFindings].join(', ')}\n`);
  if (results.length < chosen.length)
    process.stdout.write(`${chosen.length - results.length} not tried: out of time\n`);
  const told = results.filter(({ by }) => by !== 'unknown');
  if (told.length < results.length)
    process.stdout.write(
      `${results.length - told.length} say nothing: their tests take too long without a mistake too\n`,
    );
  const share = table(told);
  if (values.least !== undefined && share < allowed(Number(values.least), told.length)) {
    throw new StepFailed(
      `only ${(100 * share).toFixed(0)} % were noticed; at least ${100 * Number(values.least)} % should be.`,
    );
  }
});
