// npm run nano: a very small model from our own data to a score, on two cores. Each step that is done is passed over, so
// the same command goes on where it was stopped.
//   --out DIR     where everything lies (default out/nano)
//   --seeds LIST  which seeds, for example 0,1 (default 0,1,2)
//   --smoke       the whole way with next to nothing, to see that it runs
//   --ladder      the paper's ladder: initial graph, + Merge, + Insert, + Split, without hints
//   --share N     part of the tokens that each arm sees, for example 0.1 (default 1)
//   --jobs N      seeds in work at once (default 2)
//   --workers N   processes that train one model (default 1)
//   --stage NAME  data: stop when rows are there; train: stop before the models are tested

import path from 'node:path';
import { parseArgs } from 'node:util';
import { evaluate, makeTests } from './nano/evaluate.mjs';
import { writeWhole } from './nano/rows.mjs';
import { FULL, SFT_MIXTURE, SMOKE } from './nano/settings.mjs';
import {
  loadLibrary,
  makePairRows,
  makeRuns,
  makeSftRows,
  makeTokenizer,
  RATES,
  requireTorch,
  say,
  trainArm,
} from './nano/steps.mjs';
import { tableOf } from './nano/table.mjs';
import { main, root } from './steps.mjs';

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    seeds: { type: 'string' },
    smoke: { type: 'boolean', default: false },
    share: { type: 'string', default: '1' },
    jobs: { type: 'string', default: '2' },
    workers: { type: 'string', default: '1' },
    stage: { type: 'string', default: 'all' },
  },
});

/** The arms of one seed, each after the one it goes on from. */
function armsOf(seed, settings) {
  const part = Number(values.share);
  const tokens = Object.fromEntries(
    Object.entries(settings.tokens).map(([kind, count]) => [kind, Math.round(count * part)]),
  );
  const [base, sft] = [`base-${seed}`, `sft-${seed}`];
  return [
    { label: 'base', name: base, kind: 'base', rows: 'sft.jsonl', tokens: tokens.base, seed, rate: RATES.base },
    { label: 'SFT', name: sft, kind: 'sft', rows: 'sft.jsonl', tokens: tokens.sft, seed, rate: RATES.sft, init: base },
    ...['ours', 'random'].map((kind) => ({
      label: `SFT + mDPO, ${kind === 'ours' ? 'our' : 'random'} negatives`,
      name: `mdpo-${kind}-${seed}`,
      kind: 'mdpo',
      rows: `${kind}.jsonl`,
      tokens: tokens.mdpo,
      seed,
      rate: RATES.mdpo,
      init: sft,
    })),
  ];
}

async function makeData(out, settings, lib) {
  const { records } = settings;
  await makeRuns(out, 'sft', settings.train, { count: records.sft, seed: 'nano-sft', mixture: SFT_MIXTURE });
  const tokenizer = await makeTokenizer(out, settings, lib);
  makeSftRows(out, settings, tokenizer, lib);
  await makeRuns(out, 'pairs', settings.train, { count: records.pairs, seed: 'nano-pairs' });
  makePairRows(out, settings, tokenizer, lib);
  await makeRuns(out, 'held-tools', settings.heldBack, { count: records.heldBack, seed: 'nano-held' });
  await makeRuns(out, 'held-paths', settings.heldPaths, { count: records.heldPaths, seed: 'nano-held' });
  return makeTests(out, settings);
}

main(async () => {
  const settings = { ...(values.smoke ? SMOKE : FULL), workers: Number(values.workers) };
  const out = path.resolve(root, values.out ?? (values.smoke ? 'out/nano-smoke' : 'out/nano'));
  const seeds = values.seeds === undefined ? settings.seeds : values.seeds.split(',').map(Number);
  await requireTorch();
  const tests = await makeData(out, settings, await loadLibrary(out));
  say(tests.map(({ set, name, records }) => `${set} ${name} ${records}`).join(', '));
  if (values.stage === 'data') return;
  const baseline = await evaluate(out, tests, { name: 'text-match', policy: 'baseline' });
  const rows = [{ label: 'text match (the baseline of magnet serve)', scores: [baseline], arms: [] }];
  const waiting = [...seeds];
  const work = async () => {
    for (let seed = waiting.shift(); seed !== undefined; seed = waiting.shift()) {
      for (const arm of armsOf(seed, settings)) {
        const trained = await trainArm(out, settings, arm);
        if (values.stage === 'train') continue;
        add(
          rows,
          arm.label,
          trained,
          await evaluate(out, tests, { name: arm.name, policy: `nano:${path.join(out, 'models', arm.name)}` }),
        );
        writeWhole(path.join(out, 'table.md'), tableOf(rows));
      }
    }
  };
  await Promise.all(Array.from({ length: Number(values.jobs) }, work));
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
