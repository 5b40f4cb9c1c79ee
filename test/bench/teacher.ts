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
/** A run of about half a minute, where the machine has the time for it. */
const RECORDS = Number(process.env.MAGNET_BENCH_RECORDS ?? 640);
/** Tenths of a second in which a run begins and ends. */
const EDGE = 10;

/**
 * How busy a run keeps a teacher behind HTTP that takes 200 ms for an answer, at a concurrency of 64: requests in flight as
 * the server counts them, from the first one to the last answer, and without the first and the last second; and up to where
 * fewer records are left than places, for the last and longest of them ends alone. The server is a process of its own, and what it answers was found before: the time is that of the run alone.
 */
export async function benchTeacher(root: string): Promise<BenchRow[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'magnet-bench-'));
  const text = await readFile(path.join(root, 'examples/airline/airline.fsig'), 'utf8');
  const answers = await answersOf(text, { count: RECORDS, seed: 'bench' }, path.join(folder, 'script'));
  const server = await startTeacher(answers, folder, { latencyMs: LATENCY_MS }, root);
  try {
    const { stats, cpuMs } = await run(text, server, path.join(folder, 'run'));
    const busy = stats.busy / (AT_ONCE * stats.span);
    const within = shareOf(stats.tenths.slice(EDGE, -EDGE));
    // From its last full tenth on, fewer records are left than places.
    const isFull = (tenth: number) => tenth >= 0.95 * AT_ONCE * 100;
    const supplied = shareOf(stats.tenths.slice(EDGE, stats.tenths.findLastIndex(isFull) + 1));
    return [
      {
        name: `teacher, ${AT_ONCE} at once, ${LATENCY_MS} ms an answer: busy`,
        value: `${percent(within)} % of the run, ${percent(busy)} % with its first and last second; ${percent(supplied)} % until its records run out`,
        limit: '≥ 95 %',
        ok: within >= 0.95,
      },
      {
        name: `requests a record, over ${RECORDS} records`,
        value: (stats.requests / RECORDS).toFixed(1),
      },
      {
        name: 'processor time of a request',
        value: `${(cpuMs / stats.requests).toFixed(2)} ms, records made and all`,
        // More than this, and one processor cannot keep the places full.
        limit: `≤ ${(LATENCY_MS / AT_ONCE).toFixed(1)} ms`,
        ok: cpuMs / stats.requests <= LATENCY_MS / AT_ONCE,
      },
    ];
  } finally {
    server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** In flight of what may be, over these tenths of a second. */
function shareOf(tenths: readonly number[]): number {
  return tenths.reduce((sum, tenth) => sum + tenth, 0) / (AT_ONCE * 100 * tenths.length);
}

function percent(share: number): string {
  return (share * 100).toFixed(1);
}

async function run(
  text: string,
  server: TeacherServer,
  folder: string,
): Promise<{ stats: TeacherStats; cpuMs: number }> {
  const catalog = buildCatalog([parseDocument('file:///tools.fsig', text)]);
  const teacher = await createTeacher('openai', {
    model: 'script',
    baseUrl: `${server.url}/v1`,
    price: FREE,
    limits: { concurrency: AT_ONCE },
    cacheFile: path.join(folder, 'teacher.jsonl'),
  });
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
  });
  const { user, system } = process.cpuUsage(before);
  // Counted when the last answer was sent, not when the folder was closed.
  const stats = await server.stats();
  await teacher.close();
  if (stats.unknown > 0)
    throw new Error(`${stats.unknown} prompts had no answer: the run was not the one that was foreseen`);
  return { stats, cpuMs: (user + system) / 1000 };
}
