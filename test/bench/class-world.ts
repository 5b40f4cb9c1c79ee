import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runGeneration, runSettings } from '../../server/src/dataset/index.ts';
import { openRunFolder } from '../../server/src/files/index.ts';
import { buildGraph } from '../../server/src/graph/index.ts';
import type { Json } from '../../server/src/json/index.ts';
import { buildCatalog, type Catalog, catalogHash, parseDocument } from '../../server/src/signature/index.ts';
import { createOfflineTeacher } from '../../server/src/teacher/index.ts';
import { createModuleWorld, importPython, type World } from '../../server/src/world/index.ts';
import type { BenchRow } from './row.ts';

const CALLS = 6_000;
const RECORDS = 200;
const CALLS_LIMIT = 2_000;
const RECORDS_LIMIT = 20;

/** A Python class as a world: calls that go on from any earlier state, and whole records made in it. */
export async function benchClassWorld(root: string): Promise<BenchRow[]> {
  if (spawnSync('python3', ['--version']).status !== 0) return [{ name: 'Python class', value: 'no python3 here' }];
  const file = path.join(root, 'test/fixtures/classes/ticket_desk.py');
  const state = JSON.parse(readFileSync(file.replace('.py', '.json'), 'utf8')) as Json;
  const { text } = await importPython(file, { classes: ['TicketDesk'] });
  const catalog = buildCatalog([parseDocument('file:///desk.json', text, { kind: 'json', dialect: 'mcp' })]);
  const world = createModuleWorld({ file, classes: ['TicketDesk'], state, functions: catalog.entries, consent: true });
  try {
    await world.open?.();
    const calls = await callsPerSecond(world, catalog);
    const { rate, yielded } = await recordsPerSecond(world, catalog);
    return [
      {
        name: 'Python class, calls that each keep a state',
        value: `${Math.round(calls)} calls/s`,
        limit: `≥ ${CALLS_LIMIT}/s`,
        ok: calls >= CALLS_LIMIT,
      },
      {
        name: 'Python class, records',
        value: `${rate.toFixed(1)} records/s, ${yielded} % of paths`,
        limit: `≥ ${RECORDS_LIMIT}/s`,
        ok: rate >= RECORDS_LIMIT,
      },
    ];
  } finally {
    await world.close();
  }
}

/** Every other call changes the desk; each tenth goes back to the start, as replays do. */
async function callsPerSecond(world: World, catalog: Catalog): Promise<number> {
  const id = (name: string) => catalog.lookup(name)[0]?.id ?? name;
  const start = await world.start('bench');
  const login = { function: id('desk_login'), arguments: { username: 'mira', password: 'lock-42' } };
  const { state: signedIn } = await world.execute(login, start);
  const calls = [
    { function: id('open_ticket'), arguments: { title: 'Window does not close' } },
    { function: id('get_ticket'), arguments: { ticket_id: 'T-001' } },
  ];
  let state = signedIn;
  const began = performance.now();
  for (let index = 0; index < CALLS; index += 1) {
    const execution = await world.execute(calls[index % 2] as (typeof calls)[0], state);
    state = index % 10 === 9 ? signedIn : execution.state;
  }
  return (CALLS / (performance.now() - began)) * 1000;
}

async function recordsPerSecond(world: World, catalog: Catalog): Promise<{ rate: number; yielded: number }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'magnet-bench-'));
  try {
    const began = performance.now();
    const summary = await runGeneration({
      functions: catalog.entries,
      graph: buildGraph(catalog.entries),
      catalogHash: catalogHash(catalog),
      world,
      teacher: createOfflineTeacher(),
      settings: runSettings({ count: RECORDS, seed: 'bench' }),
      folder: openRunFolder(path.join(folder, 'run')),
      codeVersion: 'bench',
    });
    const seconds = (performance.now() - began) / 1000;
    return { rate: (summary.counts.records ?? 0) / seconds, yielded: Math.round(summary.yield * 100) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
