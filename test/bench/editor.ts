import { spawnSync } from 'node:child_process';
import type { BenchRow } from './row.ts';

const RUNS = 3;

/** Activation in a real editor (test/host), in a folder where nothing has woken the extension yet. */
export function benchEditor(root: string): BenchRow[] {
  const runs = Array.from({ length: RUNS }, () => measure(root));
  // The run that other programs disturbed least.
  const least = (name: string) => Math.min(...runs.map((run) => run[name] ?? Number.NaN));
  const whole = least('loading the bundle and activate');
  const alone = least('activate alone, by the clock');
  return [
    { name: 'activate', value: `${alone.toFixed(1)} ms`, limit: '≤ 50 ms', ok: alone <= 50 },
    { name: 'loading the bundle and activate', value: `${whole.toFixed(1)} ms` },
  ];
}

function measure(root: string): Readonly<Record<string, number>> {
  const { stdout, stderr } = spawnSync(process.execPath, ['test/host/timing.mjs'], { cwd: root, encoding: 'utf8' });
  try {
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Record<string, number>;
  } catch {
    throw new Error(`The editor gave no times: ${stderr}`);
  }
}
