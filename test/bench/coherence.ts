import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { readDomain } from '../../server/src/domain/index.ts';
import {
  coherenceOfCalls,
  type Readings,
  type SeenCall,
  seenCall,
  type Violation,
} from '../../server/src/trajectory/index.ts';
import { createSimulatedWorld } from '../../server/src/world/index.ts';
import { play, withoutResponses } from '../unit/world/play.ts';
import { readFunctions } from './graph/unseen.ts';
import type { BenchRow } from './row.ts';

/** Conversations played with each catalog. */
const CONVERSATIONS = 12;
/** Share of comparisons that may be wrong. */
const MAX_WRONG = 0.01;
const REAL = /(?:tools|tools-list|_api|_system|_control)\.json$/;

interface Tally {
  readonly made: number;
  readonly wrong: readonly (Violation & { readonly catalog: string })[];
}

/**
 * How often random conversations contradict themselves, judged by the certificate `coherent`: on our catalogs and on those of
 * others where `../shared/data` is, as they are and without what they document of answers. `MAGNET_BENCH_CATALOGS` names a
 * folder of more. Every contradiction is told where `MAGNET_BENCH_DETAIL` is set.
 */
export function benchCoherence(root: string): BenchRow[] {
  return Object.entries(catalogsOf(root)).flatMap(([whose, files]) =>
    files.length === 0
      ? [{ name: whose, value: 'not there, not measured' }]
      : [false, true].flatMap((bare) =>
          rowsOf(`${whose}, ${bare ? 'no responses' : 'as they are'}`, tally(files, bare)),
        ),
  );
}

function catalogsOf(root: string): Readonly<Record<string, readonly string[]>> {
  const data = path.resolve(root, '../shared/data');
  const more = process.env.MAGNET_BENCH_CATALOGS;
  return {
    ours: [path.join(root, 'examples/airline/airline.fsig'), ...filesIn(path.join(root, 'test/fixtures/catalogs'))],
    others: [
      'bfcl/multi_turn_func_doc',
      'tau2-bench',
      'mcp/server-filesystem',
      'mcp/server-memory',
      'mcp/playwright-mcp',
    ]
      .flatMap((folder) => filesIn(path.join(data, folder)))
      .filter((file) => REAL.test(file)),
    ...(more === undefined ? {} : { more: filesIn(more) }),
  };
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => path.join(folder, name));
}

function tally(files: readonly string[], bare: boolean): Tally {
  let made = 0;
  const wrong: (Violation & { readonly catalog: string })[] = [];
  for (const file of files) {
    const all = readFunctions(file, 'documented');
    const functions = bare ? withoutResponses(all) : all;
    const world = createSimulatedWorld(functions);
    const readings = new Map(readDomain(functions).functions.map((reading) => [reading.function, reading]));
    for (let index = 0; index < CONVERSATIONS; index += 1) {
      const { checks, violations } = coherenceOfCalls(callsOf(play(world, functions, `coherence ${index}`), readings));
      made += checks;
      wrong.push(...violations.map((violation) => ({ ...violation, catalog: path.basename(file) })));
    }
  }
  return { made, wrong };
}

function callsOf(seen: ReturnType<typeof play>, readings: Readings): SeenCall[] {
  return seen.map(({ id, arguments: given, outcome }, index) =>
    seenCall(id, given, outcome.ok ? outcome.output : { error: outcome.error }, index, readings),
  );
}

function rowsOf(name: string, { made, wrong }: Tally): BenchRow[] {
  const share = made === 0 ? 0 : wrong.length / made;
  if (process.env.MAGNET_BENCH_DETAIL !== undefined)
    for (const { catalog, law, function: id, reason } of wrong)
      process.stdout.write(`    ${catalog} law ${law} ${id}: ${reason}\n`);
  return [
    {
      name,
      value: `${wrong.length} of ${made} wrong (${(100 * share).toFixed(1)} %)`,
      limit: '≤ 1 %',
      ok: made > 0 && share <= MAX_WRONG,
    },
    ...counted(wrong.map(({ law }) => `  law ${law}`)),
    ...counted(wrong.map(({ catalog, function: id }) => `  ${catalog} ${id}`)).slice(0, MAX_TOLD),
  ];
}

const MAX_TOLD = 8;

function counted(keys: readonly string[]): BenchRow[] {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1]).map(([name, count]) => ({ name, value: String(count) }));
}
