import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RECORDS, runGeneration, runSettings } from '../../server/src/dataset/index.ts';
import { openRunFolder } from '../../server/src/files/index.ts';
import { buildGraph } from '../../server/src/graph/index.ts';
import { buildCatalog, type Catalog, catalogHash, parseDocument } from '../../server/src/signature/index.ts';
import { createTeacher } from '../../server/src/teacher/index.ts';
import { createSimulatedWorld } from '../../server/src/world/index.ts';
import { asJson, makeCorpus } from './corpus.ts';
import { processorTime } from './processor-time.ts';
import type { BenchRow } from './row.ts';

const PAIRS = 400;
/** Pairs made before the clock starts: the compiler has then seen most of the code. */
const WARM_UP = 200;
const FUNCTIONS = 500;
const PEER_MS = 500;

/**
 * Verified pairs a second of the processor with the offline teacher, on the bundled example and on a catalog of 500
 * functions. What other programs do on the machine slows every figure; the ratio says what a pair costs beside reading and
 * writing its own JSON in the same process.
 */
export async function benchGeneration(root: string): Promise<BenchRow[]> {
  const example = await readFile(path.join(root, 'examples/airline/airline.fsig'), 'utf8');
  const large = asJson(makeCorpus(FUNCTIONS, root).tools);
  return [
    await row('pairs, bundled example', catalogOf('file:///airline.fsig', example), 500),
    await row(`pairs, ${FUNCTIONS} functions`, catalogOf('file:///bench.tools.json', large), 200),
  ];
}

function catalogOf(uri: string, text: string): Catalog {
  return buildCatalog([parseDocument(uri, text)]);
}

async function row(name: string, catalog: Catalog, least: number): Promise<BenchRow> {
  const make = maker(catalog);
  await make(WARM_UP, 'warm-up');
  const { text, milliseconds } = await make(PAIRS, 'bench');
  const pair = milliseconds / PAIRS;
  const rate = 1000 / pair;
  return {
    name,
    value: `${rate.toFixed(0)} a second, each ${(pair / roundTrip(text)).toFixed(0)} × its own JSON read and written`,
    limit: `≥ ${least} a second`,
    ok: rate >= least,
  };
}

/** Makes runs of one catalog into folders that go again. */
function maker(catalog: Catalog) {
  const graph = buildGraph(catalog.entries);
  const world = createSimulatedWorld(catalog.entries);
  return async (count: number, seed: string): Promise<{ text: string; milliseconds: number }> => {
    const folder = await mkdtemp(path.join(tmpdir(), 'magnet-bench-'));
    try {
      const teacher = await createTeacher('offline', {});
      const milliseconds = await processorTime(() =>
        runGeneration({
          functions: catalog.entries,
          graph,
          catalogHash: catalogHash(catalog),
          world,
          teacher,
          settings: runSettings({ count, seed }),
          folder: openRunFolder(folder),
          codeVersion: 'bench',
        }),
      );
      return { text: await readFile(path.join(folder, RECORDS), 'utf8'), milliseconds };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
}

/** Milliseconds in which a record is parsed and written as JSON, on the average over the run. */
function roundTrip(text: string): number {
  const lines = text.trimEnd().split('\n');
  let records = 0;
  const before = process.cpuUsage();
  for (;;) {
    for (const line of lines) JSON.stringify(JSON.parse(line));
    records += lines.length;
    const { user, system } = process.cpuUsage(before);
    if (user + system > PEER_MS * 1000) return (user + system) / 1000 / records;
  }
}
