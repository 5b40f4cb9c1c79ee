import { describe, expect, it } from 'vitest';
import { buildCatalog, parseDocument } from '../../signature/index.ts';
import { checkCatalog } from '../checker.ts';
import { fixesFor } from '../fix.ts';
import { testRule } from '../testing/test-rule.ts';
import { patternDelimiters } from './pattern-delimiters.rule.ts';

const tool = (pattern: string) =>
  `{"name": "track", "description": "Tracks a parcel.", "inputSchema": {"type": "object", "properties": {"code": {"type": "string", "description": "Printed on the label.", "pattern": ${pattern}}}}}`;

testRule(patternDelimiters, {
  bad: [
    { input: tool('[|"/^[a-z]+$/u"|]'), fixed: tool('"^[a-z]+$"') },
    { input: tool('[|"/^[a-z]+$/i"|]'), message: 'The slashes are part of this pattern' },
  ],
  good: [tool('"/api/"'), tool('"^/api/v[0-9]+/$"'), tool('"/"'), tool('"//"'), tool('"^[a-z]+/?$"')],
});

describe('pattern-delimiters', () => {
  it('offers no fix where a flag would be lost', () => {
    const uri = 'file:///a.tools.json';
    const catalog = buildCatalog([parseDocument(uri, tool('"/^[a-z]+$/i"'))]);
    const finding = checkCatalog({ catalog })
      .get(uri)
      ?.find(({ code }) => code === patternDelimiters.code);
    expect(finding).toBeDefined();
    expect(finding && fixesFor(finding, catalog)).toEqual([]);
  });
});
