// npm run nano: a very small model from our own data to a score, on two cores. Each step that is done is passed over, so
// the same command goes on where it was stopped.
//   --out DIR     where everything lies (default out/nano)
//   --seeds LIST  which seeds, for example 0,1 (default 0,1,2)
//   --smoke       the whole way with next to nothing, to see that it runs
//   --ladder      the paper's ladder instead: SFT on paths of the initial graph, + Merge, + Insert, + Split
//   --student     one arm more: negatives from the SFT model's own rollouts
//   --share N     part of the tokens that each arm sees, for example 0.1 (default 1)
//   --jobs N      seeds in work at once (default 2)
//   --workers N   processes that train one model (default 1)
//   --stage NAME  data: stop when rows are there; train: stop before the models are tested

import path from 'node:path';
import { parseArgs } from 'node:util';
import { evaluate, makeTests } from './nano/evaluate.mjs';
import { writeWhole } from './nano/rows.mjs';
import { FULL, LADDER, SFT_MIXTURE, SMOKE } from './nano/settings.mjs';
import {
  loadLibrary,
  makePairRows,
  makeRuns,
  makeSftRows,
  makeStudentRows,
  makeTokenizer,
  openFolder,
  RATES,
  requireCommandLine,
  requireTorch,
  say,
  trainArm,
} from './nano/steps.mjs';
import { tableOf } from './nano/table.mjs';
import { main, root, StepFailed } from './steps.mjs';

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    seeds: { type: 'string' },
    smoke: { type: 'boolean', default: false },
    ladder: { type: 'boolean', default: false },
    student: { type: 'boolean', default: false },
    share: { type: 'string', default: '1' },
    jobs: { type: 'string', default: '2' },
    workers: { type: 'string', default: '1' },
    stage: { type: 'string', default: 'all' },
  },
});

const settingsHere = () => {
  const settings = values.smoke ? SMOKE : FULL;
  const share = Number(values.share);
  const tokens = Object.fromEntries(
    Object.entries(settings.tokens).map(([kind, count]) => [kind, Math.round(count * share)]),
  );
  return { ...settings, tokens, workers: Number(values.workers) };
};

/** The arms of one seed, each after the one it goes on from. */
function armsOf(seed, { tokens }) {
  const base = {
    label: 'base',
    name: `base-${seed}`,
    kind: 'base',
    rows: 'sft.jsonl',
    tokens: tokens.base,
    seed,
    rate: RATES.base,
  };
  const sft = { kind: 'sft', tokens: tokens.sft, seed, rate: RATES.sft, init: base.name };
  if (values.ladder) {
    const rungs = LADDER.map(({ name, label }) => ({
      ...sft,
      label: `SFT, ${label}`,
      name: `ladder-${name}-${seed}`,
      rows: `ladder-${name}.jsonl`,
    }));
    return [base, ...rungs];
  }
  const pairs = { kind: 'mdpo', tokens: tokens.mdpo, seed, rate: RATES.mdpo, init: `sft-${seed}` };
  return [
    base,
    { ...sft, label: 'SFT', name: `sft-${seed}`, rows: 'sft.jsonl' },
    { ...pairs, label: 'SFT + mDPO, our negatives', name: `mdpo-ours-${seed}`, rows: 'ours.jsonl' },
    { ...pairs, label: 'SFT + mDPO, random negatives', name: `mdpo-random-${seed}`, rows: 'random.jsonl' },
    ...(values.student ? [{ ...pairs, ...studentArm(seed) }] : []),
  ];
}

function studentArm(seed) {
  const set = `student-${seed}`;
  return { label: "SFT + mDPO, the model's own wrong calls", name: `mdpo-${set}`, rows: `${set}.jsonl`, set };
}

/** Runs and rows of each rung. */
async function makeLadder(out, settings, tokenizer, lib) {
  for (const { name, more } of LADDER) {
    const set = `ladder-${name}`;
    const how = { count: settings.records.sft, seed: 'nano-sft', mixture: SFT_MIXTURE, more };
    await makeRuns(out, set, settings.train, how);
    makeSftRows(out, settings, tokenizer, lib, set);
  }
}

