import { readFileSync } from 'node:fs';

/**
 * Milliseconds that the main thread of a process has run (Linux), so that other programs on the machine do not count;
 * elsewhere the time of day.
 */
export function clockOf(pid: number): () => number {
  return () => {
    try {
      return Number(readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
    } catch {
      return performance.now();
    }
  };
}
