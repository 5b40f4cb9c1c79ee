import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type SpeedData, speedTable, withSuite } from '../../../scripts/speed-table.mjs';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const DAY = { machine: '2 × processor', measured: '2026-01-31' };

test('a suite that ran replaces its rows, and the others stay with their day', () => {
  const first = withSuite(undefined, 'walk', [{ name: 'steps', value: '1' }], DAY);
  const both = withSuite(first, 'graph', [{ name: 'link', value: '2' }], DAY);
  const later = withSuite(both, 'walk', [{ name: 'steps', value: '3' }], { ...DAY, measured: '2026-02-01' });
  expect(later.suites).toEqual({
    walk: { measured: '2026-02-01', rows: [{ name: 'steps', value: '3' }] },
    graph: { measured: '2026-01-31', rows: [{ name: 'link', value: '2' }] },
  });
});

test('the table says what misses its aim', () => {
  const rows = [
    { name: 'steps', value: '9 million/s', limit: '≥ 10 million/s', ok: false },
    { name: 'ratio', value: '2 ×', limit: '≤ 3 ×', ok: true },
    { name: 'time', value: '1 s' },
  ];
  const lines = speedTable(withSuite(undefined, 'walk', rows, DAY)).split('\n');
  expect(lines).toContain('| walk: steps | 9 million/s | ≥ 10 million/s, **missed** | 2026-01-31 |');
  expect(lines).toContain('| walk: ratio | 2 × | ≤ 3 × | 2026-01-31 |');
  expect(lines).toContain('| walk: time | 1 s |  | 2026-01-31 |');
});

const readme = readFileSync(path.join(ROOT, 'README.md'), 'utf8');
const section = /<!-- made:speed -->([\s\S]*?)<!-- \/made:speed -->/.exec(readme)?.[1];
const file = path.join(ROOT, 'docs/speed.json');

test.runIf(section !== undefined)('the README says what docs/speed.json holds', () => {
  expect(existsSync(file)).toBe(true);
  expect(section).toBe(speedTable(JSON.parse(readFileSync(file, 'utf8')) as SpeedData));
});