async function makeData(out, settings, lib) {
  const { records } = settings;
  await makeRuns(out, 'sft', settings.train, { count: records.sft, seed: 'nano-sft', mixture: SFT_MIXTURE });
  const tokenizer = await makeTokenizer(out, settings, lib);
  makeSftRows(out, settings, tokenizer, lib);
  if (values.ladder) await makeLadder(out, settings, tokenizer, lib);
  await makeRuns(out, 'pairs', settings.train, { count: records.pairs, seed: 'nano-pairs' });
  makePairRows(out, settings, tokenizer, lib);
  await makeRuns(out, 'held-tools', settings.heldBack, { count: records.heldBack, seed: 'nano-held' });
  await makeRuns(out, 'held-paths', settings.heldPaths, { count: records.heldPaths, seed: 'nano-held' });
  return { tests: makeTests(out, settings), tokenizer };
}

async function baselineRow(out, tests) {
  const scores = await evaluate(out, tests, { name: 'text-match', policy: 'baseline' });
  return { label: 'text match (the baseline of magnet serve)', scores: [scores], arms: [] };
}

/** One seed's arms, trained and tested one after another. */
async function runSeed(seed, { out, settings, tests, rows, table, tokenizer, lib }) {
  for (const arm of armsOf(seed, settings)) {
    if (
      arm.set !== undefined &&
      !(await makeStudentRows(out, settings, tokenizer, lib, { set: arm.set, model: arm.init }))
    ) {
      say(`${arm.name} is left out: no wrong call of ${arm.init} could be certified`);
      continue;
    }
    const trained = await trainArm(out, settings, arm);
    if (values.stage === 'train') continue;
    const policy = `nano:${path.join(out, 'models', arm.name)}`;
    add(rows, arm.label, trained, await evaluate(out, tests, { name: arm.name, policy }));
    writeWhole(table, tableOf(rows));
  }
}

/** Every turn has a verdict in every arm, and no call was one that its tool refuses. */
function requireWhole(rows) {
  const counts = rows.flatMap(({ label, scores }) =>
    scores.flatMap(({ sets }) =>
      Object.values(sets).map(({ turns, unjudged, invalid }) => ({ label, turns: turns[1], unjudged, invalid })),
    ),
  );
  const wrong = counts.filter(({ turns, unjudged, invalid }) => turns === 0 || unjudged > 0 || invalid > 0);
  if (wrong.length > 0)
    throw new StepFailed(
      `not every turn was judged, or a call was invalid: ${JSON.stringify(wrong)}. Records that another version of this program made cannot all be judged: begin in another folder (--out).`,
    );
}

main(async () => {
  const settings = settingsHere();
  const out = path.resolve(root, values.out ?? (values.smoke ? 'out/nano-smoke' : 'out/nano'));
  const seeds = values.seeds === undefined ? settings.seeds : values.seeds.split(',').map(Number);
  await requireTorch();
  requireCommandLine();
  openFolder(out, settings, { afresh: values.smoke });
  const lib = await loadLibrary(out);
  const { tests, tokenizer } = await makeData(out, settings, lib);
  say(tests.map(({ set, name, records }) => `${set} ${name} ${records}`).join(', '));
  if (values.stage === 'data') return;
  const rows = values.stage === 'train' ? [] : [await baselineRow(out, tests)];
  const table = path.join(out, values.ladder ? 'ladder.md' : 'table.md');
  const waiting = [...seeds];
  const work = async () => {
    for (let seed = waiting.shift(); seed !== undefined; seed = waiting.shift())
      await runSeed(seed, { out, settings, tests, rows, table, tokenizer, lib });
  };
  await Promise.all(Array.from({ length: Number(values.jobs) }, work));
  requireWhole(rows);
  process.stdout.write(tableOf(rows));
});

function add(rows, label, arm, scores) {
  const known = rows.find((row) => row.label === label);
  if (known === undefined) rows.push({ label, scores: [scores], arms: [arm] });
  else {
    known.scores.push(scores);
    known.arms.push(arm);
  }
}
