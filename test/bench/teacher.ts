import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runGeneration, runSettings } from '../../server/src/dataset/index.ts';
import { openRunFolder } from '../../server/src/files/index.ts';
import { buildGraph } from '../../server/src/graph/index.ts';
import { buildCatalog, catalogHash, parseDocument } from '../../server/src/signature/index.ts';
import { createTeacher, FREE } from '../../server/src/teacher/index.ts';
import { createSimulatedWorld } from '../../server/src/world/index.ts';
import { answersOf, startTeacher, type TeacherServer, type TeacherStats } from '../support/scripted-teacher.ts';
import type { BenchRow } from './row.ts';

const AT_ONCE = 64;
const LATENCY_MS = 200;
const RECORDS = 192;

/**
 * How busy a run keeps a teacher behind HTTP that takes 200 ms for an answer, at a concurrency of 64: requests in flight as
 * the server counts them, over the time in which there are records enough left to start. The server is a process of its own,
 * and what it answers was found before: the time is that of the run alone.
 */
export async function benchTeacher(root: string): Promise<BenchRow[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'magnet-bench-'));
  const text = await readFile(path.join(root, 'examples/airline/airline.fsig'), 'utf8');
  const answers = await answersOf(text, { count: RECORDS, seed: 'bench' }, path.join(folder, 'script'));
  const server = await startTeacher(answers, folder, { latencyMs: LATENCY_MS }, root);
  try {
    const { stats, requests, cpuMs } = await run(text, server, path.join(folder, 'run'));
    const busy = stats.busy / (AT_ONCE * stats.span);
    return [
      {
        name: `teacher, ${AT_ONCE} at once, ${LATENCY_MS} ms an answer: busy`,
        value: `${(busy * 100).toFixed(1)} %, ${(requests / RECORDS).toFixed(1)} requests a record, ${(cpuMs / requests).toFixed(2)} ms of processor a request`,
        limit: '≥ 95 %',
        ok: busy >= 0.95,
      },
    ];
  } finally {
    server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function run(
  text: string,
  server: TeacherServer,
  folder: string,
): Promise<{ stats: TeacherStats; requests: number; cpuMs: number }> {
  const catalog = buildCatalog([parseDocument('file:///tools.fsig', text)]);
  const teacher = await createTeacher('openai', {
    model: 'script',
    baseUrl: `${server.url}/v1`,
    price: FREE,
    limits: { concurrency: AT_ONCE },
  });
  let stats: Promise<TeacherStats> | undefined;
  const before = process.cpuUsage();
  await runGeneration({
    functions: catalog.entries,
    graph: buildGraph(catalog.entries),
    catalogHash: catalogHash(catalog),
    world: createSimulatedWorld(catalog.entries),
    teacher,
    settings: runSettings({ count: RECORDS, seed: 'bench' }),
    folder: openRunFolder(folder),
    codeVersion: 'script',
    concurrency: AT_ONCE,
    now: () => performance.now(),
    onProgress: ({ done }) => {
      // From here on there are too few records left to fill what may be in flight.
      if (done >= RECORDS - AT_ONCE) stats ??= server.stats();
    },
  });
  const { user, system } = process.cpuUsage(before);
  const { requests, unknown } = await server.stats();
  await teacher.close();
  if (unknown > 0) throw new Error(`${unknown} prompts had no answer: the run was not the one that was foreseen`);
  return { stats: await (stats ?? server.stats()), requests, cpuMs: (user + system) / 1000 };
}
