import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { registerGenerate } from '../../../server/src/cli/commands/generate.ts';
import type { TrajectoryRecord } from '../../../server/src/trajectory/index.ts';
import { ROOT, startCommand } from '../cli/run.ts';

/**
 * What records of every kind are made of, without the words of queries and answers: path, calls, outputs, where the sides
 * part, certificates. The language of the offline teacher may change and leave these files as they are.
 */
const MIXTURE = 'multi-turn=4,single=1,parallel=1,multiple=1,irrelevance=1';
const folder = mkdtempSync(path.join(tmpdir(), 'magnet-skeletons-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(['examples/airline/airline.fsig', 'test/fixtures/catalogs/clinic.json'])('records of %s', async (file) => {
  const name = path.basename(file);
  const how = [
    '--count',
    '12',
    '--seed',
    'skeleton',
    '--mixture',
    MIXTURE,
    '--errors',
    '0.5',
    '--force',
    '--format',
    'json',
  ];
  const { code } = await startCommand(
    registerGenerate,
    ['generate', path.join(ROOT, file), '--out', name, ...how],
    folder,
  ).done;
  expect(code).toBe(0);
  const lines = readFileSync(path.join(folder, name, 'records.jsonl'), 'utf8')
    .trim()
    .split('\n');
  const skeletons = lines.map((line) => skeletonOf(JSON.parse(line) as TrajectoryRecord));
  await expect(`${skeletons.join('\n\n')}\n`).toMatchFileSnapshot(`fixtures/expected/skeleton-${name}.txt`);
});

function skeletonOf({
  index,
  kind,
  path: walked,
  messages,
  turns,
  divergesAt,
  rejected,
  certificates,
}: TrajectoryRecord) {
  const parts = divergesAt === undefined ? [] : [`parts at ${divergesAt.message}: ${JSON.stringify(divergesAt)}`];
  return [
    `${index} ${kind}: ${walked.operations.map(({ op, turn }) => `${op} ${turn}`).join(', ')}`,
    ...walked.turns.map((turn, at) => {
      const calls = turn.functions.map((id, place) => `${id} (${turn.origins[place]})`);
      return `  turn ${at} ${turn.kind}: ${calls.join(', ')}; ${turns[at]?.notes.join('; ') ?? ''}`;
    }),
    ...messages.flatMap(linesOf),
    ...parts,
    ...(rejected ?? []).slice(divergesAt?.message ?? 0).flatMap(linesOf),
    ...certificates.map(
      ({ kind: what, turn, holds, detail }) => `  ${what} ${turn} ${holds ? 'holds' : 'fails'}: ${detail}`,
    ),
  ].join('\n');
}

/** A call or an output in one line; words are left out, not that there are some. */
function linesOf(message: TrajectoryRecord['messages'][number]): string[] {
  if (message.role === 'tool') return [`    → ${JSON.stringify(message.content)}`];
  const calls = message.role === 'assistant' ? (message.tool_calls ?? []) : [];
  if (calls.length === 0) return [`    ${message.role}`];
  return calls.map((call) => `    ${call.function.name} ${JSON.stringify(call.function.arguments)}`);
}
