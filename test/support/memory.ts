import { readFileSync } from 'node:fs';

/** Resident memory of a process in MB; Linux alone tells it as a file, elsewhere 0. */
export function residentMb(pid: number | undefined): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
