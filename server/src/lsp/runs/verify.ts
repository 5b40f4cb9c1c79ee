import { setImmediate as nextTurn } from 'node:timers/promises';
import { Verifier, type VerifyGround } from '../../dataset/index.ts';
import type { VerifyRunResult } from '../protocol.ts';
import type { Session } from '../session.ts';
import type { OpenRuns } from './open-runs.ts';
import { groundOf } from './review.ts';

/** Records that are named; how many there are is said. */
const MAX_FAILED = 1_000;
/** Milliseconds of proving after which other requests have their turn. */
const SLICE_MS = 12;

/** Proves every record of a run again, as `magnet verify` does, with the signatures that the workspace has. */
export async function verifyRun(
  session: Session,
  runs: OpenRuns,
  uri: string,
  signal: AbortSignal,
): Promise<VerifyRunResult> {
  const run = await runs.open(uri);
  await run.index.done;
  const first = await run.index.read(0);
  const ground: VerifyGround =
    first === undefined ? { why: 'the run holds no record' } : await groundOf(session, run, first, undefined, signal);
  try {
    const verifier = new Verifier(ground);
    for (const { line, reason } of run.index.broken()) await verifier.add({ line, problem: reason });
    let started = performance.now();
    const all = Array.from({ length: run.index.count }, (_, at) => at);
    for await (const { index, record } of run.index.readEach(all)) {
      signal.throwIfAborted();
      await verifier.add({ line: index + 1, index, format: run.index.format, record });
      if (performance.now() - started < SLICE_MS) continue;
      await nextTurn();
      started = performance.now();
    }
    const report = verifier.finish();
    return { ...report, failed: report.failed.slice(0, MAX_FAILED), failures: report.failed.length };
  } finally {
    await ground.context?.world.close();
  }
}
