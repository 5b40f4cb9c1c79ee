import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { registerCheck } from '../../../server/src/cli/commands/check.ts';
import { runCommand } from './run.ts';

// Ten thousand took nine seconds of the processor while the whole function was parsed again for the place of each finding.
test('findings in an .fsig function of 20,000 parameters are placed in time that grows with its length', async () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'magnet-giants-')), 'giant.fsig');
  const parameters = Array.from({ length: 20_000 }, (_, at) => `p${at}: string`);
  writeFileSync(file, `/** F. */\nfunction f(${parameters.join(', ')}): string;\n`);
  const { out } = await runCommand(registerCheck, 'check', file, '--format', 'json', '--severity', 'hint');
  const places = new Set(out.join('\n').match(/"column": ?\d+/g));
  // A thousand of one kind are kept.
  expect(places.size).toBeGreaterThan(1_000);
}, 40_000);
