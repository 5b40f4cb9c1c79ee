import { readFileSync } from 'node:fs';

/** Milliseconds of a tick of the kernel's clock (Linux: 100 a second). */
const TICK_MS = 10;

/** Milliseconds that all threads of a process have run (Linux); 0 where it is gone or the system does not say. */
export function processorMs(pid: number): number {
  const text = readProc(pid, 'stat');
  // The name of the program stands in brackets and may hold anything.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return text === '' ? 0 : (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** Megabytes of a process that are in memory (Linux); 0 where it is gone or the system does not say. */
export function residentMb(pid: number): number {
  return Number(/^VmRSS:\s*(\d+) kB/m.exec(readProc(pid, 'status'))?.[1] ?? 0) / 1000;
}

function readProc(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}
