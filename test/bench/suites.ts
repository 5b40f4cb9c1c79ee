import { spawnSync } from 'node:child_process';
import { benchClassWorld } from './class-world.ts';
import { benchCoherence } from './coherence.ts';
import { benchDialects } from './dialects.ts';
import { benchDomain } from './domain.ts';
import { benchEachRule } from './each-rule.ts';
import { benchEditor } from './editor.ts';
import { benchGeneration } from './generation.ts';
import { benchFit } from './graph/fit-rows.ts';
import { timedGraph } from './graph/index.ts';
import { benchUnseen } from './graph/unseen-rows.ts';
import { benchPanel } from './panel.ts';
import { benchProxy } from './proxy.ts';
import { benchRace } from './race.ts';
import type { BenchRow } from './row.ts';
import { benchRules, type RulesBenchOptions } from './rules.ts';
import { benchExport, benchLongRun, benchRuns, benchWorkers, type RunsBenchOptions } from './runs.ts';
import { benchScoring } from './scoring.ts';
import { benchServer, type ServerBenchOptions } from './server.ts';
import { benchSimulatedWorld } from './simulated-world.ts';
import { keepSpeed } from './speed-file.ts';
import { benchTeacher } from './teacher.ts';
import { benchTests } from './tests.ts';
import { benchValidation } from './validation.ts';
import { benchWalk } from './walk.ts';

type SuiteOptions = ServerBenchOptions & RulesBenchOptions & RunsBenchOptions;
type Suites = Readonly<Record<string, (options: SuiteOptions) => Promise<BenchRow[]> | BenchRow[]>>;

/** Every bench by name, in the order they run. */
const SUITES: Suites = {
  server: benchServer,
  race: benchRace,
  rules: benchRules,
  editor: ({ root }) => benchEditor(root),
  dialects: ({ root }) => benchDialects(root),
  domain: ({ root }) => benchDomain(root),
  graph: ({ root }) => timedGraph(root),
  generation: ({ root }) => benchGeneration(root),
  teacher: ({ root }) => benchTeacher(root),
  runs: benchRuns,
  validation: benchValidation,
  scoring: ({ root }) => benchScoring(root),
  tests: ({ root }) => benchTests(root),
  proxy: benchProxy,
  world: async ({ root }) => [...benchSimulatedWorld(root), ...(await benchClassWorld(root))],
  walk: () => {
    const { stepsPerSecond, ratio } = benchWalk();
    const millions = stepsPerSecond / 1e6;
    return [
      {
        name: 'random walk',
        value: `${millions.toFixed(1)} million steps/s, ${ratio.toFixed(1)} × a walk over maps`,
        limit: '≥ 10 million/s',
        ok: millions >= 10,
      },
    ];
  },
};

/** Benches that run only when they are named. */
const ON_DEMAND: Suites = {
  coherence: ({ root }) => benchCoherence(root),
  panel: benchPanel,
  'long-run': benchLongRun,
  workers: benchWorkers,
  export: benchExport,
  'each-rule': ({ root }) => benchEachRule(root),
  'graph-unseen': ({ root }) => benchUnseen(root),
  'graph-fit': ({ root }) => benchFit(root),
};

/** Benches that print tables of their own. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  fsig: ['--expose-gc', 'test/bench/fsig/run.mjs'],
};

/** Runs the suites named, or all, and prints one table; `--write` also keeps it in docs/speed.json. @returns the exit code: 1 where a limit is not met */
export async function runSuites(options: SuiteOptions, args: readonly string[]): Promise<number> {
  const names = args.filter((name) => name !== '--write');
  const all = { ...SUITES, ...ON_DEMAND, ...COMMANDS };
  const unknown = names.filter((name) => !Object.hasOwn(all, name));
  if (unknown.length > 0) {
    process.stderr.write(`bench: no suite named ${unknown.join(', ')}; there are ${Object.keys(all).join(', ')}\n`);
    return 2;
  }
  let failed = 0;
  const chosen = names.length === 0 ? SUITES : { ...SUITES, ...ON_DEMAND };
  for (const [name, run] of Object.entries(chosen)) {
    if (names.length > 0 && !names.includes(name)) continue;
    process.stdout.write(`\n${name}\n`);
    const rows = await run(options);
    if (names.length < args.length) keepSpeed(options.root, name, rows);
    for (const row of rows) {
      if (row.ok === false) failed++;
      const verdict = row.ok === undefined ? '' : row.ok ? 'ok' : 'MISSED';
      process.stdout.write(
        `  ${row.name.padEnd(44)} ${row.value.padEnd(28)} ${(row.limit ?? '').padEnd(16)} ${verdict}\n`,
      );
    }
  }
  for (const [name, command] of Object.entries(COMMANDS)) {
    if (names.length > 0 && !names.includes(name)) continue;
    process.stdout.write(`\n${name}\n`);
    const { status } = spawnSync(process.execPath, command, { cwd: options.root, stdio: 'inherit' });
    if (status !== 0) failed++;
  }
  return failed > 0 ? 1 : 0;
}
