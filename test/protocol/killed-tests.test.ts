import { spawn } from 'node:child_process';
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestReport } from '../../server/src/endpoint/index.ts';
import type { TrajectoryRecord } from '../../server/src/trajectory/index.ts';
import { openAiMessage, type ReplayServer, startReplayServer } from '../unit/endpoint/replay-server.ts';

// npm run kill: as many kills as MAGNET_KILLS says, half of them at each concurrency.
const KILLS = Math.max(2, Math.ceil(Number(process.env.MAGNET_KILLS ?? 8) / 2));
const COUNT = 12;
const root = path.resolve(import.meta.dirname, '../..');
const magnet = path.join(root, 'dist/cli/main.mjs');
const signatures = path.join(root, 'examples/airline/airline.fsig');

let folder = '';
let run = '';
let records: TrajectoryRecord[] = [];
let server: ReplayServer;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'magnet-killed-tests-'));
  run = path.join(folder, 'run');
  expect(await play(['generate', signatures, '--out', run, '--count', String(COUNT), '--seed', 'kill']).code).toBe(0);
  const lines = (await readFile(path.join(run, 'records.jsonl'), 'utf8')).trim().split('\n');
  records = lines.map((line) => JSON.parse(line) as TrajectoryRecord);
  // The third record's agent is wrong, so that a verdict lost or doubled would change the sums.
  const [, , spoilt] = records;
  server = await startReplayServer(records, {
    fault: (response, messages) => {
      if (messages[1]?.content !== spoilt?.messages[1]?.content) return false;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ choices: [{ message: openAiMessage({ text: 'No.', calls: [] }) }] }));
      return true;
    },
  });
}, 120_000);
afterAll(async () => {
  server?.close();
  await rm(folder, { recursive: true, force: true });
});

function play(args: readonly string[]) {
  const child = spawn(process.execPath, [magnet, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
  const text: string[] = [];
  child.stdout.on('data', (piece) => text.push(String(piece)));
  const ended = { yes: false };
  const code = new Promise<number | null>((resolve) =>
    child.once('close', (status) => {
      ended.yes = true;
      resolve(status);
    }),
  );
  return { child, ended, code, out: () => text.join('') };
}

const testArgs = (out: string, concurrency: number) =>
  ['test', run, signatures, '--url', server.url, '--out', out, '--resume', '--format', 'json'].concat(
    '--concurrency',
    String(concurrency),
  );

/** What a run of tests says, without how long it took and in the order of the records. */
async function resultsIn(file: string) {
  const [head = '', ...lines] = (await readFile(file, 'utf8')).trim().split('\n');
  const results = lines.map((line) => JSON.parse(line) as TestReport['results'][number]);
  const plain = results.map(({ milliseconds: _, turns, ...rest }) => ({
    ...rest,
    turns: turns.map(({ turn, right, labels }) => ({ turn, right, labels })),
  }));
  return { head, results: plain.sort((a, b) => a.index - b.index) };
}

describe.each([1, 8])('magnet test at a concurrency of %i', (concurrency) => {
  it(
    'is killed again and again, and ends with the results of an undisturbed run: each record judged once',
    async () => {
      const whole = path.join(folder, `whole-${concurrency}.jsonl`);
      const before = server.requests();
      const undisturbed = play(testArgs(whole, concurrency));
      expect(await undisturbed.code).toBe(1);
      const needed = server.requests() - before;
      expect(JSON.parse(undisturbed.out())).toMatchObject({ records: COUNT, right: COUNT - 1 });

      const out = path.join(folder, `killed-${concurrency}.jsonl`);
      const start = server.requests();
      let kills = 0;
      for (let random = concurrency + 1; kills < KILLS; kills += 1) {
        // After so many further requests, which differ from kill to kill: no moment is planned by the program.
        random = (random * 48271) % 2147483647;
        const until = server.requests() + 1 + (random % Math.ceil((2 * needed) / KILLS));
        const { child, ended, code } = play(testArgs(out, concurrency));
        while (!ended.yes && server.requests() < until) await after(1);
        child.kill('SIGKILL');
        if ((await code) !== null) break;
      }
      expect(kills).toBeGreaterThan(0);
      // As if the last kill had come in the middle of a line.
      await appendFile(out, '{"id":"half');
      const last = play(testArgs(out, concurrency));
      expect(await last.code).toBe(1);
      expect(JSON.parse(last.out())).toMatchObject({ records: COUNT, right: COUNT - 1, unjudged: 0 });
      expect(await resultsIn(out)).toEqual(await resultsIn(whole));
      // A record that was judged is not asked again: only what was in flight at a kill is.
      const longest = Math.max(...records.map(({ messages }) => messages.filter((m) => m.role === 'assistant').length));
      expect(server.requests() - start - needed).toBeLessThanOrEqual(kills * concurrency * longest);
      console.info(
        `${kills} kills at a concurrency of ${concurrency}: ${server.requests() - start} requests for ${needed}`,
      );
    },
    120_000 + KILLS * 30_000,
  );
});
