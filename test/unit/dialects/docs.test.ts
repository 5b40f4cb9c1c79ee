import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TARGET_DIALECTS } from '../../../server/src/signature/index.ts';
import { PROBES } from './probes.ts';
import { generatedTables, tryOut } from './table.ts';

const DOC = new URL('../../../docs/dialects.md', import.meta.url);
const BEGIN = '<!-- generated: npx vitest run test/unit/dialects/docs.test.ts --update -->\n';

describe('docs/dialects.md', () => {
  it('shows what the writers and readers do (refresh: npx vitest run test/unit/dialects/docs.test.ts --update)', async () => {
    const [written = ''] = readFileSync(DOC, 'utf8').split(BEGIN);
    await expect(`${written}${BEGIN}\n${generatedTables()}`).toMatchFileSnapshot('../../../docs/dialects.md');
  });

  it('tells of no loss that is not listed', () => {
    for (const probe of PROBES)
      for (const dialect of TARGET_DIALECTS) expect(() => tryOut(probe, dialect)).not.toThrow();
  });
});
