import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { forgetDomain } from '../domain/index.ts';
import { forgetWords } from '../english/index.ts';

/** Quiet time before memory is given back. */
const QUIET_MS = 2_500;

/** Share of the processor in that time that still counts as quiet. */
const IDLE_SHARE = 0.2;

/** A heap that grew by less than this since the last time is left alone: collecting takes 0.1 s and more of a large one. */
const WORTH_BYTES = 32 * 1024 * 1024;

/**
 * Gives memory back to the system in quiet moments. A burst of work on a large file leaves V8 with several times the
 * pages it needs (240 MB of 500 after forty edits of a 12 MB file), and it keeps them for as long as nothing happens.
 * @returns called with every change
 */
export function createHeapTrimmer(): () => void {
  let settled = process.memoryUsage().heapTotal;
  let timer: NodeJS.Timeout | undefined;
  let spent = process.cpuUsage();
  const wait = () => {
    clearTimeout(timer);
    spent = process.cpuUsage();
    timer = setTimeout(giveBack, QUIET_MS);
    timer.unref();
  };
  const giveBack = () => {
    const { user, system } = process.cpuUsage(spent);
    // Work goes on without changes: a long look, a graph. Collecting in its midst would find half of it alive.
    if ((user + system) / 1_000 > QUIET_MS * IDLE_SHARE) return wait();
    if (process.memoryUsage().heapTotal - settled < WORTH_BYTES) return;
    collect();
    settled = process.memoryUsage().heapTotal;
  };
  return wait;
}

let gc: (() => void) | undefined;

/** Collects, and moves what is left together: pages that are half empty cannot be given back. */
export function collect(): void {
  if (gc === undefined) {
    setFlagsFromString('--expose-gc');
    gc = runInNewContext('gc') as () => void;
  }
  forgetWords();
  forgetDomain();
  setFlagsFromString('--compact-on-every-full-gc');
  gc();
  setFlagsFromString('--no-compact-on-every-full-gc');
}
