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
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { mutantsOf } from './mutate/mutants.mjs';
import { filesUnder, testsOfStage } from './mutate/tests-of.mjs';
import { tryAll } from './mutate/try-all.mjs';
import { main, root, StepFailed } from './steps.mjs';

const STAGES = ['rules', 'path', 'trajectory', 'dataset', 'endpoint'];

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

function say({ file, line, source, start, end, kind, text }, { by, reached }) {
  const was = source.slice(start, end).replace(/\s+/g, ' ').slice(0, 70);
  const became = text.replace(/\s+/g, ' ').slice(0, 70);
  const fate = by === undefined ? 'SURVIVED' : by === 'unknown' ? 'no time ' : 'noticed ';
  const why = by ?? (reached ? undefined : 'no test comes by it');
  process.stdout.write(`${fate} ${file}:${line} ${kind}: ${was} → ${became}${why === undefined ? '' : `  (${why})`}\n`);
}

/** @returns {number} the share that was noticed of all */
function table(results) {
  process.stdout.write(
    '\n| stage | mutants | noticed | share | 95 % of such draws |\n| --- | ---: | ---: | ---: | --- |\n',
  );
  const row = (name, some) => {
    const noticed = some.filter(({ by }) => by !== undefined).length;
    process.stdout.write(
      `| ${name} | ${some.length} | ${noticed} | ${percent(noticed / some.length)} | ${wilson(noticed, some.length).map(percent).join(' to ')} |\n`,
    );
    return noticed / some.length;
  };
  for (const stage of STAGES) {
    const some = results.filter((result) => result.stage === stage);
    if (some.length > 0) row(stage, some);
  }
  return row('all', results);
}

function percent(share) {
  return `${(100 * share).toFixed(0)} %`;
}

/** Between which shares a suite lies that gives such a draw (Wilson's interval). */
function wilson(noticed, tried) {
  const z = 1.96;
  const share = noticed / tried;
  const middle = (share + z ** 2 / (2 * tried)) / (1 + z ** 2 / tried);
  const half = (z / (1 + z ** 2 / tried)) * Math.sqrt((share * (1 - share)) / tried + z ** 2 / (4 * tried ** 2));
  return [middle - half, middle + half];
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
  const tried = chosen.map((mutant) => (values.near ? { ...mutant, groups: mutant.groups.slice(0, 1) } : mutant));
  const { fates, failing, late } = await tryAll(tried, until);
  const results = chosen.map(({ stage, file, line, kind, source, start, end, text }, at) => {
    say(chosen[at], fates[at]);
    return { stage, file, line, kind, was: source.slice(start, end), became: text, ...fates[at] };
  });
  if (values.out !== undefined) writeFileSync(values.out, `${JSON.stringify(results, null, 1)}\n`);
  if (failing.length > 0) process.stdout.write(`Left out, for they fail without any mistake: ${failing.join(', ')}\n`);
  if (late) process.stdout.write('Time ran out: what survived here may be noticed by tests that had no turn\n');
  const told = results.filter(({ by }) => by !== 'unknown');
  if (told.length < results.length) process.stdout.write(`${results.length - told.length} not tried: out of time\n`);
  if (told.length === 0) throw new StepFailed('no mutant could be tried in that time.');
  const share = table(told);
  if (values.least !== undefined && share < allowed(Number(values.least), told.length)) {
    throw new StepFailed(
      `only ${(100 * share).toFixed(0)} % were noticed; at least ${100 * Number(values.least)} % should be.`,
    );
  }
});
