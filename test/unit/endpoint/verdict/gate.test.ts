import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterAll, describe, expect, it } from 'vitest';
import { registerGenerate } from '../../../../server/src/cli/commands/generate.ts';
import {
  createPolicyClient,
  createReplayPolicy,
  playTrajectory,
  type ReplaySide,
  type TurnResult,
} from '../../../../server/src/endpoint/index.ts';
import type { TrajectoryRecord } from '../../../../server/src/trajectory/index.ts';
import { createSimulatedWorld } from '../../../../server/src/world/index.ts';
import { runCommand } from '../../cli/run.ts';
import { functionsOf } from '../../world/catalogs.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'magnet-gate-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Records of each catalog: the further ones are there for their words, not for numbers. */
const [MANY, FEW] = ['bank hotel tickets', 'library parcels telco'];
const CATALOGS = (process.env.MAGNET_GATE_CATALOGS ?? `${MANY} ${FEW}`).split(' ');
const recordsOf = (name: string) => process.env.MAGNET_GATE_RECORDS ?? (FEW.includes(name) ? '5' : '12');
const SEEDS = (process.env.MAGNET_GATE_SEEDS ?? '1').split(' ');

async function generate(file: string, seed: string): Promise<TrajectoryRecord[]> {
  const out = path.join(folder, `${path.basename(file)}-${seed}`);
  await runCommand(
    registerGenerate,
    'generate',
    file,
    '--out',
    out,
    '--count',
    recordsOf(path.parse(file).name),
    '--seed',
    seed,
  );
  const lines = readFileSync(path.join(out, 'records.jsonl'), 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as TrajectoryRecord);
}

async function play(record: TrajectoryRecord, side: ReplaySide, functions: ReturnType<typeof functionsOf>) {
  const client = createPolicyClient(createReplayPolicy([record], side));
  let results: readonly TurnResult[] = [];
  for await (const event of playTrajectory(record, client, createSimulatedWorld(functions), { functions }))
    if (event.type === 'end') results = event.results;
  return results;
}

/** The turn that a rejected side parts in. */
function turnOf({ turns, divergesAt }: TrajectoryRecord): number {
  const at = divergesAt?.message ?? 0;
  return turns.find(({ messages: [start, end] }) => at >= start && at < end)?.index ?? -1;
}

describe.each(CATALOGS)('a run of %s', (name) => {
  const file = name === 'airline' ? 'examples/airline/airline.fsig' : `test/fixtures/catalogs/${name}.json`;
  it.each(SEEDS)(
    'has right chosen sides and rejected sides that are wrong with their label (seed %s)',
    async (seed) => {
      const functions = functionsOf(readFileSync(file, 'utf8'), `file:///${path.basename(file)}`);
      const problems: string[] = [];
      for (const record of await generate(file, seed)) {
        for (const turn of await play(record, 'chosen', functions))
          if (!turn.right)
            problems.push(`${record.id} chosen turn ${turn.turn}: ${turn.verdict} ${turn.problems.join('; ')}`);
        if (record.rejected === undefined) continue;
        const at = turnOf(record);
        const rejected = await play(record, 'rejected', functions);
        const before = rejected.slice(0, at).filter((turn) => !turn.right);
        if (before.length > 0) problems.push(`${record.id} rejected: wrong before it parts`);
        const turn = rejected[at];
        const wanted = record.divergesAt?.errorType;
        if (turn?.verdict !== 'wrong' || turn.errorType !== wanted)
          problems.push(
            `${record.id} rejected turn ${at}, type ${wanted} (${record.divergesAt?.reason}): ${turn?.verdict} ${turn?.errorType} ${turn?.labels.join()} | ${turn?.text} | ${turn?.referenceText}`,
          );
      }
      expect(problems).toEqual([]);
    },
    60_000,
  );
});
