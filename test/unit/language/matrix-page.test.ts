import { describe, expect, it } from 'vitest';
import { matrixPage, refusedBy } from '../../../server/src/language/index.ts';
import { type Matrix, matrixOf } from '../../../server/src/rules/index.ts';
import { buildCatalog, parseDocument } from '../../../server/src/signature/index.ts';

const TOOLS = JSON.stringify([
  { name: 'find boat!', description: 'Finds <b>boats</b>.', parameters: { type: 'object', properties: {} } },
  { name: 'rent_boat', description: 'Rents a boat.', parameters: { type: 'object', properties: {} } },
]);
const matrix = () =>
  matrixOf(buildCatalog([parseDocument('file:///ws/a.tools.json', TOOLS)]), () => ({}), ['openai', 'anthropic']);

describe('which functions work where', () => {
  it('says of each function and target what magnet check --matrix says, in signs and in words', () => {
    const page = matrixPage('Where', matrix());
    expect(page).toMatch(/find boat!<\/th><td class="no" title="refused: openai-name"/);
    expect(page).toMatch(/rent_boat<\/th><td class="(?:yes|likely)"/);
    expect(page).toContain('<h2>');
    expect(refusedBy(matrix())).toEqual({ openai: 1, anthropic: 1 });
  });

  it('shows what is refused first, and counts what is left out', () => {
    const { rows, targets } = matrix();
    const fine = Array.from(
      { length: 1_500 },
      (_, at): Matrix['rows'][number] => ({ ...rows[1], id: `fine_${at}` }) as never,
    );
    const page = matrixPage('Where', { targets, rows: [...fine, ...rows.slice(0, 1)] });
    expect(page).toContain('<p>and 501 more</p>');
    expect(page.indexOf('find boat!')).toBeLessThan(page.indexOf('fine_0'));
  });

  it('holds hostile names as text', () => {
    const { rows, targets } = matrix();
    const page = matrixPage('Where', { targets, rows: [{ ...rows[0], id: '<script>alert(1)</script>' } as never] });
    expect(page).not.toContain('<script>');
  });
});
