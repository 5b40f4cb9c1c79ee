import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { type SpeedData, withSuite } from '../../scripts/speed-table.mjs';
import type { BenchRow } from './row.ts';

/** Keeps a suite's rows in `docs/speed.json`, from which `npm run generate` makes the README's table. */
export function keepSpeed(root: string, suite: string, rows: readonly BenchRow[]): void {
  const file = path.join(root, 'docs/speed.json');
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as SpeedData) : undefined;
  const [first] = cpus();
  const machine = `${cpus().length} × ${first?.model.trim() || 'unknown processor'}, Node ${process.versions.node}`;
  const data = withSuite(known, suite, rows, { machine, measured: new Date().toISOString().slice(0, 10) });
  writeFileSync(file, `${JSON.stringify(data, null, 2)}\n`);
}
