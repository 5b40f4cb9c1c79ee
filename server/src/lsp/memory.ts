import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Quiet time before memory is given back. */
const QUIET_MS = 1_500;

/** A heap that grew by less than this since the last time is left alone. */
const WORTH_BYTES = 48 * 1024 * 1024;

/**
 * Gives memory back to the system in quiet moments. A burst of work on a large file leaves V8 with several times the
 * pages it needs (240 MB of 500 after forty edits of a 12 MB file), and it keeps them for as long as nothing happens.
 * @returns called with every change
 */
export function createMemoryKeeper(): () => void {
  let collect: (() => void) | undefined;
  let settled = process.memoryUsage().heapTotal;
  let timer: NodeJS.Timeout | undefined;
  const giveBack = () => {
    if (process.memoryUsage().heapTotal - settled < WORTH_BYTES) return;
    if (collect === undefined) {
      setFlagsFromString('--expose-gc');
      collect = runInNewContext('gc') as () => void;
    }
    // The first round finds what is dead, the second gives back the pages that it left empty.
    collect();
    collect();
    settled = process.memoryUsage().heapTotal;
  };
  return () => {
    clearTimeout(timer);
    timer = setTimeout(giveBack, QUIET_MS);
    timer.unref();
  };
}
